import { err, ok, type Result } from "../base/result.ts";
import type { Text } from "./i18n/text.ts";

/** Larger files are refused before they are read, bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;

const megabytes = (bytes: number): number => Math.ceil(bytes / (1024 * 1024));

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

/** Lets the user choose a file. @returns undefined when nothing was chosen */
export function chooseFile(): Promise<File | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]), { once: true });
    input.addEventListener("cancel", () => resolve(undefined), { once: true });
    input.click();
  });
}

/** Hands a plant file to the browser's downloads. */
export function saveTextFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/**
 * Files that are dropped anywhere on the page are opened; the browser would otherwise leave the page for them.
 * @param over told whether a file is being dragged over the page
 */
export function acceptDroppedFiles(
  page: Window,
  open: (file: File) => void,
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
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) open(file);
  });
}
