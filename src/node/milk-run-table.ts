import { average } from "../experiment/replications.ts";
import type { MilkRunResult } from "../sim/milk-run/lap-statistics.ts";
import type { RunResult } from "../sim/results.ts";
import { number, table } from "./output.ts";

/** Laps, departures and points of use of milk runs, as tables of text with an empty line before each; means over replications. */
export function milkRunTable(results: readonly RunResult[]): string[] {
  const { mean } = average(
    results.map(({ stations }) =>
      Object.fromEntries(
        Object.entries(stations).flatMap(([id, { milkRun }]) =>
          milkRun === undefined ? [] : [[id, milkRun] as const],
        ),
      ),
    ),
  );
  const runs = Object.entries(mean);
  if (runs.length === 0) return [];
  const laps = [
    "laps",
    "mean (s)",
    "longest (s)",
    "load (%)",
    "brought",
    "taken back",
    "no room",
    "left behind",
  ];
  const times = ["departed", "late", "missed", "punctual (%)", "mean lateness (s)", "most (s)"];
  const stops = ["stops", "skipped", "not in stock"];
  const uses = ["product", "brought", "mean stock", "most", "ran out", "empty (%)"];
  return [
    "",
    table([["milk run", ...laps], ...runs.map(([id, run]) => lapRow(id, run))]),
    "",
    table([["departures", ...times, ...stops], ...runs.map(([id, run]) => departureRow(id, run))]),
    "",
    table([["point of use", ...uses], ...runs.flatMap(([, run]) => useRows(run))]),
  ];
}

function lapRow(id: string, run: MilkRunResult): string[] {
  const { laps, lapMean, lapMax, loadMean, delivered, returned, noRoom, leftBehind } = run;
  return [
    id,
    ...[laps, lapMean, lapMax].map((value) => number(value)),
    percent(loadMean),
    ...[delivered, returned, noRoom, leftBehind].map((value) => number(value)),
  ];
}

function departureRow(id: string, run: MilkRunResult): string[] {
  const { departures, late, missed, punctuality, latenessMean, latenessMax } = run;
  return [
    id,
    ...[departures, late, missed].map((value) => number(value)),
    percent(punctuality),
    ...[latenessMean, latenessMax, run.stopsServed, run.stopsSkipped, run.notInStock].map((value) =>
      number(value),
    ),
  ];
}

function useRows({ pointsOfUse }: MilkRunResult): string[][] {
  return pointsOfUse.map(({ to, product, delivered, meanStock, maxStock, stockOuts, stockOutShare }) => [
    to,
    product,
    ...[delivered, meanStock, maxStock, stockOuts].map((value) => number(value)),
    percent(stockOutShare),
  ]);
}

function percent(share: number): string {
  return Number.isNaN(share) ? "–" : (share * 100).toFixed(1);
}
