import { type Assignment, placesOf } from "./assignment.ts";
import type { LineBalance } from "./line-balance.ts";
import { relatives } from "./precedence.ts";

/** Why a task may not be at a station. */
export type Obstacle =
  /** `other` must be done before and is at a later station, or after and is at an earlier one. */
  | { readonly kind: "before" | "after" | "apart"; readonly task: string; readonly other: string }
  | { readonly kind: "tool"; readonly task: string; readonly tool: string }
  | { readonly kind: "stations"; readonly task: string };

/** The task and those that must share its station, in the line's order. */
export function groupOf({ together = [], tasks }: LineBalance, task: string): string[] {
  const group = new Set([task]);
  for (const member of group) {
    for (const others of together) if (others.includes(member)) for (const id of others) group.add(id);
  }
  return tasks.map(({ id }) => id).filter((id) => group.has(id));
}

/** For each station of the line what forbids that the tasks (a group that stays together) are there. */
export function obstacles(
  line: LineBalance,
  assignment: Assignment,
  group: readonly string[],
): (Obstacle | undefined)[] {
  const places = placesOf(assignment);
  const first = [...relatives(line.tasks, group, "before")].filter((id) => places.has(id));
  const last = [...relatives(line.tasks, group, "after")].filter((id) => places.has(id));
  const task = group[0] ?? "";
  return line.stations.map((station, at): Obstacle | undefined => {
    const before = first.find((id) => (places.get(id) ?? 0) > at);
    if (before !== undefined) return { kind: "before", task, other: before };
    const after = last.find((id) => (places.get(id) ?? 0) < at);
    if (after !== undefined) return { kind: "after", task, other: after };
    return equipmentObstacle(line, group, station) ?? companyObstacle(line, group, assignment[at] ?? []);
  });
}

/** The stations of the line where a task may be for its own demands and its tools'; undefined for all. */
export function possibleStations(line: LineBalance, task: string): string[] | undefined {
  const found = line.stations.filter((station) => equipmentObstacle(line, [task], station) === undefined);
  return found.length === line.stations.length ? undefined : found;
}

function equipmentObstacle(
  { tasks, equipment = {} }: LineBalance,
  group: readonly string[],
  station: string,
): Obstacle | undefined {
  for (const { id, tools = [], stations } of tasks) {
    if (!group.includes(id)) continue;
    if (stations !== undefined && !stations.includes(station)) return { kind: "stations", task: id };
    const tool = tools.find(
      (name) => Object.hasOwn(equipment, name) && equipment[name]?.includes(station) === false,
    );
    if (tool !== undefined) return { kind: "tool", task: id, tool };
  }
  return undefined;
}

function companyObstacle(
  { apart = [] }: LineBalance,
  group: readonly string[],
  load: readonly string[],
): Obstacle | undefined {
  for (const strangers of apart) {
    const task = group.find((id) => strangers.includes(id));
    const other = load.find((id) => strangers.includes(id) && !group.includes(id));
    if (task !== undefined && other !== undefined) return { kind: "apart", task, other };
  }
  return undefined;
}

/** The place in a load nearest to the one asked for at which predecessors stay before and successors after. */
export function nearestPlace(
  line: LineBalance,
  load: readonly string[],
  group: readonly string[],
  place: number,
): number {
  const before = relatives(line.tasks, group, "before");
  const after = relatives(line.tasks, group, "after");
  const least = load.findLastIndex((id) => before.has(id)) + 1;
  const first = load.findIndex((id) => after.has(id));
  return Math.max(least, Math.min(place, first < 0 ? load.length : first));
}
