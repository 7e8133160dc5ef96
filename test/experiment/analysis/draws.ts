import { RandomStream } from "../../../src/base/random.ts";

/** Independent draws for a test, the same every time. */
export class Draws {
  readonly #stream: RandomStream;

  constructor(seed: number, name = "test") {
    this.#stream = RandomStream.keyed(seed, 0, name, "draws");
  }

  uniform(): number {
    return this.#stream.nextUniform();
  }

  /** Standard normal (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  normals(count: number, mean = 0, sd = 1): number[] {
    return Array.from({ length: count }, () => mean + sd * this.normal());
  }
}

/** In how many of so many seeded experiments it held, as a share. */
export function shareOf(experiments: number, held: (seed: number) => boolean): number {
  let hits = 0;
  for (let seed = 1; seed <= experiments; seed++) if (held(seed)) hits++;
  return hits / experiments;
}

/** Whether mean ± half-width holds a value. */
export function holds(
  { mean, halfWidth }: { mean: number; halfWidth: number | undefined },
  value: number,
): boolean {
  return halfWidth !== undefined && Math.abs(mean - value) <= halfWidth;
}
