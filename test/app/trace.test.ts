import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

/** A line whose second machine breaks down at 40 s for 60 s, so that the first is blocked and the last starved. */
const LINE = JSON.stringify({
  format: "taktwerk-plant",
  version: 1,
  id: "traced",
  name: "Traced line",
  hierarchy: [{ id: "hall", level: "area", name: "Hall" }],
  products: [{ id: "part" }],
  calendars: [],
  elements: [
    { kind: "source", id: "raw", placement: at(0), arrivals: { mode: "saturated" } },
    { kind: "station", id: "cut", name: "Cutting", parent: "hall", placement: at(4), cycleTime: 10 },
    {
      kind: "station",
      id: "weld",
      name: "Welding",
      parent: "hall",
      placement: at(8),
      cycleTime: 10,
      failures: [{ id: "gun", clock: "calendar", timeToFailure: 40, timeToRepair: 60 }],
    },
    { kind: "station", id: "pack", name: "Packing", parent: "hall", placement: at(12), cycleTime: 5 },
    { kind: "sink", id: "out", placement: at(16) },
  ],
  connections: [
    { from: "raw", to: "cut" },
    { from: "cut", to: "weld" },
    { from: "weld", to: "pack" },
    { from: "pack", to: "out" },
  ],
  run: { horizon: 1000 },
});

function at(x: number): object {
  return { position: [x, 0, 0], rotation: 0, size: [2, 2, 2] };
}

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
  app = await App.open(browser, host.url);
  await app.drop("traced.plant.json", LINE);
  await app.page.locator(".plant-name", { hasText: "Traced line" }).waitFor();
  await app.page.getByTestId("reset").click();
  await app.waitForStatus("paused");
}, 60_000);
afterAll(async () => {
  await app.close();
  await browser.close();
  host.server.close();
});

const select = async (name: string): Promise<void> => {
  await app.page
    .getByRole("treeitem", { name: new RegExp(name) })
    .first()
    .click();
};

describe("trace", () => {
  test("runs until a condition, and tells why a station stands still", async () => {
    const { page } = app;
    await page.keyboard.press("b");
    await page.getByTestId("until").fill('state("weld") == "failed" && state("pack") == "starved"');
    await page.getByTestId("until-go").click();
    await app.waitForTime((seconds) => seconds === 45);
    await select("Packing");
    await page.getByTestId("why-root").filter({ hasText: "failure of Welding: gun" }).waitFor();
    const chain = page.locator("[data-testid=why] .chain li");
    expect(await chain.allTextContents()).toEqual(["Packing is starved", "Welding has failed (gun)"]);
    // A step leads to its element.
    await chain.nth(1).getByRole("button").click();
    await page.locator("[data-testid=details] h2", { hasText: "Welding" }).waitFor();
    await page.getByTestId("iso-kpis").first().waitFor();
  });

  test("refuses a condition that cannot be read, and says why", async () => {
    const { page } = app;
    await page.getByTestId("until").fill('state("wled") == "failed"');
    await page.getByTestId("until-go").click();
    await page.getByTestId("until-fault").filter({ hasText: "Did you mean “weld”?" }).waitFor();
  });

  test("stops at a breakpoint on the selected element", async () => {
    const { page } = app;
    await select("Cutting");
    await page.getByTestId("stop-state").selectOption("blocked");
    await page.getByTestId("stop-add").click();
    await page.getByTestId("breakpoints").filter({ hasText: "Cutting: Blocked" }).waitFor();
    await page.getByTestId("reset").click();
    await app.waitForTime((seconds) => seconds === 0);
    await page.getByTestId("speed-6").check({ force: true });
    await page.getByTestId("play").click();
    // Welding fails at 40 with the part that it has just got; what is cut at 50 stays.
    await app.waitForTime((seconds) => seconds === 50);
    await app.waitForStatus("stopped");
    await page.locator("[data-testid=breakpoints] button").click();
    await page.getByTestId("next-event").click();
    await app.waitForTime((seconds) => seconds > 50);
    await app.waitForStatus("stopped");
  });

  test("accounts for the run and tells the life of a part", async () => {
    const { page } = app;
    await page.getByTestId("to-horizon").click();
    await app.waitForTime((seconds) => seconds === 1000);
    await page.getByTestId("ledger-constraint").selectOption("weld");
    await page.getByTestId("ledger-make").click();
    const ledger = page.getByTestId("ledger");
    await ledger.waitFor();
    const rows = await ledger.locator("tbody tr").allTextContents();
    // 100 parts would fit into 1000 s, of which ten failures of 60 s each take 600.
    expect(rows[0]).toBe("ideal output100360");
    expect(rows[1]).toBe("failure of Welding: gun-60-216");
    await page.getByTestId("life-part").fill("raw#4");
    await page.getByTestId("life-show").click();
    await page.getByTestId("life-sum").filter({ hasText: "left through a sink" }).waitFor();
    const stays = await page.locator("[data-testid=stays] li").allTextContents();
    expect(stays.some((stay) => stay.includes("failure of Welding: gun"))).toBe(true);
  });
});

describe("what is no element", () => {
  test("a part is selected by keys from its element, with its place and its life", async () => {
    const { page } = app;
    await page.locator('[data-element="weld"]').click();
    const part = page.locator(".parts-here button").first();
    await part.focus();
    const name = (await part.textContent()) ?? "";
    await page.keyboard.press("Enter");
    await page.getByTestId("part-name").filter({ hasText: name }).waitFor();
    expect(await app.text("part-where")).toBe("Welding");
    await page.getByTestId("part-life").click();
    await page
      .getByTestId("details")
      .getByTestId("life-sum")
      .filter({ hasText: "still in the plant" })
      .waitFor();
    const stays = await page.getByTestId("details").locator("[data-testid=stays] li").allTextContents();
    expect(stays[0]).toMatch(/^Cutting/);
  });

  test("a fleet is found by keys, tells what each vehicle does and did, and leads to one that the picture follows", async () => {
    const { page } = app;
    await page.getByTestId("scene").selectOption("elements/agv-fleet");
    await page.locator(".plant-name", { hasText: "Three AGVs" }).waitFor();
    await page.getByTestId("to-horizon").click();
    await app.waitForTime((seconds) => seconds === 86_400);
    await page.locator('[data-element="machining"]').focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    const rows = page.getByTestId("vehicles").locator("tbody tr");
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    const trips = await rows.locator("td:last-child").allTextContents();
    const all = trips.reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0);
    expect(all).toBe(Number((await app.text("fleet-trips")).replaceAll(",", "")));
    expect(await app.text("used-by")).toContain("AGVs");
    await rows.nth(1).locator("button").click();
    await page.getByTestId("vehicle-state").waitFor();
    await page.getByTestId("follow").check();
    await page.keyboard.press("Escape");
  });

  test("a class tells its parameters and its uses, and a use the elements that it made", async () => {
    const { page } = app;
    await page.getByTestId("scene").selectOption("elements/classes");
    await page.getByRole("treeitem", { name: "Class" }).click();
    await page.getByTestId("class-parameters").waitFor();
    await page.getByTestId("class-uses").locator("button").first().click();
    await page.getByTestId("use-members").locator("button").first().click();
    await page.getByTestId("state").waitFor();
  });
});
