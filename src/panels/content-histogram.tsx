import type { VNode } from "preact";
import { type HistogramColumn, histogramColumns } from "./histogram-columns.ts";
import { useWording } from "./session-context.ts";

export interface ContentHistogramProps {
  /** Shares of time, by content. */
  readonly histogram: readonly number[];
  /** Most parts that the buffer holds; undefined where there is no limit. */
  readonly capacity: number | undefined;
}

/** Share of time at each content of a buffer. The last entry of the histogram collects all contents above. */
export function ContentHistogram({ histogram, capacity }: ContentHistogramProps): VNode {
  const { t, formats } = useWording();
  const columns = histogramColumns(histogram);
  const highest = Math.max(...columns.map(({ share }) => share), 1e-9);
  const nameOf = ({ from, to }: HistogramColumn): string => {
    if (to === histogram.length - 1 && histogram.length > 1 && to !== capacity)
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
