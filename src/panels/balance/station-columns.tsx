import type { VNode } from "preact";
import { isBeyond } from "../../plant/balance/line-figures.ts";
import { useWording } from "../session-context.ts";
import type { ShownLine } from "./balance-context.ts";
import { shortened } from "./use-size.ts";
import type { YamazumiGeometry } from "./yamazumi-geometry.ts";

/** What stands under and behind the stacks: names and repositioning. */
export function StationColumns({ shown, geometry }: { shown: ShownLine; geometry: YamazumiGeometry }): VNode {
  const repositioning = shown.line.repositioning ?? 0;
  return (
    <g aria-hidden="true">
      {geometry.columns.map(({ x, width }, i) => {
        const station = shown.stations[i];
        const middle = x + width / 2;
        return (
          <g key={station?.id ?? i}>
            {repositioning > 0 && (
              <>
                <rect
                  x={x}
                  y={geometry.y(repositioning)}
                  width={width}
                  height={geometry.base - geometry.y(repositioning)}
                  class="repositioning"
                />
                <rect
                  x={x}
                  y={geometry.y(repositioning)}
                  width={width}
                  height={geometry.base - geometry.y(repositioning)}
                  fill="url(#texture-repositioning)"
                />
              </>
            )}
            <path d={`M${x - 2} ${geometry.base}h${width + 4}`} class="base-line" />
            <text x={middle} y={geometry.base + 16} text-anchor="middle" class="station-number">
              {i + 1}
            </text>
            <text x={middle} y={geometry.base + 31} text-anchor="middle" class="station-name">
              <title>{station?.name}</title>
              {shortened(station?.name ?? "", width + 8)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** What stands over the stacks: their sums, and today's sums as marks. */
export function StationSums({ shown, geometry }: { shown: ShownLine; geometry: YamazumiGeometry }): VNode {
  const { formats } = useWording();
  const { line, todayFigures, figures } = shown;
  const isChanged = figures.moves > 0;
  return (
    <g aria-hidden="true">
      {geometry.columns.map(({ x, width, time }, i) => {
        const isOver = isBeyond(time, line.takt);
        const today = geometry.y((todayFigures.work[i] ?? 0) + (line.repositioning ?? 0));
        return (
          <g key={shown.stations[i]?.id ?? i}>
            {isChanged && (
              <path d={`M${x - 6} ${today}h12M${x + width - 6} ${today}h12`} class="today-mark" />
            )}
            <text
              x={x + width / 2}
              y={geometry.y(time) - 6}
              text-anchor="middle"
              class={isOver ? "sum over" : "sum"}
            >
              {isOver ? "▲ " : ""}
              {formats.number(time, 3)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
