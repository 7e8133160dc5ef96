import { describe, expect, test, vi } from "vitest";
import { RandomStream } from "../../src/base/random.ts";
import type { Distribution } from "../../src/plant/distribution.ts";
import type { Element } from "../../src/plant/schema.ts";
import { Sampler } from "../../src/sim/kernel/sampler.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { arrivals, buffer, plantOf, saturated, sink, station } from "./plants.ts";

const NIGHTLY = process.env["TAKTWERK_NIGHTLY"] === "1";
if (NIGHTLY) vi.setConfig({ testTimeout: 3_600_000 });
const SEED = 4711;

function draws(distribution: Distribution, id: string, purpose: string): Sampler {
  return new Sampler(distribution, RandomStream.keyed(SEED, 0, id, purpose));
}

describe("a saturated line equals the max-plus recursion on the same streams, to the microsecond", () => {
  /** Departures of the n-th part from each station, µs: blocking after service, `room[i]` places behind station i. */
  function departures(times: readonly Sampler[], room: readonly number[], parts: number): number[][] {
    const out = times.map((): number[] => []);
    for (let n = 0; n < parts; n++) {
      // What happens downstream to earlier parts is known already; each station in the order of the flow.
      let arrival = out[0]?.[n - 1] ?? 0;
      times.forEach((time, i) => {
        const start = Math.max(arrival, out[i]?.[n - 1] ?? 0);
        const end = start + time.next();
        const ahead = n - (room[i] ?? 0) - 1;
        const blocked = i + 1 < times.length ? (out[i + 1]?.[ahead] ?? 0) : 0;
        arrival = Math.max(end, blocked);
        out[i]?.push(arrival);
      });
    }
    return out;
  }

  const exponential: Distribution = { dist: "exponential", mean: 10 };
  const cases: [name: string, distributions: Distribution[], room: number[]][] = [
    [
      "10 exponential stations, buffers of 5",
      Array.from({ length: 10 }, () => exponential),
      Array.from({ length: 9 }, () => 5),
    ],
    [
      "no buffers at all",
      [exponential, { dist: "exponential", mean: 8 }, { dist: "exponential", mean: 12 }],
      [0, 0],
    ],
    [
      "all kinds of times and rooms",
      [
        { dist: "uniform", min: 2, max: 14 },
        { dist: "lognormal", mean: 8, sd: 6 },
        { dist: "erlang", k: 3, mean: 9 },
        { dist: "weibull", shape: 1.5, scale: 9 },
        { dist: "constant", value: 8 },
        { dist: "gamma", shape: 0.7, scale: 12 },
      ],
      [1, 0, 3, 7, 2],
    ],
  ];

  test.each(cases)("D2, F1, F3, K5, T2, T3, U1: %s", (_name, distributions, room) => {
    const parts = NIGHTLY ? 20_000 : 3000;
    const ids = distributions.map((_, i) => `m${i}`);
    const elements: Element[] = [saturated("in"), sink()];
    const path = ["in"];
    distributions.forEach((distribution, i) => {
      elements.push(station(`m${i}`, distribution));
      path.push(`m${i}`);
      const capacity = room[i] ?? 0;
      if (capacity > 0) {
        elements.push(buffer(`b${i}`, { capacity }));
        path.push(`b${i}`);
      }
    });
    const plant = plantOf({ elements, flow: [[...path, "out"].join(" > ")] });
    const seen = new Map(ids.map((id): [string, number[]] => [id, []]));
    const simulation = new Simulation(plant, {
      seed: SEED,
      record: ({ kind, detail, time }: EventRecord) => {
        if (kind === "enter") seen.get(detail ?? "")?.push(Math.round(time * 1e6));
      },
    });
    while (simulation.finishedOf(1) < parts) simulation.step();
    const expected = departures(
      distributions.map((distribution, i) => draws(distribution, `m${i}`, "cycleTime")),
      room,
      parts,
    );
    ids.forEach((id, i) => expect(seen.get(id)?.slice(0, parts)).toEqual(expected[i]));
  });
});

describe("the single-server queue equals Lindley's recursion on the same streams, to the microsecond", () => {
  const cases: [name: string, gap: Distribution, service: Distribution][] = [
    ["M/M/1 at 0.9", { dist: "exponential", mean: 10 }, { dist: "exponential", mean: 9 }],
    ["G/G/1", { dist: "gamma", shape: 0.5, scale: 20 }, { dist: "triangular", min: 1, mode: 5, max: 15 }],
    ["D/M/1", { dist: "constant", value: 10 }, { dist: "exponential", mean: 9.5 }],
  ];

  test.each(cases)("D2, F2, K5, S1, T2, U2: %s", (_name, gap, service) => {
    const plant = plantOf({
      elements: [arrivals("in", gap), buffer("queue"), station("m", service), sink()],
      flow: ["in > queue > m > out"],
    });
    const customers = NIGHTLY ? 100_000 : 10_000;
    const came: number[] = [];
    const waits: number[] = [];
    const simulation = new Simulation(plant, {
      seed: SEED,
      record: ({ kind, element, time }: EventRecord) => {
        const now = Math.round(time * 1e6);
        if (kind === "enter" && element === "queue") came.push(now);
        if (kind === "enter" && element === "m") waits.push(now - (came[waits.length] as number));
      },
    });
    while (waits.length < customers) simulation.step();
    const gaps = draws(gap, "in", "interarrival");
    const services = draws(service, "m", "cycleTime");
    gaps.next();
    let wait = 0;
    const expected = Array.from({ length: customers }, () => {
      const now = wait;
      wait = Math.max(0, wait + services.next() - gaps.next());
      return now;
    });
    expect(waits.slice(0, customers)).toEqual(expected);
  });
});
