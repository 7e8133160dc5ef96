import type { RunResult } from "../../sim/results.ts";
import type { Simulation } from "../../sim/simulation.ts";
import { measureAt } from "../study/response.ts";
import type { ReplicationTask } from "./task.ts";

/** What a mean is taken over, by the last step of its path, as a path beside it; all else is a mean over time. */
const WEIGHTS: Readonly<Record<string, string>> = { cycleTimeMean: "count", meanWait: "left" };
const COUNTS = new Set(["finished", "count", "entered", "left", "arrived", "lost", "failures"]);
/** Of these a batch has none: they are no means. */
const NO_MEANS = new Set(["cycleTimeSd", "cycleTimeMin", "cycleTimeMax", "maxContent", "wipNow", "sd"]);

/**
 * Runs to the horizon and tells each measure in each of so many equal batches of the observed time. Results are kept
 * since the warm-up, so a batch is the difference of two: of a mean over time v, (v₂T₂ − v₁T₁)/(T₂ − T₁).
 */
export function batchValues(simulation: Simulation, task: ReplicationTask, batches: number): number[][] {
  const { warmup, horizon, measures } = task;
  const length = (horizon - warmup) / batches;
  const batched: number[][] = [];
  let before: readonly Weighted[] = measures.map(() => ({ total: 0, weight: 0 }));
  for (let i = 1; i <= batches; i++) {
    simulation.runUntil(i === batches ? horizon : warmup + i * length);
    const result = simulation.results(false);
    const now = measures.map((measure) => weighted(result, measure, i * length, i / batches));
    batched.push(
      now.map(({ total, weight }, m) => {
        const then = before[m] as Weighted;
        return (total - then.total) / (weight - then.weight);
      }),
    );
    before = now;
  }
  return batched;
}

/** A mean as the sum that it comes from, and what that was divided by. */
interface Weighted {
  readonly total: number;
  readonly weight: number;
}

function weighted(result: RunResult, measure: string, observed: number, share: number): Weighted {
  const value = measureAt(result, measure);
  const steps = measure.split("/");
  const last = steps.at(-1) ?? "";
  if (NO_MEANS.has(last)) return { total: Number.NaN, weight: observed };
  // A count is of the whole observed time, so that of a batch is scaled up to it.
  if (COUNTS.has(last) || steps.includes("byProduct")) return { total: value, weight: share };
  const counter = WEIGHTS[last];
  if (counter === undefined) return { total: value * observed, weight: observed };
  const path = steps.length === 1 ? "finished" : [...steps.slice(0, -1), counter].join("/");
  const count = measureAt(result, path);
  return { total: count === 0 ? 0 : value * count, weight: count };
}
