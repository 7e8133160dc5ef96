import { wrap } from "comlink";
import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { err, ok, type Result } from "../base/result.ts";
import type { Text } from "./i18n/text.ts";
import { MOST_BYTES, megabytes } from "./plant-files.ts";
import type { ImportAnswer, ImportContract, ImportFile, ImportReport } from "../protocol/import.ts";

/** ms until a file counts as one that is never read to its end. */
const PATIENCE = 30_000;

/** What an import needs of the page. */
export interface ImportHost {
  /** Text of the open plant, which a drawing is laid under. */
  readonly into: string | undefined;
  spawn(): Worker;
  /** The user takes the plant. @param name of the plant file that it would be saved as */
  accept(text: string, name: string): void;
  /** The dialog is closed, whatever came of it. */
  close(): void;
}

export type ImportState =
  | { readonly status: "reading" }
  /** `text` is absent where nothing can be opened. */
  | { readonly status: "read"; readonly report: ImportReport; readonly text: string | undefined };

/** Begins to read files that the user opened or dropped. @returns why not, when they are too large or cannot be read */
export async function beginImport(
  files: readonly File[],
  host: ImportHost,
): Promise<Result<ImportControl, Text>> {
  const name = files.map((file) => file.name).join(", ");
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES) {
    const values = { name, size: megabytes(size), limit: megabytes(MOST_BYTES) };
    return err({ key: "message.tooLarge", values });
  }
  try {
    const contents = await Promise.all(files.map((file) => file.arrayBuffer()));
    const read = files.map((file, i) => ({ name: file.name, bytes: new Uint8Array(contents[i] ?? []) }));
    return ok(new ImportControl(name, read, host));
  } catch {
    return err({ key: "message.unreadable", values: { name } });
  }
}

/** One import: its files are read in a worker of their own, then the user looks at the report and takes the plant or not. */
export class ImportControl {
  readonly name: string;
  readonly isDrawing: boolean;
  readonly #files: readonly ImportFile[];
  readonly #host: ImportHost;
  readonly #state = new Signal<ImportState>({ status: "reading" });
  readonly #unit = new Signal("");
  #worker: Worker | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, files: readonly ImportFile[], host: ImportHost) {
    this.name = name;
    this.isDrawing = name.toLowerCase().endsWith(".dxf");
    this.#files = files;
    this.#host = host;
    this.#read();
  }

  get state(): ReadonlySignal<ImportState> {
    return this.#state;
  }

  /** Unit of a drawing that the user chose; empty: its own. */
  get unit(): ReadonlySignal<string> {
    return this.#unit;
  }

  /** Reads the drawing again, in another unit. */
  setUnit(unit: string): void {
    this.#unit.value = unit;
    this.#read();
  }

  accept(): void {
    const state = this.#state.peek();
    if (state.status !== "read" || state.text === undefined) return;
    this.close();
    this.#host.accept(state.text, `${this.name.replace(/\.[^.]*$/, "")}.plant.json`);
  }

  /** Ends the reading, if it goes on, and the dialog. */
  close(): void {
    this.#end();
    this.#host.close();
  }

  #read(): void {
    this.#end();
    this.#state.value = { status: "reading" };
    const worker = this.#host.spawn();
    this.#worker = worker;
    this.#timer = setTimeout(() => this.#fail("import/tooLong", { seconds: PATIENCE / 1000 }), PATIENCE);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail("import/crashed", { problem: event.message });
    });
    const { into } = this.#host;
    const unit = this.#unit.peek();
    const options = { ...(unit === "" ? {} : { unit }), ...(this.isDrawing ? { into } : {}) };
    wrap<ImportContract>(worker)
      .importFiles(this.#files, options)
      .then(
        (answer) => worker === this.#worker && this.#done(answer),
        (error: unknown) =>
          worker === this.#worker && this.#fail("import/crashed", { problem: String(error) }),
      );
  }

  #done(answer: ImportAnswer): void {
    this.#end();
    const { report } = answer;
    this.#state.value = { status: "read", report, text: answer.ok ? answer.text : undefined };
  }

  #fail(rule: string, values: Readonly<Record<string, string | number>>): void {
    const findings = [{ severity: "error", path: "", rule, values }] as const;
    this.#done({ ok: false, report: { read: {}, findings, notUnderstood: [] } });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
