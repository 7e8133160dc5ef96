import type { Origin } from "../editor/document.ts";

/** What a plant is called in messages. */
export function nameOf(origin: Origin): string {
  if (origin.kind === "file") return origin.name;
  return origin.kind === "scene" ? origin.id : "live";
}

/** Undefined where it cannot be fetched. */
export async function fetchText(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the text is meant to be a study file. */
export function isStudy(text: string): boolean {
  if (!text.includes('"taktwerk-study"')) return false;
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === "taktwerk-study";
  } catch {
    return !text.includes('"taktwerk-plant"');
  }
}

/** The study inside a report; undefined where there is none. */
export async function studyIn(html: string): Promise<string | undefined> {
  const { studyOfReport } = await import("../experiment/study/editing.ts");
  return studyOfReport(html);
}
