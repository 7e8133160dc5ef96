import { ok, type Result } from "../../base/result.ts";
import type { PlantDocument } from "../../editor/document.ts";
import type { History } from "../../editor/history.ts";
import { openStudy } from "../../experiment/study/editing.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { readTextFile } from "../plant-files.ts";
import type { Scene } from "../scenes.ts";
import { StudyControl } from "./study-control.ts";

/** A study as its file has it, and what is wrong in it. */
export interface ReadStudyFile {
  readonly findings: readonly BareFinding[];
  /** @param shown id of the scenario that is shown; the plant itself when absent */
  control(document: PlantDocument, history: History, shown?: string): StudyControl;
}

/**
 * Reads the text of a study file. The plant that it names is looked for among the files that were opened with it, and then
 * among the page's own scenes.
 * @param baseName what the plant is called as a scenario
 */
export async function readStudyFile(
  text: string,
  others: readonly File[],
  scenes: readonly Scene[],
  baseName: string,
): Promise<Result<ReadStudyFile, readonly BareFinding[]>> {
  const plantText = await textOfPlant(plantPathOf(text), others, scenes);
  const opened = openStudy(text, () => plantText, baseName);
  if (!opened.ok) return opened;
  const { study, findings } = opened.value;
  return ok({
    findings,
    control: (document, history, shown) => new StudyControl(document, history, study, shown ?? study.base),
  });
}

async function textOfPlant(
  path: string | undefined,
  others: readonly File[],
  scenes: readonly Scene[],
): Promise<string | undefined> {
  const name = path?.split(/[/\\]/).at(-1);
  const file = others.find((other) => other.name === name);
  if (file !== undefined) {
    const read = await readTextFile(file);
    return read.ok ? read.value : undefined;
  }
  const scene = scenes.find(({ id }) => name === `${id}.plant.json`);
  if (scene === undefined) return undefined;
  const answer = await fetch(scene.address).catch(() => undefined);
  return answer?.ok === true ? answer.text() : undefined;
}

/** Path of the plant file that a study names; undefined where the plant is in it. */
function plantPathOf(text: string): string | undefined {
  try {
    const { plant } = JSON.parse(text) as { plant?: unknown };
    return typeof plant === "string" ? plant : undefined;
  } catch {
    return undefined;
  }
}
