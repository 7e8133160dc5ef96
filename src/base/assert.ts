/**
 * States what our own code guarantees. A failure is a bug of ours, never the user's mistake,
 * so it throws; the user's mistakes are findings (see plant/finding.ts).
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Taktwerk bug: ${message}`);
}

/** The value, which our own code guarantees to be present. */
export function defined<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `${what} is missing`);
  return value;
}
