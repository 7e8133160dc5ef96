import type { Bottlenecks } from "../experiment/bottleneck/bottlenecks.ts";
import type { Speedup } from "../experiment/bottleneck/faster.ts";
import type {
  Answer,
  DivergenceAnswer,
  GainsAnswer,
  QuestionKind,
  QuestionProgress,
} from "../experiment/questions/question-session.ts";
import type { RunCourse } from "../experiment/questions/run-course.ts";
import type { WarmupAnswer } from "../experiment/run/answer.ts";
import type { BareFinding } from "../plant/finding.ts";

export type {
  BottleneckFigure,
  BottleneckMethod,
  Bottlenecks,
  StationBottleneck,
} from "../experiment/bottleneck/bottlenecks.ts";
export type { Speedup } from "../experiment/bottleneck/faster.ts";
export type { Gain } from "../experiment/bottleneck/gains.ts";
export type {
  Answer,
  DivergenceAnswer,
  GainsAnswer,
  QuestionKind,
  QuestionProgress,
} from "../experiment/questions/question-session.ts";
export type { EndCourse, LinkCourse, RunCourse } from "../experiment/questions/run-course.ts";
export type { WarmupAnswer } from "../experiment/run/answer.ts";
export type { EventKind, EventRecord } from "../sim/kernel/trace.ts";

/**
 * The question worker: what is asked of single scenarios of a study, beside the experiment that compares them. What takes
 * replications runs in workers of its own.
 */
export interface QuestionContract {
  /**
   * Takes the text of a study file with its plant in it. Answers that are under way are of the study before.
   * @returns what is wrong with it; nothing where it was taken
   */
  load(study: string): readonly BareFinding[];
  bottlenecks(
    scenario: string,
    replications: number,
    tell?: (progress: QuestionProgress) => void,
  ): Promise<Answer<Bottlenecks>>;
  /** @param grown hears of the gains so far whenever there is one more */
  gains(
    scenario: string,
    speedup: Speedup,
    response: string,
    replications: number,
    tell?: (progress: QuestionProgress) => void,
    grown?: (gains: GainsAnswer) => void,
  ): Promise<Answer<GainsAnswer>>;
  warmup(tell?: (progress: QuestionProgress) => void): Promise<Answer<WarmupAnswer>>;
  course(
    scenario: string,
    replication: number,
    tell?: (progress: QuestionProgress) => void,
  ): Promise<Answer<RunCourse>>;
  divergence(
    first: string,
    second: string,
    replication: number,
    tell?: (progress: QuestionProgress) => void,
  ): Promise<Answer<DivergenceAnswer>>;
  cancel(kind: QuestionKind): void;
  /** Answers at once; a worker that does not is dead. */
  ping(): void;
}
