import { err, ok, type Result } from "../base/result.ts";
import type { Text } from "./i18n/text.ts";

/** A file of the user's that the page may write to (File System Access API, of which the DOM's types know only a part). */
export interface FileHandle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

/** What a browser with the File System Access API has besides. */
export interface FileAccess {
  showOpenFilePicker?: (options: { readonly multiple: boolean }) => Promise<readonly FileHandle[]>;
  showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileHandle>;
}

/**
 * Saves a text: to the file that it was opened from or saved to before; else to one that the user chooses; or by the
 * browser's downloads where the page may not write files.
 * @returns the file for the next time
 */
export async function saveText(
  name: string,
  text: string,
  file: FileHandle | undefined,
): Promise<Result<FileHandle | undefined, Text>> {
  const { showSaveFilePicker } = window as FileAccess;
  try {
    const handle = file ?? (await showSaveFilePicker?.({ suggestedName: name }));
    if (handle === undefined) {
      download(name, text);
      return ok(undefined);
    }
    const writable = await handle.createWritable();
    await writable.write(text);
    await writable.close();
    return ok(handle);
  } catch (error) {
    // The user closed the dialog.
    if (error instanceof DOMException && error.name === "AbortError") return ok(file);
    return err({ key: "message.notSaved", values: { name: file?.name ?? name } });
  }
}

/** Hands a file to the browser's downloads. */
export function download(name: string, text: string, type = "application/json"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
