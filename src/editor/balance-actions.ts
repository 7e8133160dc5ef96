import {
  asPlan,
  type Assignment,
  placesOf,
  plannedAssignment,
  todaysAssignment,
} from "../plant/balance/assignment.ts";
import { withCycleTimes } from "../plant/balance/cycle-times.ts";
import type { LineBalance, Task, Workplace } from "../plant/balance/line-balance.ts";
import type { LineDemands } from "../plant/balance/line-demands.ts";
import { type Side, sideOf } from "../plant/balance/station-work.ts";
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

/** How stations are manned, by station id. */
export type Manning = Readonly<Record<string, readonly Workplace[]>>;

/**
 * Takes an assignment as the plan of a line; today's own assignment is no plan.
 * @param manning how its stations are manned; as they are when absent
 */
export function planAssignment(plant: Plant, id: string, assignment: Assignment, manning?: Manning): Plant {
  return withLine(plant, id, (line) => {
    const { plan: _, ...rest } = line;
    const isToday = JSON.stringify(assignment) === JSON.stringify(todaysAssignment(line));
    const manned = manning === undefined ? {} : { manning: copied(manning) };
    return isToday && manning === undefined ? rest : { ...rest, plan: asPlan(line, assignment), ...manned };
  });
}

function copied(manning: Manning): Record<string, Workplace[]> {
  return Object.fromEntries(Object.entries(manning).map(([station, places]) => [station, [...places]]));
}

/** The manning of a two-sided line when tasks that may be on either side are put on one of a station. */
export function withSide(line: LineBalance, tasks: readonly string[], station: string, side: Side): Manning {
  const { manning = {} } = line;
  const free = line.tasks.filter((task) => tasks.includes(task.id) && (task.side ?? "either") === "either");
  const moved = new Set(free.map((task) => task.id));
  const others = Object.entries(manning).map(([id, places]): [string, Workplace[]] => [
    id,
    places.map((place) => ({ ...place, tasks: (place.tasks ?? []).filter((task) => !moved.has(task)) })),
  ]);
  const changed: Record<string, Workplace[]> = Object.fromEntries(others);
  const here = changed[station] ?? [];
  const own = here.find((place) => place.side === side) ?? { side, tasks: [] };
  const place = { ...own, tasks: [...(own.tasks ?? []), ...moved] };
  changed[station] = [...here.filter((each) => each.side !== side), place];
  return changed;
}

/** Members of a line's demands to be set; those that are undefined are taken out. */
export type ChangedDemands = { readonly [K in keyof LineDemands]?: LineDemands[K] | undefined };

/**
 * Sets what a line asks of its balance. What tasks say that means nothing any more goes with it, and so does the
 * manning, where it could name what is gone.
 */
export function setDemands(plant: Plant, id: string, demands: ChangedDemands): Plant {
  return withLine(plant, id, (before) => {
    const { manning: _, ...line } = defined({ ...before, ...demands }) as LineBalance;
    const limits = new Set((line.loadLimits ?? []).map(({ name }) => name));
    const isCosted = line.workers !== undefined || line.stationTypes !== undefined;
    const tasks = line.tasks.map(
      ({ deviation, side, todaySide, skills, equipment, loads, ...task }): Task => {
        const kept = Object.entries(loads ?? {}).filter(([name]) => limits.has(name));
        return defined({
          ...task,
          deviation: line.certainty === undefined ? undefined : deviation,
          side: line.isTwoSided === true ? side : undefined,
          todaySide: line.isTwoSided === true ? todaySide : undefined,
          skills: line.workers === undefined ? undefined : skills,
          equipment: line.stationTypes === undefined ? undefined : equipment,
          loads: kept.length === 0 ? undefined : Object.fromEntries(kept),
        }) as Task;
      },
    );
    const { budget, ...rest } = line;
    return { ...rest, ...(budget === undefined || !isCosted ? {} : { budget }), tasks };
  });
}

/** What a task asks of its place, as far as it can be edited. */
export type TaskDemands = {
  readonly [K in "side" | "skills" | "equipment" | "zone" | "loads" | "deviation" | "stations"]?:
    | Task[K]
    | undefined;
};

/** Sets what a task asks of its place; a member that is undefined is taken out. */
export function setTaskDemands(plant: Plant, id: string, task: string, demands: TaskDemands): Plant {
  return withLine(plant, id, (line) => ({
    ...line,
    tasks: line.tasks.map((each) => (each.id === task ? (defined({ ...each, ...demands }) as Task) : each)),
  }));
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
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
      if (station === undefined) return task;
      const { todaySide: ___, ...sideless } = task;
      const side = line.isTwoSided === true ? { todaySide: sideOf(planned, task, station) } : {};
      return { ...sideless, station, ...side };
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
