import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../plant/finding.ts";
import { findingText } from "../plant/finding-text.ts";
import { readPlant } from "../plant/read.ts";
import { makeFinding } from "../plant/rule.ts";
import type { Plant } from "../plant/schema.ts";
import { FILE_NOT_UTF8, FILE_UNREADABLE } from "../plant/text-rules.ts";
import { type CommandOutput, EXIT, json } from "./output.ts";

export const CHECK_USAGE = "taktwerk check PLANT [--clearance] [--json]";

/** Version of the JSON that `check --json` prints. */
const CHECK_VERSION = 1;

const PROBLEMS: Readonly<Record<string, { en: string; de: string }>> = {
  ENOENT: { en: "there is no such file", de: "diese Datei gibt es nicht" },
  EISDIR: { en: "it is a folder", de: "es ist ein Ordner" },
  EACCES: { en: "you have no right to read it", de: "das Leserecht fehlt" },
};

/**
 * Tells everything that is wrong or suspicious in a plant file; with `--clearance` also what stands in the way of
 * something else.
 * @returns 0 without errors (warnings are allowed), 1 with errors, 2 on wrong usage
 */
export async function checkCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false }, clearance: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    output.stderr(`name one plant file\nusage: ${CHECK_USAGE}\n`);
    return EXIT.usage;
  }
  const findings = await checkFile(file, values.clearance);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (values.json) output.stdout(json({ version: CHECK_VERSION, plant: file, findings }));
  else {
    for (const finding of findings) output.stdout(`${line(file, finding)}\n`);
    output.stdout(`${summary(file, errors, findings.length - errors)}\n`);
  }
  return errors > 0 ? EXIT.failed : EXIT.done;
}

async function checkFile(file: string, clearance: boolean): Promise<Finding[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return [findingText(makeFinding(FILE_UNREADABLE, [], { file, problem: PROBLEMS[code] ?? code }), "en")];
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return [findingText(makeFinding(FILE_NOT_UTF8, [], { file: basename(file) }), "en")];
  }
  const read = readPlant(text);
  if (!read.ok) return read.error;
  const { plant, warnings } = read.value;
  return clearance ? [...warnings, ...(await clearanceFindings(plant, text))] : warnings;
}

/** The physics engine is loaded only here, when it is asked for. */
async function clearanceFindings(plant: Plant, text: string): Promise<Finding[]> {
  const { ClearanceSession } = await import("../physics/clearance-session.ts");
  const found = await new ClearanceSession().check(plant, text);
  return found.map(({ finding }) => findingText(finding, "en"));
}

/** One finding as one line for a terminal: where, what, what to do. */
function line(file: string, { severity, path, line: number, message, remedy, rule }: Finding): string {
  const place = number === undefined ? file : `${file}:${number}`;
  return `${place}: ${severity}: ${path === "" ? "" : `${path}: `}${message}. ${remedy} [${rule}]`;
}

function summary(file: string, errors: number, warnings: number): string {
  const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;
  if (errors + warnings === 0) return `${file}: no findings`;
  return `${file}: ${count(errors, "error")}, ${count(warnings, "warning")}`;
}
