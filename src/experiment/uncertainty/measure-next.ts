import { sampleVariance } from "simple-statistics";
import { bonferroni } from "../analysis/bonferroni.ts";
import { tInterval } from "../analysis/interval.ts";
import { bounds, valuesOf } from "../run/estimate.ts";
import type { Executor } from "../run/executor.ts";
import { Laboratory, type LaboratoryHooks } from "../run/laboratory.ts";
import type { StudyRun } from "../study/run-settings.ts";
import type { Response } from "../study/response.ts";
import type { Scenario } from "../study/scenario.ts";
import type { InputFile } from "../study/study-file.ts";
import { perturbed, relativeError } from "./input-error.ts";

/** What the uncertainty of one input does to the forecast. */
export interface InputEffect {
  readonly input: string;
  readonly name: string;
  readonly path: string;
  /** One standard error of the input, as a share of its value. */
  readonly relativeError: number;
  /** Change of the response when the input is larger by one standard error, in the response's unit. */
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The interval does not hold 0. */
  readonly significant: boolean;
  /** Of the variance that all inputs give the forecast; it adds up to 1, or all are 0. */
  readonly share: number;
  /** Standard error of the forecast from all inputs, were this one known four times as often (half its error). */
  readonly spreadThen: number;
}

/** Which input to measure next. */
export interface MeasureNext {
  readonly response: string;
  readonly unit: string;
  readonly replications: number;
  /** Confidence of each interval of an effect, so that all hold together with the study's. */
  readonly each: number;
  /** The response, and its interval by replications alone. */
  readonly forecast: { readonly mean: number; readonly halfWidth: number | undefined };
  /** One standard error of the forecast by replications, and by the inputs' uncertainty. */
  readonly simulationError: number;
  readonly inputError: number;
  /** The largest share first. */
  readonly effects: readonly InputEffect[];
}

/** The plant cannot run with an input larger or smaller by its error. */
export class InputFailure extends Error {
  readonly input: string;

  constructor(input: string) {
    super(`the plant has no number or time at the path of the input ${input}`);
    this.input = input;
  }
}

/**
 * Which input's uncertainty drives the forecast most: each input in turn one standard error larger and smaller, with the same
 * random numbers; half the difference is its effect D, and ΣD² the variance that the inputs give the forecast, to the first
 * order and with independent inputs (Cheng and Holland 1997, J. Stat. Comput. Simul. 57). The variance that the simulation itself
 * gives D², s²/n, is taken off it. @throws InputFailure, ExperimentFailure, Cancelled
 */
export async function measureNext(
  scenario: Scenario,
  inputs: readonly InputFile[],
  response: Response,
  run: StudyRun,
  executor: Executor,
  hooks: LaboratoryHooks,
): Promise<MeasureNext> {
  const { seed, horizon, warmup = 0, replications, confidence } = run;
  const settings = { seed, horizon, warmup, measures: [response.measure] };
  const sides = inputs.map((input) => bothSides(scenario, input));
  const laboratory = new Laboratory(executor, hooks);
  await laboratory.ensure(new Map([scenario, ...sides.flat()].map((one) => [one, replications])), settings);
  const values = (one: Scenario): number[] =>
    valuesOf(laboratory.records(one, replications, settings), response, 0);
  const each = bonferroni(confidence, Math.max(1, inputs.length));
  const effects = sides.map(([larger, smaller]) => {
    const above = values(larger);
    const below = values(smaller);
    return effectOf(
      above.map((value, i) => (value - (below[i] as number)) / 2),
      each,
    );
  });
  const variance = effects.reduce((sum, effect) => sum + effect.variance, 0);
  const own = values(scenario);
  const { mean, halfWidth } = tInterval(own, confidence);
  const order = response.better === "smaller" ? -1 : 1;
  return {
    response: response.id,
    unit: response.unit,
    replications,
    each,
    forecast: { mean, halfWidth },
    simulationError: Math.sqrt(varianceOfMean(own)),
    inputError: Math.sqrt(variance),
    effects: inputs
      .map((input, i): InputEffect => {
        const { interval, variance: part } = effects[i] as Effect;
        const { low = 0, high = 0 } = interval;
        return {
          input: input.id,
          name: input.name ?? input.id,
          path: input.path,
          relativeError: relativeError(input),
          ...interval,
          significant: low > 0 || high < 0,
          share: variance === 0 ? 0 : part / variance,
          // Half the error has a quarter of the variance.
          spreadThen: Math.sqrt(variance - 0.75 * part),
        };
      })
      .toSorted((a, b) => b.share - a.share || order * (b.mean - a.mean)),
  };
}

interface Effect {
  readonly interval: ReturnType<typeof bounds>;
  /** Its part in the forecast's variance. */
  readonly variance: number;
}

function effectOf(differences: readonly number[], confidence: number): Effect {
  const interval = bounds(tInterval(differences, confidence));
  return {
    interval,
    variance: Math.max(0, interval.mean * interval.mean - varianceOfMean(differences)),
  };
}

/** s²/n; 0 of a single value. */
function varianceOfMean(values: readonly number[]): number {
  return values.length < 2 ? 0 : sampleVariance([...values]) / values.length;
}

function bothSides(scenario: Scenario, input: InputFile): [Scenario, Scenario] {
  const plants = perturbed(scenario.plant, input, relativeError(input));
  if (plants === undefined) throw new InputFailure(input.id);
  // A scenario may be called like an input.
  const [larger, smaller] = plants;
  return [
    { ...scenario, id: `/input/${input.id}/+`, plant: larger },
    { ...scenario, id: `/input/${input.id}/-`, plant: smaller },
  ];
}
