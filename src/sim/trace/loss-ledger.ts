import { defined } from "../../base/assert.ts";
import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import { plannedRunTime } from "../../plant/planned-run-time.ts";
import { PAUSED, WORKING } from "../../plant/states.ts";
import type { RunParts } from "../build-run.ts";
import type { ElementModel } from "../elements/element.ts";
import type { Part } from "../kernel/parts.ts";
import type { RunObserver } from "../plain-simulation.ts";
import type { Root } from "./cause.ts";
import type { Condition } from "./condition.ts";
import { CauseFinder } from "./follow-causes.ts";
import type { LedgerResult } from "./ledger-result.ts";
import { ScrapWatch } from "./scrap-watch.ts";

/** Causes that only say that the first parts are still on their way, as long as none has come. */
const FILLING: ReadonlySet<Root["cause"]> = new Set(["pace", "travel", "fleet"]);

/** What time of one server is booked to until the next look. */
type Booking =
  | { readonly to: "work"; readonly part: Part; readonly work: Micros }
  | { readonly to: "loss"; readonly root: Root }
  | { readonly to: "unplanned" };

interface Server {
  booking: Booking;
  /** Of the part that it works on: its name, and the time that was worked on it, µs. */
  part: string;
  done: Micros;
}

export interface LedgerOptions {
  /** Id of the station whose time is accounted for. */
  readonly constraint: string;
  /** Ideal cycle time of every product, s; the mean of the plant file by product when absent. */
  readonly ideal?: number;
}

/**
 * Books every second of the constraint: what was produced at the ideal cycle, and each loss to the root cause to which
 * the chain of causes leads at that moment (SPEC Y7 to Y12). It looks when an instant is over, only while its station
 * does not work it follows causes, and it changes nothing of the run.
 */
export class LossLedger implements RunObserver {
  readonly eachEvent = false;
  readonly #run: RunParts;
  readonly #index: number;
  readonly #model: ElementModel;
  readonly #finder: CauseFinder;
  readonly #constraint: string;
  /** By product, µs. */
  readonly #ideals: readonly Micros[];
  readonly #servers: Server[];
  readonly #losses = new Map<string, { readonly root: Root; time: Micros }>();
  readonly #scrap: ScrapWatch | undefined;
  /** By product, ideal time of what was produced, µs. */
  readonly #productive: Micros[];
  #unplanned: Micros = 0;
  #bookedTo: Micros;
  #since: Micros;
  #hasWorked = false;

  constructor(run: RunParts, { constraint, ideal }: LedgerOptions) {
    const { kernel, plant, models } = run;
    this.#run = run;
    this.#index = plant.elements.findIndex(({ id }) => id === constraint);
    this.#model = defined(models[this.#index], `element ${constraint}`);
    this.#finder = new CauseFinder(run);
    this.#constraint = constraint;
    const station = plant.elements[this.#index];
    this.#ideals = kernel.products.map((product) =>
      toMicros(ideal ?? (station?.kind === "station" ? (plannedRunTime(station, product) ?? 0) : 0)),
    );
    this.#productive = kernel.products.map(() => 0);
    this.#servers = this.#conditions().map(() => ({ booking: { to: "unplanned" }, part: "", done: 0 }));
    this.#bookedTo = kernel.now;
    this.#since = kernel.now;
    this.#scrap = ScrapWatch.of(run, (product, time, station_) => {
      (this.#productive[product] as number) -= time;
      this.#lose({ cause: "scrap", id: station_ }, time);
    });
    this.#assess();
  }

  look(): boolean {
    const { now, observedSince } = this.#run.kernel;
    this.#book(now);
    if (observedSince > this.#since) this.#reset(observedSince);
    this.#assess();
    return false;
  }

  /** Time accounted for since the ledger began or the warm-up ended, µs; productive + losses = planned, exactly. */
  totals(): {
    planned: Micros;
    unplanned: Micros;
    productive: Micros;
    losses: readonly (readonly [Root, Micros])[];
  } {
    const { now } = this.#run.kernel;
    this.#book(now);
    const observed = (now - this.#since) * this.#servers.length;
    return {
      planned: observed - this.#unplanned,
      unplanned: this.#unplanned,
      productive: this.#productive.reduce((sum, time) => sum + time, 0),
      losses: Array.from(this.#losses.values(), ({ root, time }) => [root, time] as const),
    };
  }

  result(): LedgerResult {
    const { planned, unplanned, productive, losses } = this.totals();
    const units = this.#productive.reduce((sum, time, product) => {
      const ideal = this.#ideals[product] as number;
      return ideal > 0 ? sum + time / ideal : sum;
    }, 0);
    const cycle = units > 0 ? productive / units : this.#meanIdeal();
    const hours = toSeconds(planned) / this.#servers.length / 3600;
    const inUnits = (time: Micros): number => (cycle > 0 ? time / cycle : 0);
    const perHour = (time: Micros): number => (hours > 0 ? inUnits(time) / hours : 0);
    return {
      constraint: this.#constraint,
      servers: this.#servers.length,
      idealCycle: toSeconds(cycle),
      planned: toSeconds(planned),
      unplanned: toSeconds(unplanned),
      productive: toSeconds(productive),
      idealUnits: inUnits(planned),
      units,
      idealPerHour: perHour(planned),
      perHour: perHour(productive),
      losses: losses
        .filter(([, time]) => time !== 0)
        .map(([root, time]) => ({
          root,
          seconds: toSeconds(time),
          units: inUnits(time),
          perHour: perHour(time),
        }))
        .sort((a, b) => b.seconds - a.seconds),
    };
  }

  save(): LedgerState {
    this.#book(this.#run.kernel.now);
    const { products } = this.#run.kernel;
    return {
      bookedTo: this.#bookedTo,
      since: this.#since,
      unplanned: this.#unplanned,
      hasWorked: this.#hasWorked,
      productive: Object.fromEntries(products.map((id, i) => [id, this.#productive[i] as number])),
      servers: this.#servers.map(({ part, done }) => ({ part, done })),
      losses: Array.from(this.#losses.values(), ({ root, time }) => ({ ...root, time })),
      ...(this.#scrap === undefined ? {} : { scrap: this.#scrap.save() }),
    };
  }

  restore(state: LedgerState): void {
    this.#bookedTo = state.bookedTo;
    this.#since = state.since;
    this.#unplanned = state.unplanned;
    this.#hasWorked = state.hasWorked;
    this.#run.kernel.products.forEach((id, i) => (this.#productive[i] = state.productive[id] ?? 0));
    state.servers.forEach((saved, i) => Object.assign(this.#servers[i] as Server, saved));
    this.#losses.clear();
    for (const { time, ...root } of state.losses) this.#losses.set(keyOf(root), { root, time });
    if (state.scrap !== undefined) this.#scrap?.restore(state.scrap);
    this.#assess();
  }

  /** Books the time since the last look. */
  #book(now: Micros): void {
    const time = now - this.#bookedTo;
    if (time === 0) return;
    this.#bookedTo = now;
    for (const server of this.#servers) {
      const { booking } = server;
      if (booking.to === "unplanned") this.#unplanned += time;
      else if (booking.to === "loss") this.#lose(booking.root, time);
      else this.#produce(server, booking.part, booking.work, time);
    }
  }

  /** The ideal time of a part is spread over the time that it takes; the difference is lost or won by speed. */
  #produce(server: Server, part: Part, work: Micros, time: Micros): void {
    const ideal = this.#ideals[part.product] as number;
    const before = idealAt(ideal, server.done, work);
    server.done += time;
    if ((part.extra?.reworked ?? 0) > 0) {
      this.#lose({ cause: "rework", id: this.#constraint }, time);
      return;
    }
    const produced = idealAt(ideal, server.done, work) - before;
    (this.#productive[part.product] as number) += produced;
    this.#scrap?.produced(part, produced);
    if (produced !== time) this.#lose({ cause: "speed", id: this.#constraint }, time - produced);
  }

  #lose(root: Root, time: Micros): void {
    const key = keyOf(root);
    const loss = this.#losses.get(key);
    if (loss === undefined) this.#losses.set(key, { root, time });
    else loss.time += time;
  }

  #reset(since: Micros): void {
    this.#since = since;
    this.#losses.clear();
    this.#productive.fill(0);
    this.#unplanned = 0;
    this.#scrap?.clear();
  }

  #assess(): void {
    this.#conditions().forEach((condition, i) => {
      const server = this.#servers[i] as Server;
      server.booking = this.#bookingOf(condition, i);
      if (server.booking.to !== "work") return;
      this.#hasWorked = true;
      const { part, work } = server.booking;
      const name = `${part.source.id}#${part.serial}`;
      // The same part can come again; then it has been finished before.
      if (name === server.part && server.done < work) return;
      server.part = name;
      server.done = 0;
    });
  }

  #bookingOf({ state, part, work, closed, away }: Condition, server: number): Booking {
    if (state === WORKING && part !== undefined) return { to: "work", part, work: work ?? 0 };
    if (state === PAUSED && closed !== true && away === undefined) return { to: "unplanned" };
    const { root } = this.#finder.chain(this.#index, server);
    const fills = !this.#hasWorked && FILLING.has(root.cause);
    return { to: "loss", root: fills ? { cause: "rampUp", id: this.#constraint } : root };
  }

  #conditions(): readonly Condition[] {
    return this.#model.conditions?.() ?? [{ state: this.#model.state(), since: -1 }];
  }

  #meanIdeal(): Micros {
    const known = this.#ideals.filter((ideal) => ideal > 0);
    return known.length === 0 ? 0 : known.reduce((sum, ideal) => sum + ideal, 0) / known.length;
  }
}

/** Ideal time that is done when so much of the work is, µs: whole, and all of it at the end. */
function idealAt(ideal: Micros, done: Micros, work: Micros): Micros {
  return done >= work ? ideal : Math.floor((ideal / work) * done);
}

function keyOf({ cause, id, detail = "" }: Root): string {
  return `${cause}\n${id}\n${detail}`;
}

/** What a ledger holds, as plain data; times in µs. */
export interface LedgerState {
  readonly bookedTo: Micros;
  readonly since: Micros;
  readonly unplanned: Micros;
  readonly hasWorked: boolean;
  readonly productive: { readonly [product: string]: Micros };
  readonly servers: readonly { readonly part: string; readonly done: Micros }[];
  readonly losses: readonly (Root & { readonly time: Micros })[];
  /** Only where parts can become scrap. */
  readonly scrap?: { readonly [part: string]: readonly [product: string, time: Micros] };
}
