import { describe, expect, test } from "vitest";
import { lineDirection, originalLine } from "../../src/balance/direction.ts";
import { dualFeasibleBounds, timeBound } from "../../src/balance/dual-feasible.ts";
import { FeasibilitySearch } from "../../src/balance/feasibility-search.ts";
import { gilmoreGomoryBound } from "../../src/balance/gilmore-gomory.ts";
import { lineModel } from "../../src/balance/line-model.ts";
import { partitionBounds } from "../../src/balance/partition-bound.ts";
import { StationSearch } from "../../src/balance/station-search.ts";
import { verifyLine, verifyOrder } from "../../src/balance/verify-line.ts";
import { stationsDemanded } from "../../src/balance/weight-bound.ts";
import { fewestStations, leastCapacity, leastCycle, leastSquares } from "./brute-force.ts";
import { randomLine } from "./random-line.ts";
import { solve, soundLine } from "./solve.ts";

/** Random lines per problem kind; the long run takes minutes. */
const COUNT = process.env["TAKTWERK_NIGHTLY"] === undefined ? 600 : 20_000;
/** Milliseconds; the long run on a busy machine needs them. */
const TIMEOUT = 3_600_000;
const seeds = Array.from({ length: COUNT }, (_, k) => k + 1);

describe("random lines against dynamic programming over all sets of tasks", { timeout: TIMEOUT }, () => {
  test("SALBP-1: fewest stations", () => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 11);
      const answer = solve(problem, { kind: "stations", cycle });
      expect(verifyLine(problem, answer.assignment, { cycle, stations: answer.stations })).toEqual([]);
      expect(verifyOrder(problem, answer.assignment)).toEqual([]);
      expect([seed, answer.status, answer.stations]).toEqual([
        seed,
        "optimal",
        fewestStations(problem, cycle),
      ]);
      expect(answer.bound).toBe(answer.stations);
    }
  });

  test("smoothness: the least longest station time with the fewest stations", () => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 9);
      const answer = solve(problem, { kind: "stations", cycle, smooth: "load" });
      expect(verifyLine(problem, answer.assignment, { cycle, stations: answer.stations })).toEqual([]);
      expect(verifyOrder(problem, answer.assignment)).toEqual([]);
      const least = leastCycle(problem, fewestStations(problem, cycle));
      const isTimeless = problem.tasks.every(({ time }) => time === 0);
      const longest = Math.max(...(answer.stationTimes ?? []));
      expect([seed, longest, answer.smoothing?.status]).toEqual([seed, isTimeless ? 0 : least, "optimal"]);
    }
  });

  test("smoothness: the least sum of squared idle times with the fewest stations", () => {
    for (const seed of seeds.slice(0, COUNT / 4)) {
      const { problem, cycle } = randomLine(seed, 7);
      const answer = solve(problem, { kind: "stations", cycle, smooth: "squares" });
      const stations = fewestStations(problem, cycle);
      expect(verifyLine(problem, answer.assignment, { cycle, stations })).toEqual([]);
      const squares = answer.assignment.reduce((sum, load) => {
        const used = load.reduce(
          (total, id) => total + problem.tasks.find((task) => task.id === id)!.time,
          0,
        );
        return sum + (cycle - used) ** 2;
      }, 0);
      const least = leastSquares(problem, cycle, stations);
      expect([seed, answer.smoothing]).toEqual([
        seed,
        { goal: "squares", status: "optimal", squaredIdleTime: least, bound: least },
      ]);
      expect([seed, squares]).toEqual([seed, least]);
    }
  });

  test("SALBP-2: least cycle", () => {
    for (const seed of seeds) {
      const { problem } = randomLine(seed, 9);
      const stations = 1 + (seed % 5);
      const answer = solve(problem, { kind: "cycle", stations });
      expect(verifyLine(problem, answer.assignment, { cycle: answer.cycle, stations })).toEqual([]);
      expect(verifyOrder(problem, answer.assignment)).toEqual([]);
      expect([seed, answer.status, answer.cycle]).toEqual([seed, "optimal", leastCycle(problem, stations)]);
    }
  });

  test("SALBP-E: least product of stations and cycle", () => {
    for (const seed of seeds) {
      const { problem } = randomLine(seed, 9);
      const leastStations = 2 + (seed % 3);
      const mostStations = Math.max(
        leastStations,
        Math.min(problem.tasks.length, leastStations + (seed % 4)),
      );
      const answer = solve(problem, {
        kind: "efficiency",
        leastStations,
        mostStations: leastStations + (seed % 4),
      });
      if (leastStations > problem.tasks.length) continue;
      const { cycle, stations } = answer;
      expect(verifyLine(problem, answer.assignment, { cycle, stations })).toEqual([]);
      expect([seed, answer.status, answer.value]).toEqual([
        seed,
        "optimal",
        leastCapacity(problem, leastStations, mostStations),
      ]);
      expect(answer.value).toBe(stations * cycle);
    }
  });
});

describe("branch, bound and remember without heuristic lines", { timeout: TIMEOUT }, () => {
  test.each([
    ["forward", false, false],
    ["backward", true, false],
    ["forward, guided", false, true],
    ["backward, guided", true, true],
  ])("finds the fewest stations and refutes one less: %s", (_, isBackward, isGuided) => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 11);
      const line = soundLine(problem);
      const direction = lineDirection(line.graph, isBackward);
      const { time } = direction.graph;
      const bounds = [timeBound(time, cycle), ...dualFeasibleBounds(time, cycle)].slice(0, 1 + (seed % 12));
      const cutting = gilmoreGomoryBound(time, cycle, 1e6);
      if (cutting !== undefined && seed % 2 === 0) bounds.push(cutting);
      const fewest = fewestStations(problem, cycle);
      const found = new StationSearch(
        direction.graph,
        cycle,
        fewest,
        bounds,
        isGuided ? bounds.length - 1 : -1,
        1e7,
      );
      expect([seed, found.advance(1e9)]).toEqual([seed, "found"]);
      const stations = originalLine(direction, found.assignment).map((load) => load.map((t) => line.ids[t]!));
      expect(verifyLine(problem, stations, { cycle, stations: fewest })).toEqual([]);
      const refuted = new StationSearch(
        direction.graph,
        cycle,
        fewest - 1,
        bounds,
        isGuided ? bounds.length - 1 : -1,
        1e7,
      );
      expect([seed, refuted.advance(1e9)]).toEqual([seed, "refuted"]);
    }
  });

  test.each([
    ["with the bounds that take linear programmes from the start", { quickWork: 0, turnWork: 4 }],
    ["exchanging idle times after every few nodes", { quickWork: 1e9, turnWork: 1 }],
  ])("both directions in turn, %s", (_, pace) => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 10);
      const line = soundLine(problem);
      const model = lineModel(line.graph);
      const fewest = fewestStations(problem, cycle);
      const found = new FeasibilitySearch(model, cycle, fewest, 1e7, pace);
      expect([seed, found.advance(1e9)]).toEqual([seed, "found"]);
      const stations = found.assignment.map((load) => load.map((task) => line.ids[task]!));
      expect(verifyLine(problem, stations, { cycle, stations: fewest })).toEqual([]);
      const refuted = new FeasibilitySearch(model, cycle, fewest - 1, 1e7, pace);
      expect([seed, refuted.advance(1e9)]).toEqual([seed, "refuted"]);
    }
  });

  test("the set partitioning bounds let every line of their number of stations through", () => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 10);
      const { graph } = soundLine(problem);
      const fewest = fewestStations(problem, cycle);
      const half = Array.from(graph.topological.subarray(graph.size >> 1));
      for (const stations of [fewest, fewest + 1]) {
        const sets = [Array.from(graph.topological), half];
        const result = partitionBounds(graph, cycle, stations, [timeBound(graph.time, cycle)], sets);
        expect([seed, result?.isRefuted]).toEqual([seed, false]);
        for (const bound of result?.bounds ?? []) {
          expect([seed, stationsDemanded(bound) <= stations]).toEqual([seed, true]);
        }
      }
    }
  });

  test("dual feasible functions and the cutting stock bound never exceed the fewest stations", () => {
    for (const seed of seeds) {
      const { problem, cycle } = randomLine(seed, 9);
      const { time } = soundLine(problem).graph;
      const fewest = fewestStations(problem, cycle);
      const bounds = [timeBound(time, cycle), ...dualFeasibleBounds(time, cycle)];
      const wrong = bounds.filter((bound) => stationsDemanded(bound) > fewest);
      expect([seed, wrong]).toEqual([seed, []]);
      const cutting = gilmoreGomoryBound(time, cycle, 1e6);
      expect(cutting === undefined || stationsDemanded(cutting) <= fewest).toBe(true);
    }
  });
});
