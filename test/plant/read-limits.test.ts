import { describe, expect, test } from "vitest";
import { parseJson } from "../../src/plant/parse-json.ts";
import { readPlant } from "../../src/plant/read.ts";

const placement = { position: [0, 0, 0], size: [1, 1, 1] };

function plant(more: object): string {
  return JSON.stringify({
    format: "taktwerk-plant",
    version: 1,
    id: "p",
    name: "p",
    products: [{ id: "a" }],
    run: { horizon: 1000 },
    ...more,
  });
}

/** A line of so many stations with failures. */
function line(stations: number): string {
  const ids = Array.from({ length: stations }, (_, i) => `s${i}`);
  const machine = (id: string): object => ({
    kind: "station",
    id,
    placement,
    cycleTime: { dist: "exponential", mean: 10 },
    failures: [
      { id: "f", clock: "busy", timeToFailure: { dist: "exponential", mean: 1000 }, timeToRepair: 10 },
    ],
  });
  const way = ["in", ...ids, "out"];
  return plant({
    elements: [
      { kind: "source", id: "in", placement, arrivals: { mode: "saturated" } },
      ...ids.map(machine),
      { kind: "sink", id: "out", placement },
    ],
    connections: way.slice(1).map((to, i) => ({ from: way[i], to })),
  });
}

/** Least of several runs in CPU time of this thread, ms: what else the machine does is left out. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

test("5,000 stations are checked in a moment, and twice as many in twice the time", () => {
  const [text, twice] = [line(5000), line(10_000)];
  const parsing = fastest(() => JSON.parse(text));
  const reading = fastest(() => expect(readPlant(text).ok).toBe(true));
  const readingTwice = fastest(() => expect(readPlant(twice).ok).toBe(true));
  // About 80 ms on a free core; a busy neighbour on the same core costs up to as much again.
  expect(reading - parsing).toBeLessThan(200);
  expect(readingTwice / reading).toBeLessThan(4);
}, 60_000);

test("a file beyond the size that is read is refused before it is parsed", () => {
  expect(parseJson("[1, 2, 3]", 8)).toMatchObject({ ok: false, error: [{ rule: "text/tooLarge" }] });
  expect(parseJson("[1, 2, 3]", 9).ok).toBe(true);
});

describe("files made to be slow", () => {
  test("a thousand findings are told, the rest is counted", () => {
    const elements = Array.from({ length: 1500 }, (_, i) => ({
      kind: "sink",
      id: `k${i}`,
      placement,
      parent: "nowhere",
    }));
    const read = readPlant(plant({ elements }));
    const findings = read.ok ? [] : read.error;
    expect(findings.filter(({ rule }) => rule === "reference/dangling")).toHaveLength(1000);
    expect(findings.at(-1)).toMatchObject({ rule: "text/more", message: "There are 1,001 more findings" });
  });

  test("and so it is with what the schema refuses", () => {
    const elements = Array.from({ length: 1500 }, () => ({ kind: "sink", id: "", placement }));
    const read = readPlant(plant({ elements }));
    expect(read.ok ? [] : read.error).toHaveLength(1001);
  });

  test("following every product everywhere is given up", () => {
    const products = Array.from({ length: 5000 }, (_, i) => ({ id: `p${i}` }));
    const ids = Array.from({ length: 3000 }, (_, i) => `b${i}`);
    const way = ["in", ...ids, "out"];
    const text = plant({
      products,
      elements: [
        {
          kind: "source",
          id: "in",
          placement,
          arrivals: { mode: "interarrival", interarrival: 1 },
          products: { order: "cyclic", sequence: products.map(({ id }) => id) },
        },
        ...ids.map((id) => ({ kind: "buffer", id, placement, capacity: 1 })),
        { kind: "sink", id: "out", placement },
      ],
      connections: way.slice(1).map((to, i) => ({ from: way[i], to })),
    });
    const start = performance.now();
    const read = readPlant(text);
    expect(read.ok && read.value.warnings.map(({ rule }) => rule)).toContain("check/incomplete");
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 60_000);

  test("suggestions for many names among many are given up", () => {
    const elements = Array.from({ length: 4000 }, (_, i) => ({ kind: "sink", id: `element${i}`, placement }));
    const connections = Array.from({ length: 3000 }, (_, i) => ({ from: `elemnet${i}`, to: `elemnt${i}` }));
    const start = performance.now();
    expect(readPlant(plant({ elements, connections })).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(20_000);
  }, 60_000);
});
