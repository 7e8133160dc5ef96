import { type Report, rule, type Rule } from "../rule.ts";
import { isAlwaysZero } from "../support.ts";
import type { PlantIndex } from "./plant-index.ts";

const ENDLESS = rule(
  "failure/endless",
  "error",
  [
    "“{id}” would fail and be repaired without any time passing, without end",
    "Give positive times to failure and to repair",
  ],
  [
    "„{id}“ würde ohne zeitlichen Abstand ausfallen und repariert, ohne Ende",
    "Geben Sie positive Zeiten bis zum Ausfall und bis zur Reparatur an",
  ],
);

const ALWAYS_DOWN = rule(
  "failure/alwaysDown",
  "error",
  [
    "“{id}” would fail at once after every repair, so the element never works",
    "Give a positive time to failure",
  ],
  [
    "„{id}“ würde nach jeder Reparatur sofort wieder ausfallen, das Element arbeitet also nie",
    "Geben Sie eine positive Zeit bis zum Ausfall an",
  ],
);

const NO_EFFECT = rule(
  "failure/noRepairTime",
  "warning",
  [
    "“{id}” is repaired in no time, so it has no effect",
    "Give a positive time to repair, or remove the failure",
  ],
  [
    "„{id}“ wird ohne Zeit repariert und hat also keine Wirkung",
    "Geben Sie eine positive Reparaturzeit an, oder entfernen Sie die Störung",
  ],
);

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
