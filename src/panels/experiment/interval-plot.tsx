import type { VNode } from "preact";
import { shortened } from "../balance/use-size.ts";
import { useExperiment } from "./experiment-context.ts";
import { quartiles, round, type Scale, scaleOf } from "./plot-geometry.ts";

/** One line of the plot: what was seen, its mean and its interval. */
export interface PlotRow {
  readonly id: string;
  readonly label: string;
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly values: readonly number[];
  readonly statistic?: string;
}

const LABELS = 170;
const RIGHT = 24;
const ROW = 44;
const TOP = 6;
/** Dots that are drawn; more would be one smear. */
const MOST_DOTS = 400;

/** Dots, box and interval of each scenario on one scale. @param isSigned differences, with a line at 0 */
export function IntervalPlot({
  rows,
  axis,
  width,
  isSigned = false,
}: {
  rows: readonly PlotRow[];
  axis: string;
  width: number;
  isSigned?: boolean;
}): VNode {
  const { x } = useExperiment();
  const values = rows.flatMap(({ mean, low = mean, high = mean, values: seen }) => [
    mean,
    low,
    high,
    ...seen,
  ]);
  const scale = scaleOf(isSigned ? [...values, 0] : values, LABELS, width - RIGHT);
  const bottom = TOP + rows.length * ROW;
  return (
    <>
      <svg class="plot" width={width} height={bottom + 44} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line class="grid-line" x1={scale.at(tick)} x2={scale.at(tick)} y1={TOP} y2={bottom} />
            <text class="tick" x={scale.at(tick)} y={bottom + 16} text-anchor="middle">
              {x.tick(tick)}
            </text>
          </g>
        ))}
        {isSigned && <line class="zero-line" x1={scale.at(0)} x2={scale.at(0)} y1={TOP} y2={bottom} />}
        {rows.map((row, i) => (
          <Row key={row.id} row={row} scale={scale} y={TOP + i * ROW + ROW / 2} />
        ))}
        <text class="axis" x={(LABELS + width - RIGHT) / 2} y={bottom + 38} text-anchor="middle">
          {axis}
        </text>
      </svg>
      <PlotTable rows={rows} axis={axis} isSigned={isSigned} />
    </>
  );
}

function Row({ row, scale, y }: { row: PlotRow; scale: Scale; y: number }): VNode {
  const { label, mean, low, high, values } = row;
  const box = quartiles(values);
  const step = Math.max(1, Math.ceil(values.length / MOST_DOTS));
  return (
    <g>
      <text x={LABELS - 12} y={y + 4} text-anchor="end">
        {shortened(label, LABELS - 16)}
      </text>
      {box !== undefined && (
        <g class="box">
          <rect
            x={round(scale.at(box.lower))}
            width={Math.max(1, round(scale.at(box.upper) - scale.at(box.lower)))}
            y={y + 3}
            height={13}
          />
          <line x1={scale.at(box.median)} x2={scale.at(box.median)} y1={y + 3} y2={y + 16} />
        </g>
      )}
      <g class="dots">
        {values.map((value, i) =>
          i % step === 0 && Number.isFinite(value) ? (
            <circle key={i} cx={round(scale.at(value))} cy={y + 6 + ((i * 5) % 8)} r={2.2} />
          ) : null,
        )}
      </g>
      {Number.isFinite(mean) && (
        <g class="interval">
          {low !== undefined && high !== undefined && (
            <path
              d={`M${round(scale.at(low))} ${y - 13}v10M${round(scale.at(high))} ${y - 13}v10M${round(scale.at(low))} ${y - 8}H${round(scale.at(high))}`}
            />
          )}
          <circle cx={round(scale.at(mean))} cy={y - 8} r={4} />
        </g>
      )}
    </g>
  );
}

function PlotTable({
  rows,
  axis,
  isSigned,
}: {
  rows: readonly PlotRow[];
  axis: string;
  isSigned: boolean;
}): VNode {
  const { x } = useExperiment();
  return (
    <details class="plot-table">
      <summary>{x("chart.table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{x("chart.scenario")}</th>
            <th scope="col">{axis}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, mean, halfWidth }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td>{x.interval(mean, halfWidth, isSigned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
