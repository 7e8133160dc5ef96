import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Two machines with exponential cycles of 30 s and a buffer of b between them make 120 (b + 2) / (b + 3) parts an hour. */
const exact = (buffer: number): number => (120 * (buffer + 2)) / (buffer + 3);

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;
let page: Page;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
}, 60_000);
afterAll(async () => {
  await browser.close();
  host.server.close();
});
afterEach(async () => app.close());

async function open(options: Parameters<typeof App.open>[2] = {}): Promise<void> {
  app = await App.open(browser, host.url, options);
  page = app.page;
  await page.getByTestId("scene").selectOption("hello-line");
  await page.locator(".plant-name", { hasText: "Hello line" }).waitFor({ state: "attached" });
}

/** A study of the page's own plant with a larger buffer as its second scenario. */
function study(horizon: number, replications: number): string {
  const plant = JSON.parse(readFileSync("scenes/hello-line.plant.json", "utf8")) as object;
  return JSON.stringify({
    format: "taktwerk-study",
    version: 1,
    id: "larger-buffer",
    name: "Larger buffer",
    plant,
    run: { horizon, warmup: horizon / 10, replications, seed: 1 },
    scenarios: [
      { id: "base", name: "As it is" },
      { id: "buffer-12", name: "Buffer of 12", changes: { "elements/between/capacity": 12 } },
    ],
  });
}

async function openStudy(horizon: number, replications: number): Promise<void> {
  await app.drop("larger-buffer.study.json", study(horizon, replications));
  await page.getByRole("button", { name: "Experiment", exact: true }).click();
  await page.locator('.scenario-choice [data-scenario="buffer-12"]').waitFor();
}

const cell = async (scenario: string, part: string): Promise<string> =>
  (await page
    .locator(
      `[data-testid="experiment-table"] tr[data-scenario="${scenario}"] td[data-figure="throughput"] ${part}`,
    )
    .textContent()) ?? "";

/** `+9.1 ± 0.4` as the ends of the interval. */
function ends(text: string): { low: number; high: number } {
  const [mean = NaN, half = NaN] = [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
  return { low: mean - half, high: mean + half };
}

async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (standards) => {
    type Report = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<Report> } };
    const report = await axe.run(document, { runOnly: standards });
    return report.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  }, STANDARDS);
}

describe("the screen for experiments", () => {
  test("a buffer is changed, compared, its interval read, and the report opened", async () => {
    await open();
    await page.getByTestId("experiment").click();
    await page.getByTestId("experiment-new").click();
    await page.getByTestId("scenario-panel").waitFor();
    await page.locator('[role="treeitem"]', { hasText: "Buffer" }).first().click();
    const capacity = page.locator('.field-row[data-path="capacity"] input');
    await capacity.fill("12");
    await capacity.press("Enter");
    await page.locator('[data-testid="changes"] li').first().waitFor();

    await page.getByTestId("experiment").click();
    await page.getByTestId("experiment-run").click();
    await page.getByTestId("report-open").waitFor();
    const base = ends(await cell("base", ".estimate"));
    expect(base.low).toBeLessThan(exact(4));
    expect(base.high).toBeGreaterThan(exact(4));
    const row = page.locator('[data-testid="experiment-table"] tbody tr').nth(1);
    const other = (await row.getAttribute("data-scenario")) ?? "";
    const difference = await cell(other, ".difference");
    expect(difference).toContain("better");
    const { low, high } = ends(difference);
    expect(low).toBeLessThan(exact(12) - exact(4));
    expect(high).toBeGreaterThan(exact(12) - exact(4));
    // Two of a hundred would do; both runs had the same random numbers.
    expect(high - low).toBeLessThan(2);

    const [report] = await Promise.all([page.waitForEvent("popup"), page.getByTestId("report-open").click()]);
    await report.locator("h1", { hasText: "Hello line" }).waitFor();
    const shown = (await report.locator("main").textContent()) ?? "";
    expect(shown).toContain("capacity 4 → 12");
    const hash =
      /hash ([0-9a-f]+)/.exec((await page.locator(".run-line").textContent()) ?? "")?.[1] ?? "none";
    expect(shown).toContain(hash);
    await report.close();

    const [csv] = await Promise.all([page.waitForEvent("download"), page.getByTestId("report-csv").click()]);
    expect(await readFile(await csv.path(), "utf8")).toContain("figure,base,,throughput,mean,parts/h");

    // Whoever opens the report elsewhere and runs it again gets the same.
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("report-save").click(),
    ]);
    const html = await readFile(await saved.path(), "utf8");
    await page.getByTestId("close-experiment").click();
    await app.drop("from-elsewhere.report.html", html);
    await page.getByTestId("experiment").click();
    await page.locator(`.scenario-choice [data-scenario="${other}"]`).waitFor();
    expect(await page.getByTestId("experiment-table").count()).toBe(0);
    await page.getByTestId("experiment-run").click();
    await page.getByTestId("verified").waitFor();
    await page.getByTestId("experiment-seed").fill("2");
    await page.getByTestId("experiment-seed").press("Enter");
    await page.getByTestId("stale").waitFor();
    await page.getByTestId("experiment-run").click();
    await page.getByTestId("not-verified").waitFor();
  });

  test("figures come in while it runs; cancelled, it keeps those, and it can be run again", async () => {
    await open();
    await openStudy(4_000_000, 200);
    await page.getByTestId("warmup-suggest").click();
    await page.getByTestId("warmup-cancel").click();
    await page.locator('[data-testid="warmup-problem"]').waitFor();
    await page.getByTestId("experiment-run").click();
    // An interval takes two replications.
    await page.locator('tr[data-scenario="base"] .estimate', { hasText: "±" }).first().waitFor();
    expect(await page.getByTestId("experiment-progress").textContent()).toMatch(/of 400 replications/);
    await page.getByTestId("experiment-cancel").click();
    await page.locator('[data-testid="experiment-problem"][data-kind="cancelled"]').waitFor();
    expect(await page.getByTestId("experiment-progress").count()).toBe(0);
    expect(ends(await cell("base", ".estimate")).low).toBeGreaterThan(90);
    expect(await page.getByTestId("report-open").count()).toBe(0);
    await page.getByTestId("replications").fill("2");
    await page.getByTestId("replications").press("Enter");
    await page.getByTestId("horizon").fill("10");
    await page.getByTestId("horizon").press("Enter");
    await page.locator('[data-testid="horizon"][aria-invalid="true"]').waitFor();
    await page.getByTestId("warmup").fill("1");
    await page.getByTestId("warmup").press("Enter");
    await page.getByTestId("horizon").fill("10");
    await page.getByTestId("horizon").press("Enter");
    await page.getByTestId("warmup-suggest").click();
    await page.getByTestId("warmup-take").click();
    const taken = Number(await page.getByTestId("warmup").inputValue());
    expect(taken).not.toBe(1);
    expect(taken).toBeLessThanOrEqual(5);
    await page.getByTestId("compare-method").selectOption("best");
    await page.getByTestId("experiment-run").click();
    await page.getByTestId("report-open").waitFor();
    expect(await page.locator('tr[data-scenario="base"] td.number').textContent()).toBe("2");
    const best = page.locator('[data-testid="comparison-best"] tr[data-scenario="buffer-12"]');
    expect(await best.textContent()).toContain("may be the best");
  });

  test("all of it works by keyboard: opened, run, sorted, charts chosen, left", async () => {
    await open();
    await app.drop("larger-buffer.study.json", study(40_000, 6));
    await page.locator(".plant-name", { hasText: "Hello line" }).waitFor({ state: "attached" });
    await page.locator("body").press("v");
    await page.locator('.scenario-choice [data-scenario="buffer-12"]').waitFor();
    await page.getByTestId("experiment-run").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("report-open").waitFor();
    const first = page.locator('[data-testid="experiment-table"] tbody tr').first();
    expect(await first.getAttribute("data-scenario")).toBe("base");
    await page.locator("th button.sort", { hasText: "Throughput" }).focus();
    await page.keyboard.press("Enter");
    expect(await first.getAttribute("data-scenario")).toBe("buffer-12");
    await page.keyboard.press("Enter");
    expect(await first.getAttribute("data-scenario")).toBe("base");
    await page.getByTestId("chart-intervals").focus();
    for (const chart of ["differences", "convergence", "time", "states"]) {
      await page.keyboard.press("ArrowRight");
      await page.locator(`[data-testid="chart"][data-chart="${chart}"]`).waitFor();
      if (chart === "states") break;
      await page.locator('[data-testid="chart"] svg.plot').waitFor();
      await page.locator('[data-testid="chart"] summary').focus();
      await page.keyboard.press("Enter");
      await page.locator('[data-testid="chart"] table').waitFor();
      await page.getByTestId(`chart-${chart}`).focus();
    }
    await page.locator('[data-testid="station-shares"] button').first().focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-testid="station-shares"] button[aria-pressed="true"]').waitFor();
    await page.getByTestId("chart-states").focus();
    await page.keyboard.press("ArrowRight");
    await page.locator('[data-testid="heat-map"] [data-element="second"]').click();
    await page.locator('[data-testid="heat-map"] .selected-box[data-element="second"]').waitFor();
    await page.locator('[data-testid="chart"] summary').focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-testid="chart"] table button', { hasText: "First machine" }).focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("close-experiment").focus();
    await page.keyboard.press("Enter");
    await page.locator('[role="treeitem"][aria-selected="true"]', { hasText: "First machine" }).waitFor();
  });

  test("bottlenecks, what each station is worth, and one run in charts that follow one another", async () => {
    await open();
    await openStudy(40_000, 5);
    await page.getByTestId("view-bottlenecks").check({ force: true });
    await page.getByTestId("bottlenecks-scenario").selectOption("base");
    await page.getByTestId("bottlenecks-ask").click();
    const row = page.locator('[data-testid="bottlenecks-named"] tr[data-method="utilisation"]');
    await row.waitFor();
    expect(await row.textContent()).toMatch(/machine.*of 10 runs/);
    expect(await page.locator('[data-testid="bottlenecks-stations"] tbody tr').count()).toBe(2);
    await page.getByTestId("gains-seconds").fill("3");
    await page.getByTestId("gains-seconds").press("Enter");
    await page.getByTestId("gains-ask").click();
    await page.getByTestId("gains-best").waitFor();
    await page.getByTestId("gains-progress").waitFor({ state: "detached" });
    // Both machines are alike: a tenth less at one of them is worth some 4 of 103 parts an hour, 32 a shift.
    const best = ends((await page.getByTestId("gains-best").textContent())?.split("=")[1] ?? "");
    expect(best.low).toBeGreaterThan(0);
    expect(best.low).toBeLessThan(60);
    expect(best.high).toBeGreaterThan(20);
    await page.locator('[data-testid="gains-table"] tr[data-station="first"] button').click();

    await page.getByTestId("view-course").check({ force: true });
    await page.getByTestId("course-ask").click();
    await page.locator('[data-testid="gantt"] button[aria-pressed="true"]', { hasText: "First" }).waitFor();
    const range = async (length: RegExp): Promise<void> =>
      page.locator('[data-testid="range-words"]', { hasText: length }).waitFor();
    await range(/\(11\.1\sh\)/);
    const area = await page.locator(".gantt-rows").boundingBox();
    if (area === null) throw new Error("no rows");
    await page.mouse.move(area.x + area.width / 2, area.y + 10);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width, area.y + 10, { steps: 3 });
    await page.mouse.up();
    await range(/\(5\.5\d\sh\)/);
    await page.locator('[data-testid="gantt"]').focus();
    await page.keyboard.press("+");
    await range(/\(2\.7\d\sh\)|\(167\smin\)/);
    await page.keyboard.press("Home");
    await range(/\(11\.1\sh\)/);
    await page.locator('[data-testid="heat-map"] [data-element="second"]').click();
    await page.locator('[data-testid="gantt"] button[aria-pressed="true"]', { hasText: "Second" }).waitFor();
    await page.getByTestId("beside").click();
    await page.locator(".app[data-beside] main:not([inert])").waitFor();
    await page.getByTestId("close-experiment").click();
    await page.locator('[role="treeitem"][aria-selected="true"]').first().waitFor();
  });

  test("where two scenarios part is shown in both, and they go on side by side", async () => {
    await open();
    await openStudy(40_000, 5);
    await page.getByTestId("view-divergence").check({ force: true });
    await page.getByTestId("divergence-ask").click();
    await page.getByTestId("divergence-found").waitFor();
    await page.locator('[data-testid="pair"][data-busy="false"]').waitFor();
    const at = async (id: string): Promise<number> =>
      Number(await page.getByTestId(`side-state-${id}`).getAttribute("data-seconds"));
    const both = async (holds: (seconds: number) => boolean): Promise<number> => {
      await expect.poll(async () => holds(await at("base")), { timeout: 10_000 }).toBe(true);
      await expect.poll(async () => (await at("base")) === (await at("buffer-12"))).toBe(true);
      return at("base");
    };
    // The fifth part that waits finds no room where the buffer holds four.
    const found = (await page.getByTestId("divergence-found").textContent()) ?? "";
    const seconds = Number(/\(([\d.]+) s\)/.exec(found)?.[1]);
    expect(await both((time) => time > 0)).toBeCloseTo(seconds, 5);
    const chain = page.locator('[data-testid="chain-buffer-12"] li');
    expect(await chain.first().textContent()).toContain("Buffer");
    expect(await chain.nth(1).textContent()).toContain("First machine");
    await page.getByTestId("pair-step").click();
    const next = await both((time) => time > seconds);
    await page.getByTestId("pair-minute").click();
    expect(await both((time) => time > next)).toBeCloseTo(next + 60, 5);
    await page.getByTestId("pair-back").click();
    expect(await both((time) => time < next)).toBeCloseTo(seconds, 5);
  });

  test("a link holds the whole study, whoever opens it; a damaged one says so, and a plant of one's own is kept", async () => {
    await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await openStudy(40_000, 5);
    await page.getByTestId("copy-link").click();
    await page.locator('[data-testid="link-said"]', { hasText: "Copied" }).waitFor();
    const link = await page.evaluate(async () => navigator.clipboard.readText());
    expect(link.startsWith(`${host.url}#study=`)).toBe(true);
    await page.evaluate(() => (location.hash = "#study=1.damaged"));
    await page.locator('[data-rule="study/linkBroken"]').waitFor();
    await page.locator('.scenario-choice [data-scenario="buffer-12"]').waitFor();
    // Edits after the link was made stay when it is opened.
    await page.getByTestId("experiment-seed").fill("5");
    await page.getByTestId("experiment-seed").press("Enter");
    await page.evaluate((hash) => (location.hash = hash), link.slice(link.indexOf("#")));
    await page.locator(".message", { hasText: "kept as hello-line-1" }).waitFor();
    expect(await page.evaluate(() => location.hash)).toBe("");
    expect(await page.getByTestId("experiment-seed").inputValue()).toBe("1");
    await page.locator('.scenario-choice [data-scenario="buffer-12"]').waitFor();
    await page.getByTestId("close-experiment").click();
    await page.getByTestId("heat").click();
    await page.getByTestId("heat-legend").waitFor();
    await page.getByTestId("heat-legend-measure").selectOption("content");
    await page.locator('[role="treeitem"]', { hasText: "Buffer" }).first().click();
    await page.locator('[data-testid="heat-value"]', { hasText: "parts" }).waitFor();
  });

  test.each([
    { colorScheme: "light", locale: "en-US" },
    { colorScheme: "dark", locale: "de-DE" },
  ] as const)("keeps WCAG 2.2 AA, $colorScheme, $locale", async (options) => {
    await open(options);
    await app.drop("larger-buffer.study.json", study(40_000, 5));
    await page.getByTestId("experiment").click();
    await page.locator('.scenario-choice [data-scenario="buffer-12"]').waitFor();
    expect(await violations()).toEqual([]);
    await page.getByTestId("experiment-run").click();
    await page.getByTestId("report-open").waitFor();
    for (const chart of ["intervals", "differences", "convergence", "time", "states", "heat"]) {
      await page.getByTestId(`chart-${chart}`).check({ force: true });
      await page.locator(`[data-testid="chart"][data-chart="${chart}"] :is(svg, ul)`).first().waitFor();
      expect(await violations()).toEqual([]);
    }
    await page.getByTestId("view-bottlenecks").check({ force: true });
    await page.getByTestId("bottlenecks-ask").click();
    await page.getByTestId("gains-ask").click();
    await page.getByTestId("bottlenecks-stations").waitFor();
    await page.getByTestId("gains-progress").waitFor({ state: "detached" });
    expect(await violations()).toEqual([]);
    await page.getByTestId("view-course").check({ force: true });
    await page.getByTestId("course-ask").click();
    await page.getByTestId("flow").waitFor();
    expect(await violations()).toEqual([]);
    await page.getByTestId("view-divergence").check({ force: true });
    await page.getByTestId("divergence-ask").click();
    await page.locator('[data-testid="pair"][data-busy="false"]').waitFor();
    expect(await violations()).toEqual([]);
  });
});
