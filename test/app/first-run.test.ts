import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { App, launchBrowser, processorShare, serveStatically } from "./open-app.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;

beforeAll(async () => {
  host = await serveStatically("/some/path");
  browser = await launchBrowser({ webgl: true });
}, 60_000);
afterAll(async () => {
  await browser.close();
  host.server.close();
});

describe("the first visit", () => {
  test("opens with the body shop already running, drawn in 3D, from a sub-path of a static host", async () => {
    const app = await App.open(browser, host.url);
    expect(await app.page.title()).toBe("Body shop – Taktwerk");
    await app.page.locator(".stage canvas").first().waitFor();
    const before = await app.seconds();
    await app.page.waitForFunction(
      (time) =>
        Number(document.querySelector<HTMLElement>("[data-testid=clock]")?.dataset["seconds"]) > time + 10,
      before,
      { timeout: 60_000 },
    );
    expect(Number((await app.text("kpi-wip")).replaceAll(",", ""))).toBeGreaterThan(0);
    // What is focused stands in the middle of the stage, and a click there selects it.
    await app.page.locator('[role="treeitem"]', { hasText: "Framing respot 1" }).click();
    await app.page.getByTestId("details").locator("h2", { hasText: "Framing respot 1" }).waitFor();
    await app.page.keyboard.press("f");
    await app.page.keyboard.press("Escape");
    await app.page.getByTestId("details").locator("h2", { hasText: "Details" }).waitFor();
    const canvas = app.page.locator(".stage canvas").first();
    await expect
      .poll(
        async () => {
          const box = await canvas.boundingBox();
          if (box !== null) await app.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
          return app.page.getByTestId("details").locator("h2").textContent();
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toContain("Framing respot 1");
    // A static host has no live data, and the page does not offer it.
    expect(await app.page.getByTestId("live-status").count()).toBe(0);
    await app.close();
  }, 120_000);

  test("runs within 3 seconds", async () => {
    // Other programs of this computer may disturb one try, hardly three.
    const tries: number[] = [];
    for (let i = 0; i < 3; i++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const seen = new MutationObserver(() => {
          if (document.querySelector('[data-testid="run-status"][data-status="running"]') === null) return;
          seen.disconnect();
          document.documentElement.dataset["runningAfter"] = String(performance.now());
        });
        seen.observe(document, { subtree: true, childList: true, attributes: true });
      });
      await page.goto(host.url);
      await page.locator("html[data-running-after]").waitFor({ state: "attached", timeout: 30_000 });
      tries.push(Number(await page.locator("html").getAttribute("data-running-after")));
      await context.close();
    }
    const share = processorShare();
    const times = tries.map((ms) => Math.round(ms)).join(", ");
    console.log(`running after ${times} ms, with ${Math.round(share * 100)} % of the processors`);
    expect(Math.min(...tries) * share).toBeLessThan(3000);
  }, 120_000);
});
