import { hashText } from "../../base/hash.ts";
import { tInterval } from "../analysis/interval.ts";
import { isPrecise, LEAST_BEFORE_STOPPING, nextReplications } from "../analysis/sequential.ts";
import { changeText } from "../study/change-text.ts";
import type { ReadStudy } from "../study/read-study.ts";
import { type Response, responsesOf } from "../study/response.ts";
import { type StudyRun, studyRun } from "../study/run-settings.ts";
import type { Scenario } from "../study/scenario.ts";
import type { DeadlineFile, TargetFile } from "../study/study-file.ts";
import {
  type ExperimentResult,
  EXPERIMENT_VERSION,
  type ScenarioAnswer,
  type WarmupAnswer,
} from "./answer.ts";
import { compare } from "./compare.ts";
import { checkpointsOf, type DeadlineAnswer, deadlineAnswer } from "./deadlines.ts";
import { ENGINE_VERSION } from "./engine-version.ts";
import { estimate, valuesOf } from "./estimate.ts";
import type { Executor } from "./executor.ts";
import { findWarmup } from "./find-warmup.ts";
import { Laboratory, type LaboratoryHooks, type LaboratorySettings } from "./laboratory.ts";
import { type TargetAnswer, targetAnswer } from "./targets.ts";
import type { ReplicationRecord } from "./task.ts";

/** Replications at the most that a wanted precision may take, as a multiple of the first ones. */
const MOST_TIMES = 50;

/** Runs a study from its scenarios to its comparisons. @throws ExperimentFailure, Cancelled */
export async function runStudy(
  read: ReadStudy,
  executor: Executor,
  hooks: LaboratoryHooks,
): Promise<ExperimentResult> {
  return new StudyRunner(read, executor, hooks).run();
}

class StudyRunner {
  readonly #read: ReadStudy;
  readonly #laboratory: Laboratory;
  readonly #run: StudyRun;
  readonly #responses: readonly Response[];
  /** Replications of each scenario. */
  readonly #counts = new Map<Scenario, number>();
  #settings: LaboratorySettings;

  constructor(read: ReadStudy, executor: Executor, hooks: LaboratoryHooks) {
    this.#read = read;
    this.#laboratory = new Laboratory(executor, hooks);
    this.#run = studyRun(read.study, read.plant);
    this.#responses = responsesOf(read.study, read.plant);
    const { seed, horizon, batches } = this.#run;
    const measures = this.#responses.map(({ measure }) => measure);
    this.#settings = { seed, horizon, warmup: this.#run.warmup ?? 0, measures, batches };
  }

  async run(): Promise<ExperimentResult> {
    const { study, plant, scenarios } = this.#read;
    const warmup = await this.#warmup();
    const checkpoints = checkpointsOf(study.deadlines ?? [], warmup.warmup, this.#run.horizon);
    this.#settings = { ...this.#settings, warmup: warmup.warmup, checkpoints };
    const baseline = study.baseline ?? (scenarios[0] as Scenario).id;
    await this.#ensure(scenarios, this.#run.replications);
    const precise = await this.#precision();
    const comparisons = [];
    for (const comparison of study.comparisons ?? []) {
      const response = this.#response(comparison.response);
      const context = {
        scenarios: scenarios.map(({ id }) => id),
        baseline,
        confidence: this.#run.confidence,
        response,
        replications: Math.min(...this.#counts.values()),
        firstStage: this.#run.replications,
        values: (ids: readonly string[], count: number) => this.#values(ids, count, response),
      };
      // A comparison may use the replications that the one before it asked for.
      // oxlint-disable-next-line no-await-in-loop
      comparisons.push(await compare(comparison, context));
    }
    const answers = scenarios.map((scenario) => this.#answer(scenario));
    return {
      version: EXPERIMENT_VERSION,
      study: study.id,
      name: study.name,
      ...(study.question === undefined ? {} : { question: study.question }),
      plant: plant.id,
      engine: ENGINE_VERSION,
      seed: this.#run.seed,
      horizon: this.#run.horizon,
      warmup,
      method: this.#run.batches === undefined ? "replications" : "batchMeans",
      ...(this.#run.batches === undefined ? {} : { batches: this.#run.batches }),
      confidence: this.#run.confidence,
      baseline,
      hash: hashText(answers.map(({ id, hash }) => `${id} ${hash}`).join("\n")),
      scenarios: answers,
      comparisons,
      ...(study.targets === undefined ? {} : { targets: this.#targets(study.targets, baseline) }),
      ...(study.deadlines === undefined ? {} : { deadlines: this.#deadlines(study.deadlines) }),
      ...(precise === undefined ? {} : { precise }),
    };
  }

  #targets(targets: readonly TargetFile[], baseline: string): TargetAnswer[] {
    return targets.map(({ response: id, factor }) => {
      const response = this.#response(id);
      const index = this.#responses.indexOf(response);
      const values = this.#read.scenarios.map(
        (scenario) => [scenario.id, valuesOf(this.#records(scenario), response, index)] as const,
      );
      return targetAnswer(response, factor, new Map(values), baseline, this.#run.confidence);
    });
  }

  #deadlines(deadlines: readonly DeadlineFile[]): DeadlineAnswer[] {
    const { checkpoints } = this.#settings;
    if (checkpoints === undefined) return [];
    const records = this.#read.scenarios.map((scenario) => [scenario.id, this.#records(scenario)] as const);
    return deadlines.map((deadline) =>
      deadlineAnswer(deadline, checkpoints, new Map(records), this.#run.confidence),
    );
  }

  /** The warm-up that is set, or the longest that MSER-5 finds in the pilots of any scenario. */
  async #warmup(): Promise<WarmupAnswer> {
    const { warmup, pilots } = this.#run;
    if (warmup !== undefined) return { method: "set", warmup };
    const { batches: _, ...settings } = this.#settings;
    return findWarmup(this.#read.scenarios, pilots, this.#laboratory, settings);
  }

  /** Goes on until the interval of the response is as narrow as wanted in every scenario. */
  async #precision(): Promise<boolean | undefined> {
    const { precision } = this.#read.study.run ?? {};
    if (precision === undefined) return undefined;
    const response = this.#response(precision.response);
    const most = precision.most ?? MOST_TIMES * this.#run.replications;
    for (;;) {
      const wide = new Map<Scenario, number>();
      for (const scenario of this.#read.scenarios) {
        const count = this.#counts.get(scenario) as number;
        const values = valuesOf(this.#records(scenario), response, this.#responses.indexOf(response));
        const interval = tInterval(values, this.#run.confidence);
        if (count >= LEAST_BEFORE_STOPPING && isPrecise(interval, precision)) continue;
        const next = Math.max(LEAST_BEFORE_STOPPING, nextReplications(interval, count, precision));
        if (count < most) wide.set(scenario, Math.min(next, most));
        else return false;
      }
      if (wide.size === 0) return true;
      // Whether it goes on is known only when the round is over.
      // oxlint-disable-next-line no-await-in-loop
      await this.#laboratory.ensure(wide, this.#settings);
      for (const [scenario, count] of wide) this.#counts.set(scenario, count);
    }
  }

  #response(id: string): Response {
    return this.#responses.find((response) => response.id === id) as Response;
  }

  #records(scenario: Scenario): ReplicationRecord[] {
    return this.#laboratory.records(scenario, this.#counts.get(scenario) ?? 0, this.#settings);
  }

  async #ensure(scenarios: readonly Scenario[], count: number): Promise<void> {
    await this.#laboratory.ensure(new Map(scenarios.map((scenario) => [scenario, count])), this.#settings);
    for (const scenario of scenarios)
      this.#counts.set(scenario, Math.max(count, this.#counts.get(scenario) ?? 0));
  }

  async #values(ids: readonly string[], count: number, response: Response): Promise<number[][]> {
    const scenarios = ids.map(
      (id) => this.#read.scenarios.find((scenario) => scenario.id === id) as Scenario,
    );
    await this.#ensure(scenarios, count);
    const index = this.#responses.indexOf(response);
    return scenarios.map((scenario) =>
      valuesOf(this.#laboratory.records(scenario, count, this.#settings), response, index),
    );
  }

  #answer(scenario: Scenario): ScenarioAnswer {
    const { plant, changes } = scenario;
    const records = this.#records(scenario);
    const batched = this.#run.batches !== undefined;
    const words = (language: "en" | "de"): string[] =>
      changes.map((change) => changeText(change, this.#read.plant, plant, language));
    const german = words("de");
    return {
      id: scenario.id,
      name: scenario.name,
      ...(scenario.reason === undefined ? {} : { reason: scenario.reason }),
      changes: words("en").map((en, i) => ({ en, de: german[i] as string })),
      replications: records.length,
      hash: hashText(records.map(({ hash }) => hash).join("\n")),
      events: records.reduce((sum, { events }) => sum + events, 0),
      kpis: Object.fromEntries(
        this.#responses.map((response, i) => [
          response.id,
          estimate(valuesOf(records, response, i), response, this.#run.confidence, batched),
        ]),
      ),
      states: meanStates(records),
      series: bandOf(records, this.#run.confidence),
    };
  }
}

function meanStates(records: readonly ReplicationRecord[]): Record<string, number[]> {
  const stations = Object.keys(records[0]?.states ?? {});
  return Object.fromEntries(
    stations.map((id) => [
      id,
      (records[0]?.states[id] ?? []).map(
        (_, i) => records.reduce((sum, { states }) => sum + (states[id]?.[i] ?? 0), 0) / records.length,
      ),
    ]),
  );
}

function bandOf(records: readonly ReplicationRecord[], confidence: number): ScenarioAnswer["series"] {
  const shortest = Math.min(...records.map(({ series }) => series.counts.length));
  const intervals = Array.from({ length: shortest }, (_, i) =>
    tInterval(
      records.map(({ series }) => series.counts[i] as number),
      confidence,
    ),
  );
  return {
    interval: records[0]?.series.interval ?? 0,
    mean: intervals.map(({ mean }) => mean),
    halfWidth: intervals.map(({ halfWidth }) => halfWidth),
  };
}
