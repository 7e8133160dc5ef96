import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passingTimes, travelTime } from "../../src/sim/resources/motion.ts";
import { transport } from "./fleets.ts";
import { buffer, plantOf, run, schedule, sink, times } from "./plants.ts";

describe("H1: travel from rest to rest", () => {
  test("H1: full speed, trapezoid and triangle: hand calculation", () => {
    expect(travelTime(30, { speed: 2 })).toBe(15_000_000);
    // 2 s to 2 m/s over 2 m, 4 s to a stop over 4 m, 24 m at 2 m/s.
    expect(travelTime(30, { speed: 2, acceleration: 1, deceleration: 0.5 })).toBe((2 + 4 + 12) * 1e6);
    // 4 m: up to v with v²/2 + v²/2 = 4, so v = 2 and 2 + 2 s.
    expect(travelTime(4, { speed: 9, acceleration: 1 })).toBe(4_000_000);
    expect(travelTime(1, { speed: 9, acceleration: 1 })).toBe(2_000_000);
  });

  test("H1: the closed formula, for any distance, speed and acceleration", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (d, v, a, b) => {
          const reaches = (v * v) / (2 * a) + (v * v) / (2 * b) <= d;
          const seconds = reaches
            ? d / v + v / (2 * a) + v / (2 * b)
            : Math.sqrt((2 * d * (a + b)) / (a * b));
          const time = travelTime(d, { speed: v, acceleration: a, deceleration: b });
          expect(Number.isInteger(time)).toBe(true);
          expect(Math.abs(time - seconds * 1e6)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("H1: speed limits along the way are kept at the borders: hand calculation", () => {
    // 10 m at up to 2 m/s with 1 m/s², then 10 m at 1 m/s: brakes from 2 to 1 before the border.
    // First: 2 s up (2 m), 1 s down (1.5 m), 6.5 m at 2 m/s; second: 9.5 m at 1 m/s and 1 s to a stop (0.5 m).
    const passed = passingTimes(
      [
        { length: 10, speed: 2 },
        { length: 10, speed: 1 },
      ],
      { speed: 2, acceleration: 1 },
    );
    expect(passed).toEqual([(2 + 1 + 3.25) * 1e6, (6.25 + 9.5 + 1) * 1e6]);
  });

  test("H1: a stretch that is cut in pieces takes as long as the whole", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }), (lengths) => {
        const motion = { speed: 1.7, acceleration: 0.4, deceleration: 0.9 };
        const pieces = passingTimes(
          lengths.map((length) => ({ length, speed: 1.7 })),
          motion,
        );
        const whole = travelTime(
          lengths.reduce((sum, length) => sum + length, 0),
          motion,
        );
        expect(Math.abs((pieces.at(-1) as number) - whole)).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe("H2: along axes", () => {
  const delivered = (travelHeight?: number): number[] => {
    const plant = plantOf({
      elements: [schedule("in", [0]), buffer("store"), transport("move", "A", "B"), sink()],
      flow: ["in > store > move > out"],
      resources: [
        {
          kind: "fleet",
          id: "agv",
          vehicles: 1,
          home: "A",
          travel: {
            by: "axes",
            locations: { A: [0, 0, 1], B: [30, 8, 2] },
            x: { speed: 2, acceleration: 1 },
            y: { speed: 0.5 },
            z: { speed: 0.25 },
            ...(travelHeight === undefined ? {} : { travelHeight }),
          },
        },
      ],
    });
    return times(run(plant, 1000), "exit", "out");
  };

  test("H2: bridge and trolley at once, the hoist before and after: hand calculation", () => {
    // x: 30/2 + 2 = 17 s, y: 16 s; hoist from 1 to 6 m in 20 s, down to 2 m in 16 s.
    expect(delivered(6)).toEqual([20 + 17 + 16]);
    expect(delivered()).toEqual([17]);
  });

  test("H2: a lift moves up and down only: hand calculation", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0.5]),
        buffer("store"),
        transport("up", "low", "high", { fleet: "lift" }),
        sink(),
      ],
      flow: ["in > store > up > out"],
      resources: [
        {
          kind: "fleet",
          id: "lift",
          vehicles: 1,
          home: "high",
          travel: {
            by: "axes",
            locations: { low: [0, 0, 0], high: [0, 0, 8] },
            z: { speed: 1, acceleration: 0.5 },
          },
        },
      ],
    });
    // Down, up: 8/1 + 1/0.5 = 10 s each way.
    expect(times(run(plant, 1000), "exit", "out")).toEqual([20, 40]);
  });
});
