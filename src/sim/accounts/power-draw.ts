import type { Micros } from "../../base/units.ts";
import type { StateClock, Stateful } from "../statistics/state-clock.ts";

/** An element whose work waits for ramp-ups. */
export interface PowerHost {
  /** The server has ramped up and can work. */
  onReady(server: number): void;
}

/** The power of one element, as its model sees it. */
export interface PowerDraw {
  /** A clock of the servers that tells the meter what each is doing; asked for once. */
  clock(servers: readonly Stateful[], host?: PowerHost): StateClock;
  /** Whether the server can work at once; if not, work must `wake` it and wait for `onReady`. */
  ready(server: number): boolean;
  /** Time until it could work if it were woken now, µs. */
  rampLeft(server: number): Micros;
  /** Work waits for the server: its ramp-up begins, unless it is under way. */
  wake(server: number): void;
}
