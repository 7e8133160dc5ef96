import { err, ok, type Result } from "../base/result.ts";
import type { Text } from "./i18n/text.ts";
import type { FileAccess, FileHandle } from "./save-file.ts";

/** Larger files are refused before they are read, bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** Whole megabytes, upwards. */
export const megabytes = (bytes: number): number => Math.ceil(bytes / (1024 * 1024));

/** Text of a file that the user opened or dropped. */
export async function readTextFile(file: File): Promise<Result<string, Text>> {
  const { name } = file;
  if (file.size > MOST_BYTES) {
    const values = { name, size: megabytes(file.size), limit: megabytes(MOST_BYTES) };
    return err({ key: "message.tooLarge", values });
  }
  try {
    return ok(await file.text());
  } catch {
    // A folder, or a file that was moved or is not ours to read.
    return err({ key: "message.unreadable", values: { name } });
  }
}

/** Files of other formats, by the end of their names: they are imported, not opened. */
const IMPORTED = /\.(?:dxf|csv|tsv|aml|caex|xml|balance\.json)$/i;

export function isImported({ name }: { readonly name: string }): boolean {
  return IMPORTED.test(name);
}

/** Files that were chosen, and the way to write to the only one. */
export interface ChosenFiles {
  readonly files: readonly File[];
  readonly handle?: FileHandle | undefined;
}

/** Files that were chosen, and the way to write to the only one. */
export interface ChosenFiles {
  readonly files: readonly File[];
  readonly handle?: FileHandle | undefined;
}

/** Lets the user choose files: a plant, a study, or what a plant is made of. No files when nothing was chosen. */
export async function chooseFiles(): Promise<ChosenFiles> {
  const picked = await pickFiles();
  if (picked !== undefined) return picked;
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json,.html,.dxf,.csv,.tsv,.aml,.caex,.xml";
  input.multiple = true;
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve({ files: [...(input.files ?? [])] }), { once: true });
    input.addEventListener("cancel", () => resolve({ files: [] }), { once: true });
    input.click();
  });
}

/** By the File System Access API, which lets a file be saved where it was opened; undefined where there is none. */
async function pickFiles(): Promise<ChosenFiles | undefined> {
  const { showOpenFilePicker } = window as FileAccess;
  if (showOpenFilePicker === undefined) return undefined;
  try {
    const handles = await showOpenFilePicker({ multiple: true });
    const files = await Promise.all(handles.map((handle) => handle.getFile()));
    return { files, handle: handles.length === 1 ? handles[0] : undefined };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { files: [] };
    return undefined;
  }
}

/**
 * Files that are dropped anywhere on the page are opened; the browser would otherwise leave the page for them.
 * @param over told whether a file is being dragged over the page
 */
export function acceptDroppedFiles(
  page: Window,
  open: (files: readonly File[]) => void,
  over: (dragging: boolean) => void,
): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  page.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    over(true);
  });
  page.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) over(false);
  });
  page.addEventListener("drop", (event) => {
    over(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) open(files);
  });
}

/** Cells of a spreadsheet that are pasted anywhere but into a field become a file of a table. */
export function acceptPastedTables(page: Window, open: (files: readonly File[]) => void): void {
  page.addEventListener("paste", (event) => {
    const isField =
      event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (isField || !/\t[^\n]*\n/.test(text)) return;
    event.preventDefault();
    open([new File([text], "table.tsv")]);
  });
}
