import type { ThroughputSeries } from "../protocol/simulation.ts";

/** Ends of the intervals (s) and the throughput in them (parts/h). */
export interface ThroughputData {
  /** s */
  readonly interval: number;
  /** End of the warm-up, s. */
  readonly warmup: number;
  readonly ends: readonly number[];
  readonly values: readonly number[];
}

/** Parts in an interval on average, at least: with fewer, chance alone makes the chart jump. */
const FEWEST_PARTS = 5;
/** Fewer intervals than this show no course any more, so they stay short. */
const FEWEST_INTERVALS = 12;
/** So many intervals of the run make one of the chart. */
const FACTORS = [1, 2, 5, 10, 15, 30, 60, 120];

/** The series as it is drawn: only full intervals, and wide enough that a course can be seen. */
export function throughputData({ interval, counts }: ThroughputSeries, warmup = 0): ThroughputData {
  // The last interval of the run is still being filled.
  const full = counts.slice(0, -1);
  const mean = full.reduce((sum, count) => sum + count, 0) / Math.max(1, full.length);
  const allowed = FACTORS.filter((factor) => factor === 1 || full.length / factor >= FEWEST_INTERVALS);
  const factor = allowed.find((candidate) => mean * candidate >= FEWEST_PARTS) ?? allowed.at(-1) ?? 1;
  const width = interval * factor;
  const ends: number[] = [];
  const values: number[] = [];
  for (let last = factor; last <= full.length; last += factor) {
    const sum = full.slice(last - factor, last).reduce((total, count) => total + count, 0);
    ends.push(last * interval);
    values.push((sum * 3600) / width);
  }
  return { interval: width, warmup, ends, values };
}

/** Throughputs of the intervals that lie behind the warm-up: the others say nothing of the steady state. */
export function observedValues({ interval, warmup, ends, values }: ThroughputData): readonly number[] {
  return values.filter((_, i) => (ends[i] ?? 0) - interval >= warmup);
}
