import type { MachineCost } from "../../plant/elements/cost.ts";
import type { Costs } from "../../plant/costs.ts";
import type { Plant } from "../../plant/schema.ts";
import { STATES } from "../../plant/states.ts";
import type { RunResult } from "../results.ts";
import { type EnergyResult, HOURS_A_YEAR } from "./energy-result.ts";
import type { LabourResult } from "./labour-account.ts";

/** What the observed time cost, in the plant's currency. */
export interface CostResult {
  /** ISO 4217 */
  readonly currency: string;
  readonly total: number;
  /** NaN without a good part. */
  readonly perGoodPart: number;
  /** Machines and vehicles: by time, and by part or distance. */
  readonly machines: number;
  readonly material: number;
  /** Of the work in process. */
  readonly holding: number;
  readonly labour: number;
  readonly energy: number;
  /** Of single elements and fleets; only those with a cost. */
  readonly byElement: Readonly<Record<string, number>>;
  /** Hours and pay; only where pools of workers have a cost. */
  readonly labourHours?: number;
  readonly overtimeHours?: number;
  /** NaN where nobody was paid. */
  readonly goodPartsPerLabourHour?: number;
  readonly pools?: Readonly<Record<string, LabourResult>>;
}

/** Adds up what the plant file says of costs. @param hours observed @param good parts at the sinks without a defect */
export function costResult(
  plant: Plant,
  result: RunResult,
  hours: number,
  good: number,
  energy: EnergyResult | undefined,
  pools: ReadonlyMap<string, LabourResult>,
): CostResult {
  const byElement = { ...elementCosts(plant, result, hours), ...fleetCosts(plant, result, hours) };
  const machines = sum(Object.values(byElement));
  const material = materialCost(plant, result);
  const holding = holdingRate(plant.costs) * result.wip * hours;
  const labour = sum(Array.from(pools.values(), ({ cost }) => cost));
  const electricity = energy?.cost ?? 0;
  const total = machines + material + holding + labour + electricity;
  return {
    currency: plant.costs?.currency ?? "EUR",
    total,
    perGoodPart: good > 0 ? total / good : Number.NaN,
    machines,
    material,
    holding,
    labour,
    energy: electricity,
    byElement,
    ...(pools.size === 0 ? {} : labourFigures(pools, good)),
  };
}

function labourFigures(
  pools: ReadonlyMap<string, LabourResult>,
  good: number,
): Pick<CostResult, "labourHours" | "overtimeHours" | "goodPartsPerLabourHour" | "pools"> {
  const all = [...pools.values()];
  const labourHours = sum(all.map((pool) => pool.hours));
  return {
    labourHours,
    overtimeHours: sum(all.map((pool) => pool.overtimeHours)),
    goodPartsPerLabourHour: labourHours > 0 ? good / labourHours : Number.NaN,
    pools: Object.fromEntries(pools),
  };
}

function elementCosts({ elements }: Plant, result: RunResult, hours: number): Record<string, number> {
  return Object.fromEntries(
    elements.flatMap((element) => {
      const { id, cost } = element;
      if (cost === undefined) return [];
      const servers = element.kind === "station" ? (element.servers ?? 1) : 1;
      return [[id, machineCost(cost, id, result, hours * servers)] as const];
    }),
  );
}

/** @param hours of all servers */
function machineCost(
  { perHour = 0, byState = {}, perPart = 0 }: MachineCost,
  id: string,
  { stations, buffers, sinks, sources }: RunResult,
  hours: number,
): number {
  const states = stations[id]?.states;
  const inStates = STATES.map((state) => (byState[state] ?? 0) * (states?.[state] ?? 0));
  const parts = stations[id]?.finished ?? buffers[id]?.left ?? sinks[id]?.count ?? sources[id]?.entered ?? 0;
  return (perHour + sum(inStates)) * hours + perPart * parts;
}

function fleetCosts({ resources = [] }: Plant, result: RunResult, hours: number): Record<string, number> {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      if (resource.kind !== "fleet" || resource.cost === undefined) return [];
      const { perHour = 0, perKilometre = 0 } = resource.cost;
      const figures = result.resources?.[resource.id];
      const distance = figures?.kind === "fleet" ? figures.distance : 0;
      return [[resource.id, perHour * hours * resource.vehicles + (perKilometre * distance) / 1000] as const];
    }),
  );
}

/** Of what came to the sinks, and of what was scrapped at a station and left the system there. */
function materialCost({ products, elements }: Plant, { sinks, stations }: RunResult): number {
  const ending = elements.flatMap((element) =>
    element.kind === "station" && element.inspection?.scrap === undefined
      ? [stations[element.id]?.quality]
      : [],
  );
  return sum(
    products.map(({ id, materialCost: each = 0 }) => {
      const finished = sum(Object.values(sinks).map(({ byProduct }) => byProduct[id] ?? 0));
      const scrapped = sum(ending.map((quality) => quality?.byProduct[id]?.scrapped ?? 0));
      return each * (finished + scrapped);
    }),
  );
}

/** Cost of a part in the system for an hour. */
function holdingRate(costs: Costs | undefined): number {
  if (costs?.holding === undefined) return 0;
  const { holding } = costs;
  return "perPartHour" in holding ? holding.perPartHour : (holding.rate * holding.value) / HOURS_A_YEAR;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
