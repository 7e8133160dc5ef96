import type { ConstrainedModel, Manning } from "./constrained-model.ts";
import { twoSidedSchedule } from "./two-sided-schedule.ts";

/** Loads whose schedule is remembered: about 30 MB. */
const MOST_REMEMBERED = 200_000;

/** The tasks at one station while it is filled, and whether one more may join them. */
export class StationLoad {
  /** Per side the tasks, in the order in which they were added. */
  readonly tasks: readonly [number[], number[]] = [[], []];
  readonly #model: ConstrainedModel;
  #manning: Manning | undefined;
  #station = 0;
  readonly #used: readonly [Float64Array, Float64Array];
  readonly #variance: Float64Array = new Float64Array(2);
  readonly #isHere: Uint8Array;
  readonly #schedules = new Map<string, boolean>();

  constructor(model: ConstrainedModel) {
    this.#model = model;
    const count = model.mannings[0]?.modes.find((mode) => mode !== undefined)?.capacities.length ?? 0;
    this.#used = [new Float64Array(count), new Float64Array(count)];
    this.#isHere = new Uint8Array(model.line.graph.size);
  }

  get size(): number {
    return this.tasks[0].length + this.tasks[1].length;
  }

  /** Starts with an empty station. @param station counted from 1 */
  begin(manning: Manning, station: number): void {
    this.#manning = manning;
    this.#station = station;
    for (const side of [0, 1] as const) {
      for (const task of this.tasks[side]) this.#isHere[task] = 0;
      this.tasks[side].length = 0;
      this.#used[side].fill(0);
      this.#variance[side] = 0;
    }
  }

  /** Whether the station could do the task besides what it has. */
  fits(task: number, side: 0 | 1): boolean {
    const { allowed, apart, sideOf, quantile, setups, timeCount } = this.#model;
    const mode = this.#manning?.modes[side];
    if (mode === undefined || mode.can[task] === 0) return false;
    if (sideOf[task]! >= 0 && sideOf[task] !== side && this.#model.sideCount === 2) return false;
    const stations = allowed[task];
    if (stations !== undefined && !stations.has(this.#station)) return false;
    const used = this.#used[side];
    let slack = Infinity;
    for (let k = 0; k < mode.capacities.length; k++) {
      const { amount, most } = mode.capacities[k]!;
      const room = most - used[k]! - amount[task]!;
      if (room < 0) return false;
      if (k < timeCount && room < slack) slack = room;
    }
    for (const other of apart[task]!) if (this.#isHere[other] === 1) return false;
    if (mode.variance !== undefined) {
      const deviation = Math.sqrt(this.#variance[side]! + mode.variance[task]!);
      const { amount, most } = mode.capacities[0]!;
      slack = Math.min(slack, most - used[0]! - amount[task]! - quantile * deviation);
      if (slack < 0) return false;
    }
    if (setups?.isMonotone === true && setups.least([...this.tasks[side], task]).time > slack) return false;
    return this.#model.sideCount === 1 || this.#canSchedule(task, side);
  }

  add(task: number, side: 0 | 1): void {
    this.tasks[side].push(task);
    this.#isHere[task] = 1;
    this.#change(task, side, 1);
  }

  /** Takes out the task that was added last on a side. */
  remove(side: 0 | 1): void {
    const task = this.tasks[side].pop()!;
    this.#isHere[task] = 0;
    if (this.tasks[side].length > 0) {
      this.#change(task, side, -1);
    } else {
      // An empty station has exactly nothing, whatever rounding left behind.
      this.#used[side].fill(0);
      this.#variance[side] = 0;
    }
  }

  /** Whether every manned side has work, and setups fit where part of a load may need more of them than the whole. */
  isWhole(): boolean {
    const { modes } = this.#manning!;
    if (modes.some((mode, side) => mode !== undefined && this.tasks[side as 0 | 1].length === 0))
      return false;
    const { setups } = this.#model;
    if (setups === undefined || setups.isMonotone) return true;
    return setups.least(this.tasks[0]).time <= this.#slack();
  }

  /** Whether one workplace less in parallel would do as well. */
  isOvermanned(): boolean {
    const mode = this.#manning?.modes[0];
    // With two sides the waiting would have to be looked at as well.
    if (mode === undefined || mode.parallel === 1 || this.#model.sideCount === 2) return false;
    const share = (mode.parallel - 1) / mode.parallel;
    const setup = this.#model.setups?.least(this.tasks[0]).time ?? 0;
    const deviation = this.#model.quantile * Math.sqrt(this.#variance[0]!);
    return mode.capacities.every(({ most }, k) => {
      const extra = (k < this.#model.timeCount ? setup : 0) + (k === 0 ? deviation : 0);
      return this.#used[0][k]! + extra <= most * share;
    });
  }

  /** Idle time of each workplace in each cycle, squared, over all workplaces. @param cycle in the problem's unit */
  squaredIdle(cycle: number): number {
    let sum = 0;
    this.#manning!.modes.forEach((mode, side) => {
      if (mode === undefined) return;
      const setup = this.#model.setups?.least(this.tasks[side as 0 | 1]).time ?? 0;
      const idle = cycle - (this.#used[side as 0 | 1][0]! + setup) / mode.parallel;
      sum += mode.parallel * idle * idle;
    });
    return sum;
  }

  #change(task: number, side: 0 | 1, sign: 1 | -1): void {
    const mode = this.#manning!.modes[side]!;
    const used = this.#used[side];
    for (let k = 0; k < used.length; k++) used[k]! += sign * mode.capacities[k]!.amount[task]!;
    if (mode.variance !== undefined) this.#variance[side]! += sign * mode.variance[task]!;
  }

  #slack(): number {
    const { quantile, timeCount } = this.#model;
    const { capacities, variance } = this.#manning!.modes[0]!;
    let slack = Infinity;
    for (let k = 0; k < timeCount; k++) slack = Math.min(slack, capacities[k]!.most - this.#used[0][k]!);
    if (variance === undefined) return slack;
    const deviation = Math.sqrt(this.#variance[0]!);
    return Math.min(slack, capacities[0]!.most - this.#used[0][0]! - quantile * deviation);
  }

  /** Whether both sides can be scheduled within the cycle when the task joins. */
  #canSchedule(task: number, side: 0 | 1): boolean {
    if (this.tasks[1 - side]!.length === 0) return true;
    const { modes } = this.#manning!;
    const sides = this.tasks.map((load, k) => (k === side ? [...load, task] : [...load]));
    const [left, right] = sides.map((load) => load.sort((a, b) => a - b));
    const key = `${modes.map((mode) => `${mode!.worker},${mode!.stationType},${mode!.parallel}`).join("/")}:${left!.join()}|${right!.join()}`;
    let known = this.#schedules.get(key);
    if (known === undefined) {
      known = true;
      // The mean and each model have a schedule of their own.
      for (let k = 0; k < this.#model.timeCount && known; k++) {
        const tasks = sides.flatMap((load, at) =>
          load.map((each) => ({ task: each, side: at, time: modes[at]!.capacities[k]!.amount[each]! })),
        );
        const { most } = modes[0]!.capacities[k]!;
        known = twoSidedSchedule(this.#model.line.graph, tasks, most) !== undefined;
      }
      if (this.#schedules.size >= MOST_REMEMBERED) this.#schedules.clear();
      this.#schedules.set(key, known);
    }
    return known;
  }
}
