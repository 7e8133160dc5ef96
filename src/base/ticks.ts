import { log, power } from "./math.ts";

const MOST = 8;

/** Round values that enclose an interval, at steps of 1, 2 or 5 times a power of ten (Heckbert 1990). */
export function niceTicks(low: number, high: number): number[] {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const raw = span / MOST;
  const magnitude = power(10, Math.floor(log(raw) / Math.LN10));
  const step = ([1, 2, 5, 10].find((factor) => factor * magnitude >= raw) ?? 10) * magnitude;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    // Twelve digits are enough for a label, and hide what binary fractions leave.
    return Number(value.toPrecision(12));
  });
}
