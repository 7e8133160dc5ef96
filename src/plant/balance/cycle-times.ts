import type { Duration } from "../distribution.ts";
import type { CycleTime, Station } from "../elements/station.ts";
import { meanOf } from "../mean.ts";
import { stretched } from "../stretch.ts";
import { cycleDurationOf } from "../support.ts";
import type { Plant } from "../schema.ts";
import type { Assignment } from "./assignment.ts";
import type { LineBalance } from "./line-balance.ts";
import { taskTime } from "./line-figures.ts";
import { stationWork } from "./station-work.ts";

/** Shares of a time that count as equal: far below what a clock shows, far above rounding. */
const SAME = 1e-9;

/** Stations of the line, in its order. */
export function lineStations(plant: Plant, line: LineBalance): Station[] {
  const stations = new Map<string, Station>();
  for (const element of plant.elements) if (element.kind === "station") stations.set(element.id, element);
  return line.stations.flatMap((id) => stations.get(id) ?? []);
}

/**
 * Time of a station for one part of each product, s: the repositioning and its tasks, as its workers do them, with setups
 * and waiting between its sides; of several workplaces in parallel each part takes its share. The margin for chance is
 * no time that a part takes.
 */
export function stationTimes(
  plant: Plant,
  line: LineBalance,
  station: string,
  load: readonly string[],
): ReadonlyMap<string, number> {
  const { certainty: _, ...certain } = line;
  const of = (product: string): number =>
    (line.repositioning ?? 0) + stationWork(certain, station, load, (task) => taskTime(task, product)).time;
  return new Map(plant.products.map(({ id }) => [id, of(id)]));
}

/**
 * Lets the stations of a line take the time of their tasks: the mean cycle time of each product becomes the
 * repositioning plus the tasks, and the spread around it keeps its form and its share of the mean.
 * @param text where the new cycle times come from, a station's tasks in words
 */
export function withCycleTimes(
  plant: Plant,
  line: LineBalance,
  assignment: Assignment,
  text: (load: readonly string[]) => string,
): Plant {
  const loads = new Map(line.stations.map((station, i) => [station, assignment[i] ?? []]));
  const stations = lineStations(plant, line);
  const spare = stations.map((station) => anyForm(plant, station)).find((form) => form !== undefined);
  const elements = plant.elements.map((element) => {
    const load = loads.get(element.id);
    if (load === undefined || element.kind !== "station") return element;
    if (keepsTimes(plant, line, element, load)) return element;
    const cycleTime = cycleTimeOf(plant, element, stationTimes(plant, line, element.id, load), spare);
    const others = Object.entries(element.provenance ?? {}).filter(
      ([key]) => !/^\/cycleTime(\/|$)/.test(key),
    );
    const provenance = {
      ...Object.fromEntries(others),
      "/cycleTime": { kind: "derived", text: text(load) },
    } as const;
    return { ...element, cycleTime, provenance };
  });
  return { ...plant, elements };
}

/** Whether the stations' mean cycle times are those of the assignment already. */
export function isSimulated(plant: Plant, line: LineBalance, assignment: Assignment): boolean {
  const loads = new Map(line.stations.map((station, i) => [station, assignment[i] ?? []]));
  return lineStations(plant, line).every((station) =>
    keepsTimes(plant, line, station, loads.get(station.id) ?? []),
  );
}

function keepsTimes(plant: Plant, line: LineBalance, station: Station, load: readonly string[]): boolean {
  return [...stationTimes(plant, line, station.id, load)].every(([product, time]) => {
    const duration = cycleDurationOf(station.cycleTime, product);
    return duration === undefined || Math.abs(meanOf(duration) - time) <= SAME * Math.max(1, time);
  });
}

function cycleTimeOf(
  plant: Plant,
  station: Station,
  times: ReadonlyMap<string, number>,
  spare: Duration | undefined,
): CycleTime {
  const { cycleTime } = station;
  const own = anyForm(plant, station) ?? spare;
  const durations = [...times].map(([product, time]) => {
    const form = cycleDurationOf(cycleTime, product);
    const used = form !== undefined && meanOf(form) > 0 ? form : own;
    return [product, withMean(used, time)] as const;
  });
  const different = new Set(durations.map(([, duration]) => JSON.stringify(duration)));
  const only = durations[0]?.[1];
  return different.size === 1 && only !== undefined ? only : { byProduct: Object.fromEntries(durations) };
}

/** A duration of a station that can be stretched. */
function anyForm(plant: Plant, { cycleTime }: Station): Duration | undefined {
  return plant.products
    .map(({ id }) => cycleDurationOf(cycleTime, id))
    .find((duration) => duration !== undefined && meanOf(duration) > 0);
}

/** The duration stretched to another mean; a time of zero, or one without a form, is fixed. */
function withMean(form: Duration | undefined, mean: number): Duration {
  if (form === undefined || mean === 0 || typeof form === "number") return round(mean);
  return stretched(form, mean / meanOf(form));
}

/** Sums of decimal times without the noise of their last bits. */
function round(time: number): number {
  return Math.round(time * 1e9) / 1e9;
}
