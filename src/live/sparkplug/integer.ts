/** A 64-bit integer as a number where that is exact, and as the bigint that it is elsewhere. */
export function safeInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
