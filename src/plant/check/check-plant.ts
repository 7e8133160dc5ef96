import type { Finding } from "../finding.ts";
import { makeFinding, type PathStep, type Report, type Rule } from "../rule.ts";
import type { Plant } from "../schema.ts";
import { INCOMPLETE, PlantIndex } from "./plant-index.ts";
import { CHECKS } from "./checks.ts";

/** What the checks found; of each severity at most `limit`, and how many there were beyond. */
export interface CheckResult {
  readonly findings: Finding[];
  readonly omitted: number;
}

/** All that is wrong or suspicious in a plant that its schema accepts. */
export function checkPlant(plant: Plant, limit: number): CheckResult {
  const findings: Finding[] = [];
  const counts = { error: 0, warning: 0 };
  let omitted = 0;
  const report: Report = (rule: Rule, path: readonly PathStep[], values) => {
    if (++counts[rule.severity] > limit) omitted++;
    else findings.push(makeFinding(rule, path, values));
  };
  const index = new PlantIndex(plant);
  for (const { check } of CHECKS) check(index, report);
  if (index.exhausted) report(INCOMPLETE, ["elements"]);
  return { findings, omitted };
}
