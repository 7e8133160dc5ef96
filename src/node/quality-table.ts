import { average } from "../experiment/replications.ts";
import type { QualityCounts, RunResult } from "../sim/results.ts";
import { number, table } from "./output.ts";

/** Good, rework and scrap by station and product as a table of text, with an empty line before; means over replications. */
export function qualityTable(results: readonly RunResult[]): string[] {
  const { mean } = average(
    results.map(({ stations }) =>
      Object.fromEntries(
        Object.entries(stations).flatMap(([id, { quality }]) =>
          quality === undefined ? [] : [[id, quality] as const],
        ),
      ),
    ),
  );
  const rows = Object.entries(mean).flatMap(([id, quality]) => {
    const products = Object.entries(quality.byProduct);
    const byProduct =
      products.length < 2 ? [] : products.map(([product, counts]) => row(`  ${product}`, counts));
    return [row(id, quality), ...byProduct];
  });
  if (rows.length === 0) return [];
  const heads = ["first pass (%)", "passed", "rework", "scrap", "false rejects", "missed", "made defective"];
  return ["", table([["quality", ...heads], ...rows])];
}

function row(name: string, counts: QualityCounts): string[] {
  const { firstPassed, firstInspected, passed, reworked, scrapped, falseRejects, missed, madeDefective } =
    counts;
  const yielded = firstInspected > 0 ? ((firstPassed / firstInspected) * 100).toFixed(1) : "–";
  return [
    name,
    yielded,
    ...[passed, reworked, scrapped, falseRejects, missed, madeDefective].map((n) => number(n)),
  ];
}
