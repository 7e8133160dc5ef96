/**
 * A line of stations simulated the slow way, step by step: failures, shifts, buffers, several servers. All times are
 * whole steps. It follows the rules of SPEC.md as they are written and shares nothing with the engine.
 */
export interface StepStation {
  readonly cycle: number;
  readonly servers: number;
  /** Places between this station and the next. */
  readonly room: number;
  readonly modes: readonly {
    readonly clock: "busy" | "calendar";
    readonly ttf: number;
    readonly ttr: number;
  }[];
  readonly shift?: {
    readonly interruption: "resume" | "finish" | "startIfFits";
    /** On shift in the first `on` steps of each period. */
    readonly on: number;
    readonly period: number;
  };
}

export interface StepRun {
  /** Per station: steps at which cycles started and ended, failures came, and server steps in each state. */
  readonly stations: {
    readonly starts: number[];
    readonly ends: number[];
    readonly fails: number[];
    readonly states: Record<"working" | "blocked" | "starved" | "failed" | "paused", number>;
  }[];
  readonly exits: number[];
}

/** What a server holds: the steps left of its part, 0 when it is done; undefined when it is idle. */
type Server = number | undefined;

class SteppedStation {
  servers: Server[];
  stored = 0;
  on = true;
  closed = false;
  /** Running number of the last change of shift, among those of the whole line. */
  changed = 0;
  /** Steps of repair left; undefined when up. */
  repair: number | undefined = undefined;
  failing = 0;
  busy = 0;
  up = 0;
  readonly due: number[];
  readonly plan: StepStation;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly fails: number[] = [];
  readonly states = { working: 0, blocked: 0, starved: 0, failed: 0, paused: 0 };

  constructor(plan: StepStation) {
    this.plan = plan;
    this.servers = Array.from({ length: plan.servers }, () => undefined);
    this.due = plan.modes.map(({ ttf }) => ttf);
  }

  get halted(): boolean {
    return this.repair !== undefined || (!this.on && this.plan.shift?.interruption === "resume");
  }

  get working(): boolean {
    return !this.halted && this.servers.some((left) => left !== undefined && left > 0);
  }

  /** Takes a part if it can. */
  take(now: number): boolean {
    const idle = this.servers.indexOf(undefined);
    if (idle < 0 || !this.on || this.closed || this.repair !== undefined) return false;
    const { shift, cycle } = this.plan;
    if (shift?.interruption === "startIfFits") {
      const phase = now % shift.period;
      // At the very end of the interval it is still on shift, and nothing fits.
      const left = phase < shift.on ? shift.on - phase : 0;
      if (shift.on < shift.period && cycle > left) {
        this.closed = true;
        return false;
      }
    }
    this.servers[idle] = cycle;
    this.starts.push(now);
    return true;
  }

  /** One mode that is due strikes. */
  strike(now: number): boolean {
    if (this.repair !== undefined) return false;
    const mode = this.plan.modes.findIndex(({ clock }, i) =>
      clock === "busy"
        ? this.working && this.busy >= (this.due[i] as number)
        : this.up >= (this.due[i] as number),
    );
    if (mode < 0) return false;
    this.failing = mode;
    this.repair = (this.plan.modes[mode] as { ttr: number }).ttr;
    this.fails.push(now);
    return true;
  }

  /** Whether a shift begins or ends at this instant. */
  changes(now: number): boolean {
    const { shift } = this.plan;
    if (shift === undefined || shift.on >= shift.period) return false;
    return now % shift.period < shift.on !== this.on;
  }

  change(number: number): void {
    this.on = !this.on;
    this.closed = false;
    this.changed = number;
  }

  repaired(): void {
    const { clock, ttf } = this.plan.modes[this.failing] as StepStation["modes"][number];
    this.due[this.failing] = (clock === "busy" ? this.busy : this.up) + ttf;
    this.repair = undefined;
  }

  /** Time goes on by one step. */
  advance(): void {
    for (const left of this.servers) this.states[this.#state(left)]++;
    if (this.working) this.busy++;
    if (this.repair === undefined) this.up++;
    else this.repair--;
    // What began to be repaired in this step was halted in it.
    if (!this.halted)
      this.servers = this.servers.map((left) => (left !== undefined && left > 0 ? left - 1 : left));
  }

  #state(left: Server): keyof StepRun["stations"][number]["states"] {
    const processing = left !== undefined && left > 0;
    const overtime = processing && this.plan.shift?.interruption !== "resume";
    if (!this.on && !overtime) return "paused";
    if (this.repair !== undefined) return "failed";
    if (processing) return "working";
    if (left === 0) return "blocked";
    return this.closed ? "paused" : "starved";
  }
}

export function lineBySteps(plan: readonly StepStation[], steps: number): StepRun {
  const line = plan.map((station) => new SteppedStation(station));
  const exits: number[] = [];
  /** All that can move at this instant moves. */
  const flow = (now: number): void => {
    for (let moved = true; moved;) {
      moved = false;
      line.forEach((station, i) => {
        const next = line[i + 1];
        const done = station.servers.indexOf(0);
        if (next !== undefined && station.stored > 0 && next.take(now)) {
          station.stored--;
          moved = true;
        } else if (done >= 0) {
          if (next === undefined) exits.push(now);
          else if (station.stored < station.plan.room) station.stored++;
          else if (station.stored > 0 || !next.take(now)) return;
          station.servers[done] = undefined;
          moved = true;
        }
      });
      if (line[0]?.take(now) === true) moved = true;
    }
  };
  /** Cycles that have just ended are told once. */
  const running = line.map(() => 0);
  let changes = 0;
  for (let now = 0; now <= steps; now++) {
    line.forEach((station, i) => {
      const left = station.servers.filter((server) => server !== undefined && server > 0).length;
      for (let n = running[i] as number; n > left; n--) station.ends.push(now);
      if (station.repair === 0) station.repaired();
    });
    flow(now);
    const fail = (): void => {
      while (line.some((station) => station.strike(now))) flow(now);
    };
    fail();
    // Of several changes at once the one that was planned first, at the change before it, comes first.
    const changing = line.filter((station) => station.changes(now)).sort((a, b) => a.changed - b.changed);
    for (const station of changing) {
      station.change(++changes);
      flow(now);
      fail();
    }
    line.forEach((station, i) => {
      running[i] = station.servers.filter((server) => server !== undefined && server > 0).length;
    });
    if (now < steps) for (const station of line) station.advance();
  }
  return {
    stations: line.map(({ starts, ends, fails, states }) => ({ starts, ends, fails, states })),
    exits,
  };
}
