import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import { Simulation, ZeroTimeLoop } from "../../src/sim/simulation.ts";

vi.setConfig({ testTimeout: 120_000 });

const placement = { position: [0, 0, 0], size: [10, 2, 1] };
const duration = fc.constantFrom<unknown>(
  0,
  1,
  7,
  { dist: "exponential", mean: 5 },
  { dist: "uniform", min: 0, max: 3 },
);
const arrivals = fc.constantFrom<unknown>(
  { mode: "saturated" },
  { mode: "saturated", conwip: 2 },
  { mode: "interarrival", interarrival: 4, batchSize: 2 },
  { mode: "interarrival", interarrival: { dist: "exponential", mean: 6 }, overflow: "lost" },
  {
    mode: "schedule",
    entries: [
      { time: 0, quantity: 3 },
      { time: 9, product: "b" },
    ],
    period: 10,
  },
);
const failure = { id: "f", clock: "busy", timeToFailure: { dist: "exponential", mean: 50 }, timeToRepair: 5 };
const extras = fc.constantFrom<object>(
  {},
  { failures: [failure] },
  { failures: [{ ...failure, clock: "calendar" }], calendar: "shift" },
  { calendar: "shift" },
);

const middle = fc.oneof(
  fc
    .tuple(duration, fc.constantFrom(1, 3), extras)
    .map(([cycleTime, servers, more]) => ({ kind: "station", cycleTime, servers, ...more })),
  fc.constantFrom<object>(
    { kind: "buffer" },
    { kind: "buffer", capacity: 1 },
    { kind: "buffer", capacity: 3, discipline: "lifo" },
  ),
  fc
    .tuple(fc.constantFrom(1, 4), fc.boolean(), extras)
    .map(([pitch, accumulating, more]) => ({ kind: "conveyor", speed: 2, pitch, accumulating, ...more })),
);

/** Connections and a policy of routing for every element, drawn without looking whether that makes sense. */
const drawn = fc
  .record({
    sources: fc.array(arrivals, { minLength: 1, maxLength: 2 }),
    middles: fc.array(middle, { maxLength: 5 }),
    links: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 14 }),
    policies: fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
    interruption: fc.constantFrom("resume", "finish", "startIfFits"),
  })
  .map(({ sources, middles, links, policies, interruption }) => {
    const origins = [
      ...sources.map((mode, i) => ({
        kind: "source",
        arrivals: mode,
        products: { order: "cyclic", sequence: ["a", "b"] },
        id: `in${i}`,
        placement,
      })),
      ...middles.map((element, i) => ({ ...element, id: `m${i}`, placement })),
    ];
    const targets = [...middles.map((_, i) => `m${i}`), "out"];
    const pairs = new Set(
      links.map(([f, t]) => `${origins[f % origins.length]?.id} ${targets[t % targets.length]}`),
    );
    const connections = [...pairs].map((pair) => ({
      from: pair.split(" ")[0] ?? "",
      to: pair.split(" ")[1] ?? "",
    }));
    const routed = origins.map((element, i) => {
      const outputs = connections.filter(({ from }) => from === element.id).map(({ to }) => to);
      return { ...element, routing: routing(policies[i] ?? 0, outputs) };
    });
    return {
      format: "taktwerk-plant",
      version: 1,
      id: "random",
      name: "random",
      products: [{ id: "a" }, { id: "b" }],
      calendars: [
        {
          id: "shift",
          working: [
            { start: 5, end: 30 },
            { start: 40, end: 50 },
          ],
          period: 60,
          interruption,
        },
      ],
      elements: [...routed, { kind: "sink", id: "out", placement }],
      connections,
      run: { horizon: 500 },
    };
  });

function routing(policy: number, outputs: readonly string[]): object {
  const [first] = outputs;
  if (first === undefined || policy === 0) return { policy: "firstAvailable" };
  if (policy === 1) return { policy: "roundRobin" };
  if (policy === 2) return { policy: "roundRobinSkip" };
  if (policy === 3) return { policy: "shortestQueue" };
  if (policy === 4)
    return { policy: "probability", weights: Object.fromEntries(outputs.map((to, i) => [to, i + 1])) };
  return { policy: "byProduct", map: { a: first, b: outputs.at(-1) } };
}

test("whatever passes the checks runs: no crash, no zero-time loop, shares that add to one", () => {
  let ran = 0;
  fc.assert(
    fc.property(drawn, (data) => {
      const read = readPlant(JSON.stringify(data));
      if (!read.ok) return;
      ran++;
      const simulation = new Simulation(read.value.plant);
      try {
        simulation.advance(500, 200_000);
      } catch (error) {
        // The words of the error name the elements; the counterexample shows the plant.
        throw error instanceof ZeroTimeLoop ? new Error(`missed by the checks: ${error.message}`) : error;
      }
      const results = simulation.results();
      for (const { states } of Object.values(results.stations)) {
        const sum = Object.values(states).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 9);
      }
      const entered = Object.values(results.sources).reduce((sum, source) => sum + source.entered, 0);
      expect(entered).toBe(results.finished + results.wipNow);
    }),
    { numRuns: 1500 },
  );
  // Enough of what was drawn must be plants, or the test would say nothing.
  expect(ran).toBeGreaterThan(200);
});
