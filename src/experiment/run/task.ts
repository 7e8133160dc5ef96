import { hashText } from "../../base/hash.ts";
import type { Plant } from "../../plant/schema.ts";
import type { RunResult, ThroughputSeries } from "../../sim/results.ts";
import { Simulation, ZeroTimeLoop } from "../../sim/simulation.ts";
import { type HistoryFigures, historyFigures } from "../bottleneck/history-figures.ts";
import { HistoryWatch } from "../bottleneck/state-history.ts";
import { measureAt } from "../study/response.ts";
import { batchValues } from "./batch-values.ts";
import { ENGINE_VERSION } from "./engine-version.ts";

/** One replication to be run, as plain data: whoever runs it gives the same record. Times in s. */
export interface ReplicationTask {
  /** Identity of all that the record depends on; a task that is run twice gives the same record under the same key. */
  readonly key: string;
  /** Hash of the plant (`plantHash`). */
  readonly plant: string;
  readonly seed: number;
  readonly replication: number;
  readonly horizon: number;
  readonly warmup: number;
  /** Paths of the numbers that are wanted. */
  readonly measures: readonly string[];
  /** Number of batches that the observed time is cut into; absent with replications. */
  readonly batches?: number;
  /** What is also wanted in the midst of the run; absent with batches. */
  readonly checkpoints?: Checkpoints;
  /** What the stations did is wanted as well; absent with batches and checkpoints. */
  readonly history?: true;
}

/** Numbers of the results that are wanted at some times of a run. */
export interface Checkpoints {
  /** s, ascending, up to the horizon. */
  readonly times: readonly number[];
  readonly measures: readonly string[];
}

/** What one replication gave. */
export interface ReplicationRecord {
  readonly key: string;
  readonly replication: number;
  /** Hash of the whole state at the end. */
  readonly hash: string;
  readonly events: number;
  /** In the order of the task's measures; NaN for what does not exist. */
  readonly values: readonly number[];
  /** The same for each batch, where there are batches. */
  readonly batches?: readonly (readonly number[])[];
  /** The measures of the checkpoints, each at each of their times. */
  readonly atCheckpoints?: readonly (readonly number[])[];
  readonly history?: HistoryFigures;
  readonly series: ThroughputSeries;
  /** Shares of time by station, in the order of STATES. */
  readonly states: Readonly<Record<string, readonly number[]>>;
}

/** A run that cannot be finished is the plant's fault, and an answer. */
export interface TaskFailure {
  readonly key: string;
  readonly replication: number;
  readonly message: string;
  /** s */
  readonly time: number;
}

export type TaskAnswer =
  | { readonly ok: true; readonly record: ReplicationRecord }
  | { readonly ok: false; readonly failure: TaskFailure };

export function keyOfAnswer(answer: TaskAnswer): string {
  return answer.ok ? answer.record.key : answer.failure.key;
}

/** Identity of a plant by its content. */
export function plantHash(plant: Plant): string {
  return hashText(JSON.stringify(plant));
}

export function makeTask(task: Omit<ReplicationTask, "key">): ReplicationTask {
  const { plant, seed, replication, horizon, warmup, measures, batches = 0 } = task;
  const identity = [ENGINE_VERSION, plant, seed, replication, horizon, warmup, batches, ...measures];
  const { checkpoints, history } = task;
  const more = [
    ...(checkpoints === undefined ? [] : [JSON.stringify(checkpoints)]),
    ...(history === undefined ? [] : ["history"]),
  ];
  return { key: hashText([...identity, ...more].join("\n")), ...task };
}

/** Runs one replication. */
export function runTask(plant: Plant, task: ReplicationTask): TaskAnswer {
  const { seed, replication, warmup, horizon, measures, key } = task;
  const simulation = new Simulation(plant, { seed, replication, warmup });
  try {
    const batches = task.batches === undefined ? undefined : batchValues(simulation, task, task.batches);
    const { checkpoints } = task;
    const atCheckpoints = checkpoints === undefined ? undefined : checkpointValues(simulation, checkpoints);
    const history = task.history === undefined ? undefined : watchedHistory(simulation, warmup);
    simulation.runUntil(horizon);
    const record = recordOf(key, simulation.results(), measures, batches);
    return {
      ok: true,
      record: {
        ...record,
        ...(atCheckpoints === undefined ? {} : { atCheckpoints }),
        ...(history === undefined ? {} : { history: historyFigures(history.history()) }),
      },
    };
  } catch (error) {
    if (!(error instanceof ZeroTimeLoop)) throw error;
    return { ok: false, failure: { key, replication, message: error.message, time: error.time } };
  }
}

/** Looks on from the end of the warm-up. */
function watchedHistory(simulation: Simulation, warmup: number): HistoryWatch {
  simulation.runUntil(warmup);
  const watch = new HistoryWatch(simulation);
  simulation.observe(watch);
  return watch;
}

/** Runs from checkpoint to checkpoint; what is looked at changes nothing. */
function checkpointValues(simulation: Simulation, { times, measures }: Checkpoints): number[][] {
  const values: number[][] = measures.map(() => []);
  for (const time of times) {
    simulation.runUntil(time);
    const result = simulation.results(false);
    measures.forEach((measure, i) => values[i]?.push(measureAt(result, measure)));
  }
  return values;
}

function recordOf(
  key: string,
  result: RunResult,
  measures: readonly string[],
  batches: readonly (readonly number[])[] | undefined,
): ReplicationRecord {
  const states = Object.entries(result.stations).map(
    ([id, station]) => [id, Object.values(station.states)] as const,
  );
  return {
    key,
    replication: result.replication,
    hash: result.hash,
    events: result.events,
    values: measures.map((measure) => measureAt(result, measure)),
    ...(batches === undefined ? {} : { batches }),
    series: result.series,
    states: Object.fromEntries(states),
  };
}
