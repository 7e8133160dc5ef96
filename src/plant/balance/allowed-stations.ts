import { type Assignment, placesOf } from "./assignment.ts";
import type { LineBalance, Task } from "./line-balance.ts";
import { relatives } from "./precedence.ts";
import { mannedPlaces } from "./station-work.ts";

/** Why a task may not be at a station. */
export type Obstacle =
  /** `other` must be done before and is at a later station, or after and is at an earlier one. */
  | { readonly kind: "before" | "after" | "apart"; readonly task: string; readonly other: string }
  | { readonly kind: "tool"; readonly task: string; readonly tool: string }
  | { readonly kind: "stations"; readonly task: string }
  /** On a U-line neither all that comes before it nor all that comes after it is at stations up to this one. */
  | { readonly kind: "uShape"; readonly task: string }
  | {
      readonly kind: "zone";
      readonly task: string;
      readonly other: string;
      readonly zones: readonly string[];
    }
  /** With these tasks the station would exceed a load limit. */
  | {
      readonly kind: "limit";
      readonly task: string;
      readonly name: string;
      readonly sum: number;
      readonly most: number;
    }
  /** The worker who is planned there cannot do it, or no worker at all can. */
  | { readonly kind: "worker"; readonly task: string; readonly worker?: string }
  | { readonly kind: "stationType"; readonly task: string; readonly stationType?: string };

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
  return line.stations.map((station, at): Obstacle | undefined => {
    const load = (assignment[at] ?? []).filter((id) => !group.includes(id));
    return (
      orderObstacle(line, assignment, group, at) ??
      equipmentObstacle(line, group, station) ??
      companyObstacle(line, group, load) ??
      zoneObstacle(line, group, load) ??
      limitObstacle(line, group, load, station) ??
      resourceObstacle(line, group, station)
    );
  });
}

/** What precedence forbids at a station: on a straight line by either neighbour, on a U-line only by both. */
function orderObstacle(
  line: LineBalance,
  assignment: Assignment,
  group: readonly string[],
  at: number,
): Obstacle | undefined {
  const places = placesOf(assignment);
  const placed = (side: "before" | "after"): string[] =>
    [...relatives(line.tasks, group, side)].filter((id) => places.has(id));
  const task = group[0] ?? "";
  const before = placed("before").find((id) => (places.get(id) ?? 0) > at);
  if (line.isUShaped === true) {
    const last = placed("after").find((id) => (places.get(id) ?? 0) > at);
    return before !== undefined && last !== undefined ? { kind: "uShape", task } : undefined;
  }
  if (before !== undefined) return { kind: "before", task, other: before };
  const after = placed("after").find((id) => (places.get(id) ?? 0) < at);
  return after === undefined ? undefined : { kind: "after", task, other: after };
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

function zoneObstacle(
  { tasks, zonesApart = [] }: LineBalance,
  group: readonly string[],
  load: readonly string[],
): Obstacle | undefined {
  if (zonesApart.length === 0) return undefined;
  const zoneOf = new Map(tasks.map(({ id, zone }) => [id, zone]));
  for (const zones of zonesApart) {
    for (const [one, other] of [zones, zones.toReversed()]) {
      const task = group.find((id) => zoneOf.get(id) === one);
      const strange = [...load, ...group].find((id) => id !== task && zoneOf.get(id) === other);
      if (task !== undefined && strange !== undefined) return { kind: "zone", task, other: strange, zones };
    }
  }
  return undefined;
}

function limitObstacle(
  line: LineBalance,
  group: readonly string[],
  load: readonly string[],
  station: string,
): Obstacle | undefined {
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  for (const { name, most } of line.loadLimits ?? []) {
    for (const { load: own, parallel = 1 } of mannedPlaces(line, station, [...load, ...group])) {
      const task = own.find((id) => group.includes(id));
      if (task === undefined) continue;
      const sum = own.reduce((total, id) => total + (amountOf(tasks.get(id), name) ?? 0), 0);
      if (sum > most * parallel * (1 + 1e-9))
        return { kind: "limit", task, name, sum, most: most * parallel };
    }
  }
  return undefined;
}

function amountOf(task: Task | undefined, name: string): number | undefined {
  const { loads = {} } = task ?? {};
  return Object.hasOwn(loads, name) ? loads[name] : undefined;
}

/** What the worker and the station type planned at a station, or all there are, cannot do. */
function resourceObstacle(
  line: LineBalance,
  group: readonly string[],
  station: string,
): Obstacle | undefined {
  const { workers, stationTypes } = line;
  for (const place of mannedPlaces(line, station, group)) {
    for (const task of line.tasks) {
      if (!place.load.includes(task.id)) continue;
      const worker = (workers ?? []).filter(({ id }) => place.worker === undefined || id === place.worker);
      const isSkilled = worker.some(
        ({ skills = [], cannot = [] }) =>
          !cannot.includes(task.id) && (task.skills ?? []).every((skill) => skills.includes(skill)),
      );
      if (workers !== undefined && !isSkilled) {
        return {
          kind: "worker",
          task: task.id,
          ...(place.worker === undefined ? {} : { worker: place.worker }),
        };
      }
      const types = (stationTypes ?? []).filter(
        ({ id }) => place.stationType === undefined || id === place.stationType,
      );
      const isEquipped = types.some(({ equipment = [] }) =>
        (task.equipment ?? []).every((name) => equipment.includes(name)),
      );
      if (stationTypes !== undefined && !isEquipped) {
        const { stationType } = place;
        return { kind: "stationType", task: task.id, ...(stationType === undefined ? {} : { stationType }) };
      }
    }
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
  // The tasks of a station in a U belong to parts that come and go: they have no one order.
  if (line.isUShaped === true) return Math.max(0, Math.min(place, load.length));
  const before = relatives(line.tasks, group, "before");
  const after = relatives(line.tasks, group, "after");
  const least = load.findLastIndex((id) => before.has(id)) + 1;
  const first = load.findIndex((id) => after.has(id));
  return Math.max(least, Math.min(place, first < 0 ? load.length : first));
}
