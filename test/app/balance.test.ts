import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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

/** Opens the screen for the final assembly: one click once the scene is there. */
async function openBalance(options: Parameters<typeof App.open>[2] = {}): Promise<void> {
  app = await App.open(browser, host.url, options);
  page = app.page;
  await page.getByTestId("scene").selectOption("final-assembly");
  await page.waitForFunction(`document.title.startsWith("Final assembly")`);
  await app.waitForStatus("running");
  await page.getByTestId("line-balance").click();
  await page.getByTestId("task-aerial").waitFor();
}

/** Station (from 1) at which the chart has a task. */
async function stationOf(task: string): Promise<number> {
  const label = await page
    .getByTestId(`task-${task}`)
    .evaluate((element) => element.closest("[role=listbox]")?.getAttribute("aria-label") ?? "");
  return Number(/\d+/.exec(label)?.[0]);
}

const figure = async (name: string): Promise<string> =>
  (await page.locator(`[data-figure="${name}"] td`).last().textContent()) ?? "";

async function middleOf(task: string): Promise<{ x: number; y: number }> {
  const box = await page.getByTestId(`task-${task}`).boundingBox();
  if (box === null) throw new Error(`no task ${task}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(task: string, over: string): Promise<void> {
  const [from, to] = [await middleOf(task), await middleOf(over)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

const said = (): Promise<string | null> => page.getByTestId("balance-said").textContent();

async function waitForOutcome(line: string): Promise<string> {
  const outcome = page.locator(`[data-testid=outcomes] [data-line="${line}"]`);
  await outcome.waitFor();
  await page.getByTestId("progress").waitFor({ state: "detached" });
  return (await outcome.getAttribute("data-status")) ?? "";
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

describe("the screen for balancing", () => {
  beforeEach(() => openBalance());
  afterEach(() => app.close());

  test("takes a task by the pointer where it may be, counts the move, and takes it back", async () => {
    expect(await stationOf("aerial")).toBe(6);
    await drag("aerial", "pedals");
    expect(await page.getByTestId("carry").getAttribute("data-allowed")).toBe("true");
    expect(await page.locator(".station-mark.forbidden").count()).toBe(4);
    await page.mouse.up();
    await page.getByTestId("carry").waitFor({ state: "detached" });
    expect(await stationOf("aerial")).toBe(4);
    expect(await figure("moves")).toBe("1");
    expect(await said()).toContain("Pedals and insulation");
    await page.keyboard.press("Control+z");
    expect(await stationOf("aerial")).toBe(6);
    await page.keyboard.press("Control+y");
    expect(await stationOf("aerial")).toBe(4);
  });

  test("says why a task may not be at a station, and leaves it where it was", async () => {
    await drag("aerial", "doors-lift");
    expect(await page.getByTestId("carry").getAttribute("data-allowed")).toBe("false");
    expect(await page.locator(".carry-note").textContent()).toContain("Clip the headliner");
    await page.mouse.up();
    expect(await stationOf("aerial")).toBe(6);
    expect(await said()).toContain("stays where it was");
    await drag("aerial", "pedals");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await stationOf("aerial")).toBe(6);
    expect(await said()).toContain("Cancelled");
  });

  test("moves a group that must stay together at once", async () => {
    await drag("doors-hang", "harness-lay");
    const note = await page.locator(".carry-note").textContent();
    expect(note).toMatch(/2 that stay with it/);
    // The hoist is there and nowhere else.
    expect(note).toContain("door hoist");
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });

  test("does all of it by keyboard, and says what happens", async () => {
    await page.getByTestId("task-aerial").focus();
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-task"))).toBe("sunroof");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    expect(await said()).toContain("Fit the aerial taken up");
    await page.keyboard.press("ArrowRight");
    expect(await said()).toMatch(/Station 7, Weather strips: not allowed\. “Press on the roof trims”/);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await said()).toMatch(/Station 5, Cockpit, place 5: allowed, but 69\ss do not keep the takt/);
    await page.keyboard.press("ArrowDown");
    expect(await said()).toContain("place 4");
    await page.keyboard.press("Enter");
    expect(await stationOf("aerial")).toBe(5);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-task"))).toBe("aerial");
    expect(await figure("overloaded")).toContain("1");
    // The run was not paused by Space, and the plant's cycle times are as they were.
    expect(await app.status()).toBe("running");
    expect(await page.getByTestId("simulated").getAttribute("data-state")).toBe("today");
    await page.keyboard.press("Control+z");
    expect(await figure("moves")).toBe("–");
  });

  test("moves a task without dragging, by a choice of the stations where it may be", async () => {
    await page.getByTestId("task-aerial").click();
    const select = page.getByTestId("task-details").getByRole("combobox");
    expect(await select.locator("option:disabled").count()).toBe(4);
    await select.selectOption({ index: 2 });
    expect(await stationOf("aerial")).toBe(3);
  });

  test("shows the times of one product", async () => {
    const label = (): Promise<string | null> => page.getByTestId("task-sunroof").getAttribute("aria-label");
    expect(await label()).toMatch(/17\.2\ss/);
    await page.getByTestId("model").selectOption({ label: "Estate" });
    expect(await label()).toMatch(/20\ss/);
    await page.getByTestId("model").selectOption("longest");
    expect(await label()).toMatch(/20\ss/);
  });

  test("after a new takt balances all lines and simulates them in one click", async () => {
    await page.getByTestId("takt").fill("63");
    await page.getByTestId("balance-simulate").click();
    for (const line of ["trim1", "trim2", "chassis", "final"])
      expect(await waitForOutcome(line)).toBe("optimal");
    expect(await figure("stations")).toContain("7");
    await page.locator('[data-testid=simulated][data-state="plan"]').waitFor();
    await app.waitForStatus("running");
    expect(await page.getByTestId("slowest").textContent()).toMatch(/58\.1/);
    // The run began anew with it, and yields what the slowest station allows, less its stops.
    await page.getByTestId("speed-5").check({ force: true });
    await page.waitForFunction(
      `Number(document.querySelector("[data-testid=clock]").dataset.seconds) > 30000`,
      undefined,
      { timeout: 60_000 },
    );
    const yielded = Number.parseFloat((await page.getByTestId("simulated-throughput").textContent()) ?? "");
    expect(yielded).toBeGreaterThan(40);
    expect(yielded).toBeLessThan(58.1);
    await page.getByTestId("undo").click();
    await page.locator('[data-testid=simulated][data-state="today"]').waitFor();
    expect(await figure("moves")).toBe("–");
  });

  test("replicates the plant beside the run, and keeps what was before a new balance", async () => {
    await page.getByTestId("replicate").click();
    await page.getByTestId("replicated").waitFor({ timeout: 100_000 });
    expect(await page.getByTestId("replicated").textContent()).toMatch(/^53\.2 ± 0\.\d+\s\/h$/);
    expect(await page.getByTestId("replicate").isDisabled()).toBe(true);
    await page.getByTestId("aim").selectOption("cycle");
    await page.getByTestId("balance-simulate").click();
    await waitForOutcome("final");
    await page.getByTestId("replicated").waitFor({ state: "detached" });
    expect(await page.getByTestId("replicated-before").textContent()).toContain("53.2");
    // Stopped at once when asked to.
    await page.getByTestId("replicate").click();
    await page.getByRole("button", { name: /Stop/ }).click();
    await page.getByTestId("replicate").waitFor();
  });

  test("tells the progress of a long search, and ends it at once when asked to", async () => {
    await page.locator('input[name="balance-line"]').nth(1).check({ force: true });
    await page.getByRole("checkbox").uncheck();
    await page.getByTestId("aim").selectOption("cycle");
    await page.getByTestId("balance").click();
    await page.waitForFunction(
      `/\\d/.test(document.querySelector("[data-testid=progress-best]")?.textContent ?? "")`,
    );
    expect(await page.getByTestId("progress-bound").textContent()).toMatch(/\d\ss/);
    const asked = Date.now();
    await page.getByTestId("cancel").click();
    expect(await waitForOutcome("trim2")).toBe("feasible");
    expect(Date.now() - asked).toBeLessThan(3000);
    expect(await page.getByTestId("outcomes").textContent()).toContain("not proven");
  });

  test("says why no balance exists, and what to do", async () => {
    const outcomes = page.getByTestId("outcomes");
    await page.getByTestId("takt").fill("50");
    await page.getByTestId("balance").click();
    expect(await waitForOutcome("final")).toBe("infeasible");
    expect(await outcomes.textContent()).toMatch(/The takt needs (9|1\d) stations; the line has 8/);
    // The four tasks of the door hoist take 44 s, and can be nowhere else.
    expect(await outcomes.locator('[data-line="trim1"]').textContent()).toMatch(/may only be at station 1/);
    await page.getByRole("checkbox").uncheck();
    await page.getByTestId("takt").fill("20");
    await page.getByTestId("balance").click();
    await page.waitForFunction(
      `document.querySelector("[data-testid=outcomes]").textContent.includes("Bring the cockpit in")`,
    );
    expect(await outcomes.textContent()).toContain("Bring the cockpit in");
    await page.getByTestId("takt").fill("5");
    expect(await page.locator(".note-error").textContent()).toContain("of repositioning");
    await page.getByTestId("takt").fill("57");
    await page.getByTestId("moves").fill("1.5");
    expect(await page.getByTestId("balance").isDisabled()).toBe(true);
  });

  test("takes tasks from a spreadsheet, and tells mistakes by row", async () => {
    await page.getByTestId("paste-tasks").click();
    const text = page.getByTestId("paste-text");
    await text.fill("Task\tTime\tPredecessors\tClass\tStation\nfetch\tsoon\nfit\t12,5\tfetch\tmagic\t9");
    await page.getByTestId("paste-take").click();
    const findings = await page.getByTestId("paste-findings").locator("li").allTextContents();
    expect(findings.map((line) => /Row \d/.exec(line)?.[0])).toEqual(["Row 2", "Row 3", "Row 3"]);
    expect(await violations()).toEqual([]);
    await text.fill(
      "Task\tTime\tPredecessors\tClass\tStation\nfetch\t5\t\twaste\t1\nfit\t12,5\tfetch\tva\t2",
    );
    await page.getByTestId("paste-take").click();
    await page.getByTestId("task-fit").waitFor();
    expect(await page.locator("[data-task]").count()).toBe(2);
    expect(await stationOf("fit")).toBe(2);
    await page.getByTestId("undo").click();
    await page.getByTestId("task-aerial").waitFor();
  });

  test("takes measured times into the tasks, marked as measured", async () => {
    await page.getByTestId("speed-5").check({ force: true });
    await page.locator("details.measured summary").click();
    await page.getByTestId("measured-times").waitFor({ timeout: 60_000 });
    await page.getByTestId("take-measured").click();
    await page.locator('input[name="balance-view"]').nth(2).check({ force: true });
    expect(await page.getByTestId("task-table").locator(".mark").count()).toBeGreaterThan(0);
    await page.getByTestId("undo").click();
    expect(await page.getByTestId("task-table").locator(".mark").count()).toBe(0);
  });

  test("keeps plans over a visit: an edited scene is the user's own file", async () => {
    await page.getByTestId("task-aerial").click();
    await page.getByTestId("task-details").getByRole("combobox").selectOption({ index: 2 });
    await page
      .waitForFunction(`JSON.parse(localStorage.getItem("taktwerk.preferences") ?? "{}").own === true`)
      .catch(() => undefined);
    await page.reload();
    await app.waitForStatus("running");
    await page.getByTestId("line-balance").click();
    await page.getByTestId("task-aerial").waitFor();
    expect(await stationOf("aerial")).toBe(3);
  });
});

test("a plant without tasks gets a line from a spreadsheet", async () => {
  app = await App.open(browser, host.url);
  page = app.page;
  await page.getByTestId("line-balance").click();
  await page.getByTestId("new-line").click();
  await page.getByTestId("paste-text").fill("lay\t20\nweld\t30\tlay\nturn\t6\tlay");
  await page.getByTestId("paste-take").click();
  await page.getByTestId("comparison").waitFor();
  expect(await page.locator(".note-warning").textContent()).toContain("3 tasks are at no station");
  await page.getByTestId("balance").click();
  await page.getByTestId("task-weld").waitFor();
  expect(await figure("stations")).toContain("1");
  await app.close();
});

describe.each([
  { colorScheme: "light", locale: "en-US", width: 1280 },
  { colorScheme: "dark", locale: "de-DE", width: 1920 },
] as const)("the screen in $locale, $colorScheme, $width px wide", ({ width, ...options }) => {
  test("keeps WCAG 2.2 AA in all views", async () => {
    await openBalance({ ...options, viewport: { width, height: 720 } });
    await page.getByTestId("task-aerial").click();
    await page.getByTestId("balance").click();
    await waitForOutcome("final");
    expect(await violations()).toEqual([]);
    for (const view of [1, 2, 3]) {
      await page.locator('input[name="balance-view"]').nth(view).check({ force: true });
      expect(await violations()).toEqual([]);
    }
    await app.close();
  });
});

describe("a line that asks for more", () => {
  beforeEach(async () => {
    app = await App.open(browser, host.url);
    page = app.page;
    await app.waitForStatus("running");
  });
  afterEach(() => app.close());

  /** Drops a balance file on the page, opens its plant, and the screen for balancing. */
  async function openFile(name: string): Promise<void> {
    const text = readFileSync(new URL(`../../scenes/${name}`, import.meta.url), "utf8");
    await page.evaluate(
      ([content, file]) => {
        const data = new DataTransfer();
        data.items.add(new File([content ?? ""], file ?? ""));
        document.body.dispatchEvent(
          new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      },
      [text, name],
    );
    await page.getByRole("button", { name: "Open the plant" }).click();
    await page.getByTestId("line-balance").click();
    await page.getByTestId("balance").waitFor();
  }

  test("comes from a dropped balance file, is manned, and tells what its demands forbid", async () => {
    await openFile("cockpit.balance.json");
    await page.getByTestId("balance").click();
    expect(await waitForOutcome("line")).toBe("optimal");
    expect(await figure("cost")).toMatch(/\d/);
    expect(await page.locator(".station-manning").first().textContent()).not.toBe("");
    await page.getByRole("radio", { name: "Demands" }).check();
    // One ergonomic point at a station: less than single tasks have, so that no line is left.
    const most = page.getByLabel(/^Load limits of a station, 1: At most/);
    await most.fill("1");
    await most.press("Enter");
    await most.blur();
    await page.getByTestId("balance").click();
    expect(await waitForOutcome("line")).toBe("infeasible");
    expect(await page.getByTestId("outcomes").textContent()).toContain("A station has at most 1 points.");
    expect(await violations()).toEqual([]);
    await page.getByTestId("undo").click();
    expect(await most.inputValue()).toBe("12");
  });

  test("with two sides shows both, and a task goes from side to side by keys", async () => {
    await openFile("chassis.balance.json");
    await page.getByTestId("balance").click();
    expect(await waitForOutcome("line")).toBe("optimal");
    const task = page.getByTestId("task-lines");
    const before = await middleOf("lines");
    await task.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await page.getByTestId("carry").waitFor({ state: "detached" });
    const after = await middleOf("lines");
    expect(Math.abs(after.x - before.x)).toBeGreaterThan(20);
    expect(await figure("workplaces")).toMatch(/\d/);
  });
});
