import { shiftingBottlenecks } from "./shifting.ts";
import type { StateHistory } from "./state-history.ts";

/** What one replication says of a station; all that the methods need of it. */
export interface StationFigures {
  /** Shares of the time on shift. */
  readonly active: number;
  readonly blocked: number;
  readonly starved: number;
  /** Active periods, and their lengths together, s. */
  readonly periods: number;
  readonly periodTime: number;
  /** Shares of the observed time in which it was the bottleneck. */
  readonly sole: number;
  readonly shifting: number;
}

/** By station, in the order of the plant. */
export type HistoryFigures = Readonly<Record<string, StationFigures>>;

/** The figures of a history: a few numbers a station instead of all its periods. */
export function historyFigures(history: StateHistory): HistoryFigures {
  const shifting = shiftingBottlenecks(history);
  const periods = new Map(history.stations.map((id) => [id, { count: 0, time: 0 }]));
  for (const { station, start, end } of history.periods) {
    const own = periods.get(station);
    if (own === undefined) continue;
    own.count++;
    own.time += end - start;
  }
  return Object.fromEntries(
    history.stations.map((id) => {
      const { active = 0, blocked = 0, starved = 0 } = history.shares[id] ?? {};
      const { count = 0, time = 0 } = periods.get(id) ?? {};
      const { sole = 0, shifting: moving = 0 } = shifting[id] ?? {};
      return [id, { active, blocked, starved, periods: count, periodTime: time, sole, shifting: moving }];
    }),
  );
}
