import type { Assignment } from "../../plant/balance/assignment.ts";
import type { LineBalance, Task } from "../../plant/balance/line-balance.ts";
import { meanTaskTime, type Model, productShares, taskTime } from "../../plant/balance/line-figures.ts";

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
  /** Repositioning and tasks, s. */
  readonly time: number;
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
  const pitch = Math.min(WIDEST_COLUMN, Math.max(LEAST_COLUMN, room));
  const width = MARGIN.left + MARGIN.right + pitch * count;
  const tasks = new Map(line.tasks.map((task) => [task.id, task]));
  const times = loadTimes(line, assignment, model, products, tasks);
  const repositioning = line.repositioning ?? 0;
  const sums = times.map((load) => load.reduce((sum, { time }) => sum + time, repositioning));
  const highest = Math.max(line.takt, ...sums) * HEADROOM;
  const base = Math.max(MARGIN.top + 40, size.height - MARGIN.bottom);
  const y = (seconds: number): number => base - (seconds / highest) * (base - MARGIN.top);
  const columns = sums.map((time, i) => ({
    x: MARGIN.left + i * pitch + pitch * 0.06,
    width: pitch * 0.88,
    time,
    repositioning,
  }));
  const blocks = times.flatMap((load, station) => {
    let from = repositioning;
    return load.map(({ task, time }, place): TaskBlock => {
      const [low, high] = [y(from), y(from + time)];
      from += time;
      const { x = 0, width: wide = 0 } = columns[station] ?? {};
      return { task, station, place, x, y: high, width: wide, height: low - high, time };
    });
  });
  const ticks = roundTicks(highest).map((seconds) => ({ seconds, y: y(seconds) }));
  return { width, height: size.height, base, top: MARGIN.top, columns, blocks, takt: y(line.takt), ticks, y };
}

/** Times of the tasks in the model shown; of the product that takes longest at the station where that is asked for. */
function loadTimes(
  line: LineBalance,
  assignment: Assignment,
  model: Model,
  products: readonly string[],
  tasks: ReadonlyMap<string, Task>,
): { task: Task; time: number }[][] {
  const shares = productShares(line, products);
  return assignment.map((load) => {
    const own = load.flatMap((id) => tasks.get(id) ?? []);
    const longest = [...shares.keys()].toSorted((a, b) => sumOf(own, b) - sumOf(own, a))[0];
    const product = model.kind === "product" ? model.id : model.kind === "longest" ? longest : undefined;
    return own.map((task) => ({
      task,
      time: product === undefined ? meanTaskTime(task, shares) : taskTime(task, product),
    }));
  });
}

function sumOf(tasks: readonly Task[], product: string): number {
  return tasks.reduce((sum, task) => sum + taskTime(task, product), 0);
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
