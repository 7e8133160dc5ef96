import type { LineBalance, Task } from "./line-balance.ts";

/** Task ids of each station, in the order of the line's stations. */
export type Assignment = readonly (readonly string[])[];

/** Who does what today: the stations that the tasks name, in an order that precedence allows. */
export function todaysAssignment(line: LineBalance): Assignment {
  const loads = line.stations.map((): string[] => []);
  const place = new Map(line.stations.map((station, i) => [station, i]));
  for (const { id, station } of inPrecedence(line.tasks)) {
    const at = station === undefined ? undefined : place.get(station);
    if (at !== undefined) loads[at]?.push(id);
  }
  return loads;
}

/** The plan; today's assignment where there is none. */
export function plannedAssignment(line: LineBalance): Assignment {
  const { plan } = line;
  if (plan === undefined) return todaysAssignment(line);
  return line.stations.map((station) => plan[station] ?? []);
}

/** The assignment as a plan file has it: stations without tasks are left out. */
export function asPlan(line: LineBalance, assignment: Assignment): Record<string, string[]> {
  const pairs = line.stations.map((station, i): [string, string[]] => [station, [...(assignment[i] ?? [])]]);
  return Object.fromEntries(pairs.filter(([, tasks]) => tasks.length > 0));
}

/** Task id → index of its station. */
export function placesOf(assignment: Assignment): Map<string, number> {
  const places = new Map<string, number>();
  for (const [i, load] of assignment.entries()) for (const id of load) places.set(id, i);
  return places;
}

/** Ids of tasks whose station differs; a task that is in one of the two only counts as well. */
export function movedTasks(from: Assignment, to: Assignment): string[] {
  const [before, after] = [placesOf(from), placesOf(to)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
}

/** Tasks of the line that are at none of its stations. */
export function unassignedTasks(line: LineBalance, assignment: Assignment): string[] {
  const places = placesOf(assignment);
  return line.tasks.map(({ id }) => id).filter((id) => !places.has(id));
}

/** Takes tasks to a place within a station's load (its end when absent). */
export function withMoved(
  assignment: Assignment,
  tasks: readonly string[],
  station: number,
  place?: number,
): Assignment {
  return assignment.map((load, i) => {
    const others = load.filter((id) => !tasks.includes(id));
    return i === station ? others.toSpliced(place ?? others.length, 0, ...tasks) : others;
  });
}

/** The tasks so that each comes after its predecessors, otherwise in their own order; circles stay at the end. */
export function inPrecedence(tasks: readonly Task[]): Task[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const waiting = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const { id, predecessors = [] } of tasks) {
    const known = [...new Set(predecessors)].filter((before) => byId.has(before));
    waiting.set(id, known.length);
    for (const before of known) next.set(before, [...(next.get(before) ?? []), id]);
  }
  const rank = new Map(tasks.map(({ id }, i) => [id, i]));
  const ready = tasks.map(({ id }) => id).filter((id) => waiting.get(id) === 0);
  const ordered = new Set<string>();
  while (ready.length > 0) {
    ready.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    const id = ready.shift() ?? "";
    ordered.add(id);
    for (const after of next.get(id) ?? []) {
      const left = (waiting.get(after) ?? 0) - 1;
      waiting.set(after, left);
      if (left === 0) ready.push(after);
    }
  }
  return [...ordered, ...byId.keys()].flatMap((id, i) =>
    i >= ordered.size && ordered.has(id) ? [] : (byId.get(id) ?? []),
  );
}
