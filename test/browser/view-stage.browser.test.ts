import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import { FAILED, SETUP } from "../../src/plant/states.ts";
import type { Frame } from "../../src/protocol/frame.ts";
import {
  type ClearanceMark,
  createView,
  type View,
  type ViewOptions,
  type ViewProblem,
} from "../../src/view/view.ts";
import { elementList, emptyFrame, fillFrame, weldingPlant } from "../view/synthetic-plant.ts";

// Compiling shaders and drawing without a graphics processor takes its time.
vi.setConfig({ testTimeout: 60_000 });

const WIDTH = 480;
const HEIGHT = 270;

let host: HTMLElement;
let view: View;
let selected: (string | undefined)[];
let problems: ViewProblem[];

function open(options: Partial<ViewOptions> = {}): void {
  view = createView(host, {
    theme: "light",
    locale: "de",
    stateNames: (state) => `<${state}>`,
    onSelect: (id) => selected.push(id),
    onProblem: (problem) => problems.push(problem),
    reducedMotion: true,
    quality: "low",
    ...options,
  });
}

function show(plant: Plant, movers = 3): Frame {
  const frame = emptyFrame(plant, movers);
  fillFrame(plant, frame, 10, movers);
  view.setPlant(plant, elementList(plant));
  view.drawFrame(frame);
  return frame;
}

/** The picture as it is on the screen, read in the same task as it was drawn. */
async function pixels(): Promise<Uint8ClampedArray> {
  await view.screenshotReady();
  const canvas = host.querySelector("canvas")!;
  const copy = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = copy.getContext("2d")!;
  view.setLabels(false);
  await view.screenshotReady();
  context.drawImage(canvas, 0, 0, WIDTH, HEIGHT);
  return context.getImageData(0, 0, WIDTH, HEIGHT).data;
}

/** Pixels whose colour is near an sRGB hex colour. */
function count(data: Uint8ClampedArray, hex: string, tolerance: number): number {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (wanted.every((value, k) => Math.abs(data[i + k]! - value) <= tolerance)) found++;
  }
  return found;
}

function differing(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let found = 0;
  for (let i = 0; i < a.length; i += 4)
    if (a[i] !== b[i] || a[i + 1] !== b[i + 1] || a[i + 2] !== b[i + 2]) found++;
  return found;
}

function labels(): string[] {
  return [...host.querySelectorAll<HTMLElement>(".taktwerk-view-label:not([hidden])")].map(
    (label) => label.innerText,
  );
}

async function displayFrames(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

beforeEach(() => {
  selected = [];
  problems = [];
  host = document.createElement("div");
  host.style.cssText = `position: fixed; left: 0; top: 0; width: ${WIDTH}px; height: ${HEIGHT}px`;
  document.body.append(host);
});
afterEach(() => {
  view.dispose();
  host.remove();
});

describe("the picture", () => {
  test("shows robots in their orange, green bands of working cells, and red ones when they fail", async () => {
    open();
    const plant = weldingPlant(1, 2);
    const frame = show(plant);
    view.focus("cell-0-0");
    const working = await pixels();
    expect(count(working, "#009E73", 6)).toBeGreaterThan(200);
    expect(count(working, "#D55E00", 4)).toBeLessThan(20);
    expect(count(working, "#e0560f", 40)).toBeGreaterThan(150);
    plant.elements.forEach(({ kind }, i) => {
      if (kind === "station") frame.state[i] = FAILED;
    });
    view.drawFrame(frame);
    const failed = await pixels();
    expect(count(failed, "#009E73", 6)).toBe(0);
    expect(count(failed, "#D55E00", 6)).toBeGreaterThan(100);
  });

  test("changes when parts move or the cycle goes on, and is the same for the same frame", async () => {
    open();
    const plant = weldingPlant(1, 2);
    const frame = show(plant);
    const first = await pixels();
    view.drawFrame(frame);
    expect(differing(first, await pixels())).toBe(0);
    fillFrame(plant, frame, 17, 3);
    view.drawFrame(frame);
    expect(differing(first, await pixels())).toBeGreaterThan(100);
  });

  test("does not depend on the frame's buffer after drawFrame has returned", async () => {
    open();
    const frame = show(weldingPlant(1, 2));
    const first = await pixels();
    view.drawFrame(frame);
    new Uint8Array(frame.buffer).fill(0);
    expect(differing(first, await pixels())).toBe(0);
  });

  test("is dark in the dark theme, and light again", async () => {
    open();
    show(weldingPlant(1, 2));
    const mean = (data: Uint8ClampedArray): number =>
      data.reduce((sum, value) => sum + value, 0) / data.length;
    const light = await pixels();
    view.setTheme("dark");
    const dark = await pixels();
    view.setTheme("light");
    expect(mean(dark)).toBeLessThan(mean(light) - 50);
    expect(differing(light, await pixels())).toBe(0);
  });

  test("of 12 cells with 48 robots takes at most 40 draw calls", async () => {
    open();
    show(weldingPlant(2, 6), 12);
    await view.screenshotReady();
    expect(view.statistics().drawCalls).toBeLessThanOrEqual(40);
    expect(view.statistics().instances).toBeGreaterThan(500);
  });

  test("is drawn with shadows at normal quality too", { timeout: 180_000 }, async () => {
    // Small: the processor has to work out what is meant for a graphics processor.
    host.style.width = "192px";
    host.style.height = "108px";
    open({ quality: "normal" });
    show(weldingPlant(1, 1));
    view.focus("cell-0-0");
    const data = await pixels();
    expect(count(data, "#009E73", 30)).toBeGreaterThan(200);
    expect(view.statistics().quality).toBe("normal");
  });
});

describe("economy", () => {
  test("draws only when something changed", async () => {
    open();
    const plant = weldingPlant(1, 2);
    const frame = show(plant);
    await view.screenshotReady();
    const before = view.statistics().drawings;
    await displayFrames(10);
    expect(view.statistics().drawings).toBe(before);
    for (let i = 0; i < 5; i++) view.drawFrame(frame);
    view.setSelection("cell-0-0");
    await view.screenshotReady();
    expect(view.statistics().drawings).toBe(before + 1);
  });

  test("follows the size of its host", async () => {
    open();
    show(weldingPlant(1, 1));
    await view.screenshotReady();
    host.style.width = "300px";
    await displayFrames(3);
    await view.screenshotReady();
    expect(host.querySelector("canvas")!.clientWidth).toBe(300);
  });

  test("leaves nothing behind", () => {
    open();
    show(weldingPlant(1, 1));
    const sheets = document.adoptedStyleSheets.length;
    view.dispose();
    expect(host.childElementCount).toBe(0);
    expect(document.adoptedStyleSheets.length).toBe(sheets - 1);
  });
});

describe("what is said", () => {
  test("labels name the stations and their states", async () => {
    open();
    show(weldingPlant(1, 1));
    await view.screenshotReady();
    const label = labels().find((text) => text.startsWith("Weld 1.1"));
    expect(label).toContain("<working>");
    view.setLabels(false);
    await view.screenshotReady();
    expect(labels()).toEqual([]);
  });

  test("the real plant is shown beside the simulated one", async () => {
    open();
    show(weldingPlant(1, 1));
    view.setOverlay(new Map([["cell-0-0", { state: SETUP, count: 12_345, stale: false }]]));
    await view.screenshotReady();
    const label = labels().find((text) => text.startsWith("Weld 1.1"))!;
    expect(label).toContain("<working>");
    expect(label).toContain("Fabrik: <setup> · 12.345");
    view.focus("cell-0-0");
    const data = await pixels();
    expect(count(data, "#009E73", 6)).toBeGreaterThan(200);
    expect(count(data, "#CC79A7", 20)).toBeGreaterThan(100);
    view.setOverlay(undefined);
    expect(count(await pixels(), "#CC79A7", 20)).toBeLessThan(10);
  });
});

describe("a drawing under the plant", () => {
  test("lies on the floor, with its lines and texts, unless it is hidden", async () => {
    open();
    const plant = weldingPlant(1, 1);
    show(plant);
    const bare = await pixels();
    const drawing = {
      name: "hall",
      layers: [
        {
          name: "WALLS",
          colour: "#ff00ff",
          lines: Array.from({ length: 40 }, (_, i) => `-20,${i - 20} 20,${i - 20}`),
          texts: [{ at: [-6, -6] as [number, number], height: 3, text: "HALL 7" }],
        },
      ],
    };
    const laid = { ...plant, layout: { ...plant.layout, underlays: [drawing] } };
    view.setPlant(laid, elementList(laid));
    const patience = { timeout: 30_000, interval: 500 };
    await vi.waitFor(async () => {
      const drawn = await pixels();
      expect(count(drawn, "#ff00ff", 90)).toBeGreaterThan(count(bare, "#ff00ff", 90) + 200);
    }, patience);
    const hidden = { ...plant, layout: { ...plant.layout, underlays: [{ ...drawing, hidden: true }] } };
    view.setPlant(hidden, elementList(hidden));
    await vi.waitFor(async () => expect(differing(bare, await pixels())).toBe(0), patience);
  });
});

describe("the clearance check", () => {
  const outline = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  const mark = (severity: "error" | "warning", label: string, x: number): ClearanceMark => ({
    severity,
    label,
    elements: ["cell-0-0"],
    place: { outline: outline.map(([u, v]) => [x + u, v] as const), from: 0, to: 2.5 },
  });
  const signs = (): string[] =>
    [...host.querySelectorAll<HTMLElement>(".taktwerk-view-label.clearance:not([hidden])")].map(
      (label) => label.innerText,
    );

  test("is shown by hatches, frames, signs and words, which differ for errors and warnings, and taken away", async () => {
    open();
    const plant = weldingPlant(1, 2);
    show(plant);
    view.focus("cell-0-0");
    const before = await pixels();
    const [x] = plant.elements.find(({ id }) => id === "cell-0-0")!.placement.position;
    view.setClearance([mark("error", "Overlap 0.30 m", x)]);
    await vi.waitFor(() => expect(host.querySelector(".clearance")).not.toBeNull());
    const marked = await pixels();
    expect(signs()).toEqual(["▲ Overlap 0.30 m"]);
    expect(count(marked, "#D55E00", 12)).toBeGreaterThan(count(before, "#D55E00", 12) + 100);
    view.setClearance([mark("warning", "In the aisle 0.10 m", x)]);
    await vi.waitFor(() => expect(host.querySelector('[data-severity="warning"]')).not.toBeNull());
    expect(differing(marked, await pixels())).toBeGreaterThan(300);
    expect(signs()).toEqual(["◆ In the aisle 0.10 m"]);
    view.setClearance(undefined);
    await vi.waitFor(() => expect(host.querySelector(".clearance")).toBeNull());
    expect(differing(before, await pixels())).toBe(0);
  });
});

describe("input", () => {
  /** Where the canvas shows an element: the middle of its label's foot is above it. */
  function press(type: string, x: number, y: number, more: PointerEventInit = {}): void {
    const init = { clientX: x, clientY: y, isPrimary: true, button: 0, pointerId: 1, bubbles: true, ...more };
    host.querySelector("canvas")!.dispatchEvent(new PointerEvent(type, init));
  }

  test("a click selects what is under it, the floor nothing, and a drag neither", async () => {
    open();
    show(weldingPlant(1, 1));
    view.focus("cell-0-0");
    await view.screenshotReady();
    const [x, y] = [WIDTH / 2, HEIGHT / 2];
    press("pointerdown", x, y, { buttons: 1 });
    press("pointerup", x, y);
    expect(selected).toEqual(["cell-0-0"]);
    press("pointerdown", x, y, { buttons: 1 });
    press("pointerup", x + 60, y);
    expect(selected).toHaveLength(1);
    press("pointerdown", 4, 4, { buttons: 1 });
    press("pointerup", 4, 4);
    expect(selected).toEqual(["cell-0-0", undefined]);
  });

  test("the selected element is framed and its label stays, even with labels off", async () => {
    open();
    show(weldingPlant(1, 2));
    const plain = await pixels();
    view.setSelection("cell-0-1");
    const framed = await pixels();
    expect(differing(plain, framed)).toBeGreaterThan(20);
    expect(labels()).toHaveLength(1);
    expect(labels()[0]).toContain("Weld 1.2");
  });

  test("dragging turns, with Shift it pans, the wheel zooms", async () => {
    open();
    show(weldingPlant(1, 2));
    const home = await pixels();
    const drag = (shiftKey: boolean): void => {
      press("pointerdown", 200, 120, { buttons: 1, shiftKey });
      press("pointermove", 260, 150, { buttons: 1, shiftKey });
      press("pointerup", 260, 150, { shiftKey });
    };
    drag(false);
    const turned = await pixels();
    expect(differing(home, turned)).toBeGreaterThan(2000);
    view.fit();
    expect(differing(home, await pixels())).toBeLessThan(20);
    drag(true);
    const panned = await pixels();
    expect(differing(home, panned)).toBeGreaterThan(2000);
    expect(differing(turned, panned)).toBeGreaterThan(2000);
    const wheel = { deltaY: -400, clientX: 240, clientY: 135, bubbles: true, cancelable: true };
    host.querySelector("canvas")!.dispatchEvent(new WheelEvent("wheel", wheel));
    expect(differing(panned, await pixels())).toBeGreaterThan(2000);
    expect(selected).toEqual([]);
  });

  test("arrow keys turn the camera, Home brings the whole plant back", async () => {
    open();
    show(weldingPlant(1, 2));
    const home = await pixels();
    const canvas = host.querySelector("canvas")!;
    canvas.focus();
    expect(document.activeElement).toBe(canvas);
    const key = (name: string): boolean =>
      canvas.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
    expect(key("ArrowLeft")).toBe(false);
    const turned = await pixels();
    expect(differing(home, turned)).toBeGreaterThan(2000);
    key("+");
    expect(differing(turned, await pixels())).toBeGreaterThan(2000);
    key("Home");
    expect(differing(home, await pixels())).toBeLessThan(20);
    expect(key("Tab")).toBe(true);
  });
});

describe("trouble", () => {
  test("a lost graphics context is reported, and the same picture comes back", async () => {
    open();
    show(weldingPlant(1, 1));
    const before = await pixels();
    const canvas = host.querySelector("canvas")!;
    const context = canvas.getContext("webgl2")!;
    const extension = context.getExtension("WEBGL_lose_context")!;
    const happened = (name: string): Promise<unknown> =>
      new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
    const lost = happened("webglcontextlost");
    extension.loseContext();
    await lost;
    await displayFrames(2);
    const restored = happened("webglcontextrestored");
    extension.restoreContext();
    await restored;
    expect(problems.map(({ kind }) => kind)).toEqual(["contextLost", "contextRestored"]);
    expect(differing(before, await pixels())).toBe(0);
  });

  test("without WebGL a floor plan stands in, and can be clicked", async () => {
    const getContext = vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    open();
    getContext.mockRestore();
    expect(problems).toEqual([{ kind: "noWebGL", detail: "WebGL 2 is not available" }]);
    expect(view.mode).toBe("plan");
    show(weldingPlant(1, 1));
    const data = await pixels();
    expect(count(data, "#009E73", 10)).toBeGreaterThan(100);
    const canvas = host.querySelector("canvas")!;
    canvas.dispatchEvent(new MouseEvent("click", { clientX: WIDTH / 2, clientY: HEIGHT / 2, bubbles: true }));
    expect(selected).toEqual(["cell-0-0"]);
  });
});
