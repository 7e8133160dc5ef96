import type { Plant } from "../../plant/schema.ts";
import { arrowRule } from "./arrow-rule.ts";
import { stationPairs } from "./neighbours.ts";
import { shiftingBottlenecks } from "./shifting.ts";
import type { StateHistory } from "./state-history.ts";

/** What each method says of one station; shares are means over replications. */
export interface StationBottleneck {
  readonly station: string;
  /** Share of its time on shift that it was active: the method of utilisation. */
  readonly active: number;
  readonly blocked: number;
  readonly starved: number;
  /** Mean length of its active periods, s (Roser, Nakano and Tanaka 2001: the longest is the bottleneck). */
  readonly meanPeriod: number;
  readonly sole: number;
  readonly shifting: number;
  /** By the arrow rule. */
  readonly arrow: boolean;
  readonly severity: number;
}

/** How the bottleneck is looked for. */
export const BOTTLENECK_METHODS = ["utilisation", "waiting", "meanPeriod", "shifting", "arrow"] as const;
export type BottleneckMethod = (typeof BOTTLENECK_METHODS)[number];

export interface Bottlenecks {
  /** The most likely bottleneck first, by the share of time in which it was the momentary one. */
  readonly stations: readonly StationBottleneck[];
  /** Which station each method names; absent where there is no station. */
  readonly named: Readonly<Partial<Record<BottleneckMethod, string>>>;
}

/** Judges the stations of a plant by what they did in some replications. */
export function findBottlenecks(plant: Plant, histories: readonly StateHistory[]): Bottlenecks {
  const n = Math.max(1, histories.length);
  const shifting = histories.map(shiftingBottlenecks);
  const ids = histories[0]?.stations ?? [];
  const mean = (of: (history: StateHistory, i: number) => number): number =>
    histories.reduce((sum, history, i) => sum + of(history, i), 0) / n;
  const waiting = Object.fromEntries(
    ids.map((id) => [
      id,
      {
        blocked: mean(({ shares }) => shares[id]?.blocked ?? 0),
        starved: mean(({ shares }) => shares[id]?.starved ?? 0),
      },
    ]),
  );
  const arrows = arrowRule(stationPairs(plant), waiting);
  const stations = ids.map((id): StationBottleneck => {
    const own = histories.flatMap(({ periods }) => periods.filter(({ station }) => station === id));
    return {
      station: id,
      active: mean(({ shares }) => shares[id]?.active ?? 0),
      ...(waiting[id] ?? { blocked: 0, starved: 0 }),
      meanPeriod: own.reduce((sum, { start, end }) => sum + end - start, 0) / Math.max(1, own.length),
      sole: mean((_, i) => shifting[i]?.[id]?.sole ?? 0),
      shifting: mean((_, i) => shifting[i]?.[id]?.shifting ?? 0),
      arrow: arrows[id]?.bottleneck ?? false,
      severity: arrows[id]?.severity ?? 0,
    };
  });
  const momentary = ({ sole, shifting: moving }: StationBottleneck): number => sole + moving;
  const most = (score: (station: StationBottleneck) => number): string | undefined =>
    stations.reduce<StationBottleneck | undefined>(
      (best, station) => (best === undefined || score(station) > score(best) ? station : best),
      undefined,
    )?.station;
  const named: Record<BottleneckMethod, string | undefined> = {
    utilisation: most(({ active }) => active),
    waiting: most(({ blocked, starved }) => -blocked - starved),
    meanPeriod: most(({ meanPeriod }) => meanPeriod),
    shifting: most(momentary),
    arrow: most(({ arrow, severity }) => (arrow ? severity : -1)),
  };
  return {
    stations: [...stations].sort((a, b) => momentary(b) - momentary(a)),
    named: Object.fromEntries(Object.entries(named).filter(([, id]) => id !== undefined)),
  };
}
