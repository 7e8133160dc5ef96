import { toMicros, type Micros } from "../../base/units.ts";
import type { Power } from "../../plant/elements/power.ts";
import {
  BLOCKED,
  FAILED,
  MAINTENANCE,
  PAUSED,
  SETUP,
  STARVED,
  WAITING,
  WORKING,
} from "../../plant/states.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { StateClock, Stateful } from "../statistics/state-clock.ts";
import { CategoryClock, type CategoryClockState } from "./category-clock.ts";
import type { LoadCurve } from "./load-curve.ts";
import { MeteredClock } from "./metered-clock.ts";
import type { PowerDraw, PowerHost } from "./power-draw.ts";
import { toKilowatts, toMilliwatts } from "./units.ts";

/** What power is drawn for; the order is that of saved counts. */
export const POWER_CATEGORIES = [
  "working",
  "setup",
  "idle",
  "failed",
  "maintenance",
  "paused",
  "standby",
  "off",
  "rampUp",
  "rampUpFromOff",
] as const;
const IDLE = 2;
const IN_STANDBY = 6;
const IN_OFF = 7;
const RAMPING = 8;
const RAMPING_FROM_OFF = 9;
/** Category by state while it is on. */
const BY_STATE: readonly number[] = categories();

const ON = 0;
const STANDBY = 1;
const OFF = 2;
const RAMP = 3;

/** Going down comes after all else at its instant, so that work which comes just then finds it on (SPEC N4). */
const DOWN_PRIORITY = 4;
const NEVER = -1;

/** What a meter is built with. */
export interface MeterContext {
  readonly kernel: Kernel;
  /** Index of the element, for the event log. */
  readonly owner: number;
  readonly timer: (owner: TimerOwner, purpose: string, code: number) => Timer;
}

/** One server as far as its power goes. */
class Machine {
  mode = ON;
  state: number = STARVED;
  category = IDLE;
  /** Without work since, µs; negative while it has some. */
  resting: Micros = 0;
  /** Paused since, µs; negative while it is not. */
  paused: Micros = NEVER;
  /** What it ramps up from. */
  from = STANDBY;
  readonly timer: Timer | undefined;

  constructor(timer: Timer | undefined) {
    this.timer = timer;
  }
}

/** Power of one element by its states, with standby, off and ramp-up (SPEC N1 to N8). */
export class PowerMeter implements PowerDraw, TimerOwner {
  readonly #kernel: Kernel;
  readonly #owner: number;
  readonly #curve: LoadCurve;
  readonly #timer: MeterContext["timer"];
  readonly #powers: readonly number[];
  /** Times without work before standby, and paused before off; Infinity where there is none. */
  readonly #standbyAfter: Micros;
  readonly #offAfter: Micros;
  readonly #rampFromStandby: Micros;
  readonly #rampFromOff: Micros;
  #host: PowerHost | undefined;
  #machines: readonly Machine[];
  #clock: CategoryClock;

  constructor(power: Power, curve: LoadCurve, context: MeterContext) {
    const { standby, off } = power;
    this.#kernel = context.kernel;
    this.#owner = context.owner;
    this.#timer = context.timer;
    this.#curve = curve;
    this.#powers = powersOf(power);
    this.#standbyAfter = standby === undefined ? Infinity : toMicros(standby.after);
    this.#offAfter = off === undefined ? Infinity : toMicros(off.after ?? 0);
    this.#rampFromStandby = toMicros(standby?.rampUp?.time ?? 0);
    this.#rampFromOff = toMicros(off?.rampUp?.time ?? 0);
    // An element without states of its own draws its idle power; one with states asks for its clock.
    this.#machines = [];
    this.#clock = this.#count([new Machine(undefined)]);
  }

  clock(servers: readonly Stateful[], host?: PowerHost): StateClock {
    this.#host = host;
    this.#curve.add(-this.#clock.power(), 0);
    this.#machines = servers.map(
      (_, i) =>
        new Machine(
          this.#standbyAfter < Infinity || this.#offAfter < Infinity
            ? this.#timer(this, `power/${i}`, i)
            : undefined,
        ),
    );
    this.#clock = this.#count(this.#machines);
    return new MeteredClock(this.#kernel, servers, (i, state) => this.#changed(i, state));
  }

  /** Called once at time 0. */
  start(): void {
    for (const machine of this.#machines) this.#plan(machine);
  }

  ready(server: number): boolean {
    return this.rampLeft(server) === 0;
  }

  rampLeft(server: number): Micros {
    const machine = this.#machines[server] as Machine;
    switch (machine.mode) {
      case RAMP:
        return (machine.timer as Timer).time - this.#kernel.now;
      case STANDBY:
        return this.#rampFromStandby;
      case OFF:
        return this.#rampFromOff;
      default:
        return 0;
    }
  }

  wake(server: number): void {
    const machine = this.#machines[server] as Machine;
    if (machine.mode === STANDBY || machine.mode === OFF) this.#turnOn(machine);
  }

  onTimer({ code }: Timer): void {
    const machine = this.#machines[code] as Machine;
    if (machine.mode !== RAMP) {
      this.#goDown(machine);
      return;
    }
    machine.mode = ON;
    if (machine.resting !== NEVER) machine.resting = this.#kernel.now;
    this.#show(machine);
    this.#log("ready");
    this.#host?.onReady(code);
    this.#plan(machine);
  }

  /** Power now, kW. */
  powerNow(): number {
    return toKilowatts(this.#clock.power());
  }

  /** Energy by category since the statistics began, kWh; only categories with some. */
  energies(): { [category: string]: number } {
    const byCategory: { [category: string]: number } = {};
    this.#clock.energies(this.#kernel.now).forEach((energy, i) => {
      if (energy === 0) return;
      const name = POWER_CATEGORIES[Math.min(i, RAMPING)] as string;
      byCategory[name] = (byCategory[name] ?? 0) + energy;
    });
    return byCategory;
  }

  reset(): void {
    this.#clock.reset(this.#kernel.now);
  }

  save(): PowerMeterState {
    return {
      clock: this.#clock.save(),
      machines: this.#machines.map(({ mode, state, category, resting, paused, from }) => [
        mode,
        state,
        category,
        resting,
        paused,
        from,
      ]),
    };
  }

  restore({ clock, machines }: PowerMeterState): void {
    this.#clock.restore(clock);
    machines.forEach(([mode, state, category, resting, paused, from], i) =>
      Object.assign(this.#machines[i] as Machine, { mode, state, category, resting, paused, from }),
    );
  }

  /** A server does something else from now on. */
  #changed(server: number, state: number): void {
    const machine = this.#machines[server] as Machine;
    const { now } = this.#kernel;
    machine.state = state;
    const rests = state === STARVED || state === BLOCKED || state === WAITING || state === PAUSED;
    if (!rests) machine.resting = NEVER;
    else if (machine.resting === NEVER) machine.resting = now;
    if (state === PAUSED) {
      if (machine.paused === NEVER) machine.paused = now;
    } else {
      machine.paused = NEVER;
      if (machine.mode === OFF) this.#turnOn(machine);
      else if (machine.mode === STANDBY && (state === WORKING || state === SETUP)) machine.mode = ON;
    }
    this.#plan(machine);
    this.#show(machine);
  }

  /** Turns it off at once where it is time for that, or sees to it that it goes down when it will be. */
  #plan(machine: Machine): void {
    const { timer } = machine;
    if (timer === undefined || machine.mode === OFF) return;
    const { now, calendar } = this.#kernel;
    const off = this.#offAt(machine);
    if (off <= now) {
      calendar.cancel(timer);
      this.#turnOff(machine);
      return;
    }
    // The end of a ramp-up plans anew.
    if (machine.mode === RAMP) return;
    const next = Math.min(off, this.#standbyAt(machine));
    calendar.cancel(timer);
    if (next === Infinity) return;
    timer.time = Math.max(next, now);
    this.#kernel.schedule(timer, DOWN_PRIORITY);
  }

  #goDown(machine: Machine): void {
    if (this.#offAt(machine) <= this.#kernel.now) {
      this.#turnOff(machine);
      return;
    }
    machine.mode = STANDBY;
    this.#show(machine);
    this.#log("standby");
    this.#plan(machine);
  }

  #turnOff(machine: Machine): void {
    const { cause } = this.#kernel;
    machine.mode = OFF;
    this.#show(machine);
    this.#log("off");
    this.#kernel.cause = cause;
  }

  #offAt({ paused }: Machine): Micros {
    return paused === NEVER ? Infinity : paused + this.#offAfter;
  }

  #standbyAt({ mode, resting }: Machine): Micros {
    return mode === ON && resting !== NEVER ? resting + this.#standbyAfter : Infinity;
  }

  #turnOn(machine: Machine): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    machine.from = machine.mode;
    const time = machine.mode === OFF ? this.#rampFromOff : this.#rampFromStandby;
    const timer = machine.timer as Timer;
    kernel.calendar.cancel(timer);
    if (time === 0) {
      machine.mode = ON;
    } else {
      machine.mode = RAMP;
      this.#log("rampUp");
      timer.time = kernel.now + time;
      kernel.schedule(timer);
      kernel.cause = cause;
    }
    this.#show(machine);
  }

  #show(machine: Machine): void {
    const category = categoryOf(machine);
    this.#clock.move(machine.category, category, this.#kernel.now);
    machine.category = category;
  }

  #count(machines: readonly Machine[]): CategoryClock {
    const counts = POWER_CATEGORIES.map((_, i) => (i === IDLE ? machines.length : 0));
    return new CategoryClock(this.#powers, counts, this.#curve);
  }

  #log(kind: "standby" | "off" | "rampUp" | "ready"): void {
    if (this.#kernel.trace !== undefined) this.#kernel.log(this.#owner, kind);
  }
}

function categoryOf({ mode, state, from }: Machine): number {
  if (mode === STANDBY) return IN_STANDBY;
  if (mode === OFF) return IN_OFF;
  if (mode === RAMP) return from === OFF ? RAMPING_FROM_OFF : RAMPING;
  return BY_STATE[state] as number;
}

function categories(): number[] {
  const byState: number[] = [];
  byState[WORKING] = 0;
  byState[SETUP] = 1;
  for (const state of [STARVED, BLOCKED, WAITING]) byState[state] = IDLE;
  byState[FAILED] = 3;
  byState[MAINTENANCE] = 4;
  byState[PAUSED] = 5;
  return byState;
}

/** mW by category. */
function powersOf({ working, setup, idle, failed, maintenance, paused, standby, off }: Power): number[] {
  return [
    working ?? idle,
    setup ?? idle,
    idle,
    failed ?? idle,
    maintenance ?? idle,
    paused ?? idle,
    standby?.power ?? idle,
    off?.power ?? 0,
    standby?.rampUp?.power ?? idle,
    off?.rampUp?.power ?? idle,
  ].map(toMilliwatts);
}

/** Of each server: mode, state, category, resting since, paused since, what it ramps up from; times in µs. */
export type PowerMeterState = {
  clock: CategoryClockState;
  machines: [number, number, number, Micros, Micros, number][];
};
