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

/** Findings reported at most; a last one says how many more there are. */
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
  if (!json.ok) return err(limited(json.error));
  if (!isObject(json.value)) {
    const found = Array.isArray(json.value)
      ? "a list"
      : json.value === null
        ? "null"
        : `a ${typeof json.value}`;
    return err(located(text, [makeFinding(TEXT_NOT_AN_OBJECT, [], { found })]));
  }
  const migrated = migrate(json.value);
  if (!migrated.ok) return err(located(text, migrated.error));
  const parsed = plantSchema.safeParse(migrated.value);
  if (!parsed.success)
    return err(located(text, schemaFindings(plantSchema, migrated.value, parsed.error.issues)));
  const findings = checkPlant(parsed.data);
  const errors = findings.some((finding) => finding.severity === "error");
  if (errors) return err(located(text, findings));
  return ok({ plant: parsed.data, warnings: located(text, findings) });
}

function isObject(value: unknown): value is RawPlant {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Errors before warnings, in the order of the file within each. */
function located(text: string, findings: readonly Finding[]): Finding[] {
  if (findings.length === 0) return [];
  const shown = limited([...findings].sort((a, b) => rank(a) - rank(b)));
  const lines = new LineIndex(text);
  return shown.map((finding) => {
    const line = finding.line ?? lines.lineOf(finding.path);
    return line === undefined ? finding : { ...finding, line };
  });
}

function rank(finding: Finding): number {
  return finding.severity === "error" ? 0 : 1;
}

function limited(findings: Finding[]): Finding[] {
  if (findings.length <= FINDING_LIMIT) return findings;
  const count = findings.length - FINDING_LIMIT;
  return [...findings.slice(0, FINDING_LIMIT), makeFinding(TEXT_MORE, [], { count })];
}
