import { normalQuantile } from "../../base/normal-quantile.ts";
import type { LineBalance, Task, Workplace } from "./line-balance.ts";
import { relatives } from "./precedence.ts";

export type Side = "left" | "right";

/** A workplace of a station with its tasks in order. Alike ones in parallel are one. */
export interface MannedPlace extends Workplace {
  readonly load: readonly string[];
}

/** What a station does in a cycle; seconds, and none of them with repositioning. */
export interface StationWork {
  /** From the first start to the last end, with setups, waiting and the margin for chance, per part. */
  readonly time: number;
  /** When each task starts, and what it takes, in the station's share of the cycle. */
  readonly tasks: readonly {
    readonly id: string;
    readonly start: number;
    readonly time: number;
    readonly side?: Side;
  }[];
  /** Setups, and margin for chance, in `time`. */
  readonly setup: number;
  readonly margin: number;
  /** Work of all workplaces, with setups; and how many workplaces there are. */
  readonly busy: number;
  readonly workplaces: number;
  /** Of workers and station types, in the line's money; NaN where these are not chosen. */
  readonly cost: number;
}

/** The side on which a task is done: the only one where it may be, else the planned, else today's, else left. */
export function sideOf(line: LineBalance, task: Task, station: string): Side {
  if (task.side === "left" || task.side === "right") return task.side;
  const planned = line.manning?.[station]?.find(({ tasks = [] }) => tasks.includes(task.id))?.side;
  return planned ?? task.todaySide ?? "left";
}

/** The workplaces of a station: one, or on a two-sided line one for each side that has tasks. */
export function mannedPlaces(line: LineBalance, station: string, load: readonly string[]): MannedPlace[] {
  const known = line.manning?.[station] ?? [];
  if (line.isTwoSided !== true) return load.length === 0 ? [] : [{ ...known[0], load }];
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  return (["left", "right"] as const).flatMap((side) => {
    const own = load.filter((id) => {
      const task = tasks.get(id);
      return task !== undefined && sideOf(line, task, station) === side;
    });
    return own.length === 0 ? [] : [{ ...known.find((place) => place.side === side), side, load: own }];
  });
}

/** Time of a task at a workplace: the worker's own, else the station type's or the given one at the worker's pace. */
export function timeAtPlace(line: LineBalance, place: Workplace, id: string, time: number): number {
  const worker = line.workers?.find((kind) => kind.id === place.worker);
  const type = line.stationTypes?.find((kind) => kind.id === place.stationType);
  const own = ownTime(worker?.times, id);
  return own ?? (ownTime(type?.times, id) ?? time) * (worker?.pace ?? 1);
}

function ownTime(times: Readonly<Record<string, number>> | undefined, id: string): number | undefined {
  return times !== undefined && Object.hasOwn(times, id) ? times[id] : undefined;
}

/** What a station does with a load, task times given by `timeOf`. */
export function stationWork(
  line: LineBalance,
  station: string,
  load: readonly string[],
  timeOf: (task: Task) => number,
): StationWork {
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  const places = mannedPlaces(line, station, load);
  const placeOf = new Map(places.flatMap((place) => place.load.map((id) => [id, place] as const)));
  const ends = new Map<string, number>();
  const free = new Map(places.map((place) => [place, 0]));
  const placed: StationWork["tasks"][number][] = [];
  let setup = 0;
  const before = line.isTwoSided === true ? predecessorsHere(line, load) : undefined;
  for (const id of load) {
    const [task, place] = [tasks.get(id), placeOf.get(id)];
    if (task === undefined || place === undefined) continue;
    const parallel = place.parallel ?? 1;
    const at = place.load.indexOf(id);
    const change = at > 0 ? setupBetween(line, "forward", place.load[at - 1] ?? "", id) / parallel : 0;
    setup += change;
    const waits = (before?.get(id) ?? []).map((other) => ends.get(other) ?? 0);
    const start = Math.max((free.get(place) ?? 0) + change, ...waits);
    const time = timeAtPlace(line, place, id, timeOf(task)) / parallel;
    placed.push({ id, start, time, ...(place.side === undefined ? {} : { side: place.side }) });
    ends.set(id, start + time);
    free.set(place, start + time);
  }
  let longest = 0;
  let margin = 0;
  for (const place of places) {
    const parallel = place.parallel ?? 1;
    const [first = "", last = ""] = [place.load[0], place.load.at(-1)];
    const back = setupBetween(line, "backward", last, first) / parallel;
    setup += back;
    const chance = marginOf(line, place, tasks) / parallel;
    margin += chance;
    longest = Math.max(longest, (free.get(place) ?? 0) + back + chance);
  }
  const parallelOf = places.map(({ parallel = 1 }) => parallel);
  return {
    time: longest,
    tasks: placed,
    setup,
    margin,
    busy: placed.reduce(
      (sum, { id, time }) => sum + time * (placeOf.get(id)?.parallel ?? 1),
      setup * (parallelOf[0] ?? 1),
    ),
    workplaces: parallelOf.reduce((sum, parallel) => sum + parallel, 0),
    cost: places.reduce((sum, place) => sum + costOf(line, place), 0),
  };
}

/** Time lost between two tasks, or from the last task of a station to its first for the next part. */
function setupBetween(
  { setups }: LineBalance,
  way: "forward" | "backward",
  from: string,
  to: string,
): number {
  const list = way === "backward" ? (setups?.backward ?? setups?.forward) : setups?.forward;
  return list?.findLast((setup) => setup.from === from && setup.to === to)?.time ?? 0;
}

/** Time kept free so that the cycle is kept with the certainty asked for. */
function marginOf(
  line: LineBalance,
  { load, worker }: MannedPlace,
  tasks: ReadonlyMap<string, Task>,
): number {
  if (line.certainty === undefined) return 0;
  const pace = line.workers?.find(({ id }) => id === worker)?.pace ?? 1;
  const variance = load.reduce((sum, id) => sum + (tasks.get(id)?.deviation ?? 0) ** 2, 0);
  return pace * normalQuantile(line.certainty) * Math.sqrt(variance);
}

function costOf(line: LineBalance, { worker, stationType, parallel = 1 }: Workplace): number {
  const costIn = (
    kinds: LineBalance["workers"] | LineBalance["stationTypes"],
    chosen: string | undefined,
  ): number => {
    if (kinds === undefined) return 0;
    const kind = kinds.find(({ id }) => id === chosen);
    return kind === undefined ? Number.NaN : (kind.cost ?? 0);
  };
  return (costIn(line.workers, worker) + costIn(line.stationTypes, stationType)) * parallel;
}

/** Per task of a load the tasks of the load that it waits for. */
function predecessorsHere({ tasks }: LineBalance, load: readonly string[]): ReadonlyMap<string, string[]> {
  return new Map(
    load.map((id) => {
      const before = relatives(tasks, [id], "before");
      return [id, load.filter((other) => before.has(other))];
    }),
  );
}
