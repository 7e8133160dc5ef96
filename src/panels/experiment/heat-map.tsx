import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { STATES, type State } from "../../plant/states.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { cividis, planGeometry } from "./plan-geometry.ts";

const HEIGHT = 300;
const STEPS = 24;

/** The plant from above with a share of time of each station as its colour, in one scenario. */
export function HeatMap({ width }: { width: number }): VNode {
  const { x, control, nameOf, plant } = useExperiment();
  const { t, formats } = useWording();
  const { selection } = useSession();
  const result = useValue(control.result);
  const selected = useValue(selection.id);
  const [chosen, setChosen] = useState<string>();
  const [state, setState] = useState<State>("working");
  const scenario =
    result?.scenarios.find(({ id }) => id === (chosen ?? result.baseline)) ?? result?.scenarios[0];
  if (result === undefined || scenario === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const index = STATES.indexOf(state);
  const stations = Object.entries(scenario.states);
  const shares = new Map(stations.map(([id, own]) => [id, own[index] ?? 0]));
  const present = STATES.filter((_, s) => stations.some(([, own]) => (own[s] ?? 0) > 0));
  // From nothing to the largest: small shares are told apart as well.
  const most = Math.max(1e-6, ...shares.values());
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const { height, boxes } = planGeometry(plant.elements, { width, height: HEIGHT });
  return (
    <>
      <div class="station-tools">
        <label class="field">
          {x("chart.scenario")}
          <select value={scenario.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {result.scenarios.map(({ id }) => (
              <option key={id} value={id} selected={id === scenario.id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {x("heat.share")}
          <select
            value={state}
            data-testid="heat-state"
            onChange={(event) => setState(STATES.find((each) => each === event.currentTarget.value) ?? state)}
          >
            {present.map((each) => (
              <option key={each} value={each} selected={each === state}>
                {t(`state.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <span class="heat-scale">
          {formats.percent(0)}
          <span class="heat-ramp" aria-hidden="true">
            {Array.from({ length: STEPS }, (_, i) => (
              <span key={i} style={{ background: cividis(i / (STEPS - 1)) }} />
            ))}
          </span>
          {formats.percent(most)}
        </span>
      </div>
      <svg class="plot heat" width={width} height={height} aria-hidden="true" data-testid="heat-map">
        {boxes.map(({ id, turn, ...box }) => {
          const share = shares.get(id);
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
              fill={share === undefined ? "none" : cividis(share / most)}
              onClick={() => selection.select(id)}
            >
              <title>
                {share === undefined ? names.get(id) : `${names.get(id)}: ${formats.percent(share)}`}
              </title>
            </rect>
          );
        })}
      </svg>
      <details class="plot-table">
        <summary>{x("chart.table")}</summary>
        <table>
          <tbody>
            {[...shares]
              .toSorted(([, a], [, b]) => b - a)
              .map(([id, share]) => (
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
                  <td>{formats.percent(share)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
