/**
 * A stream of well-mixed 32-bit integers from a seed (splitmix32, after Steele, Lea and Flood 2014):
 * for hash keys and for orderings that must be the same on every machine.
 */
export function seededBits(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
