import { describe, expect, test } from "vitest";
import { Hash128 } from "../../src/base/hash.ts";
import { RandomStream, type StreamState } from "../../src/base/random.ts";

/** sfc32 from its description: sum = a + b + counter; a = b ^ b >> 9; b = c + c << 3; c = rotl(c, 21) + sum. */
function* sfc32(state: StreamState): Generator<number, never, void> {
  let [a, b, c, counter] = state.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint, bigint];
  const mask = 0xffff_ffffn;
  for (;;) {
    const sum = (a + b + counter) & mask;
    counter = (counter + 1n) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = (((c << 21n) | (c >> 11n)) + sum) & mask;
    yield Number(sum);
  }
}

describe("streams", () => {
  test("K5: a stream is sfc32, seeded by the hash of its key and run in by twelve steps", () => {
    for (const [seed, replication, object, purpose] of [
      [1, 0, "m1", "cycleTime"],
      [4_294_967_295, 99, "Säge:1", "failure/tool/timeToRepair"],
    ] as const) {
      const hash = new Hash128();
      hash.update(`${seed}\n${replication}\n${object}\n${purpose}`);
      const reference = sfc32(hash.digest());
      for (let i = 0; i < 12; i++) reference.next();
      const stream = RandomStream.keyed(seed, replication, object, purpose);
      for (let i = 0; i < 2000; i++) expect(stream.next32()).toBe(reference.next().value);
    }
  });

  test("a state taken anywhere goes on with the same numbers", () => {
    const stream = RandomStream.keyed(1, 0, "a", "b");
    for (let i = 0; i < 100; i++) {
      const copy = new RandomStream(JSON.parse(JSON.stringify(stream.state())) as StreamState);
      expect(copy.next32()).toBe(stream.next32());
    }
  });

  test("uniforms lie in [0, 1) and are spread evenly (chi-square over 1000 cells, significance 0.001)", () => {
    const stream = RandomStream.keyed(5, 0, "uniform", "test");
    const n = 500_000;
    const cells = new Float64Array(1000);
    let [least, most] = [1, 0];
    for (let i = 0; i < n; i++) {
      const u = stream.nextUniform();
      least = Math.min(least, u);
      most = Math.max(most, u);
      cells[Math.floor(u * 1000)] = (cells[Math.floor(u * 1000)] as number) + 1;
    }
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThan(1);
    const statistic = cells.reduce((sum, count) => sum + (count - n / 1000) ** 2 / (n / 1000), 0);
    // Wilson and Hilferty's approximation of the quantile with 999 degrees of freedom; 3.0902 is the normal one.
    const quantile = 999 * (1 - 2 / (9 * 999) + 3.0902 * Math.sqrt(2 / (9 * 999))) ** 3;
    expect(statistic).toBeLessThan(quantile);
  });

  test("streams of neighbouring keys are not correlated (significance 1e-4 each)", () => {
    const n = 20_000;
    const numbers = (object: string, seed = 1, replication = 0, purpose = "p"): number[] => {
      const stream = RandomStream.keyed(seed, replication, object, purpose);
      return Array.from({ length: n }, () => stream.nextUniform() - 0.5);
    };
    const first = numbers("m1");
    for (const other of [numbers("m2"), numbers("m1", 2), numbers("m1", 1, 1), numbers("m1", 1, 0, "q")]) {
      const correlation = first.reduce((sum, x, i) => sum + x * (other[i] ?? 0), 0) / (n / 12);
      expect(Math.abs(correlation)).toBeLessThan(3.8906 / Math.sqrt(n));
    }
  });
});
