import type { VNode } from "preact";
import type { HeatField, HeatMeasure } from "../../app/experiment/heat-field.ts";
import { cividis } from "../../base/cividis.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { planGeometry } from "./plan-geometry.ts";

const HEIGHT = 300;

/** A value of a heat map in words, with its unit. */
export function useHeatWords(): (measure: HeatMeasure, value: number) => string {
  const { x } = useExperiment();
  const { formats } = useWording();
  return (measure, value) =>
    measure === "content" ? `${formats.number(value)} ${x("unit.parts")}` : formats.percent(value);
}

/** The plant from above with a value of each element as its colour; a click selects the element. */
export function HeatPlan({ field, width }: { field: HeatField; width: number }): VNode {
  const { x, plant } = useExperiment();
  const { selection } = useSession();
  const selected = useValue(selection.id);
  const words = useHeatWords();
  const { measure, values, most } = field;
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const { height, boxes } = planGeometry(plant.elements, { width, height: HEIGHT });
  return (
    <>
      <svg class="plot heat" width={width} height={height} aria-hidden="true" data-testid="heat-map">
        {boxes.map(({ id, turn, ...box }) => {
          const value = values.get(id);
          return (
            <rect
              key={id}
              class={id === selected ? "selected-box" : undefined}
              data-element={id}
              x={box.x - box.width / 2}
              y={box.y - box.height / 2}
              width={box.width}
              height={box.height}
              transform={`rotate(${turn} ${box.x} ${box.y})`}
              fill={value === undefined ? "none" : cividis(value / most)}
              onClick={() => selection.select(id)}
            >
              <title>
                {value === undefined ? names.get(id) : `${names.get(id)}: ${words(measure, value)}`}
              </title>
            </rect>
          );
        })}
      </svg>
      <details class="plot-table">
        <summary>{x("chart.table")}</summary>
        <table>
          <tbody>
            {[...values]
              .toSorted(([, a], [, b]) => b - a)
              .map(([id, value]) => (
                <tr key={id}>
                  <th scope="row">
                    <button
                      type="button"
                      class="small"
                      aria-pressed={id === selected}
                      onClick={() => selection.select(id)}
                    >
                      {names.get(id) ?? id}
                    </button>
                  </th>
                  <td>{words(measure, value)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
