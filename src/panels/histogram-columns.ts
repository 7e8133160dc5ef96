/** Columns drawn at most; more contents than that share a column. */
const MOST_COLUMNS = 24;

/** One column: contents from `from` to `to`, and the share of time spent there. */
export interface HistogramColumn {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** Merges neighbouring contents so that at most `MOST_COLUMNS` columns are left; trailing empty ones are dropped. */
export function histogramColumns(histogram: readonly number[]): HistogramColumn[] {
  const used = histogram.findLastIndex((share) => share > 0) + 1;
  const width = Math.max(1, Math.ceil(used / MOST_COLUMNS));
  const columns: HistogramColumn[] = [];
  for (let from = 0; from < used; from += width) {
    const to = Math.min(used, from + width) - 1;
    let share = 0;
    for (let i = from; i <= to; i++) share += histogram[i] ?? 0;
    columns.push({ from, to, share });
  }
  return columns;
}
