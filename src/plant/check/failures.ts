import { type Report, rule, type Rule } from "../rule.ts";
import { isAlwaysZero } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";

const ENDLESS = rule("failure/endless", "error");

const ALWAYS_DOWN = rule("failure/alwaysDown", "error");

const NO_EFFECT = rule("failure/noRepairTime", "warning");

export const FAILURE_RULES: readonly Rule[] = [ENDLESS, ALWAYS_DOWN, NO_EFFECT];

/** What fails works in between. */
export function checkFailures({ plant }: PlantIndex, report: Report): void {
  for (const [i, element] of plant.elements.entries()) {
    if (!("failures" in element)) continue;
    for (const [f, { id, timeToFailure, timeToRepair }] of (element.failures ?? []).entries()) {
      const path = ["elements", i, "failures", f];
      const [failsAtOnce, noRepair] = [isAlwaysZero(timeToFailure), isAlwaysZero(timeToRepair)];
      if (failsAtOnce) report(noRepair ? ENDLESS : ALWAYS_DOWN, [...path, "timeToFailure"], { id });
      else if (noRepair) report(NO_EFFECT, [...path, "timeToRepair"], { id });
    }
  }
}
