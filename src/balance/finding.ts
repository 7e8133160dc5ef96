/** A mistake in what the user gave, reported as a value: where it is, what is wrong, what to do. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** Name of the file or table read. */
  readonly path: string;
  /** One-based line in `path`, where the text has one. */
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

/** Either a value or the findings that prevented it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };
