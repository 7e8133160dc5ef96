import type { VNode } from "preact";
import { CopyLink } from "./copy-link.tsx";
import { useExperiment } from "./experiment-context.ts";
import { useStudy } from "./use-study.ts";
import { useValue } from "../use-value.ts";

/** Which scenarios are run, and which of them the others are compared with. */
export function ScenarioChoice(): VNode {
  const { x, control } = useExperiment();
  const { study, scenarios, base, head, change } = useStudy();
  const leftOut = useValue(control.leftOut);
  const isRunning = useValue(control.running) !== undefined;
  const baseline = head?.baseline ?? scenarios[0]?.id;
  const toggle = (id: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    control.leftOut.value = next;
  };
  return (
    <section class="panel" aria-labelledby="experiment-scenarios">
      <h3 id="experiment-scenarios">{x("scenarios")}</h3>
      {scenarios.length < 2 && <p class="muted">{x("scenarios.alone")}</p>}
      <fieldset disabled={isRunning} class="scenario-choice">
        <legend class="visually-hidden">{x("scenarios.run")}</legend>
        {scenarios.map(({ id, name }) => (
          <label key={id} class="check" data-scenario={id}>
            <input type="checkbox" checked={!leftOut.has(id)} onChange={() => toggle(id)} />
            <span>
              {name}{" "}
              <span class="muted">
                {id === base
                  ? x("scenarios.base")
                  : x("scenarios.changes", { count: study?.countOf(id) ?? 0 })}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {scenarios.length > 1 && (
        <label class="setting">
          <span>{x("baseline")}</span>
          <select
            disabled={isRunning}
            value={baseline}
            data-testid="baseline"
            onChange={(event) => change({ baseline: event.currentTarget.value })}
          >
            {scenarios.map(({ id, name }) => (
              <option key={id} value={id} selected={id === baseline}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <CopyLink />
    </section>
  );
}
