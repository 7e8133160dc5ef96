import type { Plant } from "../../plant/schema.ts";
import { type Interval, tInterval } from "../analysis/interval.ts";
import { arrowRule, type ArrowVerdict } from "./arrow-rule.ts";
import type { HistoryFigures, StationFigures } from "./history-figures.ts";
import { stationPairs } from "./neighbours.ts";

/** Figures of a station that come with an interval over the replications. */
export const BOTTLENECK_FIGURES = [
  "active",
  "blocked",
  "starved",
  "meanPeriod",
  "momentary",
  "sole",
  "shifting",
  "severity",
] as const;
export type BottleneckFigure = (typeof BOTTLENECK_FIGURES)[number];

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
  /** Each figure by replications; the mean of `meanPeriod` here is that of the replications' means. */
  readonly intervals: Readonly<Record<BottleneckFigure, Interval>>;
}

/** How the bottleneck is looked for. */
export const BOTTLENECK_METHODS = ["utilisation", "waiting", "meanPeriod", "shifting", "arrow"] as const;
export type BottleneckMethod = (typeof BOTTLENECK_METHODS)[number];

/** Which station a method names; absent where there is none. */
export type NamedStations = Readonly<Partial<Record<BottleneckMethod, string>>>;

export interface Bottlenecks {
  /** The most likely bottleneck first, by the share of time in which it was the momentary one. */
  readonly stations: readonly StationBottleneck[];
  /** By the means of all replications. */
  readonly named: NamedStations;
  /** In how many of the replications, each by itself, the method names the same station. */
  readonly votes: Readonly<Partial<Record<BottleneckMethod, number>>>;
  readonly replications: number;
}

/**
 * Judges the stations of a plant by what they did in some replications.
 * @param confidence of each interval
 */
export function findBottlenecks(
  plant: Plant,
  histories: readonly HistoryFigures[],
  confidence: number = 0.95,
): Bottlenecks {
  const pairs = stationPairs(plant);
  const ids = Object.keys(histories[0] ?? {});
  const judged = histories.map((history) => judge(ids, (id) => history[id] ?? NOTHING, pairs));
  const pooled = judge(ids, (id) => meanFigures(histories.map((history) => history[id] ?? NOTHING)), pairs);
  const stations = pooled.map((station, i): StationBottleneck => {
    const interval = (of: (one: Judged) => number): Interval =>
      tInterval(
        judged.map((one) => of(one[i] as Judged)),
        confidence,
      );
    return {
      ...station,
      meanPeriod: Number.isNaN(station.meanPeriod) ? 0 : station.meanPeriod,
      intervals: {
        active: interval(({ active }) => active),
        blocked: interval(({ blocked }) => blocked),
        starved: interval(({ starved }) => starved),
        meanPeriod: interval(({ meanPeriod }) => meanPeriod),
        momentary: interval(momentary),
        sole: interval(({ sole }) => sole),
        shifting: interval(({ shifting }) => shifting),
        severity: interval(({ severity }) => severity),
      },
    };
  });
  const named = namedBy(pooled);
  const alone = judged.map(namedBy);
  const votes = Object.entries(named).map(([method, id]) => [
    method,
    alone.filter((one) => one[method as BottleneckMethod] === id).length,
  ]);
  return {
    stations: [...stations].sort((a, b) => momentary(b) - momentary(a)),
    named,
    votes: Object.fromEntries(votes),
    replications: histories.length,
  };
}

const NOTHING: StationFigures = {
  active: 0,
  blocked: 0,
  starved: 0,
  periods: 0,
  periodTime: 0,
  sole: 0,
  shifting: 0,
};

type Judged = Omit<StationBottleneck, "intervals">;

/** The stations by one set of figures. */
function judge(
  ids: readonly string[],
  of: (id: string) => StationFigures,
  pairs: readonly (readonly [upstream: string, downstream: string])[],
): Judged[] {
  const figures = new Map(ids.map((id) => [id, of(id)]));
  const arrows = arrowRule(pairs, Object.fromEntries(figures));
  return [...figures].map(([station, { periods, periodTime, ...shares }]) => {
    const { bottleneck = false, severity = 0 }: Partial<ArrowVerdict> = arrows[station] ?? {};
    return { station, ...shares, meanPeriod: periodTime / periods, arrow: bottleneck, severity };
  });
}

/** Means of shares, and sums of periods: the mean period is that of all periods. */
function meanFigures(figures: readonly StationFigures[]): StationFigures {
  const sum = (of: (one: StationFigures) => number): number =>
    figures.reduce((total, one) => total + of(one), 0);
  const mean = (of: (one: StationFigures) => number): number => sum(of) / Math.max(1, figures.length);
  return {
    active: mean(({ active }) => active),
    blocked: mean(({ blocked }) => blocked),
    starved: mean(({ starved }) => starved),
    periods: sum(({ periods }) => periods),
    periodTime: sum(({ periodTime }) => periodTime),
    sole: mean(({ sole }) => sole),
    shifting: mean(({ shifting }) => shifting),
  };
}

function momentary({ sole, shifting }: Pick<StationBottleneck, "sole" | "shifting">): number {
  return sole + shifting;
}

function namedBy(stations: readonly Judged[]): NamedStations {
  const most = (score: (station: Judged) => number): string | undefined =>
    stations.reduce<Judged | undefined>(
      (best, station) => (best === undefined || score(station) > score(best) ? station : best),
      undefined,
    )?.station;
  const named: Record<BottleneckMethod, string | undefined> = {
    utilisation: most(({ active }) => active),
    waiting: most(({ blocked, starved }) => -blocked - starved),
    meanPeriod: most(({ meanPeriod }) => (Number.isNaN(meanPeriod) ? 0 : meanPeriod)),
    shifting: most(momentary),
    arrow: most(({ arrow, severity }) => (arrow ? severity : -1)),
  };
  return Object.fromEntries(Object.entries(named).filter(([, id]) => id !== undefined));
}
