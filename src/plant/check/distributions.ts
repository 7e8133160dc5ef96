import type { Distribution } from "../distribution.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { eachDuration } from "./each-duration.ts";
import type { PlantIndex } from "./plant-index.ts";

const ORDER = rule("distribution/order", "error");

const NO_MASS = rule("distribution/noMass", "error");

const SHIFTED = rule("distribution/truncationShiftsMean", "warning");

const WEIGHT_COUNT = rule("distribution/weightCount", "error");

const NO_WEIGHT = rule("distribution/noWeight", "error");

const NESTED = rule("distribution/nested", "error");

export const DISTRIBUTION_RULES: readonly Rule[] = [ORDER, NO_MASS, SHIFTED, WEIGHT_COUNT, NO_WEIGHT, NESTED];

const NESTING_LIMIT = 8;
/** Standard deviations beyond which a normal variable practically never lies (one draw in 10^15). */
const NEVER = 8;
/** Standard deviations within which a one-sided cut removes more than 5 %. */
const MUCH = 1.645;

/** The parameters of every distribution make sense together. */
export function checkDistributions(index: PlantIndex, report: Report): void {
  eachDuration(index.plant, (duration, path) => {
    if (typeof duration === "object") checkDistribution(duration, path, 1, report);
  });
}

function checkDistribution(d: Distribution, path: readonly PathStep[], depth: number, report: Report): void {
  switch (d.dist) {
    case "uniform":
    case "beta":
      inOrder(["min", d.min], ["max", d.max], path, report);
      break;
    case "triangular":
      inOrder(["min", d.min], ["mode", d.mode], path, report);
      inOrder(["mode", d.mode], ["max", d.max], path, report);
      break;
    case "normal":
      checkNormal(d, path, report);
      break;
    case "empirical":
      checkWeights(d.weights, d.values.length, path, report);
      break;
    case "mixture":
      checkWeights(d.weights, d.components.length, path, report);
      checkComponents(d.components, path, depth, report);
      break;
    case "sum":
      checkComponents(d.components, path, depth, report);
      break;
    default:
  }
}

function inOrder(
  [low, lowValue]: readonly [string, number],
  [high, highValue]: readonly [string, number],
  path: readonly PathStep[],
  report: Report,
): void {
  if (lowValue > highValue) report(ORDER, path, { low, lowValue, high, highValue });
}

function checkNormal(
  d: Extract<Distribution, { dist: "normal" }>,
  path: readonly PathStep[],
  report: Report,
): void {
  const min = d.min ?? 0;
  const max = d.max ?? Infinity;
  if (min > max) {
    report(ORDER, path, { low: "min", lowValue: min, high: "max", highValue: max });
    return;
  }
  const below = min - d.mean;
  const above = d.mean - max;
  const nearest = Math.max(below, above);
  if (nearest > NEVER * d.sd) report(NO_MASS, path, { mean: d.mean, sd: d.sd, min, max });
  else if (nearest > -MUCH * d.sd && Math.abs(below - above) > d.sd * 0.1)
    report(SHIFTED, path, { mean: d.mean });
}

function checkWeights(
  weights: readonly number[] | undefined,
  values: number,
  path: readonly PathStep[],
  report: Report,
): void {
  if (weights === undefined) return;
  if (weights.length !== values)
    report(WEIGHT_COUNT, [...path, "weights"], { weights: weights.length, values });
  if (weights.every((weight) => weight === 0)) report(NO_WEIGHT, [...path, "weights"]);
}

function checkComponents(
  components: readonly Distribution[],
  path: readonly PathStep[],
  depth: number,
  report: Report,
): void {
  if (depth > NESTING_LIMIT) {
    report(NESTED, path, { limit: NESTING_LIMIT });
    return;
  }
  for (const [i, component] of components.entries()) {
    checkDistribution(component, [...path, "components", i], depth + 1, report);
  }
}
