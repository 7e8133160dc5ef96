import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { STATE_SYMBOLS } from "../../editor/state-symbols.ts";
import { STATES } from "../../plant/states.ts";
import { useSession, useWording } from "../session-context.ts";
import { StateBadge } from "../state-badge.tsx";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";

/** What each station did in a scenario, as bars of shares; a station is selected in the plant by its name. */
export function StationShares(): VNode {
  const { x, control, nameOf, plant } = useExperiment();
  const { t, formats } = useWording();
  const { selection } = useSession();
  const result = useValue(control.result);
  const selected = useValue(selection.id);
  const [chosen, setChosen] = useState<string>();
  if (result === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const scenario =
    result.scenarios.find(({ id }) => id === (chosen ?? result.baseline)) ?? result.scenarios[0];
  if (scenario === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const stations = Object.entries(scenario.states);
  const present = STATES.filter((_, s) => stations.some(([, shares]) => (shares[s] ?? 0) > 0));
  const words = (shares: readonly number[]): string =>
    STATES.flatMap((state, s) => {
      const share = shares[s] ?? 0;
      return share > 0 ? [`${t(`state.${state}`)} ${formats.percent(share)}`] : [];
    }).join(", ");
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
        {present.map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </div>
      <ul class="station-shares" data-testid="station-shares">
        {stations.map(([id, shares]) => (
          <li key={id}>
            <button
              type="button"
              class="small"
              aria-pressed={id === selected}
              onClick={() => selection.select(id)}
            >
              {names.get(id) ?? id}
            </button>
            <span class="share-row" role="img" aria-label={words(shares)} title={words(shares)}>
              {STATES.map((state, s) =>
                (shares[s] ?? 0) > 0 ? (
                  <span
                    key={state}
                    style={{ flexGrow: shares[s] ?? 0, background: STATE_SYMBOLS[state].colour }}
                  />
                ) : null,
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
