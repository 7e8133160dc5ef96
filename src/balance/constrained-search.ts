import { hasBit, setBit } from "./bits.ts";
import { type ConstrainedModel, isMove, type Manning } from "./constrained-model.ts";
import type { Pricing } from "./pricing.ts";
import {
  areDone,
  type FilledStation,
  freeTasks,
  latestAllowed,
  type PartialLine,
  weightOf,
} from "./partial-line.ts";
import { StateHeap } from "./state-heap.ts";
import { StationLoad } from "./station-load.ts";

/** Nodes of enumeration that one partial line may use in the first round; each further round gives more. */
const FIRST_NODES = 500;
const NODES_GROWTH = 30;
/** Partial lines remembered at most: about 500 MB for lines of 100 tasks. */
const MOST_STATES = 500_000;
/** Rounding error forgiven in sums of shares. */
const TOLERANCE = 1e-9;

/** What a line may take at most. */
export interface LineLimit {
  readonly stations: number;
  readonly price: number;
  /** Sides count by themselves, and workplaces in parallel; any number unless given. */
  readonly workplaces?: number;
  /** Cycle for squared idle times, in the problem's unit. */
  readonly cycle?: number;
}

/**
 * Decides whether a constrained line within limits exists: branch, bound and remember as for the simple
 * problem, but with only those dominance rules that survive constraints. Partial lines with the same tasks
 * done are compared by stations, price, and what they used of what is scarce; a load is passed over as not maximal only
 * when a task bound by no constraint of place or company would still fit. Stations may stay empty where
 * constraints name stations.
 */
export class ConstrainedSearch {
  /** `full`: so many partial lines are remembered that the search has given up. */
  status: "open" | "found" | "refuted" | "full" = "open";
  /** The line found last. */
  found: readonly FilledStation[] = [];
  foundPrice: number = Infinity;
  /** Nodes of load enumeration so far. */
  work = 0;
  states = 0;
  readonly limit: LineLimit;

  readonly #model: ConstrainedModel;
  readonly #pricing: Pricing;
  readonly #load: StationLoad;
  readonly #heaps: StateHeap[] = [];
  readonly #lines: PartialLine[] = [];
  readonly #memory = new Map<string, PartialLine[]>();
  readonly #order: Int32Array;
  readonly #latest: Int32Array;
  readonly #isFree: Uint8Array;
  #price: number;
  #postponed: number[] = [];
  #nodesPerLine = FIRST_NODES;
  #level = -1;

  constructor(model: ConstrainedModel, pricing: Pricing, limit: LineLimit) {
    this.#model = model;
    this.#pricing = pricing;
    this.limit = limit;
    this.#price = limit.price;
    this.#load = new StationLoad(model);
    const { graph } = model.line;
    this.#order = graph.topological;
    this.#latest = latestAllowed(model, limit.stations);
    this.#isFree = freeTasks(model, pricing);
    for (let level = 0; level <= limit.stations; level++) this.#heaps.push(new StateHeap());
    const open = Float64Array.from(pricing.bounds, ({ weight }) => weight.reduce((sum, w) => sum + w, 0));
    const root: PartialLine = {
      done: new Int32Array(graph.words),
      stations: 0,
      price: 0,
      workplaces: 0,
      used: model.stocks.map(() => 0),
      parent: undefined,
      station: undefined,
      open,
      isBeaten: false,
      isOpen: true,
    };
    if (this.#latest.some((latest) => latest < 1) || !this.#canEnd(root)) this.status = "refuted";
    else this.#remember(root);
  }

  /** Searches on for about `work` more nodes. */
  advance(work: number): void {
    const end = this.work + work;
    while (this.status === "open" && this.work < end) {
      if (this.states >= MOST_STATES) {
        this.status = "full";
        return;
      }
      const next = this.#select();
      if (next >= 0) this.#expand(next);
      else if (this.#postponed.length === 0) this.status = "refuted";
      else this.#startRound();
    }
  }

  /** After a line was found: looks for one of a lower price. What is remembered stays valid. */
  tighten(price: number): void {
    this.#price = price;
    this.status = "open";
  }

  /** No line within the limits has a lower price. */
  get leastPrice(): number {
    let least = Infinity;
    for (const line of this.#lines) {
      if (!line.isOpen || line.isBeaten) continue;
      const rest = this.#pricing.isSquared ? this.#leastSquares(line.open[0]!, line.workplaces) : 0;
      least = Math.min(least, line.price + rest);
    }
    return least;
  }

  #select(): number {
    for (let turn = 0; turn <= this.limit.stations; turn++) {
      this.#level = this.#level >= this.limit.stations - 1 ? 0 : this.#level + 1;
      const heap = this.#heaps[this.#level]!;
      while (heap.size > 0) {
        const next = heap.pop();
        const line = this.#lines[next]!;
        if (!line.isBeaten && this.#canEnd(line)) return next;
      }
    }
    return -1;
  }

  #startRound(): void {
    this.#nodesPerLine *= NODES_GROWTH;
    for (const index of this.#postponed) {
      const line = this.#lines[index]!;
      this.#heaps[line.stations]!.push(index, this.#key(line));
    }
    this.#postponed = [];
  }

  /** Enumerates all ways to man and load the next station. */
  #expand(index: number): void {
    const line = this.#lines[index]!;
    const station = line.stations + 1;
    let isWhole = true;
    if (station <= this.#model.lastNamed) this.#complete(line, undefined, line.done);
    for (const manning of this.#model.mannings) {
      if (this.status !== "open") break;
      if (!this.#canMan(line, manning)) continue;
      this.#load.begin(manning, station);
      if (!this.#enumerate(line, manning, this.work + this.#nodesPerLine)) isWhole = false;
    }
    // What is left of this partial line is wanted again, later or for a lower price.
    if (!isWhole || this.status === "found") this.#postponed.push(index);
    else line.isOpen = false;
  }

  #canMan(line: PartialLine, manning: Manning): boolean {
    if (line.workplaces + manning.workplaces > (this.limit.workplaces ?? Infinity)) return false;
    if (line.price + this.#pricing.base(manning) > this.#price * (1 + TOLERANCE)) return false;
    return manning.uses.every((use, k) => line.used[k]! + use <= this.#model.stocks[k]!);
  }

  /**
   * Every available task is taken, on each side where it fits, or left for later stations.
   * @returns whether all loads were tried before the limit on work
   */
  #enumerate(line: PartialLine, manning: Manning, limit: number): boolean {
    const { isUShaped, sideCount } = this.#model;
    const { size } = this.#model.line.graph;
    const load = this.#load;
    const done = line.done.slice();
    const left = new Uint8Array(size);
    const visit = (from: number): boolean => {
      if (++this.work > limit) return false;
      // In topological order nothing before a task becomes available through it, unless the line is a U.
      let at = isUShaped ? 0 : from;
      let task = -1;
      for (; at < size; at++) {
        task = this.#order[at]!;
        if (left[task] === 0 && !hasBit(done, 0, task) && this.#isAvailable(task, done)) break;
      }
      if (at === size) {
        if (load.size > 0) this.#complete(line, manning, done);
        return this.status === "open";
      }
      for (let side: 0 | 1 = 0; side < sideCount; side++) {
        if (!load.fits(task, side as 0 | 1)) continue;
        load.add(task, side as 0 | 1);
        setBit(done, 0, task);
        const goesOn = visit(at + 1);
        done[task >>> 5]! &= ~(1 << (task & 31));
        load.remove(side as 0 | 1);
        if (!goesOn) return false;
      }
      if (this.#latest[task]! <= line.stations + 1) return true;
      left[task] = 1;
      const goesOn = visit(at + 1);
      left[task] = 0;
      return goesOn;
    };
    return visit(0);
  }

  #isAvailable(task: number, done: Int32Array): boolean {
    const { graph } = this.#model.line;
    return (
      areDone(graph.predecessorStart, graph.predecessor, task, done) ||
      (this.#model.isUShaped && areDone(graph.successorStart, graph.successor, task, done))
    );
  }

  /** Keeps a load that meets what concerns it as a whole. */
  #complete(line: PartialLine, manning: Manning | undefined, done: Int32Array): void {
    const { groupOf, groups, today, stocks } = this.#model;
    const stations = line.stations + 1;
    const sides = manning === undefined ? [] : this.#load.tasks;
    if (manning !== undefined && (!this.#load.isWhole() || this.#load.isOvermanned())) return;
    const used = line.used.map((amount, k) => amount + (manning?.uses[k] ?? 0));
    for (let side = 0; side < sides.length; side++) {
      for (const task of sides[side]!) {
        const group = groupOf[task]!;
        if (group >= 0 && !groups[group]!.every((other) => sides.some((load) => load.includes(other))))
          return;
        if (today !== undefined && isMove(today, task, stations, side)) used[0]!++;
      }
    }
    if (used.some((amount, k) => amount > stocks[k]!)) return;
    const next: PartialLine = {
      done: done.slice(),
      stations,
      price: line.price + this.#stationPrice(manning),
      workplaces: line.workplaces + (manning?.workplaces ?? (this.#model.sideCount === 1 ? 1 : 0)),
      used,
      parent: line,
      station: { manning, tasks: sides.map((load) => [...load]) },
      open: line.open.map((amount, k) => amount - weightOf(sides, this.#pricing.bounds[k]!.weight)),
      isBeaten: false,
      isOpen: true,
    };
    if (!this.#canEnd(next)) return;
    const isDone = this.#isPrefixDone(next, manning);
    if (isDone === "all") this.#finish(next);
    else if (isDone === "some") this.#remember(next);
  }

  /** Whether all tasks are done; or, with some left, none that had to be done or should have been. */
  #isPrefixDone({ done, stations }: PartialLine, manning: Manning | undefined): "all" | "some" | "wrong" {
    let isAll = true;
    for (let task = 0; task < this.#latest.length; task++) {
      if (hasBit(done, 0, task)) continue;
      isAll = false;
      if (this.#latest[task]! <= stations) return "wrong";
      if (this.#isFree[task] === 0 || manning === undefined || !this.#isAvailable(task, done)) continue;
      for (let side = 0; side < this.#model.sideCount; side++) {
        if (this.#load.fits(task, side as 0 | 1)) return "wrong";
      }
    }
    if (isAll) return "all";
    return stations < this.limit.stations ? "some" : "wrong";
  }

  #stationPrice(manning: Manning | undefined): number {
    if (manning === undefined) return this.#pricing.empty;
    const base = this.#pricing.base(manning);
    return this.#pricing.isSquared ? base + this.#load.squaredIdle(this.limit.cycle!) : base;
  }

  /** Whether the bounds let what is left fit the stations and the price that are left. */
  #canEnd({ open, stations, price, workplaces }: PartialLine): boolean {
    if (workplaces > (this.limit.workplaces ?? Infinity)) return false;
    const { bounds, step } = this.#pricing;
    const most = this.#price * (1 + (step === 0 ? 1e-12 : TOLERANCE));
    if (price > most) return false;
    for (let k = 0; k < bounds.length; k++) {
      const { of } = bounds[k]!;
      if (of === "stations" && open[k]! > this.limit.stations - stations + TOLERANCE) return false;
      if (of !== "price") continue;
      const rest = step === 0 ? open[k]! : step * Math.ceil(open[k]! / step - TOLERANCE);
      if (price + rest > most) return false;
    }
    return !this.#pricing.isSquared || price + this.#leastSquares(open[0]!, workplaces) <= most;
  }

  /** Squared idle time that the workplaces left must have at least: all alike. @param work time left at most */
  #leastSquares(work: number, workplaces: number): number {
    const count = (this.limit.workplaces ?? workplaces) - workplaces;
    if (count <= 0 || this.#model.setups !== undefined) return 0;
    const idle = count * this.limit.cycle! - work;
    return idle <= 0 ? 0 : (idle * idle) / count;
  }

  /** Stores a partial line unless one as good is known for the same tasks, and marks those it beats. */
  #remember(line: PartialLine): void {
    const key = line.done.join();
    const known = this.#memory.get(key) ?? [];
    if (known.some((other) => this.#beats(other, line))) return;
    const kept = known.filter((other) => {
      other.isBeaten ||= this.#beats(line, other);
      return !other.isBeaten;
    });
    this.#memory.set(key, [...kept, line]);
    this.#heaps[line.stations]!.push(this.states, this.#key(line));
    this.#lines.push(line);
    this.states++;
  }

  /** Whether one partial line makes another with the same tasks done superfluous. Where stations are named, each counts by itself. */
  #beats(one: PartialLine, other: PartialLine): boolean {
    const isComparable = one.stations === other.stations || other.stations > this.#model.lastNamed;
    if (!isComparable || one.stations > other.stations || one.price > other.price) return false;
    if (this.#pricing.isSquared && one.workplaces !== other.workplaces) return false;
    if (this.limit.workplaces !== undefined && one.workplaces > other.workplaces) return false;
    return one.used.every((amount, k) => amount <= other.used[k]!);
  }

  /** Least price with what is left first. */
  #key(line: PartialLine): number {
    const rest = line.open.reduce((most, open) => Math.max(most, open), 0);
    if (this.#pricing.isSquared) return line.price;
    const moves = this.#model.today === undefined ? 0 : line.used[0]!;
    return (Number.isFinite(this.#price) ? line.price / Math.max(1, this.#price) : 0) + rest + moves * 1e-3;
  }

  #finish(last: PartialLine): void {
    this.status = "found";
    this.foundPrice = last.price;
    const found: FilledStation[] = [];
    for (let line: PartialLine | undefined = last; line?.station !== undefined; line = line.parent) {
      found.push(line.station);
    }
    this.found = found.reverse();
  }
}
