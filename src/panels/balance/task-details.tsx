import type { VNode } from "preact";
import { groupOf, possibleStations } from "../../plant/balance/allowed-stations.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { TaskDemandsForm } from "./task-demands.tsx";
import { StationSelect } from "./station-select.tsx";

/** The selected task: its times, what it waits for, what it needs, and its station, to be chosen without dragging. */
export function TaskDetails({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const { formats } = useWording();
  const id = useValue(control.task);
  const task = id === undefined ? undefined : shown.tasks.get(id);
  if (task === undefined) {
    return (
      <section class="panel task-details">
        <h3>{b("task.title")}</h3>
        <p class="muted">{b("task.none")}</p>
      </section>
    );
  }
  const nameOf = (other: string): string => {
    const found = shown.tasks.get(other);
    return found === undefined ? other : taskName(found);
  };
  const seconds = (time: number): string => formats.withUnit(formats.number(time, 4), "s");
  const group = groupOf(shown.line, task.id).filter((other) => other !== task.id);
  const possible = possibleStations(shown.line, task.id);
  const byProduct = shown.products.filter(({ id: product }) => task.timeByProduct?.[product] !== undefined);
  const rows: readonly (readonly [string, string])[] = [
    [b("task.time"), seconds(task.time)],
    ...byProduct.map(
      ({ id: product, name }) =>
        [b("task.time.of", { product: name }), seconds(task.timeByProduct?.[product] ?? 0)] as const,
    ),
    [b("task.class"), b(`class.${task.value ?? "valueAdding"}`)],
    [b("task.predecessors"), (task.predecessors ?? []).map(nameOf).join(", ")],
    [b("task.tools"), (task.tools ?? []).join(", ")],
    [b("task.zone"), task.zone ?? ""],
    [b("task.deviation"), task.deviation === undefined ? "" : seconds(task.deviation)],
    [b("task.side"), task.side === undefined ? "" : b(`side.${task.side}`)],
    [b("task.skills"), (task.skills ?? []).join(", ")],
    [b("task.equipment"), (task.equipment ?? []).join(", ")],
    ...Object.entries(task.loads ?? {}).map(([name, amount]) => [name, formats.number(amount, 4)] as const),
    [b("task.together"), group.map(nameOf).join(", ")],
    [b("task.only"), (possible ?? []).map((s) => String(shown.line.stations.indexOf(s) + 1)).join(", ")],
  ];
  const measured = task.provenance?.["/time"];
  return (
    <section class="panel task-details" data-testid="task-details">
      <h3>{taskName(task)}</h3>
      <dl class="facts">
        {rows
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {measured?.kind === "measured" && (
        <p>
          <span class="mark" data-kind="derived">
            {b("task.measured")}
          </span>{" "}
          {measured.text}
        </p>
      )}
      <label class="field wide">
        <span>{b("task.station")}</span>
        <StationSelect shown={shown} task={task.id} label={b("task.station.of", { name: taskName(task) })} />
      </label>
      <TaskDemandsForm key={task.id} shown={shown} task={task} />
    </section>
  );
}
