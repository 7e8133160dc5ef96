import type { ClearanceBenchmark } from "./clearance-benchmark-result.ts";
import { openBenchPage } from "./open-bench-page.ts";

const PAGE = "test/bench/clearance-benchmark.html";

/** Budget of one move of a dragged element, ms: a display frame. */
const BUDGET = 16;

/** Follows elements of a plant through the clearance worker in Chromium. @throws when the page fails */
export function clearanceBenchmark(
  settings: { elements?: number; moves?: number } = {},
): Promise<ClearanceBenchmark> {
  const query = `elements=${settings.elements ?? 2000}&moves=${settings.moves ?? 1000}`;
  return openBenchPage(`${PAGE}?${query}`, () => window.clearanceBenchmark);
}

if (import.meta.main) {
  const result = await clearanceBenchmark();
  console.log(JSON.stringify(result, undefined, 2));
  if (result.p99Move > BUDGET) {
    console.error(`a move takes ${result.p99Move.toFixed(1)} ms; the budget is ${BUDGET} ms`);
    process.exitCode = 1;
  }
}
