import type {
  BottleneckFigure,
  BottleneckMethod,
  Bottlenecks,
  StationBottleneck,
} from "../../protocol/questions.ts";

/** Columns of the table of stations, in their order. */
export const STATION_COLUMNS = [
  "momentary",
  "sole",
  "shifting",
  "active",
  "blocked",
  "starved",
  "meanPeriod",
  "severity",
] as const satisfies readonly BottleneckFigure[];

/** By which figure each method names its station, so that it can be marked there. */
export const METHOD_FIGURES: Readonly<Record<BottleneckMethod, BottleneckFigure>> = {
  shifting: "momentary",
  utilisation: "active",
  waiting: "starved",
  meanPeriod: "meanPeriod",
  arrow: "severity",
};

/** Stations by a figure, the largest first or last; in the order of the answer when undefined. */
export function orderedStations(
  { stations }: Bottlenecks,
  by: BottleneckFigure | undefined,
  isDescending: boolean,
): readonly StationBottleneck[] {
  if (by === undefined) return isDescending ? stations.toReversed() : stations;
  const value = (station: StationBottleneck): number => station.intervals[by].mean;
  return stations.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    // What has no figure, such as a period that never was, comes last.
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return isDescending ? second - first : first - second;
  });
}

/** Whether a method names the station by this figure. */
export function isNamed(found: Bottlenecks, station: string, figure: BottleneckFigure): boolean {
  return Object.entries(METHOD_FIGURES).some(
    ([method, own]) => own === figure && found.named[method as BottleneckMethod] === station,
  );
}
