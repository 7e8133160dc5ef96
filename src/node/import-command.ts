import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { findingText } from "../plant/finding-text.ts";
import type { ImportFile, ImportReport } from "../plant/import/import-report.ts";
import { factorOf } from "../plant/import/units.ts";
import { importInThread } from "./import-in-thread.ts";
import { type CommandOutput, EXIT, json } from "./output.ts";

export const IMPORT_USAGE = "taktwerk import FILE… -o PLANT [--into PLANT] [--unit UNIT] [--json]";

/** Version of the JSON that `import --json` prints. */
const IMPORT_VERSION = 1;
/** Names in the text for a terminal at most. */
const MOST_LINES = 50;

/**
 * Makes a plant file of a drawing, a table, an AutomationML or a CMSD file, and tells what was not understood.
 * @returns 0 when a plant file was written, 1 when not, 2 on wrong usage
 */
export async function importCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      out: { type: "string", short: "o" },
      into: { type: "string" },
      unit: { type: "string" },
      json: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const problem = usageProblem(positionals, values.out, values.unit);
  if (problem !== undefined || values.out === undefined) {
    output.stderr(`${problem}\nusage: ${IMPORT_USAGE}\n`);
    return EXIT.usage;
  }
  const { out } = values;
  const read = await readAll(positionals, values.into, output);
  if (read === undefined) return EXIT.failed;
  const answer = await importInThread(read.files, { unit: values.unit, into: read.into });
  const written = answer.ok && (await write(out, answer.text, output));
  if (values.json) output.stdout(json(document(positionals, written ? out : undefined, answer.report)));
  else output.stdout(words(positionals, written ? out : undefined, answer.report));
  return written ? EXIT.done : EXIT.failed;
}

function usageProblem(
  files: readonly string[],
  out: string | undefined,
  unit: string | undefined,
): string | undefined {
  if (files.length === 0) return "name a file to import";
  if (out === undefined) return "name the plant file to write with -o";
  if (unit !== undefined && factorOf("length", unit) === undefined)
    return `there is no unit of length ${unit}`;
  return undefined;
}

async function readAll(
  names: readonly string[],
  into: string | undefined,
  output: CommandOutput,
): Promise<{ files: ImportFile[]; into: string | undefined } | undefined> {
  const contents: Buffer[] = [];
  for (const name of [...names, ...(into === undefined ? [] : [into])]) {
    try {
      contents.push(await readFile(name));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
      output.stderr(`${name}: cannot be read (${code}); name a file that exists\n`);
      return undefined;
    }
  }
  const files = names.map((name, i) => ({ name: basename(name), bytes: new Uint8Array(contents[i] ?? []) }));
  return { files, into: into === undefined ? undefined : contents.at(-1)?.toString("utf8") };
}

async function write(out: string, text: string, output: CommandOutput): Promise<boolean> {
  try {
    await writeFile(out, text);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    output.stderr(`${out}: cannot be written (${code})\n`);
    return false;
  }
}

function document(files: readonly string[], plant: string | undefined, report: ImportReport): object {
  const findings = report.findings.map((finding) => findingText(finding, "en"));
  const notUnderstood = report.notUnderstood.map(({ what, ...found }) => ({ what: what.en, ...found }));
  return { version: IMPORT_VERSION, files, plant, ...report, findings, notUnderstood };
}

function words(files: readonly string[], out: string | undefined, report: ImportReport): string {
  const lines: string[] = [];
  for (const finding of report.findings.slice(0, MOST_LINES)) {
    const { severity, line, message, remedy, rule } = findingText(finding, "en");
    const place = line === undefined ? "" : `:${line}`;
    lines.push(`${files[0]}${place}: ${severity}: ${message}. ${remedy} [${rule}]`);
  }
  const more = report.findings.length - MOST_LINES;
  if (more > 0) lines.push(`… and ${more} more; --json has all`);
  const read = Object.entries(report.read).map(([sort, count]) => `${count} ${sort}`);
  if (read.length > 0) lines.push(`read: ${read.join(", ")}`);
  for (const { what, count, line } of report.notUnderstood.slice(0, MOST_LINES)) {
    lines.push(
      `not understood: ${what.en} (${count}×${line === undefined ? "" : `, first in line ${line}`})`,
    );
  }
  lines.push(out === undefined ? "nothing was written" : `${out} written`);
  return `${lines.join("\n")}\n`;
}
