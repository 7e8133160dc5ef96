import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveCommand } from "../../src/node/serve-command.ts";
import { App, launchBrowser } from "./open-app.ts";

interface Served {
  readonly port: number;
  stop(): Promise<number>;
}

/** Page, broker and emulated plant as `taktwerk serve` starts them. */
async function serve(args: readonly string[]): Promise<Served> {
  const controller = new AbortController();
  const complaints: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const ended = serveCommand([...args], {
    out: () => undefined,
    err: (line) => complaints.push(line),
    signal: controller.signal,
    onReady: ({ port }) => resolve(port),
  });
  void ended.then((status) => reject(new Error(`ended with ${status}: ${complaints.join("; ")}`)));
  const port = await promise;
  return {
    port,
    stop: () => {
      controller.abort();
      return ended;
    },
  };
}

let browser: Browser;
let served: Served;
let app: App;

beforeAll(async () => {
  served = await serve(["--port", "0", "--emulator-speed", "60"]);
  browser = await launchBrowser({ webgl: false });
  app = await App.open(browser, `http://127.0.0.1:${served.port}/`);
}, 60_000);
afterAll(async () => {
  await app.close();
  await browser.close();
  await served.stop();
});

const liveStatus = (status: string): Promise<void> =>
  app.page.locator(`[data-testid="live-status"][data-status="${status}"]`).waitFor({ timeout: 45_000 });
const liveCount = async (): Promise<number> =>
  Number((await app.text("live-count")).replaceAll(/[^\d]/g, ""));

describe("live data from a real broker", () => {
  test("are shown beside the simulated ones when they are switched on", async () => {
    const { page } = app;
    await page.getByRole("button", { name: "Live" }).click();
    await liveStatus("online");
    await page.locator('[role="treeitem"]', { hasText: "Front floor geometry" }).click();
    await page.getByTestId("live-state").locator(".state-badge").waitFor();
    expect(await page.getByTestId("state").locator(".state-badge").count()).toBe(1);
    // The real plant goes on counting, whatever the simulated one does.
    await page.getByTestId("play").click();
    await app.waitForStatus("paused");
    const simulated = await app.seconds();
    const before = await liveCount();
    await page.waitForFunction(
      (count) =>
        Number(document.querySelector("[data-testid=live-count]")?.textContent?.replaceAll(/[^\d]/g, "")) >
        count,
      before,
    );
    expect(await app.seconds()).toBe(simulated);
    expect(await app.text("live-heard")).toMatch(/^([\d,]+) of \1$/);
    await page.getByTestId("play").click();
    await app.waitForStatus("running");
  });

  test("survive a broker that goes away and comes back; the simulation never stops", async () => {
    const { page } = app;
    await served.stop();
    await liveStatus("offline");
    await page.getByTestId("live-state").locator(".state-badge.stale").waitFor();
    const time = await app.seconds();
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector<HTMLElement>("[data-testid=clock]")?.dataset["seconds"]) > before,
      time,
    );
    served = await serve(["--port", String(served.port), "--emulator-speed", "60"]);
    await liveStatus("online");
    await page.getByTestId("live-state").locator(".state-badge:not(.stale)").waitFor();
    expect(Number(await app.text("live-reconnects"))).toBeGreaterThanOrEqual(1);
  }, 90_000);

  test("are gone without a trace when they are switched off", async () => {
    const { page } = app;
    await page.getByRole("button", { name: "Live" }).click();
    await page.locator('[data-testid="live-status"][data-status="off"]').waitFor();
    expect(await page.getByTestId("live-panel").count()).toBe(0);
    expect(await page.getByTestId("live-state").count()).toBe(0);
  });

  test("of another plant than the open one: that plant is opened first", async () => {
    const { page } = app;
    await page.getByTestId("scene").selectOption("hello-line");
    await page.locator("h1", { hasText: "Hello line" }).waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Live" }).click();
    await liveStatus("online");
    expect(await page.title()).toBe("Body shop – Taktwerk");
    expect(await page.locator('.message[data-key="live.plantLoaded"]').count()).toBe(1);
  });

  test("end with a live worker that dies only until another one is at work", async () => {
    const { page } = app;
    const worker = page.workers().find((candidate) => candidate.url().includes("live.worker"));
    await worker
      ?.evaluate(() => {
        setTimeout(() => {
          throw new Error("killed by the test");
        }, 0);
      })
      .catch(() => undefined);
    await page.locator('.message[data-key="live.workerDied"]').first().waitFor();
    await liveStatus("online");
    expect(await app.status()).toBe("running");
  });
});
