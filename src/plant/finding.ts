/** One thing wrong with what the user gave us: where, what, and what to do. */
export type Finding = {
  readonly severity: "error" | "warning";
  /** JSON pointer into the file; empty for the file as a whole. */
  readonly path: string;
  /** 1-based line of the file, where it is known. */
  readonly line?: number;
  /** Stable name of the rule, for tests and translations. */
  readonly rule: string;
  /** In English; `findingText` gives other languages. */
  readonly message: string;
  readonly remedy: string;
  /** What the texts of the rule are filled with. */
  readonly values?: FindingValues;
};

/** Words that differ between languages. */
export type LocalText = { readonly en: string; readonly de: string };

export type FindingValues = Readonly<Record<string, string | number | LocalText>>;
