import type { VNode } from "preact";
import { placesOf } from "../../plant/balance/assignment.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";
import { useMove } from "./use-move.ts";

/** The station of a task, to be chosen from those where it may be. */
export function StationSelect({
  shown,
  task,
  label,
}: {
  shown: ShownLine;
  task: string;
  label: string;
}): VNode {
  const { b } = useBalance();
  const move = useMove(shown, task);
  const at = placesOf(shown.planned).get(task);
  return (
    <select
      aria-label={label}
      value={at ?? ""}
      onChange={(event) => move.to(Number(event.currentTarget.value))}
    >
      {at === undefined && (
        <option value="" disabled selected>
          {b("task.nowhere")}
        </option>
      )}
      {shown.stations.map(({ id, name }, i) => (
        <option key={id} value={i} selected={i === at} disabled={i !== at && move.obstacles[i] !== undefined}>
          {i + 1} {name}
        </option>
      ))}
    </select>
  );
}
