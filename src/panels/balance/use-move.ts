import { planAssignment } from "../../editor/balance-actions.ts";
import { groupOf, nearestPlace, type Obstacle, obstacles } from "../../plant/balance/allowed-stations.ts";
import { withMoved } from "../../plant/balance/assignment.ts";
import { useSession } from "../session-context.ts";
import type { ShownLine } from "./balance-context.ts";

/** Moves a task without dragging: where it may go, and the going. */
export interface TaskMove {
  /** For each station what forbids it. */
  readonly obstacles: readonly (Obstacle | undefined)[];
  to(station: number): void;
}

export function useMove(shown: ShownLine, task: string): TaskMove {
  const { history } = useSession();
  const { line, planned } = shown;
  const group = groupOf(line, task);
  return {
    obstacles: obstacles(line, planned, group),
    to: (station) => {
      const load = (planned[station] ?? []).filter((id) => !group.includes(id));
      const place = nearestPlace(line, load, group, load.length);
      const assignment = withMoved(planned, group, station, place);
      history.edit("moveTask", (plant) => planAssignment(plant, line.id, assignment));
    },
  };
}
