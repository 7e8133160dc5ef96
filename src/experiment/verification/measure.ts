import type { State } from "../../plant/states.ts";
import type { RunResult } from "../../sim/results.ts";
import { type ExpectedMetric, Unsupported } from "./case.ts";

/** The states of a case in our words. */
const STATE_NAMES: Readonly<Record<string, State>> = {
  busy: "working",
  starved: "starved",
  blocked: "blocked",
  down: "failed",
  setup: "setup",
  maintenance: "maintenance",
  off: "paused",
  wait_worker: "waiting",
};

/** Instants at which parts reached each sink, s; kept only for deterministic cases. */
export type ExitTimes = ReadonlyMap<string, readonly number[]>;

/**
 * The value of a metric in one replication.
 * @returns NaN where nothing was observed
 * @throws Unsupported
 */
export function measure(expected: ExpectedMetric, result: RunResult, exits: ExitTimes): number {
  const observed = result.time - result.warmup;
  const node = typeof expected.node === "string" ? expected.node : "";
  switch (expected.metric) {
    case "throughput":
      return at(result.sinks, node).count / observed;
    case "type_throughput":
      return (at(result.sinks, node).byProduct[expected.part_type ?? ""] ?? 0) / observed;
    case "count":
      return expected.part_type === undefined
        ? at(result.sinks, node).count
        : (at(result.sinks, node).byProduct[expected.part_type] ?? 0);
    case "time_of_part":
      return exits.get(node)?.[(expected.n ?? 1) - 1] ?? Number.NaN;
    case "cycle_time_mean":
      return cycleTime(expected, result, node, "mean");
    case "cycle_time_sd":
      return cycleTime(expected, result, node, "sd");
    case "mean_wait":
      return at(result.buffers, node).meanWait;
    case "mean_content":
      return nodesOf(expected).reduce((total, id) => total + holder(result, id).meanContent, 0);
    case "max_content":
      return nodesOf(expected).reduce((total, id) => total + holder(result, id).maxContent, 0);
    case "wip_mean":
      return result.wip;
    case "state_fraction":
      return at(result.stations, node).states[stateOf(expected.state)];
    case "loss_fraction":
      return at(result.sources, node).lost / at(result.sources, node).arrived;
    case "pool_utilisation": {
      const pool = result.resources?.[expected.pool ?? ""];
      if (pool?.kind !== "workers") throw new Unsupported(`a metric of pool ${expected.pool ?? "(none)"}`);
      return pool.utilisation;
    }
    default:
      throw new Unsupported(`metric ${expected.metric}`);
  }
}

function cycleTime(expected: ExpectedMetric, result: RunResult, node: string, what: "mean" | "sd"): number {
  const sink = node === "" ? Object.values(result.sinks)[0] : at(result.sinks, node);
  if (sink === undefined) return Number.NaN;
  if (expected.part_type !== undefined)
    return sink.cycleTimeByProduct[expected.part_type]?.[what] ?? Number.NaN;
  return what === "mean" ? sink.cycleTimeMean : sink.cycleTimeSd;
}

function nodesOf(expected: ExpectedMetric): readonly string[] {
  return typeof expected.node === "string" ? [expected.node] : (expected.node ?? []);
}

function holder(
  result: RunResult,
  id: string,
): { readonly meanContent: number; readonly maxContent: number } {
  return result.buffers[id] ?? at(result.stations, id);
}

function at<T>(table: Readonly<Record<string, T>>, id: string): T {
  const entry = table[id];
  if (entry === undefined) throw new Unsupported(`a metric of node ${id || "(none)"}`);
  return entry;
}

function stateOf(name: string | undefined): State {
  const state = STATE_NAMES[name ?? ""];
  if (state === undefined) throw new Unsupported(`state ${name}`);
  return state;
}
