/** One thing wrong with what the user gave us: where and what; its words are made where they are read. */
export type BareFinding = {
  readonly severity: "error" | "warning";
  /** JSON pointer into the file; empty for the file as a whole. */
  readonly path: string;
  /** 1-based line of the file, where it is known. */
  readonly line?: number;
  /** Stable name of the rule, for tests and texts (`findingText`). */
  readonly rule: string;
  /** What the texts of the rule are filled with. */
  readonly values?: FindingValues;
};

/** A finding in words: what is wrong, and what to do. */
export type Finding = BareFinding & { readonly message: string; readonly remedy: string };

/** Words that differ between languages. */
export type LocalText = { readonly en: string; readonly de: string };

export type FindingValues = Readonly<Record<string, string | number | LocalText>>;
