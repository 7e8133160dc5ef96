import { normalCritical } from "./normal.ts";

/** A share with its interval; asymmetric, and within 0 and 1. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a probability (Wilson 1927, JASA 22; recommended by Brown, Cai and DasGupta 2001 for small
 * samples and rare events, where share ± z·√… gives nothing at all for an event that was not seen).
 */
export function wilson(successes: number, trials: number, confidence = 0.95): ShareInterval {
  if (trials === 0) return { share: Number.NaN, low: 0, high: 1 };
  const z = normalCritical(confidence);
  const share = successes / trials;
  const weight = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / weight;
  const reach = (z / weight) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    share,
    low: successes === 0 ? 0 : Math.max(0, centre - reach),
    high: successes === trials ? 1 : Math.min(1, centre + reach),
  };
}
