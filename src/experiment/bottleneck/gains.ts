import { bonferroni } from "../analysis/bonferroni.ts";
import { pairedInterval } from "../analysis/paired.ts";
import { bounds, valuesOf } from "../run/estimate.ts";
import type { Executor } from "../run/executor.ts";
import { Laboratory, type LaboratoryHooks } from "../run/laboratory.ts";
import type { Response } from "../study/response.ts";
import type { ReplicationRecord } from "../run/task.ts";
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

/** What is heard of gains on their way. */
export interface GainHooks extends LaboratoryHooks {
  /** The gains of those stations whose replications have all ended, whenever one more has. */
  readonly onGains?: ((gains: Gains) => void) | undefined;
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
  hooks: GainHooks,
): Promise<Gains> {
  const { seed, horizon, warmup = 0, replications } = run;
  const growing = new GrowingGains(scenario, speedup, response, run);
  const { onGains, onProgress } = hooks;
  const laboratory = new Laboratory(executor, {
    ...hooks,
    onProgress: (progress) => {
      const { scenario: id, record } = progress;
      if (growing.add(id, record)) onGains?.(growing.gains());
      onProgress?.(progress);
    },
  });
  const settings = { seed, horizon, warmup, measures: [response.measure] };
  await laboratory.ensure(new Map([scenario, ...growing.faster].map((one) => [one, replications])), settings);
  return growing.gains();
}

/** Gains of stations as their replications come in, in whatever order. */
class GrowingGains {
  /** The scenario with one station faster, by the station's id. */
  readonly faster: readonly Scenario[];
  readonly #base: string;
  readonly #response: Response;
  readonly #run: StudyRun;
  readonly #tooShort: readonly string[];
  readonly #records = new Map<string, ReplicationRecord[]>();

  constructor(scenario: Scenario, speedup: Speedup, response: Response, run: StudyRun) {
    const stations = scenario.plant.elements.filter(({ kind }) => kind === "station").map(({ id }) => id);
    const faster = stations.flatMap((id): Scenario[] => {
      const plant = fasterStation(scenario.plant, id, speedup);
      // A scenario may be called like a station.
      return plant === undefined ? [] : [{ ...scenario, id: `${STATION}${id}`, name: id, plant }];
    });
    const present = new Set(faster.map(({ name }) => name));
    this.faster = faster;
    this.#base = scenario.id;
    this.#response = response;
    this.#run = run;
    this.#tooShort = stations.filter((id) => !present.has(id));
  }

  /** @returns whether there is a gain more than before */
  add(id: string, record: ReplicationRecord): boolean {
    const own = this.#records.get(id) ?? [];
    own.push(record);
    this.#records.set(id, own);
    const isBaseThere = this.#isThere(this.#base);
    if (!this.#isThere(id) || !isBaseThere) return false;
    return id !== this.#base || this.faster.some((one) => this.#isThere(one.id));
  }

  gains(): Gains {
    const { confidence, replications } = this.#run;
    const each = bonferroni(confidence, Math.max(1, this.faster.length));
    const before = this.#values(this.#base);
    const gains = this.faster
      .filter(({ id }) => this.#isThere(id))
      .map(({ id, name }): Gain => {
        const interval = bounds(pairedInterval(this.#values(id), before, each));
        const { low = 0, high = 0 } = interval;
        return { station: name, ...interval, significant: low > 0 || high < 0 };
      });
    const sign = this.#response.better === "smaller" ? -1 : 1;
    return {
      response: this.#response.id,
      unit: this.#response.unit,
      replications,
      each,
      gains: gains.sort((a, b) => sign * (b.mean - a.mean)),
      tooShort: this.#tooShort,
    };
  }

  #isThere(id: string): boolean {
    return this.#records.get(id)?.length === this.#run.replications;
  }

  #values(id: string): number[] {
    const records = this.#records.get(id)?.toSorted((a, b) => a.replication - b.replication) ?? [];
    return valuesOf(records, this.#response, 0);
  }
}

/** Before the id of a station that is faster: no scenario can be called so. */
const STATION = "/station/";
