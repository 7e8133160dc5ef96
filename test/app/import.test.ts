import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dxf, line } from "../plant/import/dxf-text.ts";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
}, 60_000);
beforeEach(async () => {
  app = await App.open(browser, host.url);
}, 60_000);
afterEach(async () => {
  await app.close();
});
afterAll(async () => {
  await browser.close();
  host.server.close();
});

const TABLE = [
  "id;kind;x [mm];cycle time [min];next;colour",
  "saw;station;0;0,5;mill;red",
  "mill;station;5000;0,75;;blue",
].join("\n");

/** A thread that never pauses takes a while to be ended. */
const PATIENCE = { timeout: 15_000 };

const importers = (): number =>
  app.page.workers().filter((worker) => worker.url().includes("import.worker")).length;

describe("importing", () => {
  test("a table: the report first, then the plant runs, and is there again after a reload", async () => {
    const { page } = app;
    await app.drop("line.csv", TABLE);
    const dialog = page.getByTestId("import");
    await page.locator('[data-testid="import"][data-status="ready"]').waitFor();
    expect(await dialog.textContent()).toContain("Stations 2");
    expect(await dialog.locator(".import-unknown").textContent()).toContain("column “colour”2");
    await dialog.locator(".finding", { hasText: "so assumed: source of the parts (times: 1)" }).waitFor();
    // Nothing is opened before the user says so, and the worker has gone.
    expect(await page.title()).toBe("Body shop – Taktwerk");
    await expect.poll(importers, PATIENCE).toBe(0);
    await page.getByRole("button", { name: "Open the plant" }).click();
    await page.locator(".plant-name", { hasText: "line" }).waitFor();
    await app.waitForStatus("running");
    expect(await dialog.count()).toBe(0);
    await page.waitForFunction(() => localStorage.getItem("taktwerk.preferences")?.includes('"own":true'));
    await page.reload();
    await page.locator(".plant-name", { hasText: "line" }).waitFor();
    await page.locator('[role="treeitem"]', { hasText: "mill" }).first().waitFor();
  });

  test("a table with mistakes: every one by row and column, and the open plant runs on", async () => {
    const { page } = app;
    await app.drop("line.csv", TABLE.replace("5000", "five").replace("mill;red", "grind;red"));
    await page.locator('[data-testid="import"][data-status="failed"]').waitFor();
    const findings = page.locator('[data-testid="import"] .finding');
    await findings.nth(1).waitFor();
    expect(await findings.first().textContent()).toContain("Row 3, column “x [mm]”: “five” is no number");
    expect(await findings.nth(1).textContent()).toContain("there is no element “grind”");
    await page.getByRole("button", { name: "Close", exact: true }).click();
    expect(await page.getByTestId("import").count()).toBe(0);
    expect(await app.status()).toBe("running");
    expect(await page.title()).toBe("Body shop – Taktwerk");
  });

  test("a drawing is laid under the open plant, in a unit that can be chosen", async () => {
    const { page } = app;
    await app.drop("hall.dxf", dxf(line(0, 0, 1000, 0)));
    await page.locator('[data-testid="import"][data-status="ready"]').waitFor();
    await page.getByLabel("Unit of the drawing").selectOption("in");
    await page.locator('[data-testid="import"][data-status="ready"]').waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Lay it under the plant" }).click();
    await page.locator('.message[data-key="message.opened"]').waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    const saved = await (await download).createReadStream();
    let text = "";
    for await (const part of saved) text += String(part);
    const plant = JSON.parse(text);
    expect(plant.elements).toHaveLength(62);
    expect(plant.layout.underlays[0].layers[0].lines).toEqual(["0,0 25.4,0"]);
  });

  test("a file that is never read to its end can be given up at any time", async () => {
    const { page } = app;
    await app.drop(
      "endless.dxf",
      dxf([
        [0, "POLYLINE"],
        [8, "0"],
        [0, "NONSENSE"],
        [8, "0"],
      ]),
    );
    await page.locator('[data-testid="import"][data-status="reading"]').waitFor();
    await expect.poll(importers, PATIENCE).toBe(1);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(importers, PATIENCE).toBe(0);
    expect(await page.getByTestId("import").count()).toBe(0);
    expect(await app.status()).toBe("running");
  });

  test("cells that are pasted from a spreadsheet are a table", async () => {
    const { page } = app;
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }),
      );
    }, "id\tcycle time\nA\t12\nB\t13\n");
    await page.locator('[data-testid="import"][data-status="ready"]').waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("import").count(), PATIENCE).toBe(0);
  });
});
