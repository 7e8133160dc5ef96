import type { ActivePeriod, StateHistory } from "./state-history.ts";

/** Shares of the observed time in which a station was the bottleneck. */
export interface BottleneckShares {
  /** Alone. */
  readonly sole: number;
  /** While the bottleneck moved from it or to it. */
  readonly shifting: number;
}

/**
 * The shifting bottleneck (Roser, Nakano and Tanaka 2002, WSC; 2003): at any time the bottleneck is the station with the
 * longest uninterrupted active period. It stays so to the end of that period; the next one is the station whose period then
 * is longest. Where two periods overlap, the bottleneck shifts from one to the other; outside it is sole. The sum of both
 * shares is the momentary bottleneck, which is what the station is ranked by.
 */
export function shiftingBottlenecks(history: StateHistory): Record<string, BottleneckShares> {
  const periods = history.stations.map((station) =>
    history.periods.filter((period) => period.station === station),
  );
  const times = new Map(history.stations.map((station) => [station, { sole: 0, shifting: 0 }]));
  const book = (station: string, kind: "sole" | "shifting", duration: number): void => {
    const own = times.get(station);
    if (own !== undefined && duration > 0) own[kind] += duration;
  };
  let current = longestAt(periods, firstStart(periods, history.start));
  // From where on the current one is sole.
  let from = current?.start ?? history.end;
  while (current !== undefined) {
    const next: ActivePeriod | undefined = longestAt(periods, current.end);
    if (next === undefined) {
      book(current.station, "sole", current.end - from);
      const start = firstStart(periods, current.end);
      current = longestAt(periods, start);
      from = start;
    } else {
      const overlap = Math.max(from, next.start);
      book(current.station, "sole", overlap - from);
      book(current.station, "shifting", current.end - overlap);
      if (next.station !== current.station) book(next.station, "shifting", current.end - overlap);
      from = current.end;
      current = next;
    }
  }
  const observed = history.end - history.start;
  return Object.fromEntries(
    [...times].map(([station, { sole, shifting }]) => [
      station,
      { sole: sole / observed, shifting: shifting / observed },
    ]),
  );
}

/** Of the periods that go on at a time, the longest; of equals, the one of the first station. */
function longestAt(periods: readonly (readonly ActivePeriod[])[], time: number): ActivePeriod | undefined {
  let longest: ActivePeriod | undefined;
  for (const own of periods) {
    const period = own[lastStarted(own, time)];
    if (period === undefined || period.end <= time) continue;
    if (longest === undefined || period.end - period.start > longest.end - longest.start) longest = period;
  }
  return longest;
}

/** When the next period begins, or the time itself where one goes on. */
function firstStart(periods: readonly (readonly ActivePeriod[])[], time: number): number {
  let first = Infinity;
  for (const own of periods) {
    const at = lastStarted(own, time);
    const going = own[at];
    if (going !== undefined && going.end > time) return time;
    first = Math.min(first, own[at + 1]?.start ?? Infinity);
  }
  return first;
}

/** Index of the last period that starts at a time or before; −1 where there is none. */
function lastStarted(periods: readonly ActivePeriod[], time: number): number {
  let low = -1;
  let high = periods.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((periods[middle] as ActivePeriod).start <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
