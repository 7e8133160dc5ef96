import type { Micros } from "../../base/units.ts";
import { STATES, type State } from "../../plant/states.ts";
import { unboxed } from "../kernel/unboxed.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { StateShares } from "../results.ts";

/** A server as far as its state goes: at each instant it is in exactly one, so the shares add to one. */
export class Stateful {
  /** Index into STATES. */
  declare state: number;
  /** Since when, or since when it is observed, µs. */
  stateSince: Micros = 0;

  constructor(state: number) {
    this.state = state;
  }
}

/** Time that the servers of one element spend in each state. */
export class StateClock {
  declare private readonly kernel: Kernel;
  declare private readonly servers: readonly Stateful[];
  /** Server time by state, µs. */
  readonly #totals: number[] = unboxed(STATES.length);

  constructor(kernel: Kernel, servers: readonly Stateful[]) {
    this.kernel = kernel;
    this.servers = servers;
  }

  change(server: Stateful, state: number): void {
    const old = server.state;
    if (old === state) return;
    const { now } = this.kernel;
    (this.#totals[old] as number) += now - server.stateSince;
    server.stateSince = now;
    server.state = state;
  }

  reset(): void {
    this.#totals.fill(0);
    for (const server of this.servers) server.stateSince = this.kernel.now;
  }

  /** Share of server time in each state since the statistics began. */
  shares(): StateShares {
    const { now, observedSince } = this.kernel;
    const serverTime = (now - observedSince) * this.servers.length;
    const entries = STATES.map((name, state): [State, number] => {
      const inState = this.servers.filter((server) => server.state === state);
      // Before any time has passed the share of a state is that of the servers in it.
      if (serverTime === 0) return [name, inState.length / this.servers.length];
      const running = inState.reduce((total, server) => total + (now - server.stateSince), 0);
      return [name, ((this.#totals[state] as number) + running) / serverTime];
    });
    return Object.fromEntries(entries) as StateShares;
  }

  save(): StateClockState {
    return {
      states: this.servers.map(({ state }) => STATES[state] as State),
      since: this.servers.map(({ stateSince }) => stateSince),
      totals: [...this.#totals],
    };
  }

  restore(saved: StateClockState): void {
    this.servers.forEach((server, i) => {
      server.state = STATES.indexOf(saved.states[i] as State);
      server.stateSince = saved.since[i] as number;
    });
    saved.totals.forEach((total, state) => (this.#totals[state] = total));
  }
}

/** State of each server by name, since when, and the server time by state, µs. */
export type StateClockState = { states: State[]; since: number[]; totals: number[] };
