import { describe, expect, test } from "vitest";
import type { Power } from "../../src/plant/elements/power.ts";
import type { Energy } from "../../src/plant/energy.ts";
import type { Element, Plant } from "../../src/plant/schema.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { CauseFinder } from "../../src/sim/trace/follow-causes.ts";
import { LossLedger } from "../../src/sim/trace/loss-ledger.ts";
import type { EnergyResult } from "../../src/sim/accounts/energy-result.ts";
import {
  buffer,
  calendar,
  conveyor,
  failure,
  log,
  plantOf,
  run,
  saturated,
  schedule,
  sink,
  station,
  times,
  workers,
} from "./plants.ts";
import { expectSameFuture, instantsOf } from "./same-future.ts";

/** kWh of so many watts for so many seconds. */
const kWh = (...pairs: readonly (readonly [watts: number, seconds: number])[]): number =>
  pairs.reduce((sum, [watts, seconds]) => sum + (watts * seconds) / 3.6e6, 0);

/** Parts at the given times through one press. */
function press(
  at: readonly number[],
  power: Power,
  {
    more = {},
    energy,
    ...layout
  }: { more?: object; energy?: Energy; calendars?: Plant["calendars"] } & {
    resources?: NonNullable<Plant["resources"]>;
  } = {},
): Plant {
  return plantOf({
    elements: [schedule("in", at), buffer("queue"), station("press", 10, { power, ...more }), sink()],
    flow: ["in > queue > press > out"],
    ...layout,
    ...(energy === undefined ? {} : { more: { energy } }),
  });
}

function energyOf(plant: Plant, until: number, warmup = 0): EnergyResult {
  const { energy } = run(plant, until, { warmup }).result;
  if (energy === undefined) throw new Error("no energy");
  return energy;
}

const STANDBY: Power = {
  working: 5000,
  idle: 2000,
  standby: { after: 30, power: 500, rampUp: { time: 4, power: 8000 } },
};

describe("power by state", () => {
  test("N1, N2: working, idle, set-up, failed, each for its time", () => {
    const plant = press(
      [0, 20],
      { working: 5000, setup: 3000, idle: 2000, failed: 100 },
      {
        more: {
          before: [{ time: 5 }],
          failures: [failure("tool", "busy", 27, 13)],
        },
      },
    );
    // Working 0–15 and 20–32 (27 s of work), failed 32–45, working 45–48, idle the rest of 100 s.
    const { total, elements, meanPower } = energyOf(plant, 100);
    const expected = kWh([5000, 30], [100, 13], [2000, 57]);
    expect(elements["press"]?.byState).toEqual({
      working: kWh([5000, 30]),
      failed: kWh([100, 13]),
      idle: kWh([2000, 57]),
    });
    expect(total).toBeCloseTo(expected, 12);
    expect(meanPower).toBeCloseTo((expected / 100) * 3600, 12);
  });

  test("N1: change-overs draw their own power, and what has none that of idle", () => {
    const plant = plantOf({
      products: ["a", "b"],
      elements: [
        schedule("in", [
          [0, "a"],
          [50, "b"],
        ]),
        station("press", 10, {
          power: { setup: 700, idle: 100 },
          setup: { times: {}, default: 6 },
        }),
        sink(),
      ],
      flow: ["in > press > out"],
    });
    expect(energyOf(plant, 100).elements["press"]?.byState).toEqual({
      working: kWh([100, 20]),
      setup: kWh([700, 6]),
      idle: kWh([100, 74]),
    });
  });

  test("N1: each of several servers for itself; a conveyor by its states; a buffer all the time", () => {
    const plant = plantOf({
      elements: [
        schedule("in", [0, 0, 5]),
        buffer("queue", { power: { idle: 40 } }),
        conveyor("belt", 10, 1, 1, { power: { working: 300, idle: 20 } }),
        station("press", 10, { servers: 2, power: { working: 1000, idle: 10 } }),
        sink(),
      ],
      flow: ["in > queue > belt > press > out"],
    });
    // Parts enter the belt at 0, 1 and 5, reach the press at 10, 11 and 15, where it is full until 20.
    const { elements } = energyOf(plant, 60);
    expect(elements["queue"]?.byState).toEqual({ idle: kWh([40, 60]) });
    expect(elements["belt"]?.byState).toEqual({ working: kWh([300, 15]), idle: kWh([20, 45]) });
    expect(elements["press"]?.byState).toEqual({ working: kWh([1000, 30]), idle: kWh([10, 90]) });
    expectSameFuture(plant, 60, instantsOf(plant, 60));
  });
});

describe("standby, off and ramp-up", () => {
  test("N3, N5: standby after 30 s without work; work waits for the ramp-up", () => {
    const plant = press([0, 100], STANDBY);
    const seen = run(plant, 200);
    // Works 0–10, idle 10–40, standby 40–100, ramp-up 100–104, works 104–114, idle 114–144, standby.
    expect(log(seen, "press").filter((line) => !line.includes("enter"))).toEqual([
      "0 start press in#0",
      "10 finish press in#0",
      "40 standby press",
      "100 rampUp press",
      "104 ready press",
      "104 start press in#1",
      "114 finish press in#1",
      "144 standby press",
    ]);
    expect(seen.result.energy?.elements["press"]?.byState).toEqual({
      working: kWh([5000, 20]),
      idle: kWh([2000, 60]),
      standby: kWh([500, 116]),
      rampUp: kWh([8000, 4]),
    });
    expect(seen.result.stations["press"]?.states.waiting).toBe(4 / 200);
    expectSameFuture(plant, 200, instantsOf(plant, 200));
  });

  test("N4: work that comes when standby is due finds it on", () => {
    expect(times(run(press([0, 40], STANDBY), 100), "start", "press")).toEqual([0, 40]);
    expect(times(run(press([0, 40.000001], STANDBY), 100), "start", "press")).toEqual([0, 44.000001]);
    // Even where it goes to standby without any delay.
    const eager = { ...STANDBY, standby: { after: 0, power: 500, rampUp: { time: 4 } } };
    expect(times(run(press([0, 0, 20], eager), 100), "start", "press")).toEqual([0, 10, 20]);
    expect(times(run(press([0, 0, 20.5], eager), 100), "start", "press")).toEqual([0, 10, 24.5]);
  });

  test("N3: a blocked server goes to standby, and ramps up for the next part", () => {
    const plant = plantOf({
      elements: [saturated("in"), station("press", 10, { power: STANDBY }), station("slow", 100), sink()],
      flow: ["in > press > slow > out"],
    });
    // The second part waits from 20 to 110; standby at 50; the third is ramped up for at 110.
    expect(log(run(plant, 130), "press").slice(-6)).toEqual([
      "50 standby press",
      "110 enter press in#2 in",
      "110 rampUp press",
      "114 ready press",
      "114 start press in#2",
      "124 finish press in#2",
    ]);
  });

  test("N5: steps with workers hold them during the ramp-up", () => {
    const plant = press([100], STANDBY, {
      more: { workers: [{ pool: "team" }] },
      resources: [workers("team", 1)],
    });
    const seen = run(plant, 200);
    expect(times(seen, "start", "press")).toEqual([104]);
    // Held 100–114.
    expect(seen.result.resources?.["team"]).toMatchObject({ meanBusy: 14 / 200 });
    expectSameFuture(plant, 200, instantsOf(plant, 200));
  });

  test("N5: what would not end within the shift with its ramp-up is not started", () => {
    const shift = [calendar("day", "startIfFits", [[0, 112]], 1000)];
    const cold = press([100], STANDBY, { more: { calendar: "day" }, calendars: shift });
    expect(times(run(cold, 1100), "start", "press")).toEqual([1004]);
    const warm = press([100], { idle: 2000 }, { more: { calendar: "day" }, calendars: shift });
    expect(times(run(warm, 1100), "start", "press")).toEqual([100]);
  });

  test("N5: a chain of causes ends at the ramp-up, and the ledger books it", () => {
    const plant = press([0, 100], STANDBY);
    const simulation = new Simulation(plant);
    const ledger = new LossLedger(simulation.model, { constraint: "press" });
    simulation.observe(ledger);
    simulation.runUntil(102);
    const { steps, root } = new CauseFinder(simulation.model).why(simulation.indexOf("press") ?? -1);
    expect(steps).toMatchObject([{ id: "press", reason: "rampsUp", since: 100, until: 104 }]);
    expect(root).toEqual({ cause: "rampUp", id: "press" });
    simulation.runUntil(110);
    const booked = ledger.result().losses.find((loss) => loss.root.cause === "rampUp");
    expect(booked).toMatchObject({ root: { id: "press" }, seconds: 4 });
  });

  const OFF: Power = {
    working: 5000,
    idle: 2000,
    paused: 1000,
    off: { power: 50, rampUp: { time: 20, power: 9000 } },
  };
  const breaks = [
    calendar("day", "resume", [
      [0, 105],
      [205, 1000],
    ]),
  ];

  test("N6: off while paused; at the end of the pause it ramps up, and interrupted work goes on then", () => {
    const plant = press([100], OFF, { more: { calendar: "day" }, calendars: breaks });
    const seen = run(plant, 300);
    // 5 of 10 s are done at 105; off until 205, ramp-up until 225, the rest until 230.
    expect(times(seen, "finish", "press")).toEqual([230]);
    expect(seen.result.energy?.elements["press"]?.byState).toEqual({
      working: kWh([5000, 10]),
      idle: kWh([2000, 170]),
      off: kWh([50, 100]),
      rampUp: kWh([9000, 20]),
    });
    expectSameFuture(plant, 300, instantsOf(plant, 300));
  });

  test("N6: it ramps up without work too, and is warm when work comes", () => {
    const plant = press([240], OFF, { more: { calendar: "day" }, calendars: breaks });
    const seen = run(plant, 300);
    expect(log(seen, "press").filter((line) => /off|rampUp|ready|start /.test(line))).toEqual([
      "105 off press",
      "205 rampUp press",
      "225 ready press",
      "240 start press in#0",
    ]);
  });

  test("N6: a pause shorter than the limit is spent on", () => {
    const power = { ...OFF, off: { after: 150, rampUp: { time: 20 } } };
    const plant = press([100], power, { more: { calendar: "day" }, calendars: breaks });
    expect(times(run(plant, 300), "finish", "press")).toEqual([210]);
    expect(energyOf(plant, 300).elements["press"]?.byState["paused"]).toBeCloseTo(kWh([1000, 100]), 12);
    const longer = { ...OFF, off: { after: 60, rampUp: { time: 20 } } };
    const off = press([100], longer, { more: { calendar: "day" }, calendars: breaks });
    expect(energyOf(off, 300).elements["press"]?.byState["paused"]).toBeCloseTo(kWh([1000, 60]), 12);
    expectSameFuture(off, 300, instantsOf(off, 300));
  });

  test("N6: a pause during a ramp-up ends it, and the next one begins anew", () => {
    const plant = press([100], OFF, {
      more: { calendar: "day" },
      calendars: [
        calendar("day", "resume", [
          [0, 105],
          [205, 215],
          [300, 1000],
        ]),
      ],
    });
    expect(log(run(plant, 400), "press").filter((line) => /off|rampUp|ready|finish/.test(line))).toEqual([
      "105 off press",
      "205 rampUp press",
      "215 off press",
      "300 rampUp press",
      "320 ready press",
      "325 finish press in#0",
    ]);
    expectSameFuture(plant, 400, instantsOf(plant, 400));
  });

  test("N7: a failure during the ramp-up lets it go on; the work begins after the repair", () => {
    const failing = press([100], STANDBY, { more: { failures: [failure("power", "calendar", 102, 20)] } });
    const seen = run(failing, 200);
    // Ramp-up 100–104, failed 102–122.
    expect(times(seen, "ready", "press")).toEqual([104]);
    expect(times(seen, "resume", "press")).toEqual([122]);
    expect(times(seen, "finish", "press")).toEqual([132]);
    expectSameFuture(failing, 200, instantsOf(failing, 200));
    // A failure in standby leaves it there.
    const resting = press(
      [100],
      { ...STANDBY, failed: 9 },
      {
        more: { failures: [failure("power", "calendar", 60, 20)] },
      },
    );
    const { elements } = energyOf(resting, 100);
    expect(elements["press"]?.byState).toEqual({ idle: kWh([2000, 30]), standby: kWh([500, 70]) });
  });

  test("N8: an element that nothing connects changes no line of the others", () => {
    const alone = press([0, 100], STANDBY);
    const lone: Element[] = [schedule("far", [7]), station("oven", 3, { power: STANDBY }), sink("end")];
    const both: Plant = {
      ...alone,
      elements: [...alone.elements, ...lone],
      connections: [...alone.connections, { from: "far", to: "oven" }, { from: "oven", to: "end" }],
    };
    const lines = (plant: Plant): unknown =>
      run(plant, 300).lines.filter(({ element }) => ["in", "queue", "press", "out"].includes(element));
    expect(lines(both)).toEqual(lines(alone));
  });
});
