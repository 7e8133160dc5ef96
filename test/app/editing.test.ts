import { readFileSync } from "node:fs";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inspectStudy } from "../../src/experiment/study/read-study.ts";
import { App, launchBrowser, serveStatically } from "./open-app.ts";

/** A loaded machine takes its time; nothing here measures how long. */
const SOON = { timeout: 20_000 };

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
}, 60_000);
afterAll(async () => {
  await browser.close();
  host.server.close();
});
beforeEach(async () => {
  app = await App.open(browser, host.url);
  await app.page.getByTestId("scene").selectOption("hello-line");
  await app.page.locator(".plant-name", { hasText: "Hello line" }).waitFor({ state: "attached" });
  await app.page.getByTestId("edit").click();
  await app.page.getByTestId("edit-bar").waitFor();
});
afterEach(async () => app.close());

const item = (id: string): Locator => app.page.locator(`[data-element="${id}"]`);
const field = (path: string): Locator =>
  app.page.locator(`.field-row[data-path="${path}"]`).locator("input, textarea").first();
const select = async (id: string): Promise<void> => {
  await item(id).click();
  await field("id").waitFor();
  await expect.poll(() => field("id").inputValue(), SOON).toBe(id);
};
const place = async (): Promise<readonly number[]> =>
  Promise.all([0, 1].map(async (k) => Number(await field(`placement/position/${k}`).inputValue())));

/** Where the selected element is in the picture: the middle of its corners. */
async function centre(): Promise<{ x: number; y: number }> {
  const corners = app.page.locator(".edit-handle.size:not([hidden])");
  await expect.poll(() => corners.count(), SOON).toBe(4);
  const boxes = await Promise.all((await corners.all()).map((corner) => corner.boundingBox()));
  const mean = (of: (box: { x: number; y: number }) => number): number =>
    boxes.reduce((sum, box) => sum + of(box ?? { x: 0, y: 0 }) + 12, 0) / boxes.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

/** Waits until the browser's storage holds a text of the user's own plant or study. */
async function kept(text: string): Promise<void> {
  const stored = async (): Promise<string> =>
    app.page.evaluate(
      async () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open("taktwerk", 1);
          opening.addEventListener("success", () => {
            const asking = opening.result.transaction("plants").objectStore("plants").get("own");
            asking.addEventListener("success", () => resolve(JSON.stringify(asking.result)));
          });
        }),
    );
  await expect.poll(stored, SOON).toContain(JSON.stringify(text).slice(1, -1));
}

async function type(path: string, text: string): Promise<void> {
  await field(path).fill(text);
  await field(path).press("Enter");
}

describe("by mouse", () => {
  test("a station is dragged, which is one step, and taken back", async () => {
    const { page } = app;
    await select("first");
    const before = await place();
    const { x, y } = await centre();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 30, { steps: 3 });
    expect(await place()).toEqual(before);
    await page.mouse.move(x + 40, y + 60, { steps: 3 });
    await page.mouse.up();
    await expect.poll(place, SOON).not.toEqual(before);
    const [east = 0, north = 0] = await place();
    expect(east).toBeGreaterThan(before[0] ?? 0);
    expect(north).toBeLessThan(before[1] ?? 0);
    await page.keyboard.press("Control+z");
    await expect.poll(place, SOON).toEqual(before);
    await page.keyboard.press("Control+y");
    await expect.poll(place, SOON).toEqual([east, north]);
  });

  test("Ctrl snaps to half a metre, X keeps to one axis, Esc gives a drag up", async () => {
    const { page } = app;
    await select("first");
    const before = await place();
    const { x, y } = await centre();
    const drag = async (keys: () => Promise<void>): Promise<void> => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 33, y + 47, { steps: 3 });
      await keys();
      await page.mouse.move(x + 37, y + 61, { steps: 3 });
      await page.mouse.up();
    };
    await drag(async () => page.keyboard.press("Escape"));
    expect(await place()).toEqual(before);
    await page.keyboard.down("Control");
    await drag(async () => undefined);
    await page.keyboard.up("Control");
    await expect.poll(place, SOON).not.toEqual(before);
    for (const value of await place()) expect((value * 2) % 1).toBeCloseTo(0, 9);
    await page.keyboard.press("Control+z");
    await expect.poll(place, SOON).toEqual(before);
    await drag(async () => page.keyboard.press("x"));
    await expect.poll(async () => (await place())[0], SOON).not.toBe(before[0]);
    expect((await place())[1]).toBe(before[1]);
  });

  test("a buffer is taken from the palette, put on the floor, and connected from port to port", async () => {
    const { page } = app;
    await select("between");
    const { x, y } = await centre();
    await page.locator('.palette-item[data-kind="buffer"]').click();
    await page.mouse.move(x, y + 90);
    await page.mouse.click(x, y + 90);
    await expect.poll(() => field("id").inputValue(), SOON).toBe("buffer1");
    const port = page.locator(".edit-handle.port.out:not([hidden])");
    const box = await port.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 12);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.up();
    await page.locator('.connection-side[data-side="out"] .link', { hasText: "between" }).waitFor();
    expect(await app.text("edit-said")).toBe("buffer1 connected to between.");
  });

  test("Shift and click selects several, a box all that is in it, and Del takes them with their connections", async () => {
    const { page } = app;
    await select("first");
    const first = await centre();
    await select("second");
    const second = await centre();
    await page.keyboard.down("Shift");
    await page.mouse.click(first.x, first.y);
    await page.keyboard.up("Shift");
    await expect.poll(() => page.locator('[role=treeitem][aria-selected="true"]').count(), SOON).toBe(2);
    await page.getByTestId("tool-box").click();
    await page.mouse.move(first.x - 60, first.y - 80);
    await page.mouse.down();
    await page.mouse.move(second.x + 20, second.y + 80, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.locator('[role=treeitem][aria-selected="true"]').count(), SOON).toBe(3);
    await page.keyboard.press("Delete");
    await expect.poll(() => app.page.locator("[role=treeitem][data-element]").count(), SOON).toBe(2);
    expect(await app.text("edit-said")).toBe("3 deleted, with their connections.");
    await page.keyboard.press("Control+z");
    await item("between").waitFor();
  });
});

describe("handles and the palette by dragging", () => {
  test("a corner sizes, a palette item is dropped on the floor, and a point between bends a conveyor", async () => {
    const { page } = app;
    const drag = async (
      from: Locator | { x: number; y: number },
      by: readonly [number, number],
    ): Promise<void> => {
      const box = "x" in from ? from : await from.boundingBox();
      const [x, y] = "x" in from ? [from.x, from.y] : [(box?.x ?? 0) + 12, (box?.y ?? 0) + 12];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + by[0], y + by[1], { steps: 5 });
      await page.mouse.up();
    };
    await select("first");
    const { x, y } = await centre();
    const size = Number(await field("placement/size/0").inputValue());
    await drag(page.locator('.edit-handle.size[data-number="0"]'), [30, -10]);
    await expect
      .poll(async () => Number(await field("placement/size/0").inputValue()), SOON)
      .toBeGreaterThan(size);
    const palette = await page.locator('.palette-item[data-kind="conveyor"]').boundingBox();
    const start = { x: (palette?.x ?? 0) + 20, y: (palette?.y ?? 0) + 10 };
    await drag(start, [x - start.x, y + 100 - start.y]);
    await expect.poll(() => field("id").inputValue(), SOON).toBe("conveyor1");
    const between = page.locator(".edit-handle.between:not([hidden])");
    await expect.poll(() => between.count(), SOON).toBe(1);
    await drag(between, [0, 40]);
    await expect.poll(() => page.locator(".edit-handle.point:not([hidden])").count(), SOON).toBe(3);
    await page.locator('.edit-handle.point[data-number="1"]').dblclick();
    await expect.poll(() => page.locator(".edit-handle.point:not([hidden])").count(), SOON).toBe(2);
    for (let step = 0; step < 4; step++) await page.keyboard.press("Control+z");
    await item("conveyor1").waitFor({ state: "detached" });
  });
});

describe("without a mouse", () => {
  test("arrows move by 0.1 m, with Ctrl by 0.5 m, Q turns, and numbers say the same", async () => {
    const { page } = app;
    await select("first");
    const [x = 0, y = 0] = await place();
    await page.locator(".stage canvas").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Control+ArrowUp");
    await expect.poll(place, SOON).toEqual([Number((x + 0.1).toFixed(3)), Number((y + 0.5).toFixed(3))]);
    await page.keyboard.press("q");
    await expect.poll(() => field("placement/rotation").inputValue(), SOON).toBe("90");
    await type("placement/position/0", "2.25");
    await expect.poll(async () => (await place())[0], SOON).toBe(2.25);
  });

  test("an element is added with Enter, connected from a list, and deleted", async () => {
    const { page } = app;
    await item("second").click();
    await page.locator('.palette-item[data-kind="station"]').focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => field("id").inputValue(), SOON).toBe("station1");
    await page.getByTestId("connect-in").selectOption("between");
    await page.getByTestId("connect-out").selectOption("done");
    await page.locator('.connection-side[data-side="out"] .link', { hasText: "done" }).waitFor();
    await item("station1").focus();
    await page.keyboard.press("Delete");
    await item("station1").waitFor({ state: "detached" });
  });

  test("C takes the selected element as the start, and the next one as the goal", async () => {
    const { page } = app;
    await select("raw");
    await page.locator(".stage canvas").focus();
    await page.keyboard.press("c");
    await expect.poll(() => app.text("edit-said"), SOON).toContain("Connection from raw");
    await item("raw").focus();
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter", "c"]) await page.keyboard.press(key);
    await expect.poll(() => app.text("edit-said"), SOON).toBe("raw connected to second.");
  });
});

describe("properties", () => {
  test("a decimal comma is understood in German, and units of time", async () => {
    const { page } = app;
    await page.getByLabel("Language").selectOption("de");
    await page.getByRole("button", { name: "Bearbeiten" }).waitFor();
    await select("first");
    await type("placement/position/0", "-3,75");
    await expect.poll(() => field("placement/position/0").inputValue(), SOON).toBe("-3,75");
    await type("placement/rotation", "12.5");
    await expect.poll(() => field("placement/rotation").inputValue(), SOON).toBe("12,5");
  });

  test("what cannot be taken stays as typed, with the reason, over a selection and over a reload", async () => {
    const { page } = app;
    await select("between");
    await type("capacity", "many");
    await page.locator('.field-row[data-path="capacity"] .field-problems li').waitFor();
    await select("first");
    await select("between");
    expect(await field("capacity").inputValue()).toBe("many");
    await type("capacity", "0");
    await page.locator('.field-problems [data-rule="schema/tooSmall"]').waitFor();
    await page.waitForFunction(() => localStorage.getItem("taktwerk.preferences")?.includes('"own":true'));
    await page.reload();
    await page.getByTestId("edit-bar").waitFor();
    await item("between").click();
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("0");
    await type("capacity", "6");
    await page.locator(".field-draft").waitFor({ state: "detached" });
  });

  test("an edit is there again after a reload; a plant that cannot run as well, with what is wrong", async () => {
    const { page } = app;
    await select("between");
    await page.locator('.connection-side[data-side="out"] button[aria-label^="Disconnect"]').click();
    await type("capacity", "7");
    await kept('"capacity": 7');
    await page.waitForFunction(() => localStorage.getItem("taktwerk.preferences")?.includes('"own":true'));
    await page.reload();
    await item("between").click();
    await page.getByTestId("edit").click();
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("7");
    expect(await page.locator('.connection-side[data-side="out"] .link').count()).toBe(0);
  });

  test("a move leaves the run where it is, another capacity starts it anew", async () => {
    const { page } = app;
    await page.getByTestId("speed-5").check();
    await app.waitForTime((seconds) => seconds > 60_000, 60_000);
    await page.getByTestId("speed-2").check();
    await select("first");
    const before = await place();
    const time = await app.seconds();
    await page.locator(".stage canvas").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(place, SOON).not.toEqual(before);
    await kept('"id": "first"');
    // Anew it would begin at the end of the warm-up, at 36,000 s, and not come here in time.
    await expect.poll(() => app.seconds(), SOON).toBeGreaterThan(time + 5);
    await select("between");
    await type("capacity", "9");
    await app.waitForTime((seconds) => seconds < 50_000);
  });
});

test("what was edited is there again when another plant was opened meanwhile", async () => {
  const { page } = app;
  await select("between");
  await type("capacity", "7");
  await page
    .locator('[data-testid="scene"] option', { hasText: "(own file)" })
    .waitFor({ state: "attached" });
  await page.getByTestId("scene").selectOption("body-shop");
  await page.locator(".plant-name", { hasText: "Body shop" }).waitFor({ state: "attached" });
  await page.getByTestId("scene").selectOption("own/hello-line");
  await select("between");
  await expect.poll(() => field("capacity").inputValue(), SOON).toBe("7");
});

describe("scenarios", () => {
  const changes = async (): Promise<string[]> =>
    app.page.locator('[data-testid="changes"] li > span').allTextContents();

  test("edits land in one, are told in words, taken back one by one, and the plant stays as it is", async () => {
    const { page } = app;
    await page.getByTestId("scenario-new").click();
    await page.getByTestId("scenario-name").fill("Larger buffer");
    await page.getByTestId("scenario-name").press("Enter");
    await page.getByTestId("scenario-reason").fill("Less blocking");
    await select("between");
    await type("capacity", "9");
    await expect.poll(changes, SOON).toEqual(["Buffer between: capacity 4 → 9 parts"]);
    await page.locator("[data-scenario=base] input").check();
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("4");
    await page.locator(".scenario", { hasText: "Larger buffer" }).locator("input").check();
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("9");
    await page.getByRole("button", { name: /^Take back: Buffer between/ }).click();
    await expect.poll(changes, SOON).toEqual([]);
    await page.keyboard.press("Control+z");
    await expect.poll(changes, SOON).toHaveLength(1);
  });

  test("what the plant and a scenario changed both is a conflict that is decided; a reload keeps all of it", async () => {
    const { page } = app;
    await page.getByTestId("scenario-new").click();
    await select("between");
    await type("capacity", "9");
    await page.locator("[data-scenario=base] input").check();
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("4");
    await type("capacity", "5");
    await page.locator(".scenario-conflict").waitFor();
    await page.locator(".scenario", { hasText: "Scenario 1" }).locator("input").check();
    const conflicts = page.getByTestId("conflicts");
    await conflicts.waitFor();
    expect(await conflicts.textContent()).toContain("capacity 4 → 9 parts");
    expect(await conflicts.textContent()).toContain("capacity 4 → 5 parts");
    await conflicts.getByRole("button", { name: "Take the plant's" }).click();
    await conflicts.waitFor({ state: "detached" });
    await expect.poll(() => field("capacity").inputValue(), SOON).toBe("5");
    await type("capacity", "8");
    await expect.poll(changes, SOON).toEqual(["Buffer between: capacity 5 → 8 parts"]);
    await kept('"capacity": 8');
    await page.waitForFunction(() => localStorage.getItem("taktwerk.preferences")?.includes('"own":true'));
    await page.reload();
    await item("between").click();
    await page.getByTestId("edit").click();
    await expect.poll(changes, SOON).toEqual(["Buffer between: capacity 5 → 8 parts"]);
  });

  test("the study is saved as a file that the command line can run", async () => {
    const { page } = app;
    await page.getByTestId("scenario-new").click();
    await select("between");
    await type("capacity", "9");
    await expect.poll(changes, SOON).toHaveLength(1);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("hello-line.study.json");
    const text = readFileSync(await file.path(), "utf8");
    const study = inspectStudy(text, () => undefined);
    expect(
      study.ok ? study.value.scenarios.map(({ changes: each }) => each.length > 0) : study.error,
    ).toEqual([false, true]);
    await page.getByTestId("scene").selectOption("body-shop");
    await page.locator('[data-testid="scenarios"]').waitFor({ state: "detached" });
    await app.drop("mine.study.json", text);
    await page.locator(".scenario", { hasText: "Scenario 1" }).locator("input").check();
    await expect.poll(changes, SOON).toEqual(["Buffer between: capacity 4 → 9 parts"]);
  });
});
