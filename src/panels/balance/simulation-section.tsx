import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { measuredTimes, type MeasuredTime, simulatedAssignment } from "../../app/balance/measured-times.ts";
import { simulateLines, takeMeasured } from "../../editor/balance-actions.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";

/** The line in the simulation: which balance runs, what it yields, and what it tells of the times. */
export function SimulationSection({ shown }: { shown: ShownLine }): VNode {
  const { b } = useBalance();
  const { history } = useSession();
  const { formats } = useWording();
  const { plant } = shown;
  const lines = plant.balance ?? [];
  const states = lines.map((line) => simulatedAssignment(plant, line));
  const own = states[lines.findIndex(({ id }) => id === shown.line.id)];
  const isCurrent = states.every((state, i) => state === (lines[i]?.plan === undefined ? "today" : "plan"));
  const provenance = (line: LineBalance, load: readonly string[]): string => {
    const names = line.tasks.filter(({ id }) => load.includes(id)).map(taskName);
    const repositioning = formats.withUnit(formats.number(line.repositioning ?? 0), "s");
    return b("simulate.provenance", { line: line.name ?? line.id, repositioning, tasks: names.join(", ") });
  };
  return (
    <section class="panel simulation">
      <h3>{b("simulate.title")}</h3>
      <p data-testid="simulated" data-state={own ?? "other"}>
        {b(`simulate.state.${own ?? "other"}`)}
      </p>
      <button
        type="button"
        data-testid="simulate"
        disabled={isCurrent}
        onClick={() =>
          history.edit("simulate", (edited) =>
            simulateLines(
              edited,
              lines.map(({ id }) => id),
              provenance,
            ),
          )
        }
      >
        {b("simulate.apply")}
      </button>
      <Measured shown={shown} />
    </section>
  );
}

/** Measured times of the stations beside those of their tasks, and their way back into the tasks. */
function Measured({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const { run, live, history } = useSession();
  const { formats } = useWording();
  const results = useValue(run.results);
  const isLive = useValue(live.enabled);
  useValue(live.elements);
  const [source, setSource] = useState<"run" | "live">("run");
  const chosen = source === "live" && isLive ? "live" : "run";
  const { plant, line } = shown;
  const origin = chosen === "live" ? control.meter : results;
  const measured = origin === undefined ? [] : measuredTimes(plant, line, origin);
  const take = (): void => {
    const loads = measured.map(({ tasks, factor, parts, station }: MeasuredTime) => ({
      tasks,
      factor,
      text: b(`measure.provenance.${chosen}`, { parts, station, factor: formats.number(factor, 4) }),
    }));
    history.edit("takeMeasured", (edited) => takeMeasured(edited, line.id, loads));
  };
  return (
    <details class="measured">
      <summary>{b("measure.title")}</summary>
      {isLive && (
        <label class="field wide">
          <span>{b("measure.source")}</span>
          <select
            value={chosen}
            onChange={(event) => setSource(event.currentTarget.value === "live" ? "live" : "run")}
          >
            <option value="run">{b("measure.source.run")}</option>
            <option value="live">{b("measure.source.live")}</option>
          </select>
        </label>
      )}
      {measured.length === 0 ? (
        <p class="muted">{b("measure.none")}</p>
      ) : (
        <table data-testid="measured-times">
          <thead>
            <tr>
              <th scope="col">{b("task.station")}</th>
              <th scope="col">{b("measure.planned")}</th>
              <th scope="col">{b("measure.measured")}</th>
              <th scope="col">{b("measure.parts")}</th>
            </tr>
          </thead>
          <tbody>
            {measured.map((row) => (
              <tr key={row.station}>
                <th scope="row">{line.stations.indexOf(row.station) + 1}</th>
                <td>{formats.withUnit(formats.number(row.planned, 4), "s")}</td>
                <td>{formats.withUnit(formats.number(row.measured, 4), "s")}</td>
                <td>{formats.count(row.parts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button
        type="button"
        class="small"
        disabled={measured.length === 0}
        data-testid="take-measured"
        onClick={take}
      >
        {b("measure.take")}
      </button>
    </details>
  );
}
