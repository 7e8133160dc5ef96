import { hasBit, setBit } from "./bits.ts";
import type { ConstrainedModel } from "./check-constraints.ts";
import { StateHeap } from "./state-heap.ts";

/** Nodes of enumeration that one partial line may use in the first round; each further round gives more. */
const FIRST_NODES = 500;
const NODES_GROWTH = 30;

/** A line of some stations that has done some tasks. */
interface PartialLine {
  readonly done: Int32Array;
  readonly stations: number;
  readonly moves: number;
  readonly parent: PartialLine | undefined;
  readonly load: readonly number[];
  /** Amount still to be done, per capacity. */
  readonly open: Float64Array;
  isBeaten: boolean;
}

/**
 * Decides whether a constrained line of at most so many stations exists: branch, bound and remember as for
 * the simple problem, but with only those dominance rules that survive constraints. Partial lines with the
 * same tasks done are compared by stations and moves; a load is passed over as not maximal only when a
 * task bound by no constraint of place or company would still fit. Stations may stay empty where
 * constraints name stations.
 */
export class ConstrainedSearch {
  status: "open" | "found" | "refuted" = "open";
  assignment: number[][] = [];
  /** Nodes of load enumeration so far. */
  work = 0;
  states = 0;
  readonly stations: number;

  readonly #model: ConstrainedModel;
  readonly #heaps: StateHeap[] = [];
  readonly #lines: PartialLine[] = [];
  readonly #memory = new Map<string, PartialLine[]>();
  #postponed: number[] = [];
  #nodesPerLine = FIRST_NODES;
  #level = -1;
  /** Per task the last station at which it and what must follow it can be done. */
  readonly #latest: Int32Array;
  readonly #isFree: Uint8Array;

  constructor(model: ConstrainedModel, stations: number) {
    this.#model = model;
    this.stations = stations;
    const { graph } = model.line;
    this.#latest = latestAllowed(model, stations);
    this.#isFree = Uint8Array.from({ length: graph.size }, (_, task) =>
      model.groupOf[task]! < 0 && model.allowed[task] === undefined && model.today === undefined ? 1 : 0,
    );
    for (let level = 0; level <= stations; level++) this.#heaps.push(new StateHeap());
    const open = Float64Array.from(model.capacities, ({ amount }) => amount.reduce((sum, a) => sum + a, 0));
    const done = new Int32Array(graph.words);
    this.#remember({ done, stations: 0, moves: 0, parent: undefined, load: [], open, isBeaten: false });
    if (this.#latest.some((latest) => latest < 1)) this.status = "refuted";
  }

  /** Searches on for about `work` more nodes. */
  advance(work: number): void {
    const end = this.work + work;
    while (this.status === "open" && this.work < end) {
      const next = this.#select();
      if (next >= 0) this.#expand(next);
      else if (this.#postponed.length === 0) this.status = "refuted";
      else this.#startRound();
    }
  }

  #select(): number {
    for (let turn = 0; turn <= this.stations; turn++) {
      this.#level = this.#level >= this.stations - 1 ? 0 : this.#level + 1;
      const heap = this.#heaps[this.#level]!;
      while (heap.size > 0) {
        const next = heap.pop();
        if (!this.#lines[next]!.isBeaten) return next;
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

  /** Enumerates the loads of the next station: each available task is taken, or left for later stations. */
  #expand(index: number): void {
    const line = this.#lines[index]!;
    const { graph } = this.#model.line;
    const done = line.done.slice();
    const left = new Uint8Array(graph.size);
    const load: number[] = [];
    const used = new Float64Array(this.#model.capacities.length);
    const limit = this.work + this.#nodesPerLine;
    const enumerate = (): boolean => {
      if (++this.work > limit) return false;
      const task = this.#nextAvailable(done, left);
      if (task < 0) {
        this.#complete(line, load, used, done);
        return this.status === "open";
      }
      if (this.#fits(task, load, used, line.stations + 1)) {
        load.push(task);
        setBit(done, 0, task);
        this.#add(used, task, 1);
        if (!enumerate()) return false;
        this.#add(used, task, -1);
        done[task >>> 5]! &= ~(1 << (task & 31));
        load.pop();
      }
      left[task] = 1;
      const goesOn = this.#latest[task]! <= line.stations + 1 || enumerate();
      left[task] = 0;
      return goesOn;
    };
    if (!enumerate() && this.status === "open") this.#postponed.push(index);
  }

  #nextAvailable(done: Int32Array, left: Uint8Array): number {
    const { graph } = this.#model.line;
    for (let task = 0; task < graph.size; task++) {
      if (left[task] === 1 || hasBit(done, 0, task)) continue;
      if (this.#isAvailable(task, done)) return task;
    }
    return -1;
  }

  #isAvailable(task: number, done: Int32Array): boolean {
    const { graph } = this.#model.line;
    const areDone = (start: Int32Array, list: Int32Array): boolean => {
      for (let a = start[task]!; a < start[task + 1]!; a++) if (!hasBit(done, 0, list[a]!)) return false;
      return true;
    };
    if (areDone(graph.predecessorStart, graph.predecessor)) return true;
    return this.#model.isUShaped && areDone(graph.successorStart, graph.successor);
  }

  #fits(task: number, load: readonly number[], used: Float64Array, station: number): boolean {
    const { capacities, allowed, apart, stochastic } = this.#model;
    if (allowed[task] !== undefined && !allowed[task].has(station)) return false;
    for (let k = 0; k < capacities.length; k++) {
      if (used[k]! + capacities[k]!.amount[task]! > capacities[k]!.most) return false;
    }
    if (load.some((other) => apart[task]!.includes(other))) return false;
    if (stochastic === undefined) return true;
    const variance = load.reduce(
      (sum, other) => sum + stochastic.variance[other]!,
      stochastic.variance[task]!,
    );
    const mean = used[0]! + capacities[0]!.amount[task]!;
    return mean + stochastic.quantile * Math.sqrt(variance) <= capacities[0]!.most;
  }

  #add(used: Float64Array, task: number, sign: number): void {
    this.#model.capacities.forEach(({ amount }, k) => (used[k]! += sign * amount[task]!));
  }

  /** Keeps a load that meets what concerns it as a whole. */
  #complete(line: PartialLine, load: readonly number[], used: Float64Array, done: Int32Array): void {
    const { groupOf, groups, capacities, today, mostMoves, lastNamed } = this.#model;
    const stations = line.stations + 1;
    if (load.length === 0 && stations > lastNamed) return;
    for (const task of load) {
      const group = groupOf[task]!;
      if (group >= 0 && !groups[group]!.every((other) => load.includes(other))) return;
    }
    const moves =
      line.moves + (today === undefined ? 0 : load.filter((task) => isMove(today[task]!, stations)).length);
    if (today !== undefined && moves > mostMoves) return;
    const open = line.open.map((amount, k) => amount - used[k]!);
    const after = this.stations - stations;
    if (open.some((amount, k) => amount > after * capacities[k]!.most + 1e-9 * capacities[k]!.most)) return;
    const { size } = this.#model.line.graph;
    let isDone = true;
    for (let task = 0; task < size; task++) {
      if (hasBit(done, 0, task)) continue;
      isDone = false;
      if (this.#latest[task]! <= stations) return;
      const isLeft = this.#isFree[task] === 1 && this.#isAvailable(task, done);
      if (isLeft && this.#fits(task, load, used, stations)) return;
    }
    const next = {
      done: done.slice(),
      stations,
      moves,
      parent: line,
      load: [...load],
      open,
      isBeaten: false,
    };
    if (isDone) this.#finish(next);
    else if (after > 0) this.#remember(next);
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
    return isComparable && one.stations <= other.stations && one.moves <= other.moves;
  }

  /** Least work left first. */
  #key(line: PartialLine): number {
    return Math.fround(line.open[0]! + line.moves * 1e-3);
  }

  #finish(last: PartialLine): void {
    this.status = "found";
    for (let line: PartialLine | undefined = last; line?.parent !== undefined; line = line.parent) {
      this.assignment.push([...line.load]);
    }
    this.assignment.reverse();
  }
}

/** A task counts as moved when it has a station today and another tomorrow. */
function isMove(today: number, station: number): boolean {
  return today > 0 && today !== station;
}

/** The last allowed station of every task, no later than that of its successors (on a U-line only its own). */
function latestAllowed({ line, allowed, isUShaped }: ConstrainedModel, stations: number): Int32Array {
  const { size, topological, successorStart, successor } = line.graph;
  const latest = new Int32Array(size);
  for (let k = size - 1; k >= 0; k--) {
    const task = topological[k]!;
    let last = Math.max(0, ...[...(allowed[task] ?? [stations])].filter((station) => station <= stations));
    const end = isUShaped ? 0 : successorStart[task + 1]!;
    for (let a = successorStart[task]!; a < end; a++) last = Math.min(last, latest[successor[a]!]!);
    latest[task] = last;
  }
  return latest;
}
