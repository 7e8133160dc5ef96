import { describe, expect, test } from "vitest";
import {
  contentIn,
  countIn,
  type ElementCourse,
  flowsIn,
  outputBins,
  rowPieces,
  statesIn,
} from "../../src/app/experiment/course-window.ts";
import { fieldOf, heatField, measuresIn } from "../../src/app/experiment/heat-field.ts";
import { isOutdated } from "../../src/app/experiment/question-control.ts";
import { SharedRange } from "../../src/app/experiment/time-range.ts";
import { questionsDe } from "../../src/app/i18n/questions-de.ts";
import { questionsEn } from "../../src/app/i18n/questions-en.ts";
import { beginStudy } from "../../src/experiment/study/editing.ts";
import { flowGraph } from "../../src/panels/experiment/flow-graph.ts";
import { gainVerdict, scaledGains } from "../../src/panels/experiment/gain-scale.ts";
import { sankeyLayout } from "../../src/panels/experiment/sankey-layout.ts";
import { tickText, timeTicks } from "../../src/panels/experiment/time-axis.ts";
import type { GainsAnswer, RunCourse } from "../../src/protocol/questions.ts";
import { BLOCKED, STARVED, WORKING } from "../../src/plant/states.ts";
import { buffer, plantOf, saturated, sink, station } from "../sim/plants.ts";

/** Starved to 10, works to 30 with one part inside, blocked to 40 with two, works on. */
const ELEMENT: ElementCourse = {
  id: "A",
  since: Float64Array.from([0, 10, 30, 40]),
  state: Uint8Array.from([STARVED, WORKING, BLOCKED, WORKING]),
  content: Float32Array.from([0, 1, 2, 1]),
};

const COURSE: RunCourse = {
  seed: 1,
  replication: 0,
  horizon: 7200,
  warmup: 0,
  until: 7200,
  stations: ["A"],
  elements: [ELEMENT],
  links: [{ from: "in", to: "A", times: Float64Array.from([0, 10, 20, 3600, 7200]) }],
  ends: [
    { element: "out", how: "finished", times: Float64Array.from([100, 3600, 7200]) },
    { element: "A", how: "scrap", times: Float64Array.from([50]) },
  ],
};

describe("a range of a run", () => {
  test("has the shares of time and the content of just that range", () => {
    const shares = statesIn(ELEMENT, [20, 40]);
    expect(shares[WORKING]).toBe(0.5);
    expect(shares[BLOCKED]).toBe(0.5);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1);
    expect(contentIn(ELEMENT, [20, 40])).toBe(1.5);
    expect(contentIn(ELEMENT, [0, 20])).toBe(0.5);
    // What was last goes on.
    expect(statesIn(ELEMENT, [100, 200])[WORKING]).toBe(1);
  });

  test("counts what comes after its start and up to its end", () => {
    const times = Float64Array.from([0, 10, 10, 20]);
    expect(countIn(times, [0, 20])).toBe(3);
    expect(countIn(times, [10, 20])).toBe(1);
    expect(countIn(times, [-1, 0])).toBe(1);
    expect(countIn(times, [20, 30])).toBe(0);
    expect(countIn(new Float64Array(), [0, 9])).toBe(0);
    const { flows, ends } = flowsIn(COURSE, [0, 3600]);
    expect(flows).toEqual([{ from: "in", to: "A", rate: 3 }]);
    expect(ends).toEqual([
      { element: "out", how: "finished", rate: 2 },
      { element: "A", how: "scrap", rate: 1 },
    ]);
    expect(outputBins(COURSE, 2)).toEqual([1, 2]);
  });

  test("is drawn pixel by pixel: of one state, or with the shares of several", () => {
    expect(rowPieces(ELEMENT, [0, 40], 4)).toEqual([
      { x: 0, width: 1, state: STARVED },
      { x: 1, width: 2, state: WORKING },
      { x: 3, width: 1, state: BLOCKED },
    ]);
    const [piece] = rowPieces(ELEMENT, [0, 40], 1);
    if (piece === undefined || !("shares" in piece)) throw new Error("one mixed pixel");
    expect(piece.shares[STARVED]).toBeCloseTo(0.25, 12);
    expect(piece.shares[WORKING]).toBeCloseTo(0.5, 12);
    // Beyond the end of what is known nothing is drawn twice.
    expect(rowPieces(ELEMENT, [40, 80], 10)).toEqual([{ x: 0, width: 10, state: WORKING }]);
  });

  test("gives the heat map shares of stations, or contents of everything", () => {
    expect(measuresIn(COURSE)).toEqual(["working", "starved", "blocked", "content"]);
    const field = heatField(COURSE, "blocked", [20, 40]);
    expect(field.values).toEqual(new Map([["A", 0.5]]));
    expect(field.most).toBe(0.5);
    expect(heatField(COURSE, "content", [20, 40]).values.get("A")).toBe(1.5);
    expect(fieldOf("content", new Map()).most).toBeGreaterThan(0);
  });
});

describe("the range that all charts share", () => {
  test("stays within the run, and is none where it is all of it", () => {
    const range = new SharedRange();
    range.choose(50, 20, 100);
    expect(range.chosen.peek()).toEqual([20, 50]);
    range.move(1, 100);
    expect(range.chosen.peek()).toEqual([50, 80]);
    range.move(1, 100);
    expect(range.chosen.peek()).toEqual([70, 100]);
    range.zoom(0.5, 100);
    expect(range.chosen.peek()).toEqual([77.5, 92.5]);
    range.zoom(100, 100);
    expect(range.chosen.peek()).toBeUndefined();
    range.choose(-5, 200, 100);
    expect(range.chosen.peek()).toBeUndefined();
    range.choose(30, 30, 100);
    expect(range.chosen.peek()).toBeUndefined();
    expect(range.within([90, 300], 100)).toEqual([0, 100]);
    expect(range.within([90, 120], 100)).toEqual([70, 100]);
    expect(range.within(undefined, 100)).toEqual([0, 100]);
  });

  test("has ticks at round instants, with the day where one begins", () => {
    expect(timeTicks(100, 7300, 4).map(({ time }) => time)).toEqual([1800, 3600, 5400, 7200]);
    expect(timeTicks(0, 172_800, 4)).toEqual([
      { time: 0, startsDay: true },
      { time: 43_200, startsDay: false },
      { time: 86_400, startsDay: true },
      { time: 129_600, startsDay: false },
      { time: 172_800, startsDay: true },
    ]);
    expect(timeTicks(0, 86_400 * 300, 5).length).toBeLessThanOrEqual(6);
    expect(tickText("Day 1 07:30:00", false, true)).toBe("07:30");
    expect(tickText("Tag 2 00:00:05", true, false)).toBe("Tag 2 00:00:05");
  });
});

describe("the flow of parts", () => {
  const plant = plantOf({
    elements: [
      saturated("in"),
      station("A", 1),
      buffer("B", { capacity: 2 }),
      station("test", 1, {
        inspection: { rework: { to: "repair", limit: 1 } },
      }),
      station("repair", 1),
      sink("out"),
    ],
    flow: ["in > A > B > test > out", "test > repair > test"],
  });
  const flows = [
    { from: "in", to: "A", rate: 60 },
    { from: "A", to: "B", rate: 60 },
    { from: "B", to: "test", rate: 60 },
    { from: "test", to: "repair", rate: 10 },
    { from: "repair", to: "test", rate: 10 },
    { from: "test", to: "out", rate: 55 },
    { from: "out", to: "in", rate: 0 },
  ];
  const ends = [
    { element: "out", how: "finished" as const, rate: 55 },
    { element: "test", how: "scrap" as const, rate: 5 },
  ];

  test("joins what stands in a row, and keeps where it branches", () => {
    const graph = flowGraph(plant, { flows, ends }, false);
    expect(graph.nodes.map(({ elements }) => elements)).toEqual([
      ["in"],
      ["A", "B"],
      ["test"],
      ["repair"],
      ["out"],
      [],
    ]);
    expect(graph.links.map(({ from, to, kind }) => `${from} ${kind} ${to}`)).toEqual([
      "in forward A",
      "A forward test",
      "test rework repair",
      "repair forward test",
      "test forward out",
      "test scrap /scrap",
    ]);
    expect(flowGraph(plant, { flows, ends }, true).nodes.length).toBe(7);
  });

  test("has layers along the flow, ribbons as thick as their rates, and leads back below", () => {
    const layout = sankeyLayout(flowGraph(plant, { flows, ends }, false), { width: 800, height: 200 });
    const node = (id: string) => layout.nodes.find((one) => one.id === id);
    const xs = ["in", "A", "test", "out"].map((id) => node(id)?.x ?? Number.NaN);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(4);
    const thick = (from: string, to: string) =>
      layout.links.find((link) => link.from === from && link.to === to)?.thickness ?? Number.NaN;
    expect(thick("test", "out") / thick("test", "repair")).toBeCloseTo(5.5, 9);
    // 60 parts an hour and 10 from rework come to the test.
    expect(node("test")?.rate).toBe(70);
    expect(layout.links.filter(({ isBack }) => isBack).map(({ from, to }) => [from, to])).toEqual([
      ["repair", "test"],
    ]);
    for (const { x, y, width, height } of layout.nodes) {
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y + height).toBeLessThanOrEqual(layout.height);
    }
  });

  test("goes on where parts only go round", () => {
    const round = flowGraph(
      plant,
      {
        flows: [
          { from: "A", to: "B", rate: 1 },
          { from: "B", to: "A", rate: 1 },
        ],
        ends: [],
      },
      true,
    );
    const layout = sankeyLayout(round, { width: 300, height: 100 });
    expect(layout.links.filter(({ isBack }) => isBack).length).toBe(1);
    expect(sankeyLayout({ nodes: [], links: [] }, { width: 300, height: 100 }).nodes).toEqual([]);
  });
});

describe("gains", () => {
  const answer: GainsAnswer = {
    response: "throughput",
    unit: "parts/h",
    replications: 5,
    each: 0.99,
    confidence: 0.95,
    speedup: { seconds: 1 },
    tooShort: [],
    gains: [{ station: "A", mean: 0.8, halfWidth: 0.1, low: 0.7, high: 0.9, significant: true }],
  };

  test("of parts an hour are read as parts a shift, others as they are", () => {
    expect(scaledGains(answer, 8)[0]).toMatchObject({
      rank: 1,
      mean: 6.4,
      halfWidth: 0.8,
      low: 5.6,
      high: 7.2,
    });
    expect(scaledGains({ ...answer, unit: "s" }, 8)[0]?.mean).toBe(0.8);
  });

  test("are gains only where the interval does not hold 0, and where more is better", () => {
    const gain = { mean: 1, halfWidth: 0.5, significant: true };
    expect(gainVerdict(gain, false)).toBe("differs");
    expect(gainVerdict(gain, true)).toBe("loses");
    expect(gainVerdict({ ...gain, significant: false }, false)).toBe("none");
    expect(gainVerdict({ ...gain, halfWidth: undefined }, false)).toBe("open");
  });
});

describe("an answer about a scenario", () => {
  const plant = plantOf({
    elements: [saturated("in"), station("A", 1), sink("out")],
    flow: ["in > A > out"],
  });
  const begun = beginStudy(plant, "As it is");
  const withRun = (run: NonNullable<(typeof begun)["head"]["run"]>) => ({
    ...begun,
    head: { ...begun.head, run },
  });

  test("holds until a plant or the run is another one", () => {
    expect(isOutdated(begun, { ...begun, head: { ...begun.head, comparisons: [] } }, "gains")).toBe(false);
    expect(isOutdated(begun, withRun({ seed: 2 }), "gains")).toBe(true);
    expect(isOutdated(begun, withRun({ warmup: 5 }), "gains")).toBe(true);
    const changed = begun.scenarios.map((scenario) => ({ ...scenario, plant: { ...plant } }));
    expect(isOutdated(begun, { ...begun, scenarios: changed }, "course")).toBe(true);
    expect(isOutdated(begun, { ...begun, scenarios: [] }, "course")).toBe(true);
  });

  test("of MSER-5 holds when its warm-up is taken", () => {
    expect(isOutdated(begun, withRun({ warmup: 5 }), "warmup")).toBe(false);
    expect(isOutdated(begun, withRun({ horizon: 5 }), "warmup")).toBe(true);
  });
});

test("the texts about single scenarios have the same values to fill in in both languages", () => {
  const values = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).sort()]);
  expect(values(questionsDe)).toEqual(values(questionsEn));
});
