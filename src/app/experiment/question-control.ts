import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import { proxy, type Remote } from "comlink";
import type { BareFinding } from "../../plant/finding.ts";
import type {
  Answer,
  Bottlenecks,
  DivergenceAnswer,
  GainsAnswer,
  QuestionContract,
  QuestionKind,
  QuestionProgress,
  RunCourse,
  Speedup,
  WarmupAnswer,
} from "../../protocol/questions.ts";
import type { EditedStudy, StudyControl } from "../study/study-control.ts";
import { WorkerConnection, WorkerDied } from "../worker-connection.ts";

/** Why a question has no answer. */
export type QuestionProblem =
  | { readonly kind: "findings"; readonly findings: readonly BareFinding[] }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "died" };

/** One kind of question: what was asked last, how far it is, and what came of it. */
export class Question<Asked, Found> {
  readonly #progress = new Signal<QuestionProgress | undefined>(undefined);
  readonly #found = new Signal<Found | undefined>(undefined);
  readonly #problem = new Signal<QuestionProblem | undefined>(undefined);
  readonly #asked = new Signal<Asked | undefined>(undefined);
  #study: EditedStudy | undefined;
  #number = 0;
  /** The number of the question that was given up last. */
  #givenUp = 0;

  /** Undefined while it does not run. */
  get progress(): ReadonlySignal<QuestionProgress | undefined> {
    return this.#progress;
  }

  /** It may grow while it runs, and what had come stays after a cancel. */
  get found(): ReadonlySignal<Found | undefined> {
    return this.#found;
  }

  get problem(): ReadonlySignal<QuestionProblem | undefined> {
    return this.#problem;
  }

  get asked(): ReadonlySignal<Asked | undefined> {
    return this.#asked;
  }

  /** The study as it was when this was asked. */
  get study(): EditedStudy | undefined {
    return this.#study;
  }

  /** @returns the number of the question, which tells its answers from those of former ones */
  begin(asked: Asked, study: EditedStudy): number {
    this.#study = study;
    batch(() => {
      this.#asked.value = asked;
      this.#progress.value = { share: 0, left: undefined };
      this.#found.value = undefined;
      this.#problem.value = undefined;
    });
    return ++this.#number;
  }

  /** Nobody wants the answer any more. */
  giveUp(): void {
    this.#givenUp = this.#number;
  }

  isGivenUp(number: number): boolean {
    return number <= this.#givenUp;
  }

  tell(number: number, progress: QuestionProgress): void {
    if (number === this.#number && this.#progress.peek() !== undefined) this.#progress.value = progress;
  }

  /** A part of the answer. */
  grow(number: number, found: Found): void {
    if (number === this.#number && this.#progress.peek() !== undefined) this.#found.value = found;
  }

  end(number: number, found: Found | undefined, problem?: QuestionProblem): void {
    if (number !== this.#number) return;
    batch(() => {
      this.#progress.value = undefined;
      if (found !== undefined) this.#found.value = found;
      this.#problem.value = problem;
    });
  }

  /** The worker is gone, with what it was at. */
  die(): void {
    if (this.#progress.peek() !== undefined) this.end(this.#number, undefined, { kind: "died" });
  }

  forget(): void {
    this.#number++;
    this.#study = undefined;
    batch(() => {
      this.#asked.value = undefined;
      this.#progress.value = undefined;
      this.#found.value = undefined;
      this.#problem.value = undefined;
    });
  }
}

export interface AskedOfScenario {
  readonly scenario: string;
}

export interface AskedCourse extends AskedOfScenario {
  readonly replication: number;
}

export interface AskedDivergence {
  readonly first: string;
  readonly second: string;
}

/** The question worker as the page sees it: bottlenecks, gains, courses, warm-ups, and where scenarios part. */
export class QuestionControl {
  readonly bottlenecks: Question<AskedOfScenario, Bottlenecks> = new Question();
  readonly gains: Question<AskedOfScenario, GainsAnswer> = new Question();
  readonly warmup: Question<object, WarmupAnswer> = new Question();
  readonly course: Question<AskedCourse, RunCourse> = new Question();
  readonly divergence: Question<AskedDivergence, DivergenceAnswer> = new Question();
  readonly #connection: WorkerConnection<QuestionContract>;
  /** The study that the worker has. */
  #loaded: EditedStudy | undefined;
  #isConnected = false;

  constructor(spawn: () => Worker) {
    this.#connection = new WorkerConnection<QuestionContract>({
      spawn,
      ping: (api) => api.ping(),
      onDeath: () => {
        this.#isConnected = false;
        this.#loaded = undefined;
        for (const question of this.#all) question.die();
      },
    });
  }

  askBottlenecks(study: StudyControl, scenario: string, replications: number): Promise<void> {
    return this.#ask(this.bottlenecks, study, { scenario }, (api, tell) =>
      api.bottlenecks(scenario, replications, tell),
    );
  }

  askGains(
    study: StudyControl,
    scenario: string,
    speedup: Speedup,
    response: string,
    replications: number,
  ): Promise<void> {
    return this.#ask(this.gains, study, { scenario }, (api, tell, grow) =>
      api.gains(scenario, speedup, response, replications, tell, grow),
    );
  }

  askWarmup(study: StudyControl): Promise<void> {
    return this.#ask(this.warmup, study, {}, (api, tell) => api.warmup(tell));
  }

  askCourse(study: StudyControl, scenario: string, replication: number): Promise<void> {
    return this.#ask(this.course, study, { scenario, replication }, (api, tell) =>
      api.course(scenario, replication, tell),
    );
  }

  askDivergence(study: StudyControl, first: string, second: string, replication: number): Promise<void> {
    return this.#ask(this.divergence, study, { first, second }, (api, tell) =>
      api.divergence(first, second, replication, tell),
    );
  }

  /** Ends a question; what has come of it stays. */
  cancel(kind: QuestionKind): void {
    this[kind].giveUp();
    if (this.#isConnected) void this.#connection.call((api) => api.cancel(kind)).catch(ignoreDeath);
  }

  /** Another plant was opened. */
  forget(): void {
    for (const question of this.#all) question.forget();
    this.#connection.stop("another plant was opened");
    this.#isConnected = false;
    this.#loaded = undefined;
  }

  get #all(): readonly Question<never, never>[] {
    const { bottlenecks, gains, warmup, course, divergence } = this;
    return [bottlenecks, gains, warmup, course, divergence] as unknown as readonly Question<never, never>[];
  }

  async #ask<Asked, Found>(
    question: Question<Asked, Found>,
    study: StudyControl,
    asked: Asked,
    action: (
      api: Remote<QuestionContract>,
      tell: (progress: QuestionProgress) => void,
      grow: (found: Found) => void,
    ) => PromiseLike<Answer<Found>>,
  ): Promise<void> {
    const number = question.begin(asked, study.study.peek());
    try {
      const findings = await this.#load(study);
      if (findings.length > 0) return question.end(number, undefined, { kind: "findings", findings });
      // The worker knows nothing of it yet, where it was given up while the study was read.
      if (question.isGivenUp(number)) return question.end(number, undefined, { kind: "cancelled" });
      const tell = proxy((progress: QuestionProgress) => question.tell(number, progress));
      const grow = proxy((found: Found) => question.grow(number, found));
      const answer = await this.#connection.callSlow<Answer<Found>>((api) => action(api, tell, grow));
      if (answer.ok) question.end(number, answer.value);
      else if (answer.reason === "cancelled") question.end(number, undefined, { kind: "cancelled" });
      else question.end(number, undefined, { kind: "failed", message: answer.message });
    } catch (error) {
      ignoreDeath(error);
    }
  }

  /** @returns what is wrong with the study */
  async #load(study: StudyControl): Promise<readonly BareFinding[]> {
    if (!this.#isConnected) this.#connection.start();
    this.#isConnected = true;
    const wanted = study.study.peek();
    if (wanted === this.#loaded) return [];
    const text = study.text();
    const findings = await this.#connection.callSlow((api) => api.load(text));
    if (findings.length === 0) this.#loaded = wanted;
    return findings;
  }
}

/**
 * Whether an answer of a former study need not hold any more: a plant is another one, or the run is.
 * @param kind a warm-up that is set has no part in what MSER-5 finds
 */
export function isOutdated(before: EditedStudy, now: EditedStudy, kind: QuestionKind): boolean {
  const plants = (study: EditedStudy): readonly unknown[] =>
    study.scenarios.flatMap(({ id, plant }) => [id, plant]);
  const run = ({ head: { run = {} } }: EditedStudy): readonly unknown[] => [
    run.horizon,
    run.seed,
    ...(kind === "warmup" ? [] : [run.warmup, run.confidence]),
  ];
  const [old, newer] = [
    [...plants(before), ...run(before)],
    [...plants(now), ...run(now)],
  ];
  return old.length !== newer.length || old.some((value, i) => value !== newer[i]);
}

function ignoreDeath(error: unknown): void {
  if (!(error instanceof WorkerDied)) throw error;
}
