import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Finding } from "../plant/finding.ts";
import type { Plant } from "../plant/schema.ts";
import { readPlant } from "../plant/read.ts";
import type { CommandOutput } from "./output.ts";

/** One finding as one line for a terminal. */
export function findingLine(file: string, finding: Finding): string {
  const place = finding.line === undefined ? file : `${file}:${finding.line}`;
  const path = finding.path === "" ? "" : ` ${finding.path}`;
  return `${place}:${path} ${finding.severity}: ${finding.message}. ${finding.remedy}.`;
}

/** Reads a plant file for a command that needs one. @returns undefined after all that is wrong has been told */
export function loadPlant(path: string, output: CommandOutput): Plant | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    output.stderr(
      `${path}: cannot be read (${code}); name a plant file that exists, such as scenes/hello-line.plant.json\n`,
    );
    return undefined;
  }
  const read = readPlant(text);
  const findings = read.ok ? read.value.warnings : read.error;
  for (const finding of findings) output.stderr(`${findingLine(basename(path), finding)}\n`);
  return read.ok ? read.value.plant : undefined;
}
