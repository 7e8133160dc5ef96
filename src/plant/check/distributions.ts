import type { Distribution } from "../distribution.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { eachDuration } from "./each-duration.ts";
import type { PlantIndex } from "./plant-index.ts";

const ORDER = rule(
  "distribution/order",
  "error",
  [
    "The parameters are out of order: {low} {lowValue} s is above {high} {highValue} s",
    "Exchange or correct them",
  ],
  [
    "Die Parameter sind vertauscht: {low} {lowValue} s liegt über {high} {highValue} s",
    "Vertauschen oder berichtigen Sie sie",
  ],
);

const NO_MASS = rule(
  "distribution/noMass",
  "error",
  [
    "A normal distribution with mean {mean} s and standard deviation {sd} s practically never lies between {min} s and {max} s",
    "Move the truncation points or the mean",
  ],
  [
    "Eine Normalverteilung mit Mittelwert {mean} s und Standardabweichung {sd} s liegt praktisch nie zwischen {min} s und {max} s",
    "Verschieben Sie die Grenzen oder den Mittelwert",
  ],
);

const SHIFTED = rule(
  "distribution/truncationShiftsMean",
  "warning",
  [
    "The truncation cuts off so much of this normal distribution that its mean is no longer {mean} s",
    "Use a smaller standard deviation, or a gamma or lognormal distribution",
  ],
  [
    "Die Grenzen schneiden von dieser Normalverteilung so viel ab, dass ihr Mittelwert nicht mehr {mean} s ist",
    "Verwenden Sie eine kleinere Standardabweichung, oder eine Gamma- oder Lognormalverteilung",
  ],
);

const WEIGHT_COUNT = rule(
  "distribution/weightCount",
  "error",
  ["There are {weights} weights for {values} values", "Give one weight for each"],
  ["Es gibt {weights} Gewichte für {values} Werte", "Geben Sie für jeden genau ein Gewicht an"],
);

const NO_WEIGHT = rule(
  "distribution/noWeight",
  "error",
  ["All weights are zero", "Make at least one weight positive"],
  ["Alle Gewichte sind null", "Geben Sie mindestens ein positives Gewicht an"],
);

const NESTED = rule(
  "distribution/nested",
  "error",
  ["Sums and mixtures are nested more than {limit} deep", "Write the distribution with fewer levels"],
  [
    "Summen und Mischungen sind mehr als {limit}-fach geschachtelt",
    "Schreiben Sie die Verteilung mit weniger Ebenen",
  ],
);

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
