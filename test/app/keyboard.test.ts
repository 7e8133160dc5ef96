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
});
