import type { Plant } from "../../plant/schema.ts";
import type { EventRecord } from "../../sim/kernel/trace.ts";
import { Simulation } from "../../sim/simulation.ts";

/** Where two runs part. */
export interface Divergence {
  /** s */
  readonly time: number;
  /** What each run did at that place in the element's own count, one of them later; absent where nothing came any more. */
  readonly first: EventRecord | undefined;
  readonly second: EventRecord | undefined;
  /** What led there, the newest first: the line, what released it, and so on, as far back as is kept. */
  readonly firstCauses: readonly EventRecord[];
  readonly secondCauses: readonly EventRecord[];
}

export interface DivergenceSettings {
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly horizon: number;
  readonly warmup: number;
}

/** Both runs go on by so much before they are compared, s of simulated time; short enough to keep few lines. */
const SLICES = 200;
/** Lines of each run that are kept for the chain of causes. */
const KEPT = 100_000;
const LONGEST_CHAIN = 20;

/**
 * The first event that two plants with the same random numbers do not share. Lines are compared by their id, an element's
 * own count, so that an element that only one of them has does not count before it changes something for others.
 * @returns undefined where the runs are the same for all elements that both have
 */
export function firstDivergence(
  first: Plant,
  second: Plant,
  settings: DivergenceSettings,
): Divergence | undefined {
  const search = divergenceSearch(first, second, settings);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** The same slice by slice. It yields the share of the horizon that was compared, 0 to 1. */
export function* divergenceSearch(
  first: Plant,
  second: Plant,
  settings: DivergenceSettings,
): Generator<number, Divergence | undefined> {
  const shared = sharedElements(first, second);
  const sides = [new Side(first, settings, shared), new Side(second, settings, shared)] as const;
  for (let slice = 1; slice <= SLICES; slice++) {
    const until = (settings.horizon * slice) / SLICES;
    for (const side of sides) side.runUntil(until);
    const found = earliestDifference(...sides);
    yield slice / SLICES;
    if (found === undefined) continue;
    const [a, b] = sides.map((side) => side.lineOf(found.id, until, settings.horizon));
    return {
      time: found.time,
      first: a,
      second: b,
      firstCauses: sides[0].causes(a),
      secondCauses: sides[1].causes(b),
    };
  }
  return undefined;
}

/** Elements and calendars that both plants have. */
function sharedElements(first: Plant, second: Plant): ReadonlySet<string> {
  const names = ({ elements, calendars }: Plant): string[] => [
    ...elements.map(({ id }) => id),
    ...calendars.map(({ id }) => `/calendar/${id}`),
  ];
  const others = new Set(names(second));
  return new Set([...names(first).filter((name) => others.has(name)), "/run"]);
}

/** A line that has not been compared yet. */
interface PendingLine {
  readonly line: EventRecord;
  /** What has to be the same. */
  readonly text: string;
  /** Of the lines of its run. */
  readonly order: number;
}

/** One of the two runs. */
class Side {
  /** Lines since the last comparison that the other run must have as well, by id. */
  readonly pending = new Map<string, PendingLine>();
  readonly #kept = new Map<string, EventRecord>();
  readonly #simulation: Simulation;
  #order = 0;

  constructor(plant: Plant, { seed, replication, warmup }: DivergenceSettings, shared: ReadonlySet<string>) {
    this.#simulation = new Simulation(plant, {
      seed,
      replication,
      warmup,
      record: (line) => {
        this.#kept.set(line.id, line);
        if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
        if (shared.has(line.element))
          this.pending.set(line.id, { line, text: told(line), order: this.#order++ });
      },
    });
  }

  runUntil(time: number): void {
    this.#simulation.runUntil(time);
  }

  /** The line of an id, waiting for it where it has not come by the time that was reached. */
  lineOf(id: string, reached: number, horizon: number): EventRecord | undefined {
    for (let slice = 1; slice <= SLICES && !this.#kept.has(id); slice++)
      this.#simulation.runUntil(reached + ((horizon - reached) * slice) / SLICES);
    return this.#kept.get(id);
  }

  /** A line and what released it, back to what happened by itself. */
  causes(line: EventRecord | undefined): EventRecord[] {
    const chain: EventRecord[] = [];
    for (
      let next = line;
      next !== undefined && chain.length < LONGEST_CHAIN;
      next = next.cause === undefined ? undefined : this.#kept.get(next.cause)
    )
      chain.push(next);
    return chain;
  }
}

/** What has to be the same: not the cause, which may be an element that only one of the plants has. */
function told({ time, kind, part, product, detail }: EventRecord): string {
  return [time, kind, part, product, detail].join(" ");
}

/** Of what only one of the runs has, or both have otherwise, what comes first; of several at one instant by their order. */
function earliestDifference(first: Side, second: Side): { id: string; time: number } | undefined {
  let earliest: PendingLine | undefined;
  const look = (own: Side, other: Side): void => {
    for (const [id, pending] of own.pending) {
      if (other.pending.get(id)?.text === pending.text) continue;
      const before = earliest === undefined ? -1 : pending.line.time - earliest.line.time;
      if (before < 0 || (before === 0 && pending.order < (earliest?.order ?? 0))) earliest = pending;
    }
  };
  look(first, second);
  look(second, first);
  first.pending.clear();
  second.pending.clear();
  return earliest === undefined ? undefined : { id: earliest.line.id, time: earliest.line.time };
}
