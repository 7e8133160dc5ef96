import type { VNode } from "preact";
import { inPrecedence } from "../../plant/balance/assignment.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { StationSelect } from "./station-select.tsx";

/** All tasks as a table, where each can be given another station. */
export function TaskTable({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const selected = useValue(control.task);
  const nameOf = (id: string): string => {
    const task = shown.tasks.get(id);
    return task === undefined ? id : taskName(task);
  };
  return (
    <div class="task-table" role="region" tabIndex={0} aria-label={b("view.table")} data-testid="task-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{b("task.name")}</th>
            <th scope="col" class="number">
              {b("task.time")} (s)
            </th>
            <th scope="col">{b("task.class")}</th>
            <th scope="col">{b("task.predecessors")}</th>
            <th scope="col">{b("task.tools")}</th>
            <th scope="col">{b("task.zone")}</th>
            <th scope="col">{b("task.station")}</th>
          </tr>
        </thead>
        <tbody>
          {inPrecedence(shown.line.tasks).map((task) => (
            <tr
              key={task.id}
              data-selected={task.id === selected}
              onClick={() => (control.task.value = task.id)}
            >
              <th scope="row">{taskName(task)}</th>
              <td class="number">
                {formats.number(task.time, 4)}
                {task.timeByProduct !== undefined && "*"}
                {task.provenance?.["/time"]?.kind === "measured" && (
                  <span class="mark" data-kind="derived">
                    {b("task.measured")}
                  </span>
                )}
              </td>
              <td>{b(`class.${task.value ?? "valueAdding"}`)}</td>
              <td>{(task.predecessors ?? []).map(nameOf).join(", ")}</td>
              <td>{(task.tools ?? []).join(", ")}</td>
              <td>{task.zone}</td>
              <td>
                <StationSelect
                  shown={shown}
                  task={task.id}
                  label={b("task.station.of", { name: taskName(task) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">{b("task.table.note")}</p>
    </div>
  );
}
