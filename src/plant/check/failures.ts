import { type Report, rule, type Rule } from "../rule.ts";
import { asDistribution } from "../as-distribution.ts";
import { isAlwaysZero, support } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";

const ENDLESS = rule("failure/endless", "error");

const ALWAYS_DOWN = rule("failure/alwaysDown", "error");

const NO_EFFECT = rule("failure/noRepairTime", "warning");

const ALWAYS_MAINTAINED = rule("maintenance/endless", "error");

export const FAILURE_RULES: readonly Rule[] = [ENDLESS, ALWAYS_DOWN, NO_EFFECT, ALWAYS_MAINTAINED];

/** What fails works in between. */
export function checkFailures({ plant }: PlantIndex, report: Report): void {
  const owners = [
    ...plant.elements.map((owner, i) => ({ owner, path: ["elements", i] })),
    ...(plant.resources ?? []).map((owner, i) => ({ owner, path: ["resources", i] })),
  ];
  for (const { owner, path: at } of owners) {
    if (!("failures" in owner)) continue;
    for (const [f, { id, timeToFailure, timeToRepair }] of (owner.failures ?? []).entries()) {
      const path = [...at, "failures", f];
      const [failsAtOnce, noRepair] = [isAlwaysZero(timeToFailure), isAlwaysZero(timeToRepair)];
      if (failsAtOnce) report(noRepair ? ENDLESS : ALWAYS_DOWN, [...path, "timeToFailure"], { id });
      else if (noRepair) report(NO_EFFECT, [...path, "timeToRepair"], { id });
    }
    if (!("maintenance" in owner)) continue;
    for (const [m, plan] of (owner.maintenance ?? []).entries()) {
      const [least] = support(asDistribution(plan.duration));
      if (plan.clock === "calendar" && least >= plan.interval) {
        const path = [...at, "maintenance", m, "interval"];
        report(ALWAYS_MAINTAINED, path, { id: plan.id, interval: plan.interval, least });
      }
    }
  }
}
