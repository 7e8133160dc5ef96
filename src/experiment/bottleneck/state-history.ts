import type { Plant } from "../../plant/schema.ts";
import { BLOCKED, PAUSED, STARVED, WORKING } from "../../plant/states.ts";
import type { PlainSimulation, RunObserver } from "../../sim/plain-simulation.ts";
import { Simulation } from "../../sim/simulation.ts";

/** A time in which a station was active without a break, s. */
export interface ActivePeriod {
  readonly station: string;
  readonly start: number;
  readonly end: number;
}

/** What the stations of one run did. */
export interface StateHistory {
  readonly stations: readonly string[];
  /** Observed, s. */
  readonly start: number;
  readonly end: number;
  /** In the order of their start. */
  readonly periods: readonly ActivePeriod[];
  /** Shares of the time on shift by station: blocked, starved, active. */
  readonly shares: Readonly<
    Record<string, { readonly blocked: number; readonly starved: number; readonly active: number }>
  >;
}

export interface HistorySettings {
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly horizon: number;
  readonly warmup: number;
}

/** Runs one replication and notes what its stations did (`HistoryWatch`). */
export function stateHistory(plant: Plant, settings: HistorySettings): StateHistory {
  const { seed, replication, warmup, horizon } = settings;
  const simulation = new Simulation(plant, { seed, replication, warmup });
  simulation.runUntil(warmup);
  const watch = new HistoryWatch(simulation);
  simulation.observe(watch);
  simulation.runUntil(horizon);
  return watch.history();
}

/**
 * Notes from now on when each station of a run is active: working, under repair, setting up, or in maintenance, which
 * are all times in which others may wait for it; not while it waits itself, blocked or starved (Roser, Nakano and Tanaka
 * 2001). A station with several servers is active while all of them are occupied. Off shift the clock of a period stands
 * still: a break neither ends a period nor makes it longer.
 */
export class HistoryWatch implements RunObserver {
  readonly eachEvent = true;
  readonly #simulation: PlainSimulation;
  readonly #stations: readonly StationWatch[];
  readonly #periods: ActivePeriod[] = [];
  readonly #start: number;

  constructor(simulation: PlainSimulation) {
    this.#simulation = simulation;
    this.#start = simulation.time;
    this.#stations = simulation.plant.elements.flatMap((element, index) =>
      element.kind === "station" ? [new StationWatch(element.id, index, element.servers ?? 1)] : [],
    );
    for (const watch of this.#stations) watch.begin(simulation);
  }

  look(): boolean {
    for (const watch of this.#stations) watch.look(this.#simulation, this.#periods);
    return false;
  }

  /** What was seen up to now, which ends it. */
  history(): StateHistory {
    const end = this.#simulation.time;
    for (const watch of this.#stations) watch.end(end, this.#periods);
    return {
      stations: this.#stations.map(({ id }) => id),
      start: this.#start,
      end,
      periods: this.#periods.sort((a, b) => a.start - b.start || a.end - b.end),
      shares: Object.fromEntries(this.#stations.map((watch) => [watch.id, watch.shares()])),
    };
  }
}

/** Beside the states that matter: active in whatever way. */
const ACTIVE = -1;

/** Follows one station. */
class StationWatch {
  readonly id: string;
  readonly #index: number;
  readonly #servers: number;
  readonly #times = { blocked: 0, starved: 0, active: 0 };
  #state = STARVED;
  #since = 0;
  /** Start of the active period; undefined while there is none. */
  #active: number | undefined;

  constructor(id: string, index: number, servers: number) {
    this.id = id;
    this.#index = index;
    this.#servers = servers;
  }

  begin(simulation: PlainSimulation): void {
    this.#state = this.#stateIn(simulation);
    this.#since = simulation.time;
    this.#active = this.#state === ACTIVE ? simulation.time : undefined;
  }

  look(simulation: PlainSimulation, periods: ActivePeriod[]): void {
    const state = this.#stateIn(simulation);
    if (state === this.#state) return;
    const { time } = simulation;
    this.#book(time);
    if (state === ACTIVE) this.#active ??= time;
    else if (state !== PAUSED) this.#close(time, periods);
    this.#state = state;
    this.#since = time;
  }

  end(time: number, periods: ActivePeriod[]): void {
    this.#book(time);
    this.#close(time, periods);
  }

  shares(): { blocked: number; starved: number; active: number } {
    const { blocked, starved, active } = this.#times;
    const onShift = blocked + starved + active;
    const share = (part: number): number => (onShift === 0 ? 0 : part / onShift);
    return { blocked: share(blocked), starved: share(starved), active: share(active) };
  }

  #book(time: number): void {
    const passed = time - this.#since;
    if (this.#state === BLOCKED) this.#times.blocked += passed;
    else if (this.#state === STARVED) this.#times.starved += passed;
    else if (this.#state === ACTIVE) this.#times.active += passed;
  }

  #close(time: number, periods: ActivePeriod[]): void {
    if (this.#active !== undefined && time > this.#active)
      periods.push({ station: this.id, start: this.#active, end: time });
    this.#active = undefined;
  }

  #stateIn(simulation: PlainSimulation): number {
    const state = simulation.stateOf(this.#index);
    if (state === BLOCKED || state === STARVED || state === PAUSED) return state;
    const free = this.#servers > 1 && simulation.contentOf(this.#index) < this.#servers;
    // Whoever has a free server waits for parts, unless it is down.
    return free && state === WORKING ? STARVED : ACTIVE;
  }
}
