import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { extname, join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { fileOf } from "../../src/node/serve-static.ts";
import { CHROMIUM_FLAGS, ensureChromium, SOFTWARE_WEBGL } from "../chromium.ts";

/** The built page. */
export const DIST: string = join(import.meta.dirname, "../../dist");

/**
 * @param webgl without it the page draws its floor plan, which a computer without a graphics processor
 * does a hundred times faster
 */
export function launchBrowser({ webgl }: { webgl: boolean }): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_FLAGS, ...(webgl ? SOFTWARE_WEBGL : ["--disable-3d-apis"])],
  });
}

/**
 * The part of a processor that the page gets while more programs run than there are processors, 0 to 1:
 * what a test measures in real time is taken times this, so that a loaded machine does not fail it.
 */
export function processorShare(): number {
  return Math.min(1, availableParallelism() / Math.max(1, loadavg()[0] ?? 1));
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** A static host like any other: it knows nothing of live data. */
export async function serveStatically(prefix = ""): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const file = path.startsWith(`${prefix}/`) ? fileOf(DIST, path.slice(prefix.length)) : undefined;
    readFile(file ?? "").then(
      (body) => {
        response.writeHead(200, { "content-type": TYPES[extname(file ?? "")] ?? "application/octet-stream" });
        response.end(body);
      },
      () => response.writeHead(404).end("Not found"),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no address");
  return { url: `http://127.0.0.1:${address.port}${prefix}/`, server };
}

/** The page under test, by what a user sees of it. */
export class App {
  readonly page: Page;
  /** Exceptions of the page that nobody caught, what its security policy forbade, and requests to other hosts. */
  readonly #errors: string[] = [];

  private constructor(page: Page, home: string) {
    this.page = page;
    // The context sees the requests of workers too.
    page.context().on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      const own = origin === home || protocol === "blob:" || protocol === "data:";
      if (!own) this.#errors.push(`request to ${request.url()}`);
    });
    page.on("pageerror", (error) => this.#errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && /Content Security Policy/.test(message.text())) {
        this.#errors.push(message.text());
      }
    });
  }

  /** Opens the page and waits until the run goes on by itself. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<App> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 720 },
      locale: "en-US",
      ...options,
    });
    // The system's own dialogs cannot be driven from outside: files come and go the other way.
    await context.addInitScript(() => {
      delete (window as { showOpenFilePicker?: unknown }).showOpenFilePicker;
      delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker;
    });
    const app = new App(await context.newPage(), new URL(url).origin);
    await app.page.goto(url);
    await app.waitForStatus("running");
    await app.waitForTime((seconds) => seconds > 0);
    return app;
  }

  /** Leaves the page. @throws Error when the page had errors of its own */
  async close(): Promise<void> {
    await this.page.context().close();
    if (this.#errors.length > 0) throw new Error(`Errors in the page: ${this.#errors.join("; ")}`);
  }

  /** loading, running, paused or stopped. */
  async status(): Promise<string | null> {
    return this.page.getByTestId("run-status").getAttribute("data-status");
  }

  async waitForStatus(status: string): Promise<void> {
    await this.page.locator(`[data-testid="run-status"][data-status="${status}"]`).waitFor();
  }

  /** Simulated time that the clock shows, s. */
  async seconds(): Promise<number> {
    return Number(await this.page.getByTestId("clock").getAttribute("data-seconds"));
  }

  /** @param fits runs in the page, so it sees nothing but its argument */
  async waitForTime(fits: (seconds: number) => boolean, timeout = 20_000): Promise<void> {
    await this.page.waitForFunction(
      `(${fits.toString()})(Number(document.querySelector("[data-testid=clock]")?.dataset.seconds ?? 0))`,
      undefined,
      { timeout },
    );
  }

  async text(testId: string): Promise<string> {
    return (await this.page.getByTestId(testId).textContent()) ?? "";
  }

  /** Drops a file on the page as a user does from a file manager. */
  async drop(name: string, content: string): Promise<void> {
    await this.page.evaluate(
      ([fileName, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], fileName, { type: "application/json" }));
        const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
        document.body.dispatchEvent(new DragEvent("dragover", options));
        document.body.dispatchEvent(new DragEvent("drop", options));
      },
      [name, content] as const,
    );
  }
}
