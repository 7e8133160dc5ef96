import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DrawLoop } from "../../src/view/draw-loop.ts";

/** A display that shows a frame when the test says so. */
let pending: ((now: number) => void)[] = [];
let now = 0;

function display(milliseconds = 16): number {
  now += milliseconds;
  vi.advanceTimersByTime(milliseconds);
  const due = pending;
  pending = [];
  for (const callback of due) callback(now);
  return due.length;
}

beforeEach(() => {
  pending = [];
  now = 0;
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (callback: (now: number) => void) => pending.push(callback));
  vi.stubGlobal("cancelAnimationFrame", () => (pending = []));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("draw loop", () => {
  test("many changes are one drawing, and without a change nothing is drawn", () => {
    const loop = new DrawLoop(() => false);
    for (let i = 0; i < 10; i++) loop.invalidate();
    display();
    expect(loop.drawn).toBe(1);
    for (let i = 0; i < 5; i++) expect(display()).toBe(0);
    expect(loop.drawn).toBe(1);
  });

  test("while the camera glides it goes on by itself and tells the time between", () => {
    const seconds: number[] = [];
    const loop = new DrawLoop((passed) => seconds.push(passed) < 4);
    loop.invalidate();
    for (let i = 0; i < 8; i++) display(20);
    expect(seconds).toEqual([0, 0.02, 0.02, 0.02]);
  });

  test("idle resolves when nothing is left to draw", async () => {
    let left = 3;
    const loop = new DrawLoop(() => --left > 0);
    await loop.idle();
    loop.invalidate();
    let resolved = false;
    const idle = loop.idle().then(() => (resolved = true));
    display();
    await Promise.resolve();
    expect(resolved).toBe(false);
    display();
    display();
    await idle;
    expect(loop.drawn).toBe(3);
  });

  test("frames are spaced where that is asked for, and the last one is never lost", async () => {
    const loop = new DrawLoop(() => false);
    loop.invalidateAfter(100);
    display();
    expect(loop.drawn).toBe(1);
    for (let i = 0; i < 5; i++) {
      loop.invalidateAfter(100);
      display(10);
    }
    expect(loop.drawn).toBe(1);
    const idle = loop.idle();
    display(60);
    display(1);
    await idle;
    expect(loop.drawn).toBe(2);
  });

  test("stopping releases those who wait", async () => {
    const loop = new DrawLoop(() => false);
    loop.invalidate();
    const idle = loop.idle();
    loop.stop();
    await idle;
    expect(loop.drawn).toBe(0);
  });
});
