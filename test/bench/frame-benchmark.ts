import type { FrameBenchmark } from "./frame-benchmark-result.ts";
import { openBenchPage } from "./open-bench-page.ts";

const PAGE = "test/bench/frame-benchmark.html";

/**
 * Draws frames in Chromium and measures the JavaScript time that they take.
 * @param settings browser: path of Chromium, found where systems usually have it when absent
 * @throws when there is no Chromium, or the page fails
 */
export function frameBenchmark(
  settings: { movers?: number; frames?: number; browser?: string } = {},
): Promise<FrameBenchmark> {
  const browser = settings.browser === undefined ? {} : { browserPath: settings.browser };
  const query = `movers=${settings.movers ?? 10_000}&frames=${settings.frames ?? 40}`;
  return openBenchPage(`${PAGE}?${query}`, () => window.frameBenchmark, browser);
}

if (import.meta.main) console.log(JSON.stringify(await frameBenchmark(), undefined, 2));
