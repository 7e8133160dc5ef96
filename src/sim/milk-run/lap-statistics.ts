import { toSeconds, type Micros } from "../../base/units.ts";
import { Tally, type TallyState } from "../statistics/tally.ts";
import type { PointOfUseFigures } from "./point-of-use.ts";

/** Departures that are remembered for the timetable that is shown. */
const REMEMBERED = 8;

/** Counted since the statistics began. */
const COUNTS = [
  "departures",
  "late",
  "missed",
  "withoutDemand",
  "delivered",
  "returned",
  "noRoom",
  "leftBehind",
  "notInStock",
  "stopsServed",
  "stopsSkipped",
] as const;
type Count = (typeof COUNTS)[number];

/** A departure by the timetable, and when it took place, µs; −1 where it did not. */
export type KeptDeparture = [due: Micros, began: Micros];

/** What the laps of a milk run were like (SPEC MR16). */
export class LapStatistics {
  readonly #tolerance: Micros;
  readonly #counts = new Map<Count, number>(COUNTS.map((name) => [name, 0]));
  readonly #laps = new Tally();
  readonly #lateness = new Tally();
  readonly #load = new Tally();
  #recent: KeptDeparture[] = [];

  /** @param tolerance a departure up to so much later is punctual, µs */
  constructor(tolerance: Micros) {
    this.#tolerance = tolerance;
  }

  count(name: Count, by = 1): void {
    this.#counts.set(name, this.of(name) + by);
  }

  of(name: Count): number {
    return this.#counts.get(name) as number;
  }

  /** @param due when it should have departed; −1 where nothing says */
  departed(due: Micros, now: Micros): void {
    this.count("departures");
    if (due < 0) return;
    this.#lateness.add(toSeconds(now - due));
    if (now - due > this.#tolerance) this.count("late");
    this.#remember([due, now]);
  }

  missed(due: Micros): void {
    this.count("missed");
    this.#remember([due, -1]);
  }

  /** @param load most containers on the train in the lap, as a share of its places */
  ended(began: Micros, now: Micros, load: number): void {
    this.#laps.add(toSeconds(now - began));
    this.#load.add(load);
  }

  reset(): void {
    for (const name of COUNTS) this.#counts.set(name, 0);
    for (const tally of [this.#laps, this.#lateness, this.#load]) tally.reset();
  }

  report(): LapFigures {
    const counts = Object.fromEntries(COUNTS.map((name) => [name, this.of(name)])) as Record<Count, number>;
    const planned = this.#lateness.count + counts.missed;
    const most = (tally: Tally): number => (tally.count === 0 ? Number.NaN : tally.max);
    return {
      ...counts,
      laps: this.#laps.count,
      lapMean: this.#laps.mean,
      lapMax: most(this.#laps),
      punctuality: planned > 0 ? 1 - (counts.late + counts.missed) / planned : Number.NaN,
      latenessMean: this.#lateness.mean,
      latenessMax: most(this.#lateness),
      loadMean: this.#load.mean,
      loadMax: most(this.#load),
      recent: this.#recent.map(([due, began]) => ({
        due: toSeconds(due),
        ...(began < 0 ? {} : { began: toSeconds(began) }),
      })),
    };
  }

  save(): LapStatisticsState {
    return {
      counts: COUNTS.map((name) => this.of(name)),
      tallies: [this.#laps.save(), this.#lateness.save(), this.#load.save()],
      recent: this.#recent.map(([due, began]) => [due, began]),
    };
  }

  restore({ counts, tallies, recent }: LapStatisticsState): void {
    COUNTS.forEach((name, i) => this.#counts.set(name, counts[i] ?? 0));
    [this.#laps, this.#lateness, this.#load].forEach((tally, i) => tally.restore(tallies[i] as TallyState));
    this.#recent = recent.map(([due, began]) => [due, began]);
  }

  #remember(departure: KeptDeparture): void {
    this.#recent = [...this.#recent, departure].slice(-REMEMBERED);
  }
}

/** Tallies of lap times, lateness, and highest loads. */
export type LapStatisticsState = {
  counts: number[];
  tallies: TallyState[];
  recent: KeptDeparture[];
};

/** Figures of the laps in the observed time. Times in s; NaN where there was nothing. */
export interface LapFigures extends Readonly<Record<Count, number>> {
  /** Laps that ended. */
  readonly laps: number;
  /** From the departure until all is unloaded at the first stop again. */
  readonly lapMean: number;
  readonly lapMax: number;
  /** Share of the departures due that took place within the tolerance, 0 to 1. */
  readonly punctuality: number;
  readonly latenessMean: number;
  readonly latenessMax: number;
  /** Highest load of each lap as a share of the places, mean and most, 0 to 1. */
  readonly loadMean: number;
  readonly loadMax: number;
  /** The latest departures, the latest last; without `began` it did not take place. */
  readonly recent: readonly { readonly due: number; readonly began?: number }[];
}

/** What is told of a milk run beside its states, in the observed time. */
export interface MilkRunResult extends LapFigures {
  /** Departures that are due and wait for a train, s. */
  readonly waiting: readonly number[];
  /** Departures to come, s; of timetables only. */
  readonly next: readonly number[];
  readonly pointsOfUse: readonly (PointOfUseFigures & { readonly to: string; readonly product: string })[];
}
