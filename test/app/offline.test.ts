import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
}, 60_000);
afterAll(async () => {
  await browser.close();
  host.server.close();
});

test("every scene, panel and language comes from the page's own host", async () => {
  const app = await App.open(browser, host.url);
  const { page } = app;
  const origins = new Set<string>();
  page.context().on("request", (request) => origins.add(new URL(request.url()).origin));
  const scenes = await page
    .getByTestId("scene")
    .locator("option")
    .evaluateAll((options) => options.map((option) => option.getAttribute("value") ?? ""));
  expect(scenes.length).toBeGreaterThanOrEqual(5);
  for (const scene of scenes.reverse()) {
    // The tree shows the former plant, and its selection is lost, until the chosen one is open.
    const former = await page.title();
    await page.getByTestId("scene").selectOption(scene);
    await page.waitForFunction((title) => document.title !== title, former);
    await page.locator('[role="treeitem"][data-element]').first().click();
    await page.getByTestId("details").locator("dl").first().waitFor();
  }
  // Charts, the list of keys, and German rules for a broken file are fetched on demand.
  await page.locator(".plot canvas").waitFor();
  await page.locator(".top-bar select").last().selectOption("de");
  await page.locator("html[lang=de]").waitFor();
  await app.drop("broken.plant.json", "{");
  await page.locator(".finding", { hasText: "Abhilfe" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("header button").last().click();
  await page.locator(".keys-dialog").waitFor();
  // Requests to other hosts would make this throw; there were requests, and they were seen.
  expect([...origins]).toEqual([new URL(host.url).origin]);
  await app.close();
});
