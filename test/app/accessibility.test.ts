import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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

/** What breaks WCAG 2.2 AA, as far as a program can tell: rule and element. */
async function violations({ page }: App): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (standards) => {
    type Report = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<Report> } };
    const report = await axe.run(document, { runOnly: standards });
    return report.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
  }, STANDARDS);
}

describe.each([
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 1920 },
  { colorScheme: "dark", width: 480 },
] as const)("the page, $colorScheme and $width px wide", ({ colorScheme, width }) => {
  test("keeps WCAG 2.2 AA with details, findings, the list of keys, and the report of an import open", async () => {
    const app = await App.open(browser, host.url, { colorScheme, viewport: { width, height: 720 } });
    const { page } = app;
    await page.locator('[role="treeitem"]', { hasText: "Underbody store" }).first().click();
    await page.getByTestId("details").locator(".histogram").waitFor();
    await app.drop("broken.plant.json", "{}");
    await page.locator(".message .finding").first().waitFor();
    expect(await violations(app)).toEqual([]);
    await page.getByRole("button", { name: "Keyboard" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(app)).toEqual([]);
    await page.keyboard.press("Escape");
    await app.drop("line.csv", "id;cycle time;colour\nsaw;30;red\nmill;40;blue\n");
    await page.locator('[data-testid="import"][data-status="ready"] .finding').first().waitFor();
    expect(await violations(app)).toEqual([]);
    await app.close();
  });

  test("keeps it while the plant is edited, with properties, what is wrong, and a scenario with its changes", async () => {
    const app = await App.open(browser, host.url, { colorScheme, viewport: { width, height: 720 } });
    const { page } = app;
    await page.getByTestId("edit").click();
    await page.getByTestId("edit-bar").waitFor();
    await page.getByTestId("scenario-new").click();
    await page.locator('[role="treeitem"]', { hasText: "Underbody store" }).first().click();
    const capacity = page.locator('.field-row[data-path="capacity"] input');
    await capacity.fill("9");
    await capacity.press("Enter");
    await page.locator('[data-testid="changes"] li').first().waitFor();
    await capacity.fill("many");
    await capacity.press("Enter");
    await page.locator(".field-problems li").first().waitFor();
    for (const summary of await page.locator(".object-list summary").all()) await summary.click();
    expect(await violations(app)).toEqual([]);
    await page.getByTestId("scene").selectOption("final-assembly");
    await page.locator(".plant-name", { hasText: "assembly" }).waitFor({ state: "attached" });
    await page.getByTestId("shifts").click();
    await page.locator('[data-place="5 1"]').click();
    await page.locator('[data-place="5 1"][aria-pressed="true"]').waitFor();
    expect(await violations(app)).toEqual([]);
    await app.close();
  });
});
