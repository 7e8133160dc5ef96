import { toMicros, type Micros } from "../../base/units.ts";
import type { MilkRunTimetable } from "../../plant/elements/milk-run.ts";

/** Departures by a takt or by fixed times (SPEC MR2); none where trains depart on demand or continuously. */
export class Departures {
  readonly #first: readonly Micros[];
  readonly #period: Micros;

  constructor(timetable: MilkRunTimetable) {
    if (timetable.by === "takt") {
      this.#first = [toMicros(timetable.first ?? 0)];
      this.#period = Math.max(1, toMicros(timetable.every));
    } else if (timetable.by === "times") {
      this.#first = [...new Set(timetable.times.map(toMicros))].sort((a, b) => a - b);
      this.#period = timetable.period === undefined ? Infinity : Math.max(1, toMicros(timetable.period));
    } else {
      this.#first = [];
      this.#period = Infinity;
    }
  }

  /** The first departure at or after a time; Infinity when there is none. */
  from(time: Micros): Micros {
    let best = Infinity;
    for (const first of this.#first) {
      const rounds =
        this.#period === Infinity || first >= time ? 0 : Math.ceil((time - first) / this.#period);
      const at = rounds === 0 ? first : first + rounds * this.#period;
      if (at >= time) best = Math.min(best, at);
    }
    return best;
  }
}
