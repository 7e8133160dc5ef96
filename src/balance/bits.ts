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
