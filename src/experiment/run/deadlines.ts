import { quantileInterval } from "../analysis/quantile-interval.ts";
import { wilson } from "../analysis/wilson.ts";
import type { DeadlineFile } from "../study/study-file.ts";
import type { Checkpoints, ReplicationRecord } from "./task.ts";

/** Chance that a date is told for. */
const SURE = 0.9;
const HOUR = 3600;
/** Times at the most that a run is looked at. */
const MOST_TIMES = 2000;

/** How likely so many parts are by a date, in each scenario. Times in s. */
export interface DeadlineAnswer {
  readonly id: string;
  readonly name: string;
  readonly parts: number;
  readonly by: number;
  readonly sink?: string;
  /** Times between which the run was looked at. */
  readonly resolution: number;
  readonly confidence: number;
  readonly rows: readonly DeadlineRow[];
}

export interface DeadlineRow {
  readonly scenario: string;
  readonly replications: number;
  /** Replications that had so many parts by then, as a share, with Wilson's interval. */
  readonly chance: number;
  readonly low: number;
  readonly high: number;
  /** First time at which nine in ten replications had so many parts; undefined where that is not within the run. */
  readonly date: number | undefined;
  /** Bounds of that time from order statistics; undefined where there are too few replications, or the run ends before. */
  readonly dateLow: number | undefined;
  readonly dateHigh: number | undefined;
}

/** Whole hours (or several) of the observed time, and the deadlines themselves. @returns undefined without deadlines */
export function checkpointsOf(
  deadlines: readonly DeadlineFile[],
  warmup: number,
  horizon: number,
): Checkpoints | undefined {
  if (deadlines.length === 0) return undefined;
  const step = resolutionOf(horizon);
  const hours = Array.from({ length: Math.floor(horizon / step) }, (_, i) => (i + 1) * step);
  const times = new Set([...hours, ...deadlines.map(({ by }) => by), horizon]);
  return {
    times: [...times].filter((time) => time > warmup && time <= horizon).toSorted((a, b) => a - b),
    measures: [...new Set(deadlines.map(measureOf))],
  };
}

function resolutionOf(horizon: number): number {
  return HOUR * Math.max(1, Math.ceil(horizon / HOUR / MOST_TIMES));
}

function measureOf({ sink }: DeadlineFile): string {
  return sink === undefined ? "finished" : `sinks/${sink}/count`;
}

export function deadlineAnswer(
  deadline: DeadlineFile,
  checkpoints: Checkpoints,
  records: ReadonlyMap<string, readonly ReplicationRecord[]>,
  confidence: number,
): DeadlineAnswer {
  const { id, name = id, parts, by, sink } = deadline;
  const measure = checkpoints.measures.indexOf(measureOf(deadline));
  const rows = [...records].map(([scenario, list]): DeadlineRow => {
    const reached = list.map((record) => {
      const counts = record.atCheckpoints?.[measure] ?? [];
      return checkpoints.times[counts.findIndex((count) => count >= parts)] ?? Number.POSITIVE_INFINITY;
    });
    const hits = reached.filter((time) => time <= by).length;
    const { share, low, high } = wilson(hits, list.length, confidence);
    return {
      scenario,
      replications: list.length,
      chance: share,
      low,
      high,
      ...sureDate(reached, confidence),
    };
  });
  const resolution = resolutionOf(checkpoints.times.at(-1) ?? 0);
  return { id, name, parts, by, ...(sink === undefined ? {} : { sink }), resolution, confidence, rows };
}

function sureDate(
  reached: readonly number[],
  confidence: number,
): Pick<DeadlineRow, "date" | "dateLow" | "dateHigh"> {
  const sorted = reached.toSorted((a, b) => a - b);
  // 0.9 × n may come out a hair above a whole number.
  const rank = Math.ceil(SURE * sorted.length - 1e-9);
  const { low, high } = quantileInterval(reached, SURE, confidence);
  const within = (time: number | undefined): number | undefined =>
    time !== undefined && Number.isFinite(time) ? time : undefined;
  return { date: within(sorted[rank - 1]), dateLow: within(low), dateHigh: within(high) };
}
