/** Sets of small integers as rows of 32-bit words inside an `Int32Array`. `row` is the row's first word. */

export function bitWords(size: number): number {
  return (size + 31) >>> 5;
}

export function hasBit(bits: Int32Array, row: number, index: number): boolean {
  return (bits[row + (index >>> 5)]! & (1 << (index & 31))) !== 0;
}

export function setBit(bits: Int32Array, row: number, index: number): void {
  bits[row + (index >>> 5)]! |= 1 << (index & 31);
}

export function orBits(
  into: Int32Array,
  intoRow: number,
  from: Int32Array,
  fromRow: number,
  words: number,
): void {
  for (let w = 0; w < words; w++) into[intoRow + w]! |= from[fromRow + w]!;
}

/** Whether every member of row `a` is in row `b`. */
export function isSubset(a: Int32Array, aRow: number, b: Int32Array, bRow: number, words: number): boolean {
  for (let w = 0; w < words; w++) if ((a[aRow + w]! & ~b[bRow + w]!) !== 0) return false;
  return true;
}

/** Number of members of a row. */
export function countBits(bits: Int32Array, row: number, words: number): number {
  let count = 0;
  for (let w = 0; w < words; w++) {
    let word = bits[row + w]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
