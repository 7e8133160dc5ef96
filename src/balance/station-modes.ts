import type { Line } from "./check-line.ts";
import type { LineConstraints, StationType, WorkerKind } from "./constrained-line.ts";
import type { Capacity, Manning, Mode } from "./constrained-model.ts";

/** Share by which sums of weighted times may exceed a limit through rounding. */
export const TOLERANCE = 1e-10;

/** Mean time, time of each model, and load limits per task, before any worker or station type changes them. */
export interface TaskAmounts {
  readonly mean: Float64Array;
  readonly models: readonly Float64Array[];
  readonly limits: readonly Capacity[];
  readonly variance: Float64Array | undefined;
}

/** The mannings of a line and what they draw on. */
export interface StationModes {
  readonly mannings: readonly Manning[];
  readonly stocks: readonly number[];
}

/**
 * All ways to man a station: station types times worker kinds times numbers of parallel workplaces, and on a
 * two-sided line all pairs of them and each on one side alone.
 * @param cycle in the problem's unit
 * @param moves most tasks that may move; undefined when moves are free
 */
export function stationModes(
  line: Line,
  constraints: LineConstraints,
  amounts: TaskAmounts,
  cycle: number,
  moves: number | undefined,
): StationModes {
  const { workers, stationTypes, budget, mostParallel = 1 } = constraints;
  const modes: Mode[] = [];
  for (const [typeIndex, type] of withNone(stationTypes)) {
    for (const [workerIndex, worker] of withNone(workers)) {
      const can = doable(line, constraints, type, worker);
      if (!can.includes(1)) continue;
      for (let parallel = 1; parallel <= mostParallel; parallel++) {
        const cost = ((type?.cost ?? 0) + (worker?.cost ?? 0)) * parallel;
        const mode = { worker: workerIndex, stationType: typeIndex, parallel, cost, can };
        const room = { cycle: cycle * parallel, overload: constraints.overload ?? 0, parallel };
        modes.push({ ...mode, ...modeAmounts(line, amounts, room, type, worker) });
      }
    }
  }
  const counts = [...(workers ?? []), ...(stationTypes ?? [])].map(({ count }) => count);
  const counted = counts.flatMap((count, k) => (count === undefined ? [] : [k]));
  const stocks = [
    ...(moves === undefined ? [] : [moves]),
    ...(budget === undefined ? [] : [budget * (1 + TOLERANCE)]),
    ...counted.map((k) => counts[k]!),
  ];
  const manning = (chosen: readonly (Mode | undefined)[]): Manning => {
    const present = chosen.filter((mode) => mode !== undefined);
    const cost = present.reduce((sum, mode) => sum + mode.cost, 0);
    const used = counts.map(() => 0);
    for (const { worker, stationType, parallel } of present) {
      if (worker >= 0) used[worker]! += parallel;
      if (stationType >= 0) used[(workers?.length ?? 0) + stationType]! += parallel;
    }
    return {
      modes: chosen,
      workplaces: present.reduce((sum, { parallel }) => sum + parallel, 0),
      cost,
      uses: [
        ...(moves === undefined ? [] : [0]),
        ...(budget === undefined ? [] : [cost]),
        ...counted.map((k) => used[k]!),
      ],
    };
  };
  const mannings =
    constraints.sides === undefined
      ? modes.map((mode) => manning([mode]))
      : modes.flatMap((left) => [
          manning([left, undefined]),
          manning([undefined, left]),
          // Both sides work on the same part: as many pairs of workplaces as there are alike on either side.
          ...modes
            .filter(({ parallel }) => parallel === left.parallel)
            .map((right) => manning([left, right])),
        ]);
  return { mannings: mannings.filter(({ uses }) => uses.every((use, k) => use <= stocks[k]!)), stocks };
}

function withNone<T>(list: readonly T[] | undefined): (readonly [number, T | undefined])[] {
  return list === undefined ? [[-1, undefined]] : list.map((item, k) => [k, item]);
}

/** Tasks that a worker has the skills for and a station type the equipment. */
function doable(
  line: Line,
  { skills = {}, equipment = {} }: LineConstraints,
  type: StationType | undefined,
  worker: WorkerKind | undefined,
): Uint8Array {
  const cannot = new Set(worker?.cannot);
  const has = (needed: readonly string[] | undefined, given: readonly string[] | undefined): boolean =>
    (needed ?? []).every((name) => given?.includes(name) === true);
  return Uint8Array.from(line.ids, (id) => {
    const isSkilled = worker === undefined || has(ownValue(skills, id), worker.skills);
    const isEquipped = type === undefined || has(ownValue(equipment, id), type.equipment);
    return isSkilled && isEquipped && !cannot.has(id) ? 1 : 0;
  });
}

function modeAmounts(
  line: Line,
  { mean, models, limits, variance }: TaskAmounts,
  room: { readonly cycle: number; readonly overload: number; readonly parallel: number },
  type: StationType | undefined,
  worker: WorkerKind | undefined,
): Pick<Mode, "capacities" | "variance"> {
  const pace = worker?.pace ?? 1;
  const own = (times: Float64Array): Float64Array =>
    times.map((time, task) => {
      const id = line.ids[task]!;
      const byWorker = ownValue(worker?.times, id);
      return byWorker ?? (ownValue(type?.times, id) ?? time) * pace;
    });
  const most = room.cycle * (1 + TOLERANCE);
  return {
    capacities: [
      { amount: own(mean), most },
      ...models.map((times) => ({ amount: own(times), most: most * (1 + room.overload) })),
      ...limits.map(({ amount, most: limit }) => ({ amount, most: limit * room.parallel })),
    ],
    variance: variance?.map((value) => value * pace * pace),
  };
}

/** The value of a record for a name that comes from outside. */
export function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
