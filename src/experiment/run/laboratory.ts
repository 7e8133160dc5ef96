import type { Plant } from "../../plant/schema.ts";
import type { Scenario } from "../study/scenario.ts";
import type { CancelSignal, Executor } from "./executor.ts";
import {
  type Checkpoints,
  keyOfAnswer,
  makeTask,
  plantHash,
  type ReplicationRecord,
  type ReplicationTask,
} from "./task.ts";

/** How far an experiment is. */
export interface Progress {
  readonly done: number;
  /** Grows where a method asks for more replications. */
  readonly total: number;
  /** s */
  readonly elapsed: number;
  /** Expected from the pace so far, s; undefined before the first replication. */
  readonly left: number | undefined;
  /** What just ended. */
  readonly scenario: string;
  /** Run only to find the warm-up: it counts to no figure. */
  readonly pilot: boolean;
  /** That it was run with, s. */
  readonly warmup: number;
  readonly record: ReplicationRecord;
}

/** Why an experiment stopped without a result. */
export class ExperimentFailure extends Error {
  readonly scenario: string;
  readonly replication: number;

  constructor(scenario: string, replication: number, message: string) {
    super(message);
    this.scenario = scenario;
    this.replication = replication;
  }
}

/** It was cancelled by whoever asked for it. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
  }
}

/** What every replication of an experiment is run with. Times in s. */
export interface LaboratorySettings {
  readonly seed: number;
  readonly horizon: number;
  readonly warmup: number;
  readonly measures: readonly string[];
  readonly batches?: number | undefined;
  readonly checkpoints?: Checkpoints | undefined;
  readonly history?: true | undefined;
}

export interface LaboratoryHooks {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly cancel?: CancelSignal | undefined;
  /** A clock, ms. */
  readonly now: () => number;
}

/** Runs replications of scenarios where they are missing, and keeps what they gave: each is run once. */
export class Laboratory {
  readonly #executor: Executor;
  readonly #hooks: LaboratoryHooks;
  readonly #records = new Map<string, ReplicationRecord>();
  readonly #hashes = new Map<Plant, string>();
  readonly #started: number;
  #done = 0;
  #total = 0;

  constructor(executor: Executor, hooks: LaboratoryHooks) {
    this.#executor = executor;
    this.#hooks = hooks;
    this.#started = hooks.now();
  }

  /** Sees to it that replications 0 to n − 1 of each scenario are there. @throws ExperimentFailure, Cancelled */
  async ensure(
    wanted: ReadonlyMap<Scenario, number>,
    settings: LaboratorySettings,
    pilot = false,
  ): Promise<void> {
    const plants = new Map<string, Plant>();
    const tasks = new Map<string, ReplicationTask>();
    const owners = new Map<string, string>();
    for (const [scenario, count] of wanted) {
      plants.set(this.#hash(scenario.plant), scenario.plant);
      for (let i = 0; i < count; i++) {
        const task = this.#task(scenario, i, settings);
        if (this.#records.has(task.key) || tasks.has(task.key)) continue;
        tasks.set(task.key, task);
        owners.set(task.key, scenario.id);
      }
    }
    this.#total += tasks.size;
    if (tasks.size > 0)
      await this.#run({ plants, tasks: [...tasks.values()] }, owners, { pilot, warmup: settings.warmup });
  }

  /** The records of replications 0 to n − 1, which must be there. */
  records(scenario: Scenario, count: number, settings: LaboratorySettings): ReplicationRecord[] {
    return Array.from(
      { length: count },
      (_, i) => this.#records.get(this.#task(scenario, i, settings).key) as ReplicationRecord,
    );
  }

  async #run(
    batch: { plants: ReadonlyMap<string, Plant>; tasks: readonly ReplicationTask[] },
    owners: ReadonlyMap<string, string>,
    purpose: Pick<Progress, "pilot" | "warmup">,
  ): Promise<void> {
    const { cancel, onProgress, now } = this.#hooks;
    let failed: ExperimentFailure | undefined;
    await this.#executor.run(
      batch,
      (answer) => {
        const key = keyOfAnswer(answer);
        const scenario = owners.get(key);
        if (scenario === undefined || this.#records.has(key)) return;
        if (!answer.ok) {
          const { replication, message, time } = answer.failure;
          failed ??= new ExperimentFailure(scenario, replication, `at ${time} s: ${message}`);
          return;
        }
        this.#records.set(key, answer.record);
        this.#done++;
        const elapsed = (now() - this.#started) / 1000;
        const left = (elapsed / this.#done) * (this.#total - this.#done);
        onProgress?.({
          done: this.#done,
          total: this.#total,
          elapsed,
          left,
          scenario,
          ...purpose,
          record: answer.record,
        });
      },
      cancel,
    );
    if (cancel?.aborted === true) throw new Cancelled();
    if (failed !== undefined) throw failed;
  }

  #task(scenario: Scenario, replication: number, settings: LaboratorySettings): ReplicationTask {
    const { batches, checkpoints, history, ...rest } = settings;
    return makeTask({
      ...rest,
      plant: this.#hash(scenario.plant),
      replication,
      ...(batches === undefined ? {} : { batches }),
      ...(checkpoints === undefined ? {} : { checkpoints }),
      ...(history === undefined ? {} : { history }),
    });
  }

  #hash(plant: Plant): string {
    let hash = this.#hashes.get(plant);
    if (hash === undefined) {
      hash = plantHash(plant);
      this.#hashes.set(plant, hash);
    }
    return hash;
  }
}
