import type { ExperimentTable, TableResponse, TableRow } from "../../protocol/experiment.ts";

/** What the table is ordered by: the scenarios as they are in the study, or a figure. */
export interface TableOrder {
  readonly by: string | undefined;
  readonly descending: boolean;
}

/** Rows in the order that was asked for; what has no value yet comes last. */
export function orderedRows({ rows }: ExperimentTable, { by, descending }: TableOrder): readonly TableRow[] {
  if (by === undefined) return descending ? rows.toReversed() : rows;
  const value = (row: TableRow): number => row.estimates[by]?.mean ?? Number.NaN;
  return rows.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return descending ? second - first : first - second;
  });
}

/** What a difference says, as a word and a sign; never by colour alone. */
export type Verdict = "better" | "worse" | "differs" | "none" | "open";

export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  better: "▲",
  worse: "▼",
  differs: "≠",
  none: "≈",
  open: "…",
};

export function verdictOf(row: TableRow, { id, better }: TableResponse): Verdict | undefined {
  const difference = row.differences[id];
  return difference === undefined ? undefined : verdictOfInterval(difference, better);
}

/** @param better undefined where nobody said which way is better */
export function verdictOfInterval(
  {
    mean,
    halfWidth,
    significant,
  }: { readonly mean: number; readonly halfWidth: number | undefined; readonly significant: boolean },
  better: TableResponse["better"],
): Verdict {
  if (halfWidth === undefined) return "open";
  if (!significant) return "none";
  if (better === undefined) return "differs";
  return mean > 0 === (better === "larger") ? "better" : "worse";
}
