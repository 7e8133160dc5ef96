import type { Interval } from "./interval.ts";

/** How narrow an interval is to become. Exactly one of the two. */
export interface Precision {
  readonly halfWidth?: number | undefined;
  /** Half-width as a share of the mean. */
  readonly relative?: number | undefined;
}

/** Whether an interval is as narrow as wanted; an interval that does not exist is not. */
export function isPrecise({ mean, halfWidth }: Interval, precision: Precision): boolean {
  return halfWidth !== undefined && halfWidth <= halfWidthFor(mean, precision);
}

/** Fewer replications than this say too little about the variance to stop by it (Law 2015, section 9.4.1). */
export const LEAST_BEFORE_STOPPING = 10;

/**
 * How many replications to have before looking again, from the interval of the present ones: as many as the present
 * variance asks for, but a tenth more at the least, so that there are few rounds, and half more at the most, so that a
 * variance that was overestimated costs little (Law 2015, section 9.4.1; for the relative error the target is γ/(1 + γ),
 * so that the error relative to the true mean is γ).
 */
export function nextReplications(interval: Interval, present: number, precision: Precision): number {
  const { mean, halfWidth = Infinity } = interval;
  const target = halfWidthFor(mean, precision);
  const needed = target > 0 ? Math.ceil(present * (halfWidth / target) ** 2) : Infinity;
  return Math.min(Math.max(needed, present + Math.ceil(present / 10)), present + Math.ceil(present / 2));
}

function halfWidthFor(mean: number, { halfWidth, relative }: Precision): number {
  if (halfWidth !== undefined) return halfWidth;
  return relative === undefined ? 0 : (relative / (1 + relative)) * Math.abs(mean);
}
