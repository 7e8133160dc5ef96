import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { useExperiment } from "./experiment-context.ts";
import { bandShape, scaleOf, scenarioLook } from "./plot-geometry.ts";

/** A curve of a scenario with its interval. */
export interface Band {
  readonly scenario: string;
  readonly label: string;
  readonly mean: readonly number[];
  readonly halfWidth: readonly (number | undefined)[];
}

const LEFT = 60;
const RIGHT = 16;
const BASE = 232;
const TOP = 10;
/** Rows of the table beside the plot. */
const MOST_ROWS = 40;
/** A drag shorter than this is a click, px. */
const LEAST_DRAG = 6;

interface BandPlotProps {
  readonly bands: readonly Band[];
  readonly width: number;
  readonly axis: string;
  /** Where the n-th value stands across. */
  readonly place: (index: number) => number;
  readonly across: string;
  readonly from: number;
  readonly to: number;
  /** A range was dragged. */
  readonly onRange?: (from: number, to: number) => void;
}

/** Curves with their bands, told apart by colour and dashes. A drag chooses a range where one can be chosen. */
export function BandPlot({ bands, width, axis, place, across, from, to, onRange }: BandPlotProps): VNode {
  const { x } = useExperiment();
  const clip = useId();
  const seen = bands.flatMap(({ mean, halfWidth }) =>
    mean.flatMap((value, i) => {
      const half = halfWidth[i] ?? 0;
      return place(i) >= from && place(i) <= to ? [value - half, value + half] : [];
    }),
  );
  const y = scaleOf(seen, BASE, TOP);
  const at = (value: number): number => LEFT + ((value - from) / (to - from)) * (width - LEFT - RIGHT);
  const back = (pixel: number): number => from + ((pixel - LEFT) / (width - LEFT - RIGHT)) * (to - from);
  const ticks = scaleOf([from, to], LEFT, width - RIGHT).ticks.filter((tick) => tick >= from && tick <= to);
  const [drag, setDrag] = useState<readonly [number, number]>();
  const finish = (): void => {
    setDrag(undefined);
    if (drag === undefined || onRange === undefined) return;
    const [low, high] = [Math.min(...drag), Math.max(...drag)];
    if (high - low >= LEAST_DRAG) onRange(back(low), back(high));
    else onRange(-Infinity, Infinity);
  };
  return (
    <>
      <svg
        class={onRange === undefined ? "plot" : "plot rangeable"}
        width={width}
        height={BASE + 42}
        aria-hidden="true"
        onPointerDown={(event) => {
          if (onRange === undefined) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag([event.offsetX, event.offsetX]);
        }}
        onPointerMove={(event) => drag !== undefined && setDrag([drag[0], event.offsetX])}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(undefined)}
      >
        <clipPath id={clip}>
          <rect x={LEFT} y={0} width={Math.max(0, width - LEFT - RIGHT)} height={BASE + 1} />
        </clipPath>
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line class="grid-line" x1={LEFT} x2={width - RIGHT} y1={y.at(tick)} y2={y.at(tick)} />
            <text class="tick" x={LEFT - 8} y={y.at(tick) + 4} text-anchor="end">
              {x.tick(tick)}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick} class="tick" x={at(tick)} y={BASE + 18} text-anchor="middle">
            {x.tick(tick)}
          </text>
        ))}
        <g clip-path={`url(#${clip})`}>
          {bands.map(({ scenario, mean, halfWidth }, i) => {
            const shape = bandShape(mean, halfWidth, (index) => at(place(index)), y.at);
            const { className, dashes } = scenarioLook(i);
            return (
              <g key={scenario} class={className}>
                <polygon class="band" points={shape.area} />
                <polyline class="curve" points={shape.line} stroke-dasharray={dashes} />
              </g>
            );
          })}
        </g>
        {drag !== undefined && (
          <rect
            class="brush"
            x={Math.min(...drag)}
            width={Math.abs(drag[1] - drag[0])}
            y={TOP}
            height={BASE - TOP}
          />
        )}
        <text class="axis" x={(LEFT + width - RIGHT) / 2} y={BASE + 38} text-anchor="middle">
          {across}
        </text>
      </svg>
      <ul class="plot-legend">
        {bands.map(({ scenario, label }, i) => {
          const { className, dashes } = scenarioLook(i);
          return (
            <li key={scenario} class={className}>
              <svg width={34} height={10} aria-hidden="true">
                <line class="curve" x1={0} x2={34} y1={5} y2={5} stroke-dasharray={dashes} />
              </svg>
              {label}
            </li>
          );
        })}
        <li class="muted">{axis}</li>
      </ul>
      <BandTable bands={bands} axis={axis} place={place} across={across} from={from} to={to} />
    </>
  );
}

function BandTable({
  bands,
  axis,
  place,
  across,
  from,
  to,
}: Omit<BandPlotProps, "width" | "onRange">): VNode {
  const { x } = useExperiment();
  const length = Math.max(0, ...bands.map(({ mean }) => mean.length));
  const inside = Array.from({ length }, (_, i) => i).filter((i) => place(i) >= from && place(i) <= to);
  const step = Math.max(1, Math.ceil(inside.length / MOST_ROWS));
  return (
    <details class="plot-table">
      <summary>{x("chart.table")}</summary>
      <table>
        <caption class="visually-hidden">{axis}</caption>
        <thead>
          <tr>
            <th scope="col">{across}</th>
            {bands.map(({ scenario, label }) => (
              <th key={scenario} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inside
            .filter((_, n) => n % step === 0)
            .map((i) => (
              <tr key={i}>
                <th scope="row">{x.tick(place(i))}</th>
                {bands.map(({ scenario, mean, halfWidth }) => (
                  <td key={scenario}>{x.interval(mean[i] ?? Number.NaN, halfWidth[i])}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
