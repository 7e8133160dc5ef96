import type { BalanceFile } from "../plant/balance/balance-file.ts";
import type { ConstrainedLine, LineConstraints, LineSide, TaskSide } from "./constrained-line.ts";

/** A line as a balance file describes it. */
export type DescribedLine = Omit<BalanceFile, "$schema" | "format" | "version">;
type FileTask = DescribedLine["tasks"][number];

/** The line that a checked balance file, or a plant's line in its form, describes, in seconds. */
export function constrainedLineOf(file: DescribedLine): ConstrainedLine {
  const { tasks, name, cycle } = file;
  return {
    problem: {
      name,
      tasks: tasks.map(({ id, time }) => ({ id, time })),
      precedence: tasks.flatMap(({ id, predecessors = [] }) =>
        predecessors.map((before) => ({ before, after: id })),
      ),
      ...(cycle === undefined ? {} : { cycle }),
    },
    constraints: { ...taskConstraints(file), ...lineConstraints(file) },
  };
}

/** What the tasks themselves ask for. */
function taskConstraints(file: DescribedLine): LineConstraints {
  const { tasks, models, certainty, loadLimits, isTwoSided = false, zonesApart, mostMoves } = file;
  const skills = byTask(tasks, (task) => task.skills);
  const equipment = byTask(tasks, (task) => task.equipment);
  const stations = byTask(tasks, (task) => task.stations);
  return {
    ...(models === undefined
      ? {}
      : {
          models: models.map(({ id, share }) => ({
            id,
            share,
            times: byTask(tasks, ({ timeByModel }) =>
              timeByModel !== undefined && Object.hasOwn(timeByModel, id) ? timeByModel[id] : undefined,
            ),
          })),
        }),
    ...(certainty === undefined
      ? {}
      : {
          stochastic: {
            certainty,
            variances: byTask(tasks, ({ deviation }) =>
              deviation === undefined ? undefined : deviation ** 2,
            ),
          },
        }),
    ...(loadLimits === undefined
      ? {}
      : {
          loadLimits: loadLimits.map(({ name, most }) => ({
            name,
            most,
            amounts: byTask(tasks, ({ loads }) =>
              loads !== undefined && Object.hasOwn(loads, name) ? loads[name] : undefined,
            ),
          })),
        }),
    ...(zonesApart === undefined
      ? {}
      : { zones: { of: byTask(tasks, (task) => task.zone), apart: zonesApart } }),
    ...(isTwoSided ? { sides: byTask(tasks, ({ side }): TaskSide | undefined => side) } : {}),
    ...(Object.keys(skills).length === 0 ? {} : { skills }),
    ...(Object.keys(equipment).length === 0 ? {} : { equipment }),
    ...(Object.keys(stations).length === 0 ? {} : { allowedStations: stations }),
    ...(mostMoves === undefined ? {} : { today: todayOf(tasks, mostMoves) }),
  };
}

function todayOf(tasks: readonly FileTask[], mostMoves: number): NonNullable<LineConstraints["today"]> {
  const assignment = todaysStations(tasks);
  const sides = byTask(tasks, ({ todaySide }): LineSide | undefined => todaySide);
  return { assignment, mostMoves, ...(Object.keys(sides).length === 0 ? {} : { sides }) };
}

/** Task ids at each station of today. */
export function todaysStations(tasks: readonly FileTask[]): string[][] {
  const last = tasks.reduce((most, { station = 0 }) => Math.max(most, station), 0);
  return Array.from({ length: last }, (_, k) =>
    tasks.filter(({ station }) => station === k + 1).map(({ id }) => id),
  );
}

/** What the line as a whole asks for, under the same names. */
function lineConstraints(file: DescribedLine): LineConstraints {
  const { overload, together, apart, isUShaped, mostParallel, budget, setups, workers, stationTypes } = file;
  const given = { overload, together, apart, isUShaped, mostParallel, budget };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    ...(present as LineConstraints),
    ...(workers === undefined ? {} : { workers: workers.map(withoutAbsent) }),
    ...(stationTypes === undefined ? {} : { stationTypes: stationTypes.map(withoutAbsent) }),
    ...(setups === undefined
      ? {}
      : {
          setups: {
            forward: setups.forward,
            ...(setups.backward === undefined ? {} : { backward: setups.backward }),
          },
        }),
  };
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Present<T>;
}

function byTask<T>(tasks: readonly FileTask[], value: (task: FileTask) => T | undefined): Record<string, T> {
  const entries = tasks.flatMap((task) => {
    const found = value(task);
    return found === undefined ? [] : [[task.id, found] as const];
  });
  return Object.fromEntries(entries);
}
