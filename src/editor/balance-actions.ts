import {
  asPlan,
  type Assignment,
  placesOf,
  plannedAssignment,
  todaysAssignment,
} from "../plant/balance/assignment.ts";
import { withCycleTimes } from "../plant/balance/cycle-times.ts";
import type { LineBalance, Task } from "../plant/balance/line-balance.ts";
import type { Plant } from "../plant/schema.ts";

/** The plant with one of its lines changed. */
function withLine(plant: Plant, id: string, change: (line: LineBalance) => LineBalance): Plant {
  const lines = plant.balance ?? [];
  return { ...plant, balance: lines.map((line) => (line.id === id ? change(line) : line)) };
}

/** Sets the takt of lines, s. */
export function setTakt(plant: Plant, lines: readonly string[], takt: number): Plant {
  return lines.reduce((changed, id) => withLine(changed, id, (line) => ({ ...line, takt })), plant);
}

/** Takes an assignment as the plan of a line; today's own assignment is no plan. */
export function planAssignment(plant: Plant, id: string, assignment: Assignment): Plant {
  return withLine(plant, id, (line) => {
    const { plan: _, ...rest } = line;
    const isToday = JSON.stringify(assignment) === JSON.stringify(todaysAssignment(line));
    return isToday ? rest : { ...rest, plan: asPlan(line, assignment) };
  });
}

/** Drops the plan of a line, so that today's assignment is shown again. */
export function dropPlan(plant: Plant, id: string): Plant {
  return withLine(plant, id, ({ plan: _, ...rest }) => rest);
}

/** Makes the plan of a line what is done today. */
export function adoptPlan(plant: Plant, id: string): Plant {
  return withLine(plant, id, (planned) => {
    const { plan: _, ...line } = planned;
    const assignment = plannedAssignment(planned);
    const places = placesOf(assignment);
    const rank = new Map(assignment.flat().map((task, i) => [task, i]));
    const last = rank.size;
    const tasks = line.tasks.map(({ station: __, ...task }): Task => {
      const station = line.stations[places.get(task.id) ?? -1];
      return station === undefined ? task : { ...task, station };
    });
    // The order at a station is the order of the file.
    tasks.sort((a, b) => (rank.get(a.id) ?? last) - (rank.get(b.id) ?? last));
    return { ...line, tasks };
  });
}

/** Gives a line other tasks; a plan for the former ones is dropped. */
export function replaceTasks(plant: Plant, id: string, tasks: readonly Task[]): Plant {
  return withLine(plant, id, (line) => {
    const known = new Set(tasks.map((task) => task.id));
    const { plan: _, together, apart, provenance: __, ...rest } = line;
    const kept = (groups: readonly (readonly string[])[] | undefined): string[][] =>
      (groups ?? []).filter((group) => group.every((task) => known.has(task))).map((group) => [...group]);
    const [share, part] = [kept(together), kept(apart)];
    return {
      ...rest,
      tasks: [...tasks],
      ...(share.length === 0 ? {} : { together: share }),
      ...(part.length === 0 ? {} : { apart: part }),
    };
  });
}

/** Adds a line to balance. */
export function addLine(plant: Plant, line: LineBalance): Plant {
  return { ...plant, balance: [...(plant.balance ?? []), line] };
}

/** Lets the stations of lines take the times that follow from what is planned. @param text tasks of a station in words */
export function simulateLines(
  plant: Plant,
  lines: readonly string[],
  text: (line: LineBalance, load: readonly string[]) => string,
): Plant {
  return (plant.balance ?? [])
    .filter(({ id }) => lines.includes(id))
    .reduce(
      (changed, line) => withCycleTimes(changed, line, plannedAssignment(line), (load) => text(line, load)),
      plant,
    );
}

/** A measured station: its tasks take this many times what they were thought to take. */
export interface MeasuredLoad {
  readonly tasks: readonly string[];
  readonly factor: number;
  /** Where the measurement comes from, in words. */
  readonly text: string;
}

/** Stretches the tasks of measured stations, and marks their times as measured. */
export function takeMeasured(plant: Plant, id: string, loads: readonly MeasuredLoad[]): Plant {
  const measured = new Map(loads.flatMap((load) => load.tasks.map((task) => [task, load] as const)));
  return withLine(plant, id, (line) => ({
    ...line,
    tasks: line.tasks.map((task) => {
      const load = measured.get(task.id);
      return load === undefined ? task : stretchedTask(task, load);
    }),
  }));
}

function stretchedTask(task: Task, { factor, text }: MeasuredLoad): Task {
  const { timeByProduct, provenance } = task;
  const byProduct = Object.entries(timeByProduct ?? {}).map(([id, time]) => [id, milli(time * factor)]);
  return {
    ...task,
    time: milli(task.time * factor),
    ...(timeByProduct === undefined ? {} : { timeByProduct: Object.fromEntries(byProduct) }),
    provenance: { ...provenance, "/time": { kind: "measured", text } },
  };
}

/** To a thousandth of a second, finer than any measurement; solvers add such times exactly. */
function milli(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
