import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Model } from "../../plant/balance/line-figures.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";
import { CarryOverlay } from "./carry-overlay.tsx";
import { PrecedenceArrows } from "./precedence-arrows.tsx";
import { StationColumns, StationSums } from "./station-columns.tsx";
import { TaskStack } from "./task-stack.tsx";
import { useCarry } from "./use-carry.ts";
import { useSize } from "./use-size.ts";
import { yamazumiGeometry } from "./yamazumi-geometry.ts";
import { useWording } from "../session-context.ts";

/** Tasks stacked per station, with the takt as a line: taken to other stations by the pointer or by keys. */
export function Yamazumi({ shown, model }: { shown: ShownLine; model: Model }): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const { line, planned, products } = shown;
  const geometry = useMemo(
    () =>
      yamazumiGeometry(
        line,
        planned,
        model,
        products.map(({ id }) => id),
        size,
      ),
    [line, planned, model, products, size],
  );
  const svg = useRef<SVGSVGElement>(null);
  const selected = useValue(control.task);
  const carry = useCarry(shown, geometry, svg);
  const taktText = b("chart.takt", { takt: formats.withUnit(formats.number(line.takt, 4), "s") });
  return (
    <div class="yamazumi" ref={host}>
      {size.width > 0 && (
        <svg
          ref={svg}
          width={geometry.width}
          height={geometry.height}
          role="group"
          aria-label={b("chart.label", { line: line.name ?? line.id })}
          class={carry.carry === undefined ? undefined : "carrying"}
          {...carry.pointer}
        >
          <g class="axis" aria-hidden="true">
            {geometry.ticks.map(({ seconds, y }) => (
              <g key={seconds}>
                <path d={`M40 ${y}H${geometry.width - 8}`} class="grid-line" />
                <text x="36" y={y + 4} text-anchor="end">
                  {formats.number(seconds)}
                </text>
              </g>
            ))}
            <text x="36" y={geometry.top - 18} text-anchor="end">
              s
            </text>
          </g>
          <StationColumns shown={shown} geometry={geometry} />
          {shown.stations.map((station, i) => (
            <TaskStack
              key={station.id}
              shown={shown}
              geometry={geometry}
              station={i}
              selected={selected}
              carry={carry}
            />
          ))}
          <g aria-hidden="true" class="takt">
            <path d={`M40 ${geometry.takt}H${geometry.width - 8}`} />
            <text x={geometry.width - 10} y={geometry.takt - 5} text-anchor="end">
              {taktText}
            </text>
          </g>
          <StationSums shown={shown} geometry={geometry} />
          <PrecedenceArrows shown={shown} geometry={geometry} task={carry.carry?.task ?? selected} />
          {carry.carry !== undefined && (
            <CarryOverlay shown={shown} geometry={geometry} carry={carry.carry} />
          )}
        </svg>
      )}
    </div>
  );
}
