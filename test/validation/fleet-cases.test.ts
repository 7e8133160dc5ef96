import { describe, expect, test } from "vitest";
import type { Case, CaseNode } from "../../src/experiment/verification/case.ts";
import { verifyCase } from "../../src/experiment/verification/verify-case.ts";

const constant = (value: number): object => ({ dist: "constant", value });
const move = (id: string, pickup: string, drop: string, more: object = {}): CaseNode => ({
  id,
  type: "agv_transport",
  fleet: "agv",
  pickup,
  drop,
  load_s: 2,
  unload_s: 3,
  ...more,
});

interface Neutral {
  readonly nodes: readonly CaseNode[];
  readonly links: readonly (readonly [string, string])[];
  readonly fleet: object;
}

function neutralCase(model: Neutral, exits: Readonly<Record<string, readonly number[]>>): Case {
  const tolerance = { type: "absolute", abs: 1e-6 } as const;
  return {
    schema: "fvc-1",
    id: "fleet",
    kind: "deterministic",
    model: { nodes: model.nodes, links: model.links, fleets: [{ id: "agv", ...model.fleet }] },
    run: { horizon_s: 400.5 },
    expected: Object.entries(exits).flatMap(([node, times]) => [
      ...times.map((value, i) => ({ metric: "time_of_part", node, n: i + 1, value, tolerance })),
      { metric: "count", node, value: times.length, tolerance },
    ]),
  };
}

function failures(model: Neutral, exits: Readonly<Record<string, readonly number[]>>): unknown[] {
  const verdict = verifyCase(neutralCase(model, exits));
  return [
    ...verdict.metrics.filter(({ verdict: one }) => one !== "passed"),
    ...(verdict.reason === undefined ? [] : [verdict.reason]),
  ];
}

describe("cases of the kind of P26 with other parameters: hand calculation", () => {
  test("G1, G2, G4: no return: the vehicle comes from the drop of its last trip", () => {
    const nodes: CaseNode[] = [
      { id: "src", type: "source", mode: "arrivals", interarrival: constant(100) },
      { id: "wait", type: "buffer", capacity: null },
      move("go", "A", "B", { return_to: null }),
      { id: "out", type: "sink" },
    ];
    const links = [
      ["src", "wait"],
      ["wait", "go"],
      ["go", "out"],
    ] as const;
    const fleet = { vehicles: 1, start_location: "A", travel_s: { A: { B: 30 }, B: { A: 20 } } };
    // 100 + 2 + 30 + 3; then 20 s earlier to drive back.
    expect(failures({ nodes, links, fleet }, { out: [135, 255, 355] })).toEqual([]);
  });

  test("G3: two transports share a fleet: requests in their order, the nearest of several idle vehicles", () => {
    const nodes: CaseNode[] = [
      { id: "s1", type: "source", mode: "arrivals", interarrival: constant(90) },
      { id: "s2", type: "source", mode: "arrivals", interarrival: constant(100) },
      { id: "b1", type: "buffer", capacity: null },
      { id: "b2", type: "buffer", capacity: null },
      // The fleet may be called like a node.
      { ...move("agv", "P", "Q"), fleet: "agv" },
      move("there", "Q", "R"),
      { id: "o1", type: "sink" },
      { id: "o2", type: "sink" },
    ];
    const links = [
      ["s1", "b1"],
      ["b1", "agv"],
      ["agv", "o1"],
      ["s2", "b2"],
      ["b2", "there"],
      ["there", "o2"],
    ] as const;
    const fleet = {
      vehicles: 2,
      start_location: ["P", "R"],
      travel_s: { P: { Q: 10, R: 40 }, Q: { P: 12, R: 20 }, R: { P: 35, Q: 15 } },
    };
    // 90: vehicle 1 in P takes the first: 90 + 2 + 10 + 3 = 105, stays in Q. 100: the second request in Q; only vehicle 2 is
    // idle, in R: 115 + 2 + 20 + 3 = 140. 180: vehicle 1 (Q, 12 s) is nearer to P than 2 (R, 35 s): 192 + 15 = 207.
    // 200: only 2 is idle: 215 + 25 = 240. 270: 1 again: 282 + 15 = 297. 300: in Q vehicle 1 is idle at 0 s: 325, and
    // stands in R like 2. 360: both 35 s away; 395 + 15 = 410. 400: the other is in R: beyond the horizon.
    expect(failures({ nodes, links, fleet }, { o1: [105, 207, 297], o2: [140, 240, 325] })).toEqual([]);
  });

  test("G2: a station before the transport is blocked until its part is taken", () => {
    const nodes: CaseNode[] = [
      { id: "src", type: "source", mode: "saturated" },
      { id: "mill", type: "station", service: constant(10) },
      move("go", "A", "B", { return_to: "A" }),
      { id: "out", type: "sink" },
    ];
    const links = [
      ["src", "mill"],
      ["mill", "go"],
      ["go", "out"],
    ] as const;
    const fleet = { vehicles: 1, start_location: "A", travel_s: { A: { B: 30 }, B: { A: 25 } } };
    expect(failures({ nodes, links, fleet }, { out: [45, 105, 165, 225, 285, 345] })).toEqual([]);
  });

  test.each([
    ["a field of the fleet that is not known", { speed: 1 }],
    ["no start location", { start_location: undefined }],
    ["travel times that vary", { travel_s: { A: { B: { dist: "exponential", mean: 3 } }, B: { A: 1 } } }],
  ])("%s makes the case unsupported", (_what, change) => {
    const nodes: CaseNode[] = [
      { id: "src", type: "source", mode: "saturated" },
      move("go", "A", "B"),
      { id: "out", type: "sink" },
    ];
    const links = [
      ["src", "go"],
      ["go", "out"],
    ] as const;
    const fleet = { vehicles: 1, start_location: "A", travel_s: { A: { B: 30 }, B: { A: 25 } }, ...change };
    expect(verifyCase(neutralCase({ nodes, links, fleet }, {})).verdict).toBe("unsupported");
  });
});
