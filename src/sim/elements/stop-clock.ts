import type { Micros } from "../../base/units.ts";

/** A clock that can be stopped: time it has run, and since when it runs. */
export class StopClock {
  elapsed: Micros = 0;
  since: Micros = -1;

  read(now: Micros): Micros {
    return this.since < 0 ? this.elapsed : this.elapsed + (now - this.since);
  }

  run(now: Micros): void {
    if (this.since < 0) this.since = now;
  }

  stop(now: Micros): void {
    this.elapsed = this.read(now);
    this.since = -1;
  }
}
