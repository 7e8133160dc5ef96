import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { CHROMIUM_FLAGS, chromiumPath, SOFTWARE_WEBGL } from "../chromium.ts";
import type { FrameBenchmark } from "./frame-benchmark-result.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = "test/bench/frame-benchmark.html";
/**
 * Opens the benchmark page in Chromium and waits for its report.
 * @param settings browser: path of Chromium, found where systems usually have it when absent
 * @throws when there is no Chromium, or the page fails
 */
export async function frameBenchmark(
  settings: { movers?: number; frames?: number; browser?: string } = {},
): Promise<FrameBenchmark> {
  const executablePath = settings.browser ?? chromiumPath();
  if (executablePath === undefined) throw new Error("no Chromium found; set CHROMIUM_PATH to its path");
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0, hmr: false },
    optimizeDeps: { noDiscovery: true },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGL] });
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
    const failed = new Promise<never>((_, reject) => page.on("pageerror", reject));
    const query = `movers=${settings.movers ?? 10_000}&frames=${settings.frames ?? 40}`;
    await page.goto(`${server.resolvedUrls?.local[0]}${PAGE}?${query}`);
    const report = page.waitForFunction(() => window.frameBenchmark, undefined, { timeout: 300_000 });
    const result = await (await Promise.race([report, failed])).jsonValue();
    if (result === undefined) throw new Error("the benchmark page reported nothing");
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}

if (import.meta.main) console.log(JSON.stringify(await frameBenchmark(), undefined, 2));
