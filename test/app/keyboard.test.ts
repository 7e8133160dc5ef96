import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

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

/** Presses Tab until what has the focus fits. */
async function tabTo(selector: string): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await app.page.keyboard.press("Tab");
    if (await app.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector))
      return;
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

describe("by keyboard alone", () => {
  test("Space pauses and runs, the point steps, digits set the speed", async () => {
    const { page } = app;
    await page.keyboard.press("Space");
    await app.waitForStatus("paused");
    const time = await app.seconds();
    await page.keyboard.press(".");
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector<HTMLElement>("[data-testid=clock]")?.dataset["seconds"]) > before,
      time,
    );
    await page.keyboard.press("Digit3");
    expect(await page.getByTestId("speed-3").isChecked()).toBe(true);
    await page.keyboard.press("Space");
    await app.waitForStatus("running");
  });

  test("an element is found in the structure list, and its details are shown", async () => {
    const { page } = app;
    await tabTo('[role="treeitem"]');
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const selected = page.locator('[role="treeitem"][aria-selected="true"]');
    await selected.waitFor();
    const name = (await selected.locator(".tree-name").textContent()) ?? "?";
    expect(await page.getByTestId("details").locator("h2").textContent()).toBe(name);
    await page.getByTestId("utilisation").waitFor();
    expect(await page.getByTestId("announcements").textContent()).toContain(name);
    // Units close and open.
    await page.keyboard.press("ArrowLeft");
    const unit = page.locator('[role="treeitem"]:focus');
    expect(await unit.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowLeft");
    expect(await unit.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("Enter");
    expect(await unit.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Escape");
    await selected.waitFor({ state: "detached" });
  });

  test("the list of keys opens, is searched, and closes", async () => {
    const { page } = app;
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByRole("searchbox").fill("event");
    expect(await dialog.locator("kbd").allTextContents()).toEqual(["."]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });

  test("keys are left alone while something is typed, and when they are switched off", async () => {
    const { page } = app;
    await page.locator(".tree-filter").focus();
    await page.keyboard.type("1 2.");
    expect(await page.locator(".tree-filter").inputValue()).toBe("1 2.");
    expect(await app.status()).toBe("running");
    expect(await page.getByTestId("speed-3").isChecked()).toBe(true);
    await page.locator(".tree-filter").fill("");
    await page.locator(".tree-filter").blur();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("Digit1");
    expect(await page.getByTestId("speed-3").isChecked()).toBe(true);
  });

  test("shifts are switched, counted and taken back in the calendar of a line", async () => {
    const { page } = app;
    await page.getByTestId("scene").selectOption("final-assembly");
    await page.locator(".plant-name", { hasText: "assembly" }).waitFor({ state: "attached" });
    await page.getByTestId("shifts").focus();
    await page.keyboard.press("Enter");
    const cell = (place: string): ReturnType<typeof page.locator> =>
      page.locator(`[data-testid="week"] [data-place="${place}"]`);
    await cell("0 1").focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowDown");
    expect(await cell("5 1").getAttribute("tabindex")).toBe("0");
    expect(await cell("5 1").getAttribute("aria-pressed")).toBe("false");
    // Two shifts of 7.25 h on five days, and Saturday early with them.
    await page.keyboard.press("Enter");
    await page.locator('[data-testid="shifts-said"]', { hasText: "79.75 h in week 1" }).waitFor();
    expect(await cell("5 1").getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator('[aria-pressed="true"].calendar-choice').textContent()).toContain("79.75 h");
    await page.keyboard.press("Control+z");
    await page.locator('[data-place="5 1"][aria-pressed="false"]').waitFor();
    await page.keyboard.press("Control+y");
    await page.locator('[data-place="5 1"][aria-pressed="true"]').waitFor();
    // Only in the second week, Wednesday late is not worked.
    await page.getByTestId("scope-once").check({ force: true });
    await page.getByTestId("week-after").click();
    await cell("2 2").click();
    await page.locator('[data-testid="shifts-said"]', { hasText: "72.5 h in week 2" }).waitFor();
    await page.getByTestId("week-before").click();
    expect(await cell("2 2").getAttribute("aria-pressed")).toBe("true");
    await page.getByTestId("close-shifts").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("shifts-screen").waitFor({ state: "detached" });
  });
});
