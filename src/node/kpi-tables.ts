import { average } from "../experiment/replications.ts";
import type { Plant } from "../plant/schema.ts";
import type { RunResult } from "../sim/results.ts";
import { ISO_22400_KPIS, type Iso22400, type Iso22400Kpi, iso22400 } from "../sim/statistics/iso-22400.ts";
import { number, table } from "./output.ts";

const SHOWN: readonly (readonly [kpi: Iso22400Kpi, name: string])[] = [
  ["availability", "availability"],
  ["effectiveness", "effectiveness"],
  ["qualityRatio", "quality ratio"],
  ["oee", "OEE"],
  ["technicalEfficiency", "technical efficiency"],
  ["allocationEfficiency", "allocation efficiency"],
  ["utilisationEfficiency", "utilisation efficiency"],
  ["setupRatio", "setup ratio"],
];

/** The indicators of ISO 22400-2 for `--json`, with their formulas, means and half-widths over the replications. */
export function kpiDocument(plant: Plant, results: readonly RunResult[]): object {
  const { mean, halfWidth } = average(results.map((result) => iso22400(plant, result)));
  return { formulas: ISO_22400_KPIS, ...mean, halfWidths: halfWidth };
}

/** The same as tables: the plant, its units, its stations; and the formulas. */
export function kpiTables(plant: Plant, results: readonly RunResult[]): string[] {
  const { mean, halfWidth } = average(results.map((result) => iso22400(plant, result)));
  const rows = (units: Readonly<Record<string, Iso22400>>, widths: typeof halfWidth.units): string[][] =>
    Object.entries(units).map(([id, kpis]) => row(id, kpis, widths[id]));
  const head = ["ISO 22400-2 (%)", ...SHOWN.map(([, name]) => name), "MTBF (s)", "MTTR (s)"];
  return [
    "",
    table([
      head,
      row("plant", mean.plant, halfWidth.plant),
      ...rows(mean.units, halfWidth.units),
      ...rows(mean.stations, halfWidth.stations),
    ]),
    "",
    table(
      [...SHOWN, ["mtbf", "MTBF"] as const, ["mttr", "MTTR"] as const].map(([kpi, name]) => [
        name,
        ISO_22400_KPIS[kpi].formula,
      ]),
    ),
  ];
}

function row(
  id: string,
  kpis: Iso22400,
  widths: Partial<Record<Iso22400Kpi, number | undefined>> | undefined,
): string[] {
  const share = (kpi: Iso22400Kpi): string => {
    const [mean, width] = [kpis[kpi], widths?.[kpi]];
    if (!Number.isFinite(mean)) return "–";
    const text = (mean * 100).toFixed(1);
    return width === undefined || Number.isNaN(width) ? text : `${text} ± ${(width * 100).toFixed(1)}`;
  };
  const time = (kpi: Iso22400Kpi): string => (Number.isFinite(kpis[kpi]) ? number(kpis[kpi]) : "–");
  return [id, ...SHOWN.map(([kpi]) => share(kpi)), time("mtbf"), time("mttr")];
}
