import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";
import { sceneText } from "./scene-text.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
  app = await App.open(browser, host.url);
}, 60_000);
afterAll(async () => {
  await app.close();
  await browser.close();
  host.server.close();
});

const workers = (): number =>
  app.page.workers().filter((worker) => worker.url().includes("clearance.worker")).length;

test("the clearance check is switched on, tells that all is well, follows the plant, and is switched off", async () => {
  const { page } = app;
  expect(workers()).toBe(0);
  const button = page.getByTestId("clearance");
  await button.click();
  await page.locator('.message[data-key="clearance.none"]').waitFor();
  expect(await button.getAttribute("aria-pressed")).toBe("true");
  expect(workers()).toBe(1);

  // The second machine of another plant stands in the buffer before it.
  const tight = sceneText("hello-line").replace('"position": [3.5, 0, 0]', '"position": [2.2, 0, 0]');
  await app.drop("tight.plant.json", tight);
  const found = page.locator('.message[data-key="clearance.found"]');
  await found.waitFor();
  const finding = found.locator('.finding[data-rule="clearance/connectedOverlap"]');
  await finding.waitFor();
  const text = await finding.textContent();
  expect(text).toContain("overlap by 0.5 m");
  expect(text).toContain("to the east");
  expect(text).toMatch(/line \d+/);

  await page.getByLabel("Language").selectOption("de");
  await page.locator(".finding", { hasText: "überschneiden sich um 0,5 m" }).waitFor();
  await page.getByLabel("Sprache").selectOption("en");

  await button.click();
  await found.waitFor({ state: "detached" });
  expect(await button.getAttribute("aria-pressed")).toBe("false");
  await expect.poll(workers).toBe(0);
});
