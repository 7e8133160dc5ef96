import type { VNode } from "preact";
import { setTaskDemands, type TaskDemands } from "../../editor/balance-actions.ts";
import type { Task } from "../../plant/balance/line-balance.ts";
import { useSession } from "../session-context.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";
import { type Cell, CellEditor, type Field } from "./rows-editor.tsx";

/** What the selected task asks of its place, to be edited: only what the line knows of is asked for. */
export function TaskDemandsForm({ shown, task }: { shown: ShownLine; task: Task }): VNode {
  const { b } = useBalance();
  const { history } = useSession();
  const { line } = shown;
  const change = (demands: TaskDemands): void =>
    history.edit("setDemands", (plant) => setTaskDemands(plant, line.id, task.id, demands));
  const stations = shown.stations.map(({ id, name }, i) => ({ id, name: `${i + 1} ${name}` }));
  const words = (value: Cell): string[] | undefined =>
    Array.isArray(value) && value.length > 0 ? [...(value as readonly string[])] : undefined;
  const loads = task.loads ?? {};
  return (
    <details class="task-demands" data-testid="task-demands">
      <summary>{b("task.demands")}</summary>
      <DemandField
        field={{ key: "stations", label: b("task.only"), kind: "items", choices: stations }}
        value={task.stations}
        onChange={(value) => change({ stations: words(value) })}
      />
      <DemandField
        field={{ key: "zone", label: b("task.zone"), kind: "word" }}
        value={task.zone}
        onChange={(value) => change({ zone: value === undefined ? undefined : String(value).slice(0, 100) })}
      />
      {line.certainty !== undefined && (
        <DemandField
          field={{ key: "deviation", label: b("task.deviation"), kind: "number" }}
          value={task.deviation}
          onChange={(value) => change({ deviation: value === undefined ? undefined : Number(value) })}
        />
      )}
      {line.isTwoSided === true && (
        <DemandField
          field={{
            key: "side",
            label: b("task.side"),
            kind: "choice",
            choices: (["left", "right", "either"] as const).map((id) => ({ id, name: b(`side.${id}`) })),
          }}
          value={task.side}
          onChange={(value) =>
            change({ side: value === "left" || value === "right" || value === "either" ? value : undefined })
          }
        />
      )}
      {line.workers !== undefined && (
        <DemandField
          field={{ key: "skills", label: b("task.skills"), kind: "words" }}
          value={task.skills}
          onChange={(value) => change({ skills: words(value) })}
        />
      )}
      {line.stationTypes !== undefined && (
        <DemandField
          field={{ key: "equipment", label: b("task.equipment"), kind: "words" }}
          value={task.equipment}
          onChange={(value) => change({ equipment: words(value) })}
        />
      )}
      {(line.loadLimits ?? []).map(({ name }) => (
        <DemandField
          key={name}
          field={{ key: name, label: name, kind: "number" }}
          value={Object.hasOwn(loads, name) ? loads[name] : undefined}
          onChange={(value) => {
            const others = Object.entries(loads).filter(([other]) => other !== name);
            const own: [string, number][] = value === undefined ? [] : [[name, Number(value)]];
            const all = [...others, ...own];
            change({ loads: all.length === 0 ? undefined : Object.fromEntries(all) });
          }}
        />
      ))}
    </details>
  );
}

function DemandField(props: {
  readonly field: Field;
  readonly value: Cell;
  readonly onChange: (value: Cell) => void;
}): VNode {
  const { field, value, onChange } = props;
  return (
    <div class="field wide">
      <span>{field.label}</span>
      <CellEditor field={field} label={field.label} value={value} onChange={onChange} />
    </div>
  );
}
