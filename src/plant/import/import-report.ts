import type { BareFinding, FindingValues, LocalText } from "../finding.ts";
import { makeFinding, type Rule } from "../rule.ts";

export type ImportFormat = "dxf" | "table" | "automationml" | "cmsd" | "balance";

/** A file as it came: untrusted bytes. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sorts of things that importers read. */
export type ReadSort =
  | "units"
  | "sources"
  | "stations"
  | "buffers"
  | "conveyors"
  | "sinks"
  | "connections"
  | "products"
  | "lines"
  | "texts"
  | "layers";

/** What an importer did not understand: every one is named and counted. */
export interface NotUnderstood {
  readonly what: LocalText;
  readonly count: number;
  /** Line of the file at which it was met first, from 1, where it is known. */
  readonly line?: number;
}

export interface ImportReport {
  readonly format?: ImportFormat;
  /** What was read, by sort. */
  readonly read: Readonly<Partial<Record<ReadSort, number>>>;
  /** What is wrong (errors: nothing was imported) and what was assumed (warnings). */
  readonly findings: readonly BareFinding[];
  readonly notUnderstood: readonly NotUnderstood[];
}

/** An import that succeeded has the text of a plant file that passes all checks. */
export type ImportAnswer =
  | { readonly ok: true; readonly text: string; readonly report: ImportReport }
  | { readonly ok: false; readonly report: ImportReport };

/** Findings and names told at most. */
const MOST_FINDINGS = 1000;
const MOST_NAMES = 2000;
/** Longest name told, so that a hostile file cannot fill the report. */
const LONGEST_NAME = 120;

/** Gathers what an importer has to tell. */
export class ImportLog {
  readonly #findings: BareFinding[] = [];
  readonly #unknown = new Map<string, { de: string; count: number; line?: number }>();
  readonly #read = new Map<ReadSort, number>();

  /** @param line of the file, from 1 */
  tell(rule: Rule, values: FindingValues, line?: number): void {
    if (this.#findings.length >= MOST_FINDINGS) return;
    const finding = makeFinding(rule, [], values);
    this.#findings.push(line === undefined ? finding : { ...finding, line });
  }

  /** @param de the same in German, where it is more than names of the file */
  unknown(what: string, line?: number, de: string = what): void {
    const name = shortened(what);
    const known = this.#unknown.get(name);
    if (known !== undefined) known.count++;
    else if (this.#unknown.size < MOST_NAMES) {
      this.#unknown.set(
        name,
        line === undefined ? { de: shortened(de), count: 1 } : { de: shortened(de), count: 1, line },
      );
    }
  }

  read(sort: ReadSort, count = 1): void {
    this.#read.set(sort, (this.#read.get(sort) ?? 0) + count);
  }

  get hasErrors(): boolean {
    return this.#findings.some(({ severity }) => severity === "error");
  }

  report(format: ImportFormat | undefined): ImportReport {
    const notUnderstood = [...this.#unknown].map(([en, { de, ...found }]) => ({
      what: { en, de },
      ...found,
    }));
    const rank = ({ severity }: BareFinding): number => (severity === "error" ? 0 : 1);
    return {
      ...(format === undefined ? {} : { format }),
      read: Object.fromEntries(this.#read),
      findings: [...this.#findings].sort((a, b) => rank(a) - rank(b)),
      notUnderstood: notUnderstood.sort((a, b) => b.count - a.count || (a.what.en < b.what.en ? -1 : 1)),
    };
  }
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)} …` : name;
}

/** An import that cannot go on; thrown and caught within this folder. */
export class ImportFailure extends Error {
  readonly rule: Rule;
  readonly values: FindingValues;
  readonly line: number | undefined;

  constructor(rule: Rule, values: FindingValues = {}, line?: number) {
    super(rule.id);
    this.rule = rule;
    this.values = values;
    this.line = line;
  }
}
