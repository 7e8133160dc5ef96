import { average, type HalfWidths } from "../experiment/replications.ts";
import type { CostResult } from "../sim/accounts/cost-result.ts";
import type { ConsumerResult, EnergyResult } from "../sim/accounts/energy-result.ts";
import type { RunResult } from "../sim/results.ts";
import { number, table } from "./output.ts";

/** Energy and costs as tables of text with an empty line before each; means over replications, with intervals in all that is of the plant. */
export function accountTables(results: readonly RunResult[]): string[] {
  const energies = results.flatMap(({ energy }) => (energy === undefined ? [] : [energy]));
  const costs = results.flatMap((result) => (result.costs === undefined ? [] : [result.costs]));
  return [
    ...(energies.length === 0 ? [] : energyTables(energies, costs[0]?.currency ?? "")),
    ...(costs.length === 0 ? [] : costTables(costs)),
  ];
}

type Row = readonly [name: string, mean: number | undefined, halfWidth: number | undefined, unit: string];

function figures(rows: readonly Row[]): string[][] {
  return rows.flatMap(([name, mean, halfWidth, unit]) =>
    mean === undefined ? [] : [[name, withInterval(mean, halfWidth), unit]],
  );
}

function withInterval(mean: number, halfWidth: number | undefined): string {
  return halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
}

function energyTables(results: readonly EnergyResult[], currency: string): string[] {
  const { mean, halfWidth } = average(results);
  const row = (name: string, key: EnergyFigure, unit: string): Row => [name, mean[key], halfWidth[key], unit];
  const rows = figures([
    row("energy", "total", "kWh"),
    row("  per good part", "perGoodPart", "kWh"),
    row("mean power", "meanPower", "kW"),
    row("peak power", "peakPower", "kW"),
    row(`peak demand (${number(mean.demandInterval)} s)`, "peakDemand", "kW"),
    row("CO2", "co2", "kg"),
    row("  per good part", "co2PerGoodPart", "kg"),
    row("cost of energy", "cost", currency),
  ]);
  const consumers = [mean.elements, mean.fleets ?? {}, mean.loads ?? {}].flatMap((all) =>
    Object.entries(all),
  );
  const units = Object.entries(mean.units ?? {});
  return [
    "",
    table(rows),
    ...(consumers.length === 0 ? [] : ["", consumerTable(consumers)]),
    ...(units.length === 0
      ? []
      : ["", table([["unit", "energy (kWh)"], ...units.map(([id, energy]) => [id, number(energy)])])]),
  ];
}

type EnergyFigure =
  | "total"
  | "perGoodPart"
  | "meanPower"
  | "peakPower"
  | "peakDemand"
  | "co2"
  | "co2PerGoodPart"
  | "cost";

function consumerTable(consumers: readonly (readonly [string, ConsumerResult])[]): string {
  const states = [...new Set(consumers.flatMap(([, { byState }]) => Object.keys(byState)))];
  return table([
    ["energy (kWh)", "in all", ...states],
    ...consumers.map(([id, { energy, byState }]) => [
      id,
      number(energy),
      ...states.map((state) => (byState[state] === undefined ? "–" : number(byState[state]))),
    ]),
  ]);
}

const PARTS_OF_COST = ["machines", "material", "holding", "labour", "energy", "total"] as const;
const COST_NAMES = {
  machines: "machines, vehicles",
  material: "material",
  holding: "work in process",
  labour: "labour",
  energy: "energy",
  total: "total",
} as const;

function costTables(results: readonly CostResult[]): string[] {
  const averaged = average(results);
  const { mean, halfWidth } = averaged;
  const rows = PARTS_OF_COST.map((part): Row => [
    COST_NAMES[part],
    mean[part],
    halfWidth[part],
    mean.currency,
  ]);
  return [
    "",
    table([
      ["cost", "", ""],
      ...figures([
        // What the plant file gives no price has no row.
        ...rows.filter(([, amount]) => amount !== 0),
        ["  per good part", mean.perGoodPart, halfWidth.perGoodPart, mean.currency],
        [
          "good parts per hour of labour",
          mean.goodPartsPerLabourHour,
          halfWidth.goodPartsPerLabourHour,
          "parts/h",
        ],
      ]),
    ]),
    ...poolTable(mean, halfWidth),
  ];
}

function poolTable({ pools, currency }: CostResult, halfWidth: HalfWidths<CostResult>): string[] {
  if (pools === undefined) return [];
  const rows = Object.entries(pools).map(([id, { hours, overtimeHours, surcharges, cost }]) => [
    id,
    number(hours),
    withInterval(overtimeHours, halfWidth.pools?.[id]?.overtimeHours),
    number(surcharges),
    withInterval(cost, halfWidth.pools?.[id]?.cost),
  ]);
  const heads = ["hours paid", "overtime (h)", `surcharges (${currency})`, `cost (${currency})`];
  return ["", table([["labour", ...heads], ...rows])];
}
