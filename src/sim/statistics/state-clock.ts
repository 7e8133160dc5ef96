import type { Micros } from "../../base/units.ts";
import { STATES, type State } from "../../plant/states.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { StateShares } from "../results.ts";

/** Time that servers spend in each state. At each instant a server is in exactly one, so the shares add to one. */
export class StateClock {
  /** Index into STATES, per server. */
  readonly state: Uint8Array;
  readonly #since: Float64Array;
  /** Server time by state, µs. */
  readonly #totals: Float64Array = new Float64Array(STATES.length);
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, servers: number, initial: number) {
    this.#kernel = kernel;
    this.state = new Uint8Array(servers).fill(initial);
    this.#since = new Float64Array(servers);
  }

  change(server: number, state: number): void {
    const old = this.state[server] as number;
    if (old === state) return;
    const now = this.#kernel.now;
    this.#totals[old] = (this.#totals[old] as number) + (now - (this.#since[server] as number));
    this.#since[server] = now;
    this.state[server] = state;
  }

  reset(): void {
    this.#totals.fill(0);
    this.#since.fill(this.#kernel.now);
  }

  /** Server time in a state up to now, µs. */
  total(state: number): Micros {
    let total = this.#totals[state] as number;
    for (let server = 0; server < this.state.length; server++) {
      if (this.state[server] === state) total += this.#kernel.now - (this.#since[server] as number);
    }
    return total;
  }

  shares(observed: Micros): StateShares {
    const serverTime = observed * this.state.length;
    const entries = STATES.map((name, state): [State, number] => [
      name,
      serverTime > 0 ? this.total(state) / serverTime : this.#instantShare(state),
    ]);
    return Object.fromEntries(entries) as StateShares;
  }

  save(): { state: number[]; since: number[]; totals: number[] } {
    return { state: [...this.state], since: [...this.#since], totals: [...this.#totals] };
  }

  restore(saved: { state: number[]; since: number[]; totals: number[] }): void {
    this.state.set(saved.state);
    this.#since.set(saved.since);
    this.#totals.set(saved.totals);
  }

  /** Before any time has passed the share of a state is that of the servers in it. */
  #instantShare(state: number): number {
    return this.state.filter((present) => present === state).length / this.state.length;
  }
}
