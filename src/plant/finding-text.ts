import { CHECKS } from "./check/checks.ts";
import type { Finding } from "./finding.ts";
import { fillText, type Language, type Rule } from "./rule.ts";
import { SCHEMA_RULES } from "./schema-rules.ts";
import { TEXT_RULES } from "./text-rules.ts";

/** All rules that a plant file can break. */
export function allRules(): Rule[] {
  return [...TEXT_RULES, ...SCHEMA_RULES, ...CHECKS.flatMap(({ rules }) => rules)];
}

/** Message and remedy of a finding in a language; a rule that is not known here keeps its English words. */
export function findingText(finding: Finding, language: Language): { message: string; remedy: string } {
  const rule = language === "en" ? undefined : allRules().find(({ id }) => id === finding.rule);
  if (rule === undefined) return { message: finding.message, remedy: finding.remedy };
  const [message, remedy] = fillText(rule, language, finding.values);
  return { message, remedy };
}
