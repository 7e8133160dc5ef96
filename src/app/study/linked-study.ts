import { ok, type Result } from "../../base/result.ts";
import { readStudyLink, writeStudyLink } from "../../experiment/study/editing.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { storedIds, storedPlant, storePlant } from "../plant-storage.ts";
import type { StudyControl } from "./study-control.ts";

/** A study as a link holds it; it is still to be inspected. */
export interface LinkedStudy {
  readonly text: string;
  /** Id of its plant. */
  readonly plant: string;
  /** Id under which the user's own plant of the same id is kept from now on; undefined where there was none. */
  readonly kept: string | undefined;
}

/** Reads a link and puts aside what the browser has kept under the id of its plant, since the study will be kept there. */
export async function readLinkedStudy(link: string): Promise<Result<LinkedStudy, readonly BareFinding[]>> {
  const read = await readStudyLink(link);
  if (!read.ok) return read;
  const plant = plantIdOf(read.value);
  return ok({ text: read.value, plant, kept: await putAside(plant, read.value) });
}

/** The address of a page that opens this study, or why it cannot be one. @param page address of this page */
export async function addressOf(
  study: StudyControl,
  page: string,
): Promise<Result<string, readonly BareFinding[]>> {
  const written = await writeStudyLink(JSON.parse(study.text()));
  return written.ok ? ok(`${page.replace(/#.*$/s, "")}#${written.value}`) : written;
}

function plantIdOf(text: string): string {
  try {
    const { plant } = JSON.parse(text) as { plant?: { id?: unknown } };
    return typeof plant?.id === "string" ? plant.id : "";
  } catch {
    return "";
  }
}

async function putAside(id: string, text: string): Promise<string | undefined> {
  const stored = id === "" ? undefined : await storedPlant(id);
  if (stored === undefined || isSame(stored.study?.text, text)) return undefined;
  const taken = new Set(await storedIds());
  let n = 1;
  while (taken.has(`${id}-${n}`)) n++;
  return (await storePlant(stored, `${id}-${n}`)) ? `${id}-${n}` : undefined;
}

/** Whether the user has just this study already: opened twice, it is put aside once. */
function isSame(own: string | undefined, text: string): boolean {
  try {
    return own !== undefined && JSON.stringify(JSON.parse(own)) === JSON.stringify(JSON.parse(text));
  } catch {
    return false;
  }
}
