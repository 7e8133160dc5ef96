import { possibleStations } from "../plant/balance/allowed-stations.ts";
import { inPrecedence } from "../plant/balance/assignment.ts";
import type { LineBalance, Workplace } from "../plant/balance/line-balance.ts";
import { productShares } from "../plant/balance/line-figures.ts";
import type { BalanceRequest } from "../protocol/balance.ts";
import type { ConstrainedLine } from "./constrained-line.ts";
import { constrainedLineOf, type DescribedLine } from "./constrained-line-of.ts";
import type { StationPlan } from "./station-plan.ts";

/** What of a request says how the line is to be. */
export type PlantLineRequest = Pick<BalanceRequest, "line" | "products" | "mostMoves">;

/** Time for work in a takt, s. */
export function workTime({ takt, repositioning = 0 }: LineBalance): number {
  return takt - repositioning;
}

/** A line of a plant file as a balance file has it: stations by their place in the line, products as models. */
export function describedLine({ line, products, mostMoves }: PlantLineRequest): DescribedLine {
  const {
    id,
    name = id,
    stations,
    tasks,
    takt: _takt,
    repositioning: _repositioning,
    mix: _mix,
    equipment: _equipment,
    plan: _plan,
    manning: _manning,
    ...demands
  } = line;
  const numberOf = new Map(stations.map((station, i) => [station, i + 1]));
  const isMixed = tasks.some(({ timeByProduct }) => timeByProduct !== undefined);
  const shares = [...productShares(line, products)];
  return {
    ...demands,
    name,
    cycle: workTime(line),
    tasks: tasks.map(
      ({ timeByProduct, stations: _stations, station, tools: _tools, value: _value, todaySide, ...task }) => {
        const possible = possibleStations(line, task.id)?.map((each) => numberOf.get(each) ?? 0);
        const today = station === undefined ? undefined : numberOf.get(station);
        return {
          ...task,
          ...(timeByProduct === undefined ? {} : { timeByModel: timeByProduct }),
          ...(possible === undefined ? {} : { stations: possible }),
          ...(today === undefined ? {} : { station: today }),
          ...(todaySide === undefined || line.isTwoSided !== true ? {} : { todaySide }),
        };
      },
    ),
    ...(isMixed ? { models: shares.map(([product, share]) => ({ id: product, share })) } : {}),
    ...(mostMoves === undefined ? {} : { mostMoves }),
  };
}

/** A line of a plant file with all that it asks for, in seconds; its cycle is the time for work. */
export function constrainedPlantLine(request: PlantLineRequest): ConstrainedLine {
  return constrainedLineOf(describedLine(request));
}

/** Loads of a found line for the stations that the plant has, each in an order that precedence allows. */
export function plantAssignment(line: LineBalance, found: readonly (readonly string[])[]): string[][] {
  const rank = new Map(inPrecedence(line.tasks).map(({ id }, i) => [id, i]));
  return line.stations.map((_, i) =>
    (found[i] ?? []).toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)),
  );
}

/** The same where setups or two sides give the order: that of the plans, by start where there are starts. */
export function plannedOrder(line: LineBalance, plans: readonly StationPlan[]): string[][] {
  return line.stations.map((_, i) => {
    const own = plans.filter(({ station }) => station === i + 1);
    const tasks = own.flatMap((plan) => plan.tasks.map((id, k) => ({ id, start: plan.starts?.[k] ?? 0 })));
    return tasks.toSorted((a, b) => a.start - b.start).map(({ id }) => id);
  });
}

/** How a found line is manned, by station id; absent where there is nothing to choose. */
export function plantManning(
  line: LineBalance,
  plans: readonly StationPlan[],
): Record<string, Workplace[]> | undefined {
  const { workers, stationTypes, isTwoSided = false, mostParallel = 1 } = line;
  if (workers === undefined && stationTypes === undefined && !isTwoSided && mostParallel === 1) {
    return undefined;
  }
  const entries = line.stations.map((id, i): [string, Workplace[]] => [
    id,
    plans
      .filter(({ station }) => station === i + 1)
      .map(({ side, tasks, worker, stationType, parallel }) => ({
        ...(side === undefined ? {} : { side, tasks: [...tasks] }),
        ...(worker === undefined ? {} : { worker }),
        ...(stationType === undefined ? {} : { stationType }),
        ...(parallel === undefined ? {} : { parallel }),
      })),
  ]);
  return Object.fromEntries(entries.filter(([, places]) => places.length > 0));
}
