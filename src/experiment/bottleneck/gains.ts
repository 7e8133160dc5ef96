import { bonferroni } from "../analysis/bonferroni.ts";
import { pairedInterval } from "../analysis/paired.ts";
import { bounds, valuesOf } from "../run/estimate.ts";
import type { Executor } from "../run/executor.ts";
import { Laboratory, type LaboratoryHooks } from "../run/laboratory.ts";
import type { Response } from "../study/response.ts";
import type { StudyRun } from "../study/run-settings.ts";
import type { Scenario } from "../study/scenario.ts";
import { fasterStation, type Speedup } from "./faster.ts";

/** What it is worth to make one station faster. */
export interface Gain {
  readonly station: string;
  /** Change of the response, with the interval of the pairs. */
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The interval does not hold 0. */
  readonly significant: boolean;
}

export interface Gains {
  readonly response: string;
  readonly unit: string;
  readonly replications: number;
  /** Confidence of each interval, so that all hold together with the study's. */
  readonly each: number;
  /** The largest gain first, where larger is better. */
  readonly gains: readonly Gain[];
  /** Stations whose cycle time is too short to take so much off. */
  readonly tooShort: readonly string[];
}

/**
 * Makes each station faster in turn and simulates what that changes, with the same random numbers as without: a finite
 * difference by common random numbers, which needs no assumption on the line. @throws ExperimentFailure, Cancelled
 */
export async function stationGains(
  scenario: Scenario,
  speedup: Speedup,
  response: Response,
  run: StudyRun,
  executor: Executor,
  hooks: LaboratoryHooks,
): Promise<Gains> {
  const { seed, horizon, warmup = 0, replications, confidence } = run;
  const stations = scenario.plant.elements.filter(({ kind }) => kind === "station").map(({ id }) => id);
  const faster = stations.flatMap((id): Scenario[] => {
    const plant = fasterStation(scenario.plant, id, speedup);
    return plant === undefined ? [] : [{ ...scenario, id, name: id, plant }];
  });
  const laboratory = new Laboratory(executor, hooks);
  const settings = { seed, horizon, warmup, measures: [response.measure] };
  const all = [scenario, ...faster];
  await laboratory.ensure(new Map(all.map((one) => [one, replications])), settings);
  const values = (one: Scenario): number[] =>
    valuesOf(laboratory.records(one, replications, settings), response, 0);
  const before = values(scenario);
  const each = bonferroni(confidence, faster.length);
  const gains = faster.map((one): Gain => {
    const interval = bounds(pairedInterval(values(one), before, each));
    const { low = 0, high = 0 } = interval;
    return { station: one.id, ...interval, significant: low > 0 || high < 0 };
  });
  const sign = response.better === "smaller" ? -1 : 1;
  const present = new Set(faster.map(({ id }) => id));
  return {
    response: response.id,
    unit: response.unit,
    replications,
    each,
    gains: gains.sort((a, b) => sign * (b.mean - a.mean)),
    tooShort: stations.filter((id) => !present.has(id)),
  };
}
