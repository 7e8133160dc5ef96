import type { Plant } from "../../plant/schema.ts";
import { accountsOf } from "../../plant/keeps-accounts.ts";
import type { RunResult } from "../../sim/results.ts";
import type { Study } from "./study-file.ts";

/** How replications are made one figure. */
export type Statistic =
  | "mean"
  | { readonly quantile: number }
  | { readonly atLeast: number }
  | { readonly atMost: number };

/** A figure of each run that is looked at. */
export interface Response {
  readonly id: string;
  readonly name: string;
  /** Path into the results of a run. */
  readonly measure: string;
  readonly unit: string;
  readonly scale: number;
  /** Absent where nobody said so. */
  readonly better?: "larger" | "smaller";
  readonly statistic: Statistic;
}

/** The figures that every study has. */
const KPIS: readonly Response[] = [
  { id: "throughput", measure: "throughput", unit: "parts/h", better: "larger" },
  { id: "wip", measure: "wip", unit: "parts", better: "smaller" },
  { id: "cycleTime", measure: "cycleTimeMean", unit: "s", better: "smaller" },
  { id: "finished", measure: "finished", unit: "parts", better: "larger" },
].map((kpi) => ({ ...kpi, name: kpi.id, scale: 1, statistic: "mean" }) as Response);

type AccountKpi = Pick<Response, "id" | "measure" | "unit" | "better">;

/** Figures that a study has beside them where its plant keeps accounts of energy, costs, or labour. */
function accountKpis(plant: Plant): readonly Response[] {
  const { energy, costs, labour } = accountsOf(plant);
  const currency = plant.costs?.currency ?? "EUR";
  const kpis: AccountKpi[] = [];
  const add = (id: string, measure: string, unit: string, better: "larger" | "smaller" = "smaller"): void => {
    kpis.push({ id, measure, unit, better });
  };
  if (energy) {
    add("energy", "energy/total", "kWh");
    add("energyPerGoodPart", "energy/perGoodPart", "kWh");
    add("peakDemand", "energy/peakDemand", "kW");
  }
  if (plant.energy?.co2 !== undefined) add("co2PerGoodPart", "energy/co2PerGoodPart", "kg");
  if (costs) {
    add("cost", "costs/total", currency);
    add("costPerGoodPart", "costs/perGoodPart", currency);
  }
  if (labour) {
    add("labourCost", "costs/labour", currency);
    add("overtime", "costs/overtimeHours", "h");
    add("goodPartsPerLabourHour", "costs/goodPartsPerLabourHour", "parts/h", "larger");
  }
  return kpis.map((kpi) => ({ ...kpi, name: kpi.id, scale: 1, statistic: "mean" }));
}

/** Units of what the results hold, by the last step of the path that tells. */
const UNITS: Readonly<Record<string, string>> = {
  throughput: "parts/h",
  wip: "parts",
  wipNow: "parts",
  cycleTimeMean: "s",
  cycleTimeSd: "s",
  cycleTimeMin: "s",
  cycleTimeMax: "s",
  cycleTimeByProduct: "s",
  finished: "parts",
  count: "parts",
  byProduct: "parts",
  meanContent: "parts",
  maxContent: "parts",
  meanWait: "s",
  entered: "parts",
  left: "parts",
  arrived: "parts",
  lost: "parts",
};

/**
 * All responses of a study, the usual figures first; a response of the study with such an id takes its place.
 * @param plant the one that the scenarios start from
 */
export function responsesOf(study: Study, plant: Plant): Response[] {
  const usual = [...KPIS, ...accountKpis(plant)];
  const own = (study.responses ?? []).map((file): Response => {
    const steps = file.measure.split("/");
    const told = steps.findLast((step) => UNITS[step] !== undefined);
    const same = usual.find(({ measure }) => measure === file.measure);
    const better = file.better ?? same?.better;
    return {
      id: file.id,
      name: file.name ?? file.id,
      measure: file.measure,
      unit: file.unit ?? (file.scale === undefined ? (same?.unit ?? UNITS[told ?? ""] ?? "") : ""),
      scale: file.scale ?? 1,
      ...(better === undefined ? {} : { better }),
      statistic: file.statistic ?? "mean",
    };
  });
  const replaced = new Set(own.map(({ id }) => id));
  return [...usual.filter(({ id }) => !replaced.has(id)), ...own];
}

/** The number at a path of the results; NaN where there is none, such as the cycle time of a product that never came. */
export function measureAt(result: RunResult, measure: string): number {
  let value: unknown = result;
  for (const step of measure.split("/")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return Number.NaN;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return typeof value === "number" ? value : Number.NaN;
}
