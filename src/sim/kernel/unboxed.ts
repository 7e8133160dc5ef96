/** Zeros in an array that V8 keeps as plain doubles from the start, though whole numbers are stored first. */
export function unboxed(length: number): number[] {
  return Array.from({ length }, () => 0.5).fill(0);
}
