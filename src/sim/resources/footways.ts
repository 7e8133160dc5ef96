import { toMicros, type Micros } from "../../base/units.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import type { Claim } from "./claim.ts";

/** Where one worker is, m, and for which claim. */
interface Walker {
  x: number;
  y: number;
  claim: string;
}

const NOBODY = "";

/** Where the workers of one pool are, and how long they walk from there (SPEC W8). */
export class Footways {
  readonly #walkers: readonly Walker[];
  readonly #speed: number;
  readonly #rightAngles: boolean;

  constructor({ size, placement }: Workers, { speed, path }: NonNullable<Workers["walking"]>) {
    const [x, y] = placement?.position ?? [0, 0];
    this.#walkers = Array.from({ length: size }, () => ({ x, y, claim: NOBODY }));
    this.#speed = speed;
    this.#rightAngles = path === "rightAngles";
  }

  /** Sends the nearest free workers. @returns time until the last of them is there, µs */
  send(claim: Claim, count: number): Micros {
    const { x, y } = claim.place;
    let farthest = 0;
    for (let n = 0; n < count; n++) {
      const nearest = this.#nearest(x, y);
      if (nearest === undefined) break;
      farthest = Math.max(farthest, this.#distance(nearest, x, y));
      nearest.x = x;
      nearest.y = y;
      nearest.claim = claim.name;
    }
    return toMicros(farthest / this.#speed);
  }

  /** They stay where they worked. */
  release({ name }: Claim): void {
    for (const walker of this.#walkers) if (walker.claim === name) walker.claim = NOBODY;
  }

  save(): { x: number; y: number; claim: string }[] {
    return this.#walkers.map(({ x, y, claim }) => ({ x, y, claim }));
  }

  restore(state: readonly { x: number; y: number; claim: string }[]): void {
    this.#walkers.forEach((walker, i) => Object.assign(walker, state[i]));
  }

  #nearest(x: number, y: number): Walker | undefined {
    let nearest: Walker | undefined;
    let least = Infinity;
    for (const walker of this.#walkers) {
      if (walker.claim !== NOBODY) continue;
      const distance = this.#distance(walker, x, y);
      if (distance >= least) continue;
      least = distance;
      nearest = walker;
    }
    return nearest;
  }

  #distance(from: Walker, x: number, y: number): number {
    const [dx, dy] = [Math.abs(from.x - x), Math.abs(from.y - y)];
    return this.#rightAngles ? dx + dy : Math.sqrt(dx * dx + dy * dy);
  }
}
