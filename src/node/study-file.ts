import { readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { inspectStudy, type ReadStudy } from "../experiment/study/read-study.ts";
import { studyFindingText } from "../experiment/study/study-texts.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { Language } from "../plant/finding-text.ts";
import type { CommandOutput } from "./output.ts";
import { findingLine } from "./plant-file.ts";

/** Reads a study file and the plant that it names. @returns undefined after all that is wrong has been told */
export function loadStudy(path: string, output: CommandOutput): ReadStudy | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    output.stderr(
      `${path}: cannot be read (${code}); name a study file that exists, such as scenes/machining.study.json\n`,
    );
    return undefined;
  }
  return readStudyText(text, path, output);
}

/** The same for a text that came from a file, such as the study inside a report. */
export function readStudyText(text: string, path: string, output: CommandOutput): ReadStudy | undefined {
  const read = inspectStudy(text, (plant) => plantText(path, plant));
  tellFindings(path, read.ok ? read.value.warnings : read.error, "en", output);
  return read.ok ? read.value : undefined;
}

export function tellFindings(
  path: string,
  findings: readonly BareFinding[],
  language: Language,
  output: CommandOutput,
): void {
  for (const finding of findings)
    output.stderr(`${findingLine(basename(path), studyFindingText(finding, language))}\n`);
}

/** A study names its plant relative to itself, and nothing but a plant file: studies come from others. */
function plantText(study: string, plant: string): string | undefined {
  if (isAbsolute(plant) || !plant.endsWith(".json")) return undefined;
  try {
    return readFileSync(join(dirname(study), plant), "utf8");
  } catch {
    return undefined;
  }
}
