import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { fieldOf } from "../../app/experiment/heat-field.ts";
import { STATES, type State } from "../../plant/states.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { HeatScale } from "../heat-scale.tsx";
import { useExperiment } from "./experiment-context.ts";
import { HeatPlan } from "./heat-plan.tsx";

/** The plant from above with a share of time of each station as its colour, in one scenario: means of its replications. */
export function HeatMap({ width }: { width: number }): VNode {
  const { x, control, nameOf } = useExperiment();
  const { t, formats } = useWording();
  const result = useValue(control.result);
  const [chosen, setChosen] = useState<string>();
  const [state, setState] = useState<State>("working");
  const scenario =
    result?.scenarios.find(({ id }) => id === (chosen ?? result.baseline)) ?? result?.scenarios[0];
  if (result === undefined || scenario === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const index = STATES.indexOf(state);
  const stations = Object.entries(scenario.states);
  const field = fieldOf(state, new Map(stations.map(([id, own]) => [id, own[index] ?? 0])));
  const present = STATES.filter((_, s) => stations.some(([, own]) => (own[s] ?? 0) > 0));
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
        <HeatScale from={formats.percent(0)} to={formats.percent(field.most)} />
      </div>
      <HeatPlan field={field} width={width} />
    </>
  );
}
