import type { BareFinding } from "../finding.ts";
import { makeFinding, type PathStep, type Report, type Rule } from "../rule.ts";
import type { Plant } from "../schema.ts";
import { INCOMPLETE, PlantIndex } from "./plant-index.ts";
import { CHECKS } from "./checks.ts";
import type { PartialPlant } from "./partial.ts";

/** What the checks found; of each severity at most `limit`, and how many there were beyond. */
export interface CheckResult {
  readonly findings: BareFinding[];
  readonly omitted: number;
}

/** All that is wrong or suspicious in a plant that its schema accepts. */
export function checkPlant(plant: Plant, limit: number): CheckResult {
  const found = new Findings(limit);
  const index = new PlantIndex(plant);
  for (const { check } of CHECKS) check(index, found.report);
  if (index.exhausted) found.report(INCOMPLETE, ["elements"]);
  return found;
}

/** The errors that can be told for sure in a plant from which items were left out. */
export function checkPartialPlant(partial: PartialPlant, limit: number): CheckResult {
  const found = new Findings(limit);
  const index = new PlantIndex(partial.plant, partial.omitted);
  const report = partial.relocate((rule, path, values) => {
    if (rule.severity === "error") found.report(rule, path, values);
  });
  for (const { check, needsAll } of CHECKS) if (!needsAll) check(index, report);
  return found;
}

class Findings implements CheckResult {
  readonly findings: BareFinding[] = [];
  omitted = 0;
  readonly #counts = { error: 0, warning: 0 };
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  readonly report: Report = (rule: Rule, path: readonly PathStep[], values) => {
    if (++this.#counts[rule.severity] > this.#limit) this.omitted++;
    else this.findings.push(makeFinding(rule, path, values));
  };
}
