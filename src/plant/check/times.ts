import { MAX_MICROS, toSeconds } from "../../base/units.ts";
import { asDistribution } from "../as-distribution.ts";
import type { Distribution } from "../distribution.ts";
import { conveyorLength } from "../geometry.ts";
import { type Report, rule, type Rule } from "../rule.ts";
import { cycleDurations, isAlwaysZero } from "../support.ts";
import { eachDuration } from "./each-duration.ts";
import type { PlantIndex } from "./plant-index.ts";

const ZERO_INTERARRIVAL = rule("time/zeroInterarrival", "error");

const ZERO_CYCLE = rule("time/zeroCycle", "warning");

const WARMUP = rule("time/warmup", "error");

const OVERFLOW = rule("time/overflow", "error");

export const TIME_RULES: readonly Rule[] = [ZERO_INTERARRIVAL, ZERO_CYCLE, WARMUP, OVERFLOW];

/** A quarter of the clock's range, so that a few durations in a row stay below 2^53 µs. */
const LONGEST = Math.floor(toSeconds(MAX_MICROS / 4));

/** Times are positive where they must be, and fit into the clock. */
export function checkTimes({ plant }: PlantIndex, report: Report): void {
  if (plant.run.warmup >= plant.run.horizon) {
    report(WARMUP, ["run", "warmup"], { warmup: plant.run.warmup, horizon: plant.run.horizon });
  }
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind === "source" && element.arrivals.mode === "interarrival") {
      if (isAlwaysZero(element.arrivals.interarrival)) {
        report(ZERO_INTERARRIVAL, ["elements", i, "arrivals", "interarrival"]);
      }
    } else if (element.kind === "station") {
      for (const { path, duration } of cycleDurations(element.cycleTime)) {
        if (isAlwaysZero(duration)) report(ZERO_CYCLE, ["elements", i, "cycleTime", ...path]);
      }
    } else if (element.kind === "conveyor" || element.kind === "merge") {
      const duration = conveyorLength(element) / element.speed;
      if (duration > LONGEST) report(OVERFLOW, ["elements", i, "speed"], { duration, limit: LONGEST });
    }
  }
  eachDuration(plant, (value, path) => {
    const duration = extent(asDistribution(value));
    if (duration > LONGEST) report(OVERFLOW, path, { duration, limit: LONGEST });
  });
}

/** A duration that a draw reaches in the ordinary course of things, s. */
function extent(d: Distribution): number {
  switch (d.dist) {
    case "constant":
      return d.value;
    case "uniform":
    case "triangular":
    case "beta":
      return d.max;
    case "normal":
      return Math.min(d.mean + d.sd, d.max ?? Infinity);
    case "lognormal":
    case "exponential":
    case "erlang":
      return d.mean;
    case "gamma":
      return d.shape * d.scale;
    case "weibull":
      return d.scale;
    case "empirical":
      return d.values.reduce((most, value) => Math.max(most, value), 0);
    case "geometric":
      return d.step / d.p;
    case "mixture":
      return Math.max(...d.components.map(extent));
    case "sum":
      return d.components.reduce((sum, component) => sum + extent(component), 0);
  }
}
