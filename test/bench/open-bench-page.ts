import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { createServer } from "vite";
import { CHROMIUM_FLAGS, chromiumPath, SOFTWARE_WEBGL } from "../chromium.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Opens a benchmark page in Chromium and waits for its report.
 * @param address path of the page in the repository, with its query
 * @param report runs in the page; undefined until it has measured
 * @param settings browserPath: where Chromium is; data: given to the page as `window.benchData`; patience: ms to wait;
 *   atEnd: looks at the browser when the report is there
 * @throws when there is no Chromium, or the page fails
 */
export async function openBenchPage<T>(
  address: string,
  report: () => T | undefined,
  settings: {
    browserPath?: string;
    data?: unknown;
    patience?: number;
    atEnd?: (browser: Browser) => Promise<void>;
  } = {},
): Promise<T> {
  const { browserPath, data, patience = 300_000, atEnd } = settings;
  const executablePath = browserPath ?? chromiumPath();
  if (executablePath === undefined) throw new Error("no Chromium found; set CHROMIUM_PATH to its path");
  const server = await createServer({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0, hmr: false },
    optimizeDeps: { noDiscovery: true },
    worker: { format: "es" },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGL] });
  try {
    const page: Page = await browser.newPage({ viewport: { width: 640, height: 360 } });
    const failed = new Promise<never>((_, reject) => page.on("pageerror", reject));
    if (data !== undefined) await page.addInitScript(`window.benchData = ${JSON.stringify(data)}`);
    await page.goto(`${server.resolvedUrls?.local[0]}${address}`);
    const answer = page.waitForFunction(report, undefined, { timeout: patience });
    const result = await (await Promise.race([answer, failed])).jsonValue();
    if (result === undefined) throw new Error("the benchmark page reported nothing");
    await atEnd?.(browser);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
