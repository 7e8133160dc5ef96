import type { z } from "zod";
import { err, ok, type Result } from "../base/result.ts";
import { checkPartialPlant, checkPlant } from "./check/check-plant.ts";
import { partialPlant } from "./check/partial.ts";
import { expandClasses } from "./expand-classes.ts";
import type { BareFinding } from "./finding.ts";
import { located } from "./located.ts";
import { migrate, type RawPlant } from "./migration.ts";
import { parseJson } from "./parse-json.ts";
import { makeFinding } from "./rule.ts";
import { type Plant, plantSchema } from "./schema.ts";
import { schemaFindings } from "./schema-findings.ts";
import { TEXT_NOT_AN_OBJECT } from "./text-rules.ts";

/** Findings of each severity reported at most. */
const FINDING_LIMIT = 1000;

/** A plant that can be run, and what looks suspicious in it. */
export interface InspectedPlant {
  readonly plant: Plant;
  readonly warnings: BareFinding[];
}

/**
 * Reads the text of a plant file: JSON, migration to the present version, schema, then the rules beyond it.
 * Untrusted text is welcome: whatever it is, the answer is a plant or all that is wrong with it.
 */
export function inspectPlant(file: string): Result<InspectedPlant, BareFinding[]> {
  const edited = inspectForEditing(file);
  if (!edited.ok) return edited;
  const { plant, findings } = edited.value;
  const failed = findings.some(({ severity }) => severity === "error");
  return failed ? err([...findings]) : ok({ plant, warnings: [...findings] });
}

/** A plant that can be edited: of the right form, though it may break rules beyond that. */
export interface EditablePlant {
  readonly plant: Plant;
  readonly findings: readonly BareFinding[];
}

/** Reads the text of a plant file that need not be fit to run, such as one that the user is in the midst of editing. */
export function inspectForEditing(file: string): Result<EditablePlant, BareFinding[]> {
  const text = file.startsWith("\uFEFF") ? file.slice(1) : file;
  const json = parseJson(text);
  if (!json.ok) return err(json.error);
  const { value, faults } = json.value;
  const checked = checkData(value);
  const findings = located(text, [...faults, ...checked.findings], checked.omitted);
  const { plant } = checked;
  return plant === undefined || faults.length > 0 ? err(findings) : ok({ plant, findings });
}

interface Checked {
  /** Absent when the schema refuses it, or uses of classes do not come out. */
  readonly plant?: Plant;
  readonly findings: readonly BareFinding[];
  /** Findings beyond those told. */
  readonly omitted: number;
}

function checkData(value: unknown): Checked {
  if (!isObject(value)) {
    const found = Array.isArray(value)
      ? { en: "a list", de: "eine Liste" }
      : { en: "a single value", de: "einen einzelnen Wert" };
    return { findings: [makeFinding(TEXT_NOT_AN_OBJECT, [], { found })], omitted: 0 };
  }
  const migrated = migrate(value);
  if (!migrated.ok) return { findings: migrated.error, omitted: 0 };
  const expanded = expandClasses(migrated.value);
  // So many elements are not looked at; nor would what is left of them be right.
  if (expanded.findings.some(({ rule }) => rule === "class/tooMany"))
    return { findings: expanded.findings, omitted: 0 };
  const { findings, omitted, plant } = checkExpanded(expanded.raw);
  const all = [
    ...expanded.findings,
    ...findings.map((finding) => ({ ...finding, path: expanded.locate(finding.path) })),
  ];
  const whole = plant !== undefined && expanded.findings.length === 0;
  return { findings: once(all), omitted, ...(whole ? { plant } : {}) };
}

/** Each finding once, though every use of a class has it. */
function once(findings: readonly BareFinding[]): BareFinding[] {
  return [...new Map(findings.map((finding) => [`${finding.rule} ${finding.path}`, finding])).values()];
}

function checkExpanded(raw: RawPlant): Checked {
  const parsed = plantSchema.safeParse(raw);
  if (!parsed.success) return checkRefused(raw, parsed.error.issues);
  const { findings, omitted } = checkPlant(parsed.data, FINDING_LIMIT);
  return { findings, omitted, plant: parsed.data };
}

/** What the schema found, and what the rules find in the items that it accepts. */
function checkRefused(raw: RawPlant, issues: readonly z.core.$ZodIssue[]): Checked {
  const schema = schemaFindings(plantSchema, raw, issues.slice(0, FINDING_LIMIT));
  const paths = issues.map(({ path }) => path);
  const partial = partialPlant(raw, paths);
  const rest = partial === undefined ? undefined : checkPartialPlant(partial, FINDING_LIMIT);
  return {
    findings: [...schema, ...(rest?.findings ?? [])],
    omitted: Math.max(0, issues.length - FINDING_LIMIT) + (rest?.omitted ?? 0),
  };
}

function isObject(value: unknown): value is RawPlant {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
