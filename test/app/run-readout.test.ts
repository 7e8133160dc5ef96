import { describe, expect, test } from "vitest";
import { EventRate, RunReadout } from "../../src/app/run-readout.ts";
import { Frame, frameBytes, HEADER } from "../../src/protocol/frame.ts";

describe("the rate of events", () => {
  test("is unknown until half a second has been seen", () => {
    const rate = new EventRate();
    expect(rate.sample(0, 0, 10)).toBeNaN();
    expect(rate.sample(400, 4, 10)).toBeNaN();
    expect(rate.sample(600, 6, 10)).toBe(10);
  });

  test("counts over the last three seconds only", () => {
    const rate = new EventRate();
    for (let ms = 0; ms <= 10_000; ms += 100) rate.sample(ms, ms < 5000 ? 0 : (ms - 5000) / 10, 10);
    expect(rate.sample(10_100, 510, 10)).toBeCloseTo(100);
  });

  test("starts anew with another speed and with another run", () => {
    const rate = new EventRate();
    rate.sample(0, 0, Infinity);
    expect(rate.sample(1000, 100_000, Infinity)).toBe(100_000);
    expect(rate.sample(1100, 100_001, 10)).toBeNaN();
    expect(rate.sample(2100, 100_011, 10)).toBe(10);
    expect(rate.sample(2200, 0, 10)).toBeNaN();
  });
});

describe("the readout", () => {
  const frameAt = (time: number, speed: number): Frame => {
    const frame = new Frame(new ArrayBuffer(frameBytes(1, 0)), 1);
    frame.header[HEADER.time] = time;
    frame.header[HEADER.speed] = speed;
    return frame;
  };

  test("follows a run at a pace that can be read, and shows at once where it stands", () => {
    const readout = new RunReadout();
    readout.read(frameAt(1, 10), 0);
    readout.read(frameAt(2, 10), 50);
    expect(readout.run.peek().time).toBe(1);
    readout.read(frameAt(3, 0), 60);
    expect(readout.run.peek()).toMatchObject({ time: 3, speed: 0 });
  });

  test("takes no notice of frames from before the run stood", () => {
    const readout = new RunReadout();
    readout.read(frameAt(5, 10), 0);
    readout.stand({ time: 7, events: 70, wipNow: 1 });
    expect(readout.run.peek()).toMatchObject({ time: 7, speed: 0 });
    readout.read(frameAt(6, 10), 1000);
    expect(readout.run.peek().time).toBe(7);
    readout.read(frameAt(8, 10), 2000);
    expect(readout.run.peek().time).toBe(8);
  });

  test("is empty again for another run", () => {
    const readout = new RunReadout();
    readout.read(frameAt(5, 10), 0);
    readout.clear();
    expect(readout.run.peek().time).toBe(0);
    expect(readout.elements.peek()).toBeUndefined();
  });
});
