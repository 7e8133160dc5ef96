import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FrameExchange } from "../../src/app/frame-exchange.ts";
import { type Frame, frameBytes, HEADER } from "../../src/protocol/frame.ts";
import type { RunStopped } from "../../src/protocol/simulation.ts";

let worker: MessagePort;
let exchange: FrameExchange;
/** Simulated times of the frames that were drawn, and of the buffers that came back, in order. */
let drawn: number[];
let returned: number;
let stops: RunStopped[];

beforeEach(() => {
  const { port1, port2 } = new MessageChannel();
  worker = port2;
  drawn = [];
  returned = 0;
  stops = [];
  worker.addEventListener("message", () => void returned++);
  worker.start();
  exchange = new FrameExchange(port1, {
    draw: (frame: Frame) => drawn.push(frame.time),
    stopped: (stopped) => stops.push(stopped),
  });
});
afterEach(() => {
  exchange.close();
  worker.close();
});

/** Sends a frame of two elements as the worker does. */
function send(load: number, time: number): void {
  const buffer = new ArrayBuffer(frameBytes(2, 4));
  const header = new Float64Array(buffer, 0, 16);
  header[HEADER.load] = load;
  header[HEADER.time] = time;
  worker.postMessage(buffer, [buffer]);
}

describe("the frame exchange", () => {
  test("draws only the newest of the frames that came since the last picture, and gives all back", async () => {
    exchange.expect(1, 2);
    for (const time of [1, 2, 3]) send(1, time);
    await expect.poll(() => returned).toBe(3);
    expect(drawn.at(-1)).toBe(3);
    // A display frame may fall between two messages; an older frame is never drawn after a newer one.
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
  });

  test("gives frames of a former plant back undrawn", async () => {
    exchange.expect(2, 2);
    send(1, 7);
    await expect.poll(() => returned).toBe(1);
    expect(drawn).toEqual([]);
  });

  test("keeps a frame of the next plant until the page knows that plant", async () => {
    exchange.expect(1, 2);
    send(1, 1);
    await expect.poll(() => drawn).toEqual([1]);
    send(2, 9);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(drawn).toEqual([1]);
    exchange.expect(2, 2);
    await expect.poll(() => drawn).toEqual([1, 9]);
    await expect.poll(() => returned).toBe(2);
  });

  test("passes on why a run stopped", async () => {
    const stopped: RunStopped = { reason: "horizon", lastEventTime: 7, time: 5, message: "", elements: [] };
    worker.postMessage(stopped, []);
    await expect.poll(() => stops).toEqual([stopped]);
  });
});
