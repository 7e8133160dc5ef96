import { ok } from "../../base/result.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { ZeroTimeLoop } from "../../sim/simulation.ts";
import type { Bottlenecks } from "../bottleneck/bottlenecks.ts";
import type { Speedup } from "../bottleneck/faster.ts";
import { type Gains, stationGains } from "../bottleneck/gains.ts";
import { replicatedBottlenecks } from "../bottleneck/replicated-bottlenecks.ts";
import { type Divergence, divergenceSearch } from "../compare/first-divergence.ts";
import type { WarmupAnswer } from "../run/answer.ts";
import type { CancelSignal } from "../run/executor.ts";
import type { SessionHost } from "../run/experiment-session.ts";
import { findWarmup } from "../run/find-warmup.ts";
import { Cancelled, ExperimentFailure, Laboratory, type LaboratoryHooks } from "../run/laboratory.ts";
import { inspectStudy, type ReadStudy } from "../study/read-study.ts";
import { responsesOf } from "../study/response.ts";
import { type StudyRun, studyRun } from "../study/run-settings.ts";
import type { Scenario } from "../study/scenario.ts";
import { type RunCourse, runCourse } from "./run-course.ts";

/** What can be asked at the same time; a new question of a kind ends the former one of it. */
export type QuestionKind = "bottlenecks" | "gains" | "warmup" | "course" | "divergence";

/** How far an answer is. */
export interface QuestionProgress {
  /** 0 to 1. */
  readonly share: number;
  /** Expected, s; undefined where it is not known yet. */
  readonly left: number | undefined;
}

/** Expected failures are returned. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** unknown: there is no such scenario, or no study. failed: a scenario cannot be run to its end. */
      readonly reason: "cancelled" | "failed" | "unknown";
      readonly message: string;
    };

/** What a question session needs beside an experiment session. */
export interface QuestionHost extends SessionHost {
  /** Lets what waits happen, such as a cancel. */
  turn(): Promise<void>;
}

/** Two scenarios up to where they part, and what they are run with so that they part there. */
export interface DivergenceAnswer {
  /** Undefined where they are the same up to the horizon for all that both have. */
  readonly divergence: Divergence | undefined;
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly horizon: number;
  readonly warmup: number;
}

export type GainsAnswer = Gains & {
  readonly speedup: Speedup;
  readonly confidence: number;
};

type Tell = ((progress: QuestionProgress) => void) | undefined;

/** Answers questions about single scenarios of a study; the question worker's contract (protocol/questions.ts) is this. */
export class QuestionSession {
  readonly #host: QuestionHost;
  readonly #running = new Map<QuestionKind, { readonly signal: CancelSignal; abort(): void }>();
  #read: ReadStudy | undefined;

  constructor(host: QuestionHost) {
    this.#host = host;
  }

  load(study: string): readonly BareFinding[] {
    const read = inspectStudy(study, () => undefined);
    if (!read.ok) return read.error;
    this.#read = read.value;
    return [];
  }

  bottlenecks(scenario: string, replications: number, tell?: Tell): Promise<Answer<Bottlenecks>> {
    return this.#ask("bottlenecks", scenario, async ({ one, run }, signal) => {
      const executor = this.#host.executor();
      try {
        return await replicatedBottlenecks(one, run, replications, executor, this.#hooks(signal, tell));
      } finally {
        await executor.close();
      }
    });
  }

  /** @param grown hears of the gains so far whenever there is one more */
  gains(
    scenario: string,
    speedup: Speedup,
    response: string,
    replications: number,
    tell?: Tell,
    grown?: (gains: GainsAnswer) => void,
  ): Promise<Answer<GainsAnswer>> {
    return this.#ask("gains", scenario, async ({ one, run, read }, signal) => {
      const wanted = responsesOf(read.study, read.plant).find(({ id }) => id === response);
      if (wanted?.statistic !== "mean") throw new ExperimentFailure(one.id, 0, `no mean ${response}`);
      const executor = this.#host.executor();
      const settings = { ...run, replications };
      const whole = (gains: Gains): GainsAnswer => ({ ...gains, speedup, confidence: run.confidence });
      try {
        const gains = await stationGains(one, speedup, wanted, settings, executor, {
          ...this.#hooks(signal, tell),
          onGains: (found) => grown?.(whole(found)),
        });
        return whole(gains);
      } finally {
        await executor.close();
      }
    });
  }

  /** The warm-up that MSER-5 finds in pilots of all scenarios. */
  warmup(tell?: Tell): Promise<Answer<WarmupAnswer>> {
    return this.#ask("warmup", undefined, async ({ run, read }, signal) => {
      const executor = this.#host.executor();
      const { seed, horizon, pilots } = run;
      const settings = { seed, horizon, warmup: 0, measures: [] };
      try {
        const laboratory = new Laboratory(executor, this.#hooks(signal, tell));
        return await findWarmup(read.scenarios, pilots, laboratory, settings);
      } finally {
        await executor.close();
      }
    });
  }

  /** All that one replication of a scenario did. */
  course(scenario: string, replication: number, tell?: Tell): Promise<Answer<RunCourse>> {
    return this.#ask("course", scenario, ({ one, run }, cancel) => {
      const { seed, horizon, warmup = 0 } = run;
      const started = this.#host.now();
      return runCourse(
        one.plant,
        { seed, replication, horizon, warmup },
        {
          turn: () => this.#host.turn(),
          cancel,
          onProgress: (share) => {
            const elapsed = (this.#host.now() - started) / 1000;
            tell?.({ share, left: share > 0 ? (elapsed / share) * (1 - share) : undefined });
          },
        },
      );
    });
  }

  /** Where two scenarios with the same random numbers part. */
  divergence(
    first: string,
    second: string,
    replication: number,
    tell?: Tell,
  ): Promise<Answer<DivergenceAnswer>> {
    return this.#ask("divergence", first, async ({ one, run, read }, signal) => {
      const other = read.scenarios.find(({ id }) => id === second);
      if (other === undefined) throw new UnknownScenario(second);
      const { seed, horizon, warmup = 0 } = run;
      const settings = { seed, replication, horizon, warmup };
      const search = divergenceSearch(one.plant, other.plant, settings);
      for (;;) {
        // Slices are one after the other by nature.
        // oxlint-disable-next-line no-await-in-loop
        await this.#host.turn();
        if (signal.aborted) throw new Cancelled();
        const step = search.next();
        if (step.done === true) return { divergence: step.value, ...settings };
        tell?.({ share: step.value, left: undefined });
      }
    });
  }

  cancel(kind: QuestionKind): void {
    this.#running.get(kind)?.abort();
    this.#running.delete(kind);
  }

  ping(): void {}

  /** @param scenario id; undefined where the question is about all of them */
  async #ask<T>(
    kind: QuestionKind,
    scenario: string | undefined,
    answer: (
      asked: { readonly one: Scenario; readonly run: StudyRun; readonly read: ReadStudy },
      signal: CancelSignal,
    ) => Promise<T>,
  ): Promise<Answer<T>> {
    this.cancel(kind);
    const read = this.#read;
    const one =
      scenario === undefined ? read?.scenarios[0] : read?.scenarios.find(({ id }) => id === scenario);
    if (read === undefined || one === undefined) return refused("unknown", scenario ?? "");
    const abort = this.#host.abort();
    this.#running.set(kind, abort);
    try {
      return ok(await answer({ one, run: knownRun(read), read }, abort.signal));
    } catch (error) {
      if (error instanceof Cancelled) return refused("cancelled", error.message);
      if (error instanceof UnknownScenario) return refused("unknown", error.message);
      if (error instanceof ExperimentFailure || error instanceof ZeroTimeLoop)
        return refused("failed", error.message);
      throw error;
    } finally {
      if (this.#running.get(kind) === abort) this.#running.delete(kind);
    }
  }

  #hooks(cancel: CancelSignal, tell: Tell): LaboratoryHooks {
    return {
      now: () => this.#host.now(),
      cancel,
      onProgress: ({ done, total, left }) => tell?.({ share: done / total, left }),
    };
  }
}

class UnknownScenario extends Error {}

function refused(reason: "cancelled" | "failed" | "unknown", message: string): Answer<never> {
  return { ok: false, reason, message };
}

/** A warm-up that would have to be found first is the plant's own. */
export function knownRun({ study, plant }: ReadStudy): StudyRun {
  const run = studyRun(study, plant);
  const { warmup } = plant.run;
  return run.warmup === undefined ? { ...run, warmup: warmup < run.horizon ? warmup : 0 } : run;
}
