import type { MilkRun } from "../elements/milk-run.ts";
import { fleetCapacity } from "../fleet-capacity.ts";
import { legsOf } from "../fleet-places.ts";
import { meanOf } from "../mean.ts";
import type { Fleet } from "../resources/fleet.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { cycleDurationOf } from "../support.ts";
import { NetworkGraph } from "../traffic/network-graph.ts";
import { quickestWaysTo } from "../traffic/quickest-ways.ts";
import type { PlantIndex } from "./plant-index.ts";

const LAP_EXCEEDS = rule("milkRun/lapExceedsTakt", "warning");

const OVER_CAPACITY = rule("milkRun/overCapacity", "warning");

const NO_TIME = rule("milkRun/noTime", "error");

const BEYOND = rule("milkRun/beyondPeriod", "warning");

export const PLANNED_LAP_RULES: readonly Rule[] = [LAP_EXCEEDS, OVER_CAPACITY, NO_TIME, BEYOND];

/** What a lap takes at least, against what the timetable gives it, and what it has to bring against what the train holds. */
export function checkPlannedLap(
  index: PlantIndex,
  milkRun: MilkRun,
  fleet: Fleet,
  path: readonly PathStep[],
  report: Report,
): void {
  const { id, timetable, stops, skipsStops = false } = milkRun;
  const lap = skipsStops ? 0 : leastLap(index, milkRun, fleet);
  if (timetable.by === "continuous" && !skipsStops && lap <= 0) report(NO_TIME, path, { id });
  const every = meanInterval(milkRun);
  if (every !== undefined && lap > every * fleet.vehicles)
    report(LAP_EXCEEDS, [...path, "timetable"], {
      id,
      lap: rounded(lap),
      every: rounded(every),
      vehicles: fleet.vehicles,
      stops: stops.length,
    });
  const demand = Math.ceil(demandOfLap(index, milkRun, every) - 1e-9);
  const capacity = fleetCapacity(fleet);
  if (demand > capacity) report(OVER_CAPACITY, [...path, "deliveries"], { id, demand, capacity });
  if (timetable.by !== "times" || timetable.period === undefined) return;
  for (const [k, time] of timetable.times.entries())
    if (time >= timetable.period)
      report(BEYOND, [...path, "timetable", "times", k], { time, period: timetable.period });
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** From departure to departure in the long run, s; undefined without a timetable that goes on. */
function meanInterval({ timetable }: MilkRun): number | undefined {
  if (timetable.by === "takt") return timetable.every;
  if (timetable.by !== "times" || timetable.period === undefined) return undefined;
  return timetable.period / new Set(timetable.times).size;
}

/** Driving without traffic at the higher of the two speeds, times of stops, and handling of fixed amounts, s on the mean. */
function leastLap({ plant }: PlantIndex, milkRun: MilkRun, fleet: Fleet): number {
  const { stops, deliveries, loadTime = 0, unloadTime = 0 } = milkRun;
  const fixed = deliveries.reduce(
    (sum, { demand }) => sum + (demand.by === "fixed" ? demand.quantity : 0),
    0,
  );
  const handled = Math.min(fixed, fleetCapacity(fleet)) * (meanOf(loadTime) + meanOf(unloadTime));
  const halts = stops.reduce((sum, { time = 0 }) => sum + meanOf(time), 0);
  const legs = legsOf({ id: milkRun.id, route: stops.map(({ at }) => at), skipsStops: false });
  const { travel } = fleet;
  if (travel.by === "times")
    return handled + halts + legs.reduce((sum, [from, to]) => sum + (travel.times[from]?.[to] ?? 0), 0);
  const network =
    travel.by === "network"
      ? plant.resources?.find((resource) => resource.kind === "network" && resource.id === travel.network)
      : undefined;
  if (network?.kind !== "network") return handled + halts;
  const graph = new NetworkGraph(network);
  const speed = Math.max(fleet.speed?.empty ?? 1, fleet.speed?.loaded ?? 1);
  const driven = legs.reduce((sum, [from, to]) => {
    const [start, target] = [graph.indexOf.get(from), graph.indexOf.get(to)];
    if (start === undefined || target === undefined) return sum;
    const seconds = quickestWaysTo(graph, target, () => true, speed).seconds[start] as number;
    return seconds === Infinity ? sum : sum + seconds;
  }, 0);
  return handled + halts + driven;
}

/**
 * Containers that a lap has to bring: fixed amounts, and by cards and refill what the stations at the point of use can use
 * from departure to departure, as far as there are cards for it. What nobody knows counts as nothing.
 */
function demandOfLap(index: PlantIndex, { deliveries }: MilkRun, every: number | undefined): number {
  return deliveries.reduce((sum, { demand, to, product }) => {
    if (demand.by === "fixed") return sum + demand.quantity;
    const most = demand.by === "cards" ? demand.cards : demand.max;
    const used = every === undefined ? 0 : usedIn(index, to, product) * every;
    return sum + Math.min(most, used);
  }, 0);
}

/** Containers of a product a second that the stations behind an element can take; 0 where others take them. */
function usedIn(index: PlantIndex, id: string, product: string): number {
  const at = index.elements.get(id);
  let rate = 0;
  for (const next of at === undefined ? [] : (index.outputs[at] ?? [])) {
    const station = index.element(next);
    if (station.kind !== "station") return 0;
    const { assembly, servers = 1 } = station;
    const [first, ...others] = assembly?.bills ?? [];
    if (others.length > 0) return 0;
    const quantity =
      first === undefined
        ? 1
        : first.inputs.reduce(
            (sum, input) =>
              input.product === product || input.from === id ? sum + (input.quantity ?? 1) : sum,
            0,
          );
    const cycle = cycleDurationOf(station.cycleTime, first?.product ?? product);
    if (cycle === undefined) return 0;
    const mean = meanOf(cycle);
    if (mean > 0) rate += (servers * quantity) / mean;
  }
  return rate;
}
