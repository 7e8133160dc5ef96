import type { Kernel } from "../kernel/kernel.ts";
import { StateClock, type Stateful } from "../statistics/state-clock.ts";

/** A state clock that tells somebody of every change. */
export class MeteredClock extends StateClock {
  readonly #indexes: ReadonlyMap<Stateful, number>;
  readonly #changed: (server: number, state: number) => void;

  constructor(
    kernel: Kernel,
    servers: readonly Stateful[],
    changed: (server: number, state: number) => void,
  ) {
    super(kernel, servers);
    this.#indexes = new Map(servers.map((server, i) => [server, i]));
    this.#changed = changed;
  }

  override change(server: Stateful, state: number): void {
    if (server.state === state) return;
    super.change(server, state);
    this.#changed(this.#indexes.get(server) as number, state);
  }
}
