/** Simulated time inside the engine: whole microseconds in a number (exact up to 285 years). */
export type Micros = number;

export const MICROS_PER_SECOND = 1_000_000;

/** Largest time the engine accepts, in microseconds: 2^53 − 1, so every sum stays an exact integer. */
export const MAX_MICROS: Micros = Number.MAX_SAFE_INTEGER;

/** Seconds → microseconds, rounded half up; never −0. */
export function toMicros(seconds: number): Micros {
  return Math.floor(seconds * MICROS_PER_SECOND + 0.5);
}

/** Microseconds → seconds. */
export function toSeconds(micros: Micros): number {
  return micros / MICROS_PER_SECOND;
}

const DURATION_UNITS: Readonly<Record<string, number>> = {
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/**
 * Reads a duration such as `90s`, `8h`, `1.5d`, `2h30m`, or a plain number of seconds.
 * @returns seconds, or undefined when the text is no finite, non-negative duration.
 */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().replaceAll(/\s+/g, "");
  if (/^\d+(\.\d+)?$/.test(compact)) return finite(Number(compact));
  if (!/^(\d+(\.\d+)?(us|ms|min|s|m|h|d|w))+$/.test(compact)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(us|ms|min|s|m|h|d|w)/g)) {
    seconds += Number(amount) * (DURATION_UNITS[unit ?? ""] ?? Number.NaN);
  }
  return finite(seconds);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
