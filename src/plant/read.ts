import { err, ok, type Result } from "../base/result.ts";
import { checkPlant } from "./check/check-plant.ts";
import type { Finding } from "./finding.ts";
import { LineIndex } from "./line-index.ts";
import { migrate, type RawPlant } from "./migration.ts";
import { parseJson } from "./parse-json.ts";
import { makeFinding } from "./rule.ts";
import { type Plant, plantSchema } from "./schema.ts";
import { schemaFindings } from "./schema-findings.ts";
import { TEXT_MORE, TEXT_NOT_AN_OBJECT } from "./text-rules.ts";

/** Findings of each severity reported at most. */
const FINDING_LIMIT = 1000;

/** A plant that can be run, and what looks suspicious in it. */
export interface ReadPlant {
  readonly plant: Plant;
  readonly warnings: Finding[];
}

/**
 * Reads the text of a plant file: JSON, migration to the present version, schema, then the rules beyond it.
 * Untrusted text is welcome: whatever it is, the answer is a plant or all that is wrong with it.
 */
export function readPlant(file: string): Result<ReadPlant, Finding[]> {
  const text = file.startsWith("\uFEFF") ? file.slice(1) : file;
  const json = parseJson(text);
  if (!json.ok) return err(json.error);
  if (!isObject(json.value)) {
    const found = Array.isArray(json.value)
      ? { en: "a list", de: "eine Liste" }
      : { en: "a single value", de: "einen einzelnen Wert" };
    return err(located(text, [makeFinding(TEXT_NOT_AN_OBJECT, [], { found })]));
  }
  const migrated = migrate(json.value);
  if (!migrated.ok) return err(located(text, migrated.error));
  const parsed = plantSchema.safeParse(migrated.value);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const findings = schemaFindings(plantSchema, migrated.value, issues.slice(0, FINDING_LIMIT));
    return err(located(text, findings, Math.max(0, issues.length - FINDING_LIMIT)));
  }
  const { findings, omitted } = checkPlant(parsed.data, FINDING_LIMIT);
  const failed = findings.some((finding) => finding.severity === "error");
  if (failed) return err(located(text, findings, omitted));
  return ok({ plant: parsed.data, warnings: located(text, findings) });
}

function isObject(value: unknown): value is RawPlant {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Findings with their lines, errors before warnings; a last one says how many were left out. */
function located(text: string, findings: readonly Finding[], omitted = 0): Finding[] {
  if (findings.length === 0) return [];
  const lines = new LineIndex(text);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const withLines = sorted.map((finding) => {
    const line = finding.line ?? lines.lineOf(finding.path);
    return line === undefined ? finding : { ...finding, line };
  });
  return omitted === 0 ? withLines : [...withLines, makeFinding(TEXT_MORE, [], { count: omitted })];
}

function rank(finding: Finding): number {
  return finding.severity === "error" ? 0 : 1;
}
