import { asDistribution } from "./as-distribution.ts";
import type { Distribution, Duration } from "./distribution.ts";
import type { CycleTime, Setup, Station } from "./elements/station.ts";

/** Half a microsecond: a duration below it is rounded to zero. */
const LEAST_DURATION = 5e-7;

/** The least and the largest value that a distribution can take, s; the largest may be Infinity. */
export function support(d: Distribution): readonly [least: number, largest: number] {
  switch (d.dist) {
    case "constant":
      return [d.value, d.value];
    case "uniform":
    case "triangular":
    case "beta":
      return [d.min, d.max];
    case "normal":
      return truncatedNormal(d.mean, d.sd, d.min ?? 0, d.max ?? Infinity);
    case "lognormal":
      return d.sd === 0 ? [d.mean, d.mean] : [0, Infinity];
    case "exponential":
    case "erlang":
    case "gamma":
    case "weibull":
      return [0, Infinity];
    case "empirical":
      return ofValues(d.values.filter((_, i) => d.weights === undefined || (d.weights[i] ?? 0) > 0));
    case "geometric":
      return [d.step, d.step === 0 ? 0 : d.p === 1 ? d.step : Infinity];
    case "mixture": {
      return ofValues(
        d.components.filter((_, i) => (d.weights[i] ?? 0) > 0).flatMap((part) => [...support(part)]),
      );
    }
    case "sum": {
      const parts = d.components.map(support);
      return [
        parts.reduce((sum, [least]) => sum + least, 0),
        parts.reduce((sum, [, largest]) => sum + largest, 0),
      ];
    }
  }
}

function truncatedNormal(mean: number, sd: number, min: number, max: number): readonly [number, number] {
  const only = Math.min(Math.max(mean, min), max);
  return sd === 0 ? [only, only] : [min, max];
}

function ofValues(values: readonly number[]): readonly [number, number] {
  let [least, largest] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }
  // Without any possible value nothing is known; the weights have a finding of their own.
  return least > largest ? [0, Infinity] : [least, largest];
}

/** Whether every draw is rounded to no time at all. */
export function isAlwaysZero(duration: Duration): boolean {
  return support(asDistribution(duration))[1] < LEAST_DURATION;
}

/** The durations that a cycle time names, with their place below it. */
export function cycleDurations(cycleTime: CycleTime): { path: readonly string[]; duration: Duration }[] {
  if (typeof cycleTime === "number" || "dist" in cycleTime) return [{ path: [], duration: cycleTime }];
  const byProduct = Object.entries(cycleTime.byProduct).map(([product, duration]) => ({
    path: ["byProduct", product],
    duration,
  }));
  return cycleTime.default === undefined
    ? byProduct
    : [...byProduct, { path: ["default"], duration: cycleTime.default }];
}

/** The cycle time of one product; undefined when none is given for it. */
export function cycleDurationOf(cycleTime: CycleTime, product: string): Duration | undefined {
  if (typeof cycleTime === "number" || "dist" in cycleTime) return cycleTime;
  return Object.hasOwn(cycleTime.byProduct, product) ? cycleTime.byProduct[product] : cycleTime.default;
}

/** Every time of a station's work with its place below the station: the cycle time, and the steps before and after it. */
export function workTimes(station: Station): { path: readonly (string | number)[]; time: CycleTime }[] {
  const steps = (["before", "after"] as const).flatMap((member) =>
    (station[member] ?? []).map(({ time }, i) => ({ path: [member, i, "time"], time })),
  );
  return [{ path: ["cycleTime"], time: station.cycleTime }, ...steps];
}

/** The durations of a station's change-overs, with their place below its setup. */
export function setupDurations(setup: Setup | undefined): { path: readonly string[]; duration: Duration }[] {
  if (setup === undefined) return [];
  const named = Object.entries(setup.times).flatMap(([from, times]) =>
    Object.entries(times).map(([to, duration]) => ({ path: ["times", from, to], duration })),
  );
  return setup.default === undefined ? named : [...named, { path: ["default"], duration: setup.default }];
}
