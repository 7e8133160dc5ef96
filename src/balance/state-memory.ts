import { hasBit } from "./bits.ts";
import { seededBits } from "./seeded-bits.ts";

const FIRST_CAPACITY = 1 << 12;
/** Bytes that a state takes besides its tasks: the columns, its place in the table, and in the heaps of both orders. */
const BYTES_BESIDE_SET = 44;

/**
 * Every partial line found so far, keyed by the set of tasks it has assigned, in columns of typed
 * arrays. A set is stored once, with the fewest stations that reach it; an open-addressing table
 * finds it by Zobrist hash (Zobrist 1970).
 */
export class StateMemory {
  size = 0;
  /** Row k: the tasks assigned in state k. */
  assigned: Int32Array;
  stations: Uint16Array;
  /** State that state k was reached from; -1 for the empty line. */
  parent: Int32Array;
  /** Total time of the unassigned tasks, in ticks. */
  openTime: Int32Array;
  /** 1 once the state has been expanded at its present number of stations. */
  closed: Uint8Array;
  hash: Int32Array;

  readonly words: number;
  /** Hash key per task: the hash of a set is the exclusive-or of its tasks' keys. */
  readonly taskHash: Int32Array;
  /** Hash of all tasks: with the hash of a set it gives that of its complement. */
  readonly wholeHash: number;
  readonly #mostStates: number;
  #table: Int32Array;
  #capacity = FIRST_CAPACITY;

  /**
   * @param original per task its number in the graph that all memories of a search share, so that a set has one hash
   *   in all of them
   * @param mostBytes limit on the memory held; `isFull` reports when it is reached
   */
  constructor(original: Int32Array, words: number, mostBytes: number) {
    this.words = words;
    const keys = Int32Array.from({ length: original.length }, seededBits(original.length));
    this.taskHash = original.map((task) => keys[task]!);
    this.wholeHash = this.taskHash.reduce((all, key) => all ^ key, 0);
    this.#mostStates = Math.floor(mostBytes / (4 * words + BYTES_BESIDE_SET));
    this.assigned = new Int32Array(FIRST_CAPACITY * words);
    this.stations = new Uint16Array(FIRST_CAPACITY);
    this.parent = new Int32Array(FIRST_CAPACITY);
    this.openTime = new Int32Array(FIRST_CAPACITY);
    this.closed = new Uint8Array(FIRST_CAPACITY);
    this.hash = new Int32Array(FIRST_CAPACITY);
    this.#table = new Int32Array(2 * FIRST_CAPACITY).fill(-1);
  }

  get isFull(): boolean {
    return this.size >= this.#mostStates;
  }

  /** The state with this set of tasks, or -1. */
  find(set: Int32Array, hash: number): number {
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const state = this.#table[slot]!;
      if (state < 0) return -1;
      if (this.hash[state] === hash && this.#holds(state, set)) return state;
    }
  }

  /** All states with this hash, mostly none. */
  withHash(hash: number): number[] {
    const mask = this.#table.length - 1;
    const states: number[] = [];
    for (let slot = hash & mask; this.#table[slot]! >= 0; slot = (slot + 1) & mask) {
      const state = this.#table[slot]!;
      if (this.hash[state] === hash) states.push(state);
    }
    return states;
  }

  /** Adds a set that `find` did not know; the caller fills the other columns. */
  add(set: Int32Array, hash: number): number {
    if (this.size === this.#capacity) this.#grow();
    const state = this.size++;
    this.assigned.set(set, state * this.words);
    this.hash[state] = hash;
    this.#link(state);
    return state;
  }

  /** The load of each station on the way to a state: what each state adds to its parent. */
  loads(last: number): number[][] {
    const loads: number[][] = [];
    for (let state = last; this.parent[state]! >= 0; state = this.parent[state]!) {
      const load: number[] = [];
      for (let task = 0; task < this.taskHash.length; task++) {
        const isBefore = hasBit(this.assigned, this.parent[state]! * this.words, task);
        if (!isBefore && hasBit(this.assigned, state * this.words, task)) load.push(task);
      }
      loads.push(load);
    }
    return loads.reverse();
  }

  #holds(state: number, set: Int32Array): boolean {
    const row = state * this.words;
    for (let w = 0; w < this.words; w++) if (this.assigned[row + w] !== set[w]) return false;
    return true;
  }

  #link(state: number): void {
    const mask = this.#table.length - 1;
    let slot = this.hash[state]! & mask;
    while (this.#table[slot]! >= 0) slot = (slot + 1) & mask;
    this.#table[slot] = state;
  }

  #grow(): void {
    this.#capacity *= 2;
    this.assigned = grown(this.assigned, new Int32Array(this.#capacity * this.words));
    this.stations = grown(this.stations, new Uint16Array(this.#capacity));
    this.parent = grown(this.parent, new Int32Array(this.#capacity));
    this.openTime = grown(this.openTime, new Int32Array(this.#capacity));
    this.closed = grown(this.closed, new Uint8Array(this.#capacity));
    this.hash = grown(this.hash, new Int32Array(this.#capacity));
    this.#table = new Int32Array(2 * this.#capacity).fill(-1);
    for (let state = 0; state < this.size; state++) this.#link(state);
  }
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
