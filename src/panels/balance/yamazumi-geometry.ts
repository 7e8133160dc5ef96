import type { Assignment } from "../../plant/balance/assignment.ts";
import type { LineBalance, Task } from "../../plant/balance/line-balance.ts";
import { meanTaskTime, type Model, productShares, taskTime } from "../../plant/balance/line-figures.ts";
import { type Side, type StationWork, stationWork } from "../../plant/balance/station-work.ts";

/** A task as it is drawn; y down, px. */
export interface TaskBlock {
  readonly task: Task;
  readonly station: number;
  /** Place in the stack, from the bottom. */
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Time in the model shown, s. */
  readonly time: number;
}

export interface StationColumn {
  readonly x: number;
  readonly width: number;
  /** Repositioning, tasks, setups, waiting between two sides and the margin for chance, s. */
  readonly time: number;
  /** Setups and margin for chance in `time`, s. */
  readonly extra: number;
  /** Two sides, each in its own half. */
  readonly isTwoSided: boolean;
  readonly repositioning: number;
}

export interface YamazumiGeometry {
  readonly width: number;
  readonly height: number;
  readonly base: number;
  /** Top of the area in which stacks stand. */
  readonly top: number;
  readonly columns: readonly StationColumn[];
  readonly blocks: readonly TaskBlock[];
  readonly takt: number;
  readonly ticks: readonly { readonly seconds: number; readonly y: number }[];
  readonly y: (seconds: number) => number;
}

const MARGIN = { left: 44, right: 12, top: 34, bottom: 44 };
/** Height of the row that says how stations are manned. */
const MANNING_ROW = 14;
const LEAST_COLUMN = 56;
const WIDEST_COLUMN = 220;
/** Room above the highest stack, as a share. */
const HEADROOM = 1.06;
const TICKS = 6;

/** Where everything of a yamazumi stands, for the size that there is; wider than it where there are many stations. */
export function yamazumiGeometry(
  line: LineBalance,
  assignment: Assignment,
  model: Model,
  products: readonly string[],
  size: { readonly width: number; readonly height: number },
): YamazumiGeometry {
  const count = Math.max(1, line.stations.length);
  const room = Math.max(0, size.width - MARGIN.left - MARGIN.right) / count;
  const least = line.isTwoSided === true ? 2 * LEAST_COLUMN : LEAST_COLUMN;
  const pitch = Math.min(WIDEST_COLUMN, Math.max(least, room));
  const width = MARGIN.left + MARGIN.right + pitch * count;
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  const works = stationWorks(line, assignment, model, products);
  const repositioning = line.repositioning ?? 0;
  const isTwoSided = line.isTwoSided === true;
  const sums = works.map(({ time }) => repositioning + time);
  const highest = Math.max(line.takt, ...sums) * HEADROOM;
  const bottom = MARGIN.bottom + (line.manning === undefined ? 0 : MANNING_ROW);
  const base = Math.max(MARGIN.top + 40, size.height - bottom);
  const y = (seconds: number): number => base - (seconds / highest) * (base - MARGIN.top);
  const columns = sums.map((time, i) => ({
    x: MARGIN.left + i * pitch + pitch * 0.06,
    width: pitch * 0.88,
    time,
    repositioning,
    extra: (works[i]?.setup ?? 0) + (works[i]?.margin ?? 0),
    isTwoSided,
  }));
  const blocks = works.flatMap((work, station) =>
    work.tasks.flatMap(({ id, start, time, side }, place): TaskBlock[] => {
      const task = tasks.get(id);
      if (task === undefined) return [];
      const [low, high] = [y(repositioning + start), y(repositioning + start + time)];
      const { x = 0, width: wide = 0 } = columns[station] ?? {};
      const half = side === undefined ? { x, width: wide } : halfOf(x, wide, side);
      return [{ task, station, place, ...half, y: high, height: low - high, time }];
    }),
  );
  const ticks = roundTicks(highest).map((seconds) => ({ seconds, y: y(seconds) }));
  return { width, height: size.height, base, top: MARGIN.top, columns, blocks, takt: y(line.takt), ticks, y };
}

function halfOf(x: number, width: number, side: Side): { x: number; width: number } {
  return { x: side === "left" ? x : x + width / 2 + 1, width: width / 2 - 1 };
}

/** What the stations do in the model shown; for the product that takes longest there where that is asked for. */
function stationWorks(
  line: LineBalance,
  assignment: Assignment,
  model: Model,
  products: readonly string[],
): StationWork[] {
  const shares = productShares(line, products);
  return assignment.map((load, i) => {
    const at = (timeOf: (task: Task) => number): StationWork =>
      stationWork(line, line.stations[i] ?? "", load, timeOf);
    if (model.kind === "product") return at((task) => taskTime(task, model.id));
    const mean = at((task) => meanTaskTime(task, shares));
    if (model.kind === "mix") return mean;
    const each = [...shares.keys()].map((product) => at((task) => taskTime(task, product)));
    return each.toSorted((a, b) => b.time - a.time)[0] ?? mean;
  });
}

function roundTicks(highest: number): number[] {
  const rough = highest / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => i * step);
}

/** Index of the column at x; the nearest one outside. */
export function columnAt({ columns }: YamazumiGeometry, x: number): number {
  const found = columns.findIndex((column) => x < column.x + column.width * 1.07);
  return found < 0 ? columns.length - 1 : found;
}

/** The side of a station at x; undefined where stations have but one. */
export function sideAt({ columns }: YamazumiGeometry, station: number, x: number): Side | undefined {
  const column = columns[station];
  if (column?.isTwoSided !== true) return undefined;
  return x < column.x + column.width / 2 ? "left" : "right";
}

/** Place in a stack for what is let go at y: above the tasks whose middle is below it. */
export function placeAt(
  { blocks }: YamazumiGeometry,
  station: number,
  y: number,
  without: readonly string[],
): number {
  const others = blocks.filter((block) => block.station === station && !without.includes(block.task.id));
  return others.filter((block) => block.y + block.height / 2 > y).length;
}

/** The block that an arrow key leads to. */
export function neighbour(
  { blocks, columns }: YamazumiGeometry,
  from: TaskBlock,
  key: string,
): TaskBlock | undefined {
  if (key === "ArrowUp" || key === "ArrowDown") {
    const place = from.place + (key === "ArrowUp" ? 1 : -1);
    return blocks.find((block) => block.station === from.station && block.place === place);
  }
  if (key === "Home" || key === "End") {
    const filled = blocks.map(({ station }) => station);
    const station = key === "Home" ? Math.min(...filled) : Math.max(...filled);
    return nearestIn(blocks, station, from);
  }
  const step = key === "ArrowRight" ? 1 : -1;
  for (let station = from.station + step; station >= 0 && station < columns.length; station += step) {
    const found = nearestIn(blocks, station, from);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nearestIn(blocks: readonly TaskBlock[], station: number, from: TaskBlock): TaskBlock | undefined {
  const middle = from.y + from.height / 2;
  const away = (block: TaskBlock): number => Math.abs(block.y + block.height / 2 - middle);
  return blocks.filter((block) => block.station === station).toSorted((a, b) => away(a) - away(b))[0];
}
