import type { Finding } from "../finding.ts";
import { makeFinding, type PathStep, type Report, type Rule } from "../rule.ts";
import type { Plant } from "../schema.ts";
import { PlantIndex } from "./plant-index.ts";
import { CHECKS } from "./checks.ts";

/** All that is wrong or suspicious in a plant that its schema accepts. */
export function checkPlant(plant: Plant): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (rule: Rule, path: readonly PathStep[], values) => {
    findings.push(makeFinding(rule, path, values));
  };
  const index = new PlantIndex(plant);
  for (const check of CHECKS) check(index, report);
  return findings;
}
