import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Hash128, hashText } from "../../src/base/hash.ts";

/** MurmurHash3_x86_128 over bytes with a seed, written from its description with whole-number arithmetic. */
function murmur(bytes: Uint8Array, seed: number): Uint8Array {
  const mask = 0xffff_ffffn;
  const mul = (a: bigint, b: bigint): bigint => (a * b) & mask;
  const rot = (x: bigint, r: bigint): bigint => ((x << r) | (x >> (32n - r))) & mask;
  const c = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n] as const;
  const before = [15n, 16n, 17n, 18n] as const;
  const after = [19n, 17n, 15n, 13n] as const;
  const add = [0x561ccd1bn, 0x0bcaa747n, 0x96cd1c35n, 0x32ac3b17n] as const;
  const h = [0, 0, 0, 0].map(() => BigInt(seed));
  const at = <T>(list: readonly T[], i: number): T => list[i] as T;
  const word = (block: Uint8Array, i: number): bigint =>
    [0, 1, 2, 3].reduce((sum, k) => sum | (BigInt(block[4 * i + k] ?? 0) << BigInt(8 * k)), 0n);
  const mixed = (block: Uint8Array, i: number): bigint =>
    mul(rot(mul(word(block, i), at(c, i)), at(before, i)), at(c, (i + 1) % 4));
  const blocks = bytes.length >> 4;
  for (let b = 0; b < blocks; b++) {
    const block = bytes.subarray(16 * b, 16 * b + 16);
    for (let i = 0; i < 4; i++) {
      h[i] = at(h, i) ^ mixed(block, i);
      h[i] = (rot(at(h, i), at(after, i)) + at(h, (i + 1) % 4)) & mask;
      h[i] = (mul(at(h, i), 5n) + at(add, i)) & mask;
    }
  }
  const tail = bytes.subarray(16 * blocks);
  for (let i = 0; i < 4; i++) if (tail.length > 4 * i) h[i] = at(h, i) ^ mixed(tail, i);
  for (let i = 0; i < 4; i++) h[i] = at(h, i) ^ BigInt(bytes.length);
  const spread = (): void => {
    h[0] = (at(h, 0) + at(h, 1) + at(h, 2) + at(h, 3)) & mask;
    for (let i = 1; i < 4; i++) h[i] = (at(h, i) + at(h, 0)) & mask;
  };
  spread();
  for (let i = 0; i < 4; i++) {
    let x = at(h, i);
    x = mul(x ^ (x >> 16n), 0x85ebca6bn);
    x = mul(x ^ (x >> 13n), 0xc2b2ae35n);
    h[i] = x ^ (x >> 16n);
  }
  spread();
  return Uint8Array.from(h.flatMap((x) => [0n, 8n, 16n, 24n].map((shift) => Number((x >> shift) & 0xffn))));
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((u) => [u & 255, u >> 8]),
  );
}

function words(bytes: Uint8Array): number[] {
  return [0, 1, 2, 3].map((i) => new DataView(bytes.buffer).getInt32(4 * i, true));
}

describe("the hash", () => {
  test("the reference that it is held against has the published verification value of MurmurHash3_x86_128", () => {
    // SMHasher's verification: keys {}, {0}, {0, 1} … with seeds 256, 255 …; the hash of all those hashes.
    const all = new Uint8Array(256 * 16);
    for (let i = 0; i < 256; i++) {
      all.set(
        murmur(
          Uint8Array.from({ length: i }, (_, k) => k),
          256 - i,
        ),
        16 * i,
      );
    }
    const [first = 0] = words(murmur(all, 0));
    expect(first >>> 0).toBe(0xb3ece62a);
  });

  test("is MurmurHash3_x86_128 of the UTF-16 code units", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const hash = new Hash128();
        hash.update(text);
        expect(hash.digest()).toEqual(words(murmur(utf16(text), 0)));
      }),
      { numRuns: 500 },
    );
  });

  test("does not depend on how the text is cut, nor on looking in between", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 12 }), (pieces) => {
        const hash = new Hash128();
        for (const piece of pieces) {
          hash.update(piece);
          hash.digest();
        }
        expect(hash.hex()).toBe(hashText(pieces.join("")));
      }),
    );
  });

  test("is 32 hexadecimal digits, and different for each of a hundred thousand keys", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) seen.add(hashText(`${i % 10}\n${i}\nstation\ncycleTime`));
    expect(seen.size).toBe(100_000);
    for (const hex of [...seen].slice(0, 100)) expect(hex).toMatch(/^[0-9a-f]{32}$/);
    expect(hashText("a\nb")).not.toBe(hashText("a b"));
  });
});
