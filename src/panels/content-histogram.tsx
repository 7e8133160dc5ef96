import type { VNode } from "preact";
import { useWording } from "./session-context.ts";

/** Columns drawn at most; more contents than that share a column. */
const MOST_COLUMNS = 24;

/** One column: contents from `from` to `to`, and the share of time spent there. */
interface Column {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** Merges neighbouring contents so that at most `MOST_COLUMNS` columns are left; trailing empty ones are dropped. */
export function histogramColumns(histogram: readonly number[]): Column[] {
  const used = histogram.findLastIndex((share) => share > 0) + 1;
  const width = Math.max(1, Math.ceil(used / MOST_COLUMNS));
  const columns: Column[] = [];
  for (let from = 0; from < used; from += width) {
    const to = Math.min(used, from + width) - 1;
    let share = 0;
    for (let i = from; i <= to; i++) share += histogram[i] ?? 0;
    columns.push({ from, to, share });
  }
  return columns;
}

/** Share of time at each content of a buffer. The last entry of the histogram collects all contents above. */
export function ContentHistogram({ histogram }: { histogram: readonly number[] }): VNode {
  const { t, formats } = useWording();
  const columns = histogramColumns(histogram);
  const highest = Math.max(...columns.map(({ share }) => share), 1e-9);
  const nameOf = ({ from, to }: Column): string => {
    if (to === histogram.length - 1 && histogram.length > 1)
      return t("details.histogram.more", { content: from });
    return from === to ? String(from) : `${from}–${to}`;
  };
  return (
    <figure class="histogram">
      <figcaption>{t("details.histogram")}</figcaption>
      <table>
        <tbody>
          {columns.map((column) => (
            <tr key={column.from}>
              <th scope="row">{nameOf(column)}</th>
              <td class="histogram-bar" aria-hidden="true">
                <span style={{ width: `${(column.share / highest) * 100}%` }} />
              </td>
              <td>{formats.percent(column.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
