import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import { proxy, type Remote } from "comlink";
import type { BareFinding, LocalText } from "../../plant/finding.ts";
import type {
  Convergence,
  ExperimentAnswer,
  ExperimentContract,
  ExperimentProgress,
  ExperimentResult,
  ExperimentTable,
  StudyAnswer,
} from "../../protocol/experiment.ts";
import type { Language } from "../i18n/text.ts";
import type { EditedStudy, StudyControl } from "../study/study-control.ts";
import { WorkerConnection, WorkerDied } from "../worker-connection.ts";
import { experimentText } from "./experiment-text.ts";
import { QuestionControl } from "./question-control.ts";
import { SharedRange } from "./time-range.ts";

/** How far the experiment is; without progress while the study is read. */
export interface RunningExperiment {
  readonly progress: ExperimentProgress | undefined;
}

/** Why the last experiment has no result. */
export type ExperimentProblem =
  | { readonly kind: "findings"; readonly findings: readonly BareFinding[] }
  | { readonly kind: "failed"; readonly scenario: string; readonly message: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "died" };

/** Parts of the screen: scenarios compared, what one of them did, what holds it up, where two of them part. */
export const EXPERIMENT_VIEWS = ["compare", "course", "bottlenecks", "divergence"] as const;
export type ExperimentView = (typeof EXPERIMENT_VIEWS)[number];

/** The experiment worker as the page sees it: runs the study that is open, and keeps what came of it. */
export class ExperimentControl {
  /** Ids of the scenarios that are not to be run. */
  readonly leftOut = new Signal<ReadonlySet<string>>(new Set());
  /** The figure that is drawn, and compared where the study says nothing. */
  readonly response = new Signal("throughput");
  /** Which part of the screen is shown. */
  readonly shown = new Signal<ExperimentView>("compare");
  /** The scenario that is looked at by itself; the baseline when undefined. */
  readonly scenario = new Signal<string | undefined>(undefined);
  /** The range of simulated time that all charts over time show. */
  readonly range = new SharedRange();
  /** What is asked of single scenarios. */
  readonly questions: QuestionControl;
  readonly #connection: WorkerConnection<ExperimentContract>;
  readonly #running = new Signal<RunningExperiment | undefined>(undefined);
  readonly #table = new Signal<ExperimentTable | undefined>(undefined);
  readonly #result = new Signal<ExperimentResult | undefined>(undefined);
  readonly #differences = new Signal<readonly LocalText[] | undefined>(undefined);
  readonly #problem = new Signal<ExperimentProblem | undefined>(undefined);
  readonly #ran = new Signal<EditedStudy | undefined>(undefined);
  /** Counts experiments: what comes of one that was given up is not heard. */
  #number = 0;
  #isConnected = false;

  constructor(spawn: () => Worker, spawnQuestions: () => Worker) {
    this.questions = new QuestionControl(spawnQuestions);
    this.#connection = new WorkerConnection<ExperimentContract>({
      spawn,
      ping: (api) => api.ping(),
      onDeath: () => this.#die(),
    });
  }

  get running(): ReadonlySignal<RunningExperiment | undefined> {
    return this.#running;
  }

  /** All figures so far; it stays after a cancel. */
  get table(): ReadonlySignal<ExperimentTable | undefined> {
    return this.#table;
  }

  get result(): ReadonlySignal<ExperimentResult | undefined> {
    return this.#result;
  }

  /** How the result differs from the one that the study was opened with: nothing if it is the same; undefined without one. */
  get differences(): ReadonlySignal<readonly LocalText[] | undefined> {
    return this.#differences;
  }

  get problem(): ReadonlySignal<ExperimentProblem | undefined> {
    return this.#problem;
  }

  /** The study as it was when the figures came of it. */
  get ran(): ReadonlySignal<EditedStudy | undefined> {
    return this.#ran;
  }

  /** Runs the scenarios that are not left out. */
  async run(study: StudyControl): Promise<void> {
    const number = ++this.#number;
    if (!this.#isConnected) this.#connection.start();
    this.#isConnected = true;
    const text = experimentText(study.text(), this.leftOut.peek(), this.response.peek());
    batch(() => {
      this.#running.value = { progress: undefined };
      this.#clear();
      this.#ran.value = study.study.peek();
    });
    try {
      const loaded = await this.#connection.callSlow<StudyAnswer>((api) => api.load(text));
      if (number !== this.#number) return;
      if (!loaded.ok) {
        this.#end({ kind: "findings", findings: loaded.error });
        return;
      }
      // Progress and answer come by different ports: the last progress may be later than the answer.
      let isAnswered = false;
      const heard = proxy((progress: ExperimentProgress) => {
        if (number === this.#number && !isAnswered) this.#hear(progress);
      });
      const answer = await this.#connection.call<ExperimentAnswer>((api) => api.run(heard));
      isAnswered = true;
      if (number === this.#number) this.#take(answer);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  /** Ends the run; the figures of what has ended stay. */
  cancel(): void {
    if (this.#running.peek() === undefined) return;
    void this.#connection.call((api) => api.cancel()).catch(ignoreDeath);
  }

  /** Another plant was opened. */
  forget(): void {
    this.cancel();
    this.questions.forget();
    this.#number++;
    batch(() => {
      this.#running.value = undefined;
      this.#clear();
      this.#ran.value = undefined;
      this.leftOut.value = new Set();
      this.scenario.value = undefined;
      this.range.all();
      this.response.value = "throughput";
    });
  }

  /** The report of the result as one HTML file. */
  async report(language: Language): Promise<string | undefined> {
    return this.#ask((api) => api.report(language));
  }

  async csv(): Promise<string | undefined> {
    return this.#ask((api) => api.csv());
  }

  /** The study with its plant and what came of it. */
  async save(): Promise<string | undefined> {
    return this.#ask((api) => api.save());
  }

  /** How a figure came to rest with the number of replications. */
  async convergence(response: string): Promise<readonly Convergence[]> {
    return (await this.#ask((api) => api.convergence(response))) ?? [];
  }

  async #ask<T>(action: (api: Remote<ExperimentContract>) => PromiseLike<T>): Promise<T | undefined> {
    if (!this.#isConnected) return undefined;
    try {
      return await this.#connection.callSlow(action);
    } catch (error) {
      ignoreDeath(error);
      return undefined;
    }
  }

  #hear(progress: ExperimentProgress): void {
    batch(() => {
      this.#running.value = { progress };
      if (progress.table !== undefined) this.#table.value = progress.table;
    });
  }

  #take(answer: ExperimentAnswer): void {
    if (answer.ok) {
      batch(() => {
        this.#running.value = undefined;
        this.#result.value = answer.value;
        this.#table.value = answer.table;
        this.#differences.value = answer.differences;
      });
    } else if (answer.reason === "failed") {
      this.#end({ kind: "failed", scenario: answer.scenario ?? "", message: answer.message });
    } else this.#end({ kind: "cancelled" });
  }

  #end(problem: ExperimentProblem): void {
    batch(() => {
      this.#running.value = undefined;
      this.#problem.value = problem;
    });
  }

  #clear(): void {
    this.#table.value = undefined;
    this.#result.value = undefined;
    this.#differences.value = undefined;
    this.#problem.value = undefined;
  }

  #die(): void {
    this.#isConnected = false;
    batch(() => {
      // Its report died with it.
      this.#result.value = undefined;
      this.#end({ kind: "died" });
    });
  }
}

function ignoreDeath(error: unknown): void {
  if (!(error instanceof WorkerDied)) throw error;
}
