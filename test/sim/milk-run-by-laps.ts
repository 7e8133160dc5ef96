/** A milk run of one train reckoned lap by lap, rack by rack. It shares nothing with the engine. Times in s. */
export interface LappedRun {
  readonly every: number;
  readonly whenLate: "departs" | "skips";
  readonly skipsStops: boolean;
  readonly places: number;
  readonly loadTime: number;
  readonly unloadTime: number;
  /** Time of the first stop, and of each stop behind it. */
  readonly stopTimes: readonly number[];
  /** From stop to stop. */
  readonly travel: readonly (readonly number[])[];
  readonly racks: readonly {
    /** Place of its stop on the route, from 1. */
    readonly stop: number;
    readonly capacity: number;
    /** What its machine takes for a container. */
    readonly cycle: number;
    /** In stock at time 0. */
    readonly supply: number;
    readonly demand:
      | { readonly by: "cards"; readonly cards: number; readonly laps: number }
      | { readonly by: "refill"; readonly min: number; readonly max: number }
      | { readonly by: "fixed"; readonly quantity: number };
  }[];
}

export interface Lapped {
  /** When containers were handed over: time, rack, and how many. */
  readonly handed: [time: number, rack: number, count: number][];
  readonly laps: [began: number, ended: number][];
  readonly missed: number;
  readonly skipped: number;
  readonly noRoom: number;
  /** By rack, when its machine took containers. */
  readonly taken: number[][];
}

class Rack {
  stock = 0;
  free = 0;
  since = 0;
  open = 0;
  box = 0;
  handedIn = 0;
  picked = 0;
  aboard = 0;
  supply: number;
  readonly taken: number[] = [];
  readonly #given: LappedRun["racks"][number];

  constructor(given: LappedRun["racks"][number]) {
    this.#given = given;
    this.supply = given.supply;
    if (given.demand.by === "cards") this.open = given.demand.cards;
  }

  /** Lets its machine take what it takes up to a time. */
  advance(time: number): void {
    const { cycle, demand } = this.#given;
    for (let at = Math.max(this.free, this.since); this.stock > 0 && at <= time; at = this.free) {
      this.stock--;
      this.taken.push(at);
      this.free = at + cycle;
      if (demand.by === "cards" && demand.laps === 0) this.open++;
      else if (demand.by === "cards") this.box++;
    }
  }

  wanted(): number {
    const { demand } = this.#given;
    if (demand.by === "cards") return this.open;
    if (demand.by === "fixed") return demand.quantity - this.aboard;
    const there = this.stock + this.aboard;
    return there <= demand.min ? demand.max - there : 0;
  }
}

export function milkRunByLaps(run: LappedRun, until: number): Lapped {
  const racks = run.racks.map((given) => new Rack(given));
  const result: Lapped & { missed: number; skipped: number; noRoom: number } = {
    handed: [],
    laps: [],
    missed: 0,
    skipped: 0,
    noRoom: 0,
    taken: racks.map(({ taken }) => taken),
  };
  let back = 0;
  let waiting: number | undefined;
  for (let due = run.every; due <= until; due += run.every) {
    if (waiting !== undefined && back <= due) [back, waiting] = [lap(run, racks, back, result), undefined];
    if (back <= due) back = lap(run, racks, due, result);
    else if (run.whenLate === "skips" || waiting !== undefined) result.missed++;
    else waiting = due;
  }
  if (waiting !== undefined && back <= until) lap(run, racks, back, result);
  for (const rack of racks) rack.advance(until);
  return result;
}

/** @returns when the train is back */
function lap(
  run: LappedRun,
  racks: readonly Rack[],
  began: number,
  result: Lapped & { skipped: number; noRoom: number },
): number {
  const advance = (time: number): void => {
    for (const rack of racks) rack.advance(time);
  };
  advance(began);
  let aboard = racks.reduce((sum, rack) => sum + rack.aboard, 0);
  let loaded = 0;
  for (const rack of racks) {
    rack.open += rack.picked;
    rack.picked = rack.handedIn;
    rack.handedIn = 0;
  }
  const something = racks.some((rack) => rack.box > 0 || (rack.wanted() > 0 && rack.supply > 0));
  if (run.skipsStops && aboard === 0 && !something) return began;
  racks.forEach((rack, i) => {
    const count = Math.max(0, Math.min(rack.wanted(), rack.supply, run.places - aboard));
    rack.aboard += count;
    rack.supply -= count;
    if (run.racks[i]?.demand.by === "cards") rack.open -= count;
    aboard += count;
    loaded += count;
  });
  let now = began + (run.stopTimes[0] as number) + loaded * run.loadTime;
  let at = 0;
  const collected = racks.map(() => 0);
  for (let stop = 1; stop < run.stopTimes.length; stop++) {
    advance(now);
    const here = racks.flatMap((rack, i) => (run.racks[i]?.stop === stop ? [{ rack, i }] : []));
    if (run.skipsStops && here.every(({ rack }) => rack.aboard === 0 && rack.box === 0)) {
      result.skipped++;
      continue;
    }
    now += run.travel[at]?.[stop] as number;
    at = stop;
    advance(now);
    const going = here.map(({ rack, i }) => {
      const count = Math.min(rack.aboard, (run.racks[i]?.capacity as number) - rack.stock);
      result.noRoom += rack.aboard - count;
      return count;
    });
    now += (run.stopTimes[stop] as number) + going.reduce((sum, count) => sum + count, 0) * run.unloadTime;
    advance(now);
    here.forEach(({ rack, i }, k) => {
      const count = going[k] as number;
      if (count > 0) result.handed.push([now, i, count]);
      rack.aboard -= count;
      rack.stock += count;
      rack.since = now;
      rack.advance(now);
      collected[i] = rack.box;
      rack.box = 0;
    });
  }
  now += run.travel[at]?.[0] as number;
  advance(now);
  racks.forEach((rack, i) => {
    const { demand } = run.racks[i] as LappedRun["racks"][number];
    if (demand.by === "cards" && demand.laps === 1) rack.open += collected[i] as number;
    else rack.handedIn += collected[i] as number;
  });
  result.laps.push([began, now]);
  return now;
}
