import type { VNode } from "preact";
import type { BalanceWords } from "../../app/balance/balance-wording.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import { isBeyond } from "../../plant/balance/line-figures.ts";
import { mannedPlaces } from "../../plant/balance/station-work.ts";
import { useWording } from "../session-context.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";
import { shortened } from "./use-size.ts";
import type { YamazumiGeometry } from "./yamazumi-geometry.ts";

/** What stands under and behind the stacks: names and repositioning. */
export function StationColumns({ shown, geometry }: { shown: ShownLine; geometry: YamazumiGeometry }): VNode {
  const { b } = useBalance();
  const repositioning = shown.line.repositioning ?? 0;
  const isManned = shown.line.manning !== undefined;
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
            {isManned && (
              <text x={middle} y={geometry.base + 45} text-anchor="middle" class="station-manning">
                <title>{manningText(shown, i, b)}</title>
                {shortened(manningText(shown, i, b), width + 8)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Who works at a station and with what: sides apart, several alike counted. */
function manningText({ line, stations, planned }: ShownLine, station: number, b: BalanceWords): string {
  const id = stations[station]?.id ?? "";
  return mannedPlaces(line, id, planned[station] ?? [])
    .map(({ side, worker, stationType, parallel = 1 }) => {
      const nameOf = (kinds: LineBalance["workers"] | LineBalance["stationTypes"], chosen?: string): string =>
        kinds?.find((kind) => kind.id === chosen)?.name ?? chosen ?? "";
      const names = [nameOf(line.workers, worker), nameOf(line.stationTypes, stationType)]
        .filter(Boolean)
        .join(", ");
      return [
        side === undefined || names === "" ? "" : b(`side.${side}.short`),
        parallel > 1 ? `${parallel}×` : "",
        names,
      ]
        .filter(Boolean)
        .join(" ");
    })
    .filter(Boolean)
    .join(" | ");
}

/** What stands over the stacks: their sums, and today's sums as marks. */
export function StationSums({ shown, geometry }: { shown: ShownLine; geometry: YamazumiGeometry }): VNode {
  const { b } = useBalance();
  const { formats } = useWording();
  const { line, todayFigures, figures } = shown;
  const isChanged = figures.moves > 0;
  return (
    <g aria-hidden="true">
      {geometry.columns.map(({ x, width, time, extra }, i) => {
        const isOver = isBeyond(time, line.takt);
        const today = geometry.y((todayFigures.work[i] ?? 0) + (line.repositioning ?? 0));
        return (
          <g key={shown.stations[i]?.id ?? i}>
            {extra > 0 && (
              <rect
                x={x}
                y={geometry.y(time)}
                width={width}
                height={geometry.y(time - extra) - geometry.y(time)}
                class="extra-time"
              >
                <title>{b("chart.extra")}</title>
              </rect>
            )}
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
