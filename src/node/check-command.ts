import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../plant/finding.ts";
import { readPlant } from "../plant/read.ts";
import { makeFinding, rule } from "../plant/rule.ts";
import { type CommandOutput, EXIT, json } from "./output.ts";

export const CHECK_USAGE = "taktwerk check PLANT [--json]";

/** Version of the JSON that `check --json` prints. */
const CHECK_VERSION = 1;

const UNREADABLE = rule(
  "file/unreadable",
  "error",
  ["{file} cannot be read: {problem}", "Name a plant file that exists, such as scenes/hello-line.plant.json"],
  [
    "{file} lässt sich nicht lesen: {problem}",
    "Nennen Sie eine vorhandene Fabrikdatei, etwa scenes/hello-line.plant.json",
  ],
);

const NOT_UTF8 = rule(
  "file/notUtf8",
  "error",
  ["{file} is not text in UTF-8", "Save it as UTF-8, or choose a plant file"],
  ["{file} ist kein Text in UTF-8", "Speichern Sie sie als UTF-8, oder wählen Sie eine Fabrikdatei"],
);

const PROBLEMS: Readonly<Record<string, { en: string; de: string }>> = {
  ENOENT: { en: "there is no such file", de: "diese Datei gibt es nicht" },
  EISDIR: { en: "it is a folder", de: "es ist ein Ordner" },
  EACCES: { en: "you have no right to read it", de: "das Leserecht fehlt" },
};

/**
 * Tells everything that is wrong or suspicious in a plant file.
 * @returns 0 without errors (warnings are allowed), 1 with errors, 2 on wrong usage
 */
export async function checkCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    output.stderr(`name one plant file\nusage: ${CHECK_USAGE}\n`);
    return EXIT.usage;
  }
  const findings = await checkFile(file);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (values.json) output.stdout(json({ version: CHECK_VERSION, plant: file, findings }));
  else {
    for (const finding of findings) output.stdout(`${line(file, finding)}\n`);
    output.stdout(`${summary(file, errors, findings.length - errors)}\n`);
  }
  return errors > 0 ? EXIT.failed : EXIT.done;
}

async function checkFile(file: string): Promise<Finding[]> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return [makeFinding(UNREADABLE, [], { file, problem: PROBLEMS[code] ?? code })];
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return [makeFinding(NOT_UTF8, [], { file: basename(file) })];
  }
  const read = readPlant(text);
  return read.ok ? read.value.warnings : read.error;
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
