import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { located } from "../plant/located.ts";
import { parseJson } from "../plant/parse-json.ts";
import { makeFinding } from "../plant/rule.ts";
import { schemaFindings } from "../plant/schema-findings.ts";
import { VERSION_INVALID, VERSION_MISSING, VERSION_NEWER } from "../plant/text-rules.ts";
import {
  BALANCE_FILE_VERSION,
  BALANCE_FORMAT,
  type BalanceFile,
  balanceFileSchema,
} from "../plant/balance/balance-file.ts";
import { NO_BALANCE_FILE } from "./balance-rules.ts";
import { balanceFileFindings } from "./check-balance-file.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { constrainedLineOf } from "./constrained-line-of.ts";

const FINDING_LIMIT = 1000;

/** A balance file that can be balanced, with its takt. */
export interface ReadBalanceFile {
  readonly file: BalanceFile;
  readonly given: ConstrainedLine;
  /** s */
  readonly cycle: number | undefined;
}

/**
 * Reads the text of a balance file (`*.balance.json`): JSON, schema, then the references within it. Untrusted text
 * is welcome: whatever it is, the answer is a line or all that is wrong with it, each with its JSON path and line.
 */
export function readBalanceFile(file: string): Result<ReadBalanceFile, BareFinding[]> {
  const text = file.startsWith("\uFEFF") ? file.slice(1) : file;
  const json = parseJson(text);
  if (!json.ok) return err(json.error);
  const { value, faults } = json.value;
  const fail = (findings: readonly BareFinding[]): { ok: false; error: BareFinding[] } => {
    const all = [...faults, ...findings];
    return err(located(text, all.slice(0, FINDING_LIMIT), Math.max(0, all.length - FINDING_LIMIT)));
  };
  const stranger = foreignFindings(value);
  if (stranger.length > 0) return fail(stranger);
  const parsed = balanceFileSchema.safeParse(value);
  if (!parsed.success) return fail(schemaFindings(balanceFileSchema, value, parsed.error.issues));
  const findings = balanceFileFindings(parsed.data);
  if (faults.length > 0 || findings.length > 0) return fail(findings);
  return ok({ file: parsed.data, given: constrainedLineOf(parsed.data), cycle: parsed.data.cycle });
}

/** What keeps a value from being a balance file of this version at all. */
function foreignFindings(value: unknown): BareFinding[] {
  const object = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const format = "format" in object ? object.format : undefined;
  if (format !== BALANCE_FORMAT) {
    const found =
      typeof format === "string" ? `“${format.slice(0, 60)}”` : { en: "missing", de: "nicht angegeben" };
    return [makeFinding(NO_BALANCE_FILE, "format" in object ? ["format"] : [], { found })];
  }
  const version = "version" in object ? object.version : undefined;
  const current = BALANCE_FILE_VERSION;
  if (version === undefined) return [makeFinding(VERSION_MISSING, [], { current })];
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    return [
      makeFinding(VERSION_INVALID, ["version"], { found: JSON.stringify(version).slice(0, 60), current }),
    ];
  }
  if (version > current) return [makeFinding(VERSION_NEWER, ["version"], { found: version, current })];
  return [];
}
