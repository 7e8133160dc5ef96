/** Where a command writes: documents and tables to `stdout`, progress and findings to `stderr`. */
export interface CommandOutput {
  stdout(text: string): void;
  stderr(text: string): void;
}

/** Status of a command: done, the user's input or a failed check, wrong usage. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** Columns of equal width, the first left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Six significant digits, no exponent where it can be avoided. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return new Intl.NumberFormat("en", { maximumSignificantDigits: 6, useGrouping: false }).format(value);
}

/** JSON for standard output: what does not exist (no interval, no observation) is null. */
export function json(document: unknown): string {
  const absent = (_key: string, value: unknown): unknown =>
    value === undefined || (typeof value === "number" && !Number.isFinite(value)) ? null : value;
  return `${JSON.stringify(document, absent, 2)}\n`;
}
