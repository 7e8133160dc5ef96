import { describe, expect, test } from "vitest";
import { tInterval } from "../../../src/experiment/analysis/interval.ts";
import { stateHistory } from "../../../src/experiment/bottleneck/state-history.ts";
import { QuestionSession } from "../../../src/experiment/questions/question-session.ts";
import { runCourse, type RunCourse } from "../../../src/experiment/questions/run-course.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import type { Plant } from "../../../src/plant/schema.ts";
import { STATES } from "../../../src/plant/states.ts";
import { Simulation } from "../../../src/sim/simulation.ts";
import type { GainsAnswer } from "../../../src/protocol/questions.ts";
import { buffer, plantOf, saturated, sink, station } from "../../sim/plants.ts";
import { randomLine } from "../bottleneck/random-lines.ts";

const turn = (): Promise<void> => Promise.resolve();

/** Fast, a buffer for one, slow: A works 0–12, then waits for C again and again. */
const LINE = plantOf({
  elements: [saturated("in"), station("A", 4), buffer("B", { capacity: 1 }), station("C", 10), sink()],
  flow: ["in > A > B > C > out"],
});

const courseOf = (plant: Plant, horizon: number, most?: number): Promise<RunCourse> =>
  runCourse(
    plant,
    { seed: 1, replication: 0, horizon, warmup: 0, ...(most === undefined ? {} : { most }) },
    { turn },
  );

const told = ({ elements }: RunCourse, id: string): string[] => {
  const { since, state, content } = elements.find((one) => one.id === id) ?? {
    since: new Float64Array(),
    state: [],
    content: [],
  };
  return Array.from(since, (time, i) => `${time} ${STATES[state[i] ?? 0]} ${content[i]}`);
};

describe("the course of a replication", () => {
  test("a deterministic line by hand: states, contents and passages", async () => {
    const course = await courseOf(LINE, 30);
    expect(told(course, "A")).toEqual([
      "0 working 1",
      "12 blocked 1",
      "14 working 1",
      "18 blocked 1",
      "24 working 1",
      "28 blocked 1",
    ]);
    expect(told(course, "C")).toEqual(["0 starved 0", "4 working 1"]);
    const times = (from: string, to: string): number[] =>
      Array.from(course.links.find((link) => link.from === from && link.to === to)?.times ?? []);
    expect(times("in", "A")).toEqual([0, 4, 8, 14, 24]);
    expect(times("B", "C")).toEqual([4, 14, 24]);
    expect(course.ends).toEqual([{ element: "out", how: "finished", times: Float64Array.from([14, 24]) }]);
    expect(course.stations).toEqual(["A", "C"]);
    expect(course.until).toBe(30);
  });

  test("its shares of time and its passages are those of the results", async () => {
    const plant = randomLine(3);
    const horizon = 20_000;
    const course = await courseOf(plant, horizon);
    const simulation = new Simulation(plant, { seed: 1, replication: 0, warmup: 0 });
    simulation.runUntil(horizon);
    const result = simulation.results(false);
    for (const id of course.stations) {
      const { since, state } = course.elements.find((one) => one.id === id) as RunCourse["elements"][number];
      const times = STATES.map(() => 0);
      since.forEach((start, i) => {
        const s = state[i] as number;
        times[s] = (times[s] as number) + (since[i + 1] ?? horizon) - start;
      });
      STATES.forEach((name, s) =>
        expect((times[s] as number) / horizon).toBeCloseTo(result.stations[id]?.states[name] ?? 0, 9),
      );
    }
    expect(course.ends[0]?.times.length).toBe(result.finished);
  });

  test("ends early rather than keep more than it may", async () => {
    const course = await courseOf(LINE, 30, 12);
    expect(course.until).toBeLessThan(30);
    expect(course.until).toBeGreaterThan(0);
    expect(told(course, "A")[0]).toBe("0 working 1");
  });
});

function session(plant: Plant, replications = 3): QuestionSession {
  const made = new QuestionSession({
    executor: () => new InlineExecutor(),
    now: () => 0,
    abort: () => new AbortController(),
    turn,
  });
  const loaded = made.load(
    JSON.stringify({
      format: "taktwerk-study",
      version: 1,
      id: "asked",
      name: "Asked",
      plant,
      run: { horizon: 20_000, warmup: 2000, replications, seed: 3 },
      scenarios: [
        { id: "base" },
        { id: "other", changes: { "elements/S1/cycleTime": { $times: 0.9 } } },
        { id: "same" },
      ],
    }),
  );
  expect(loaded).toEqual([]);
  return made;
}

describe("questions about a scenario", () => {
  test("bottlenecks have the t-intervals of the replications' figures, and the votes of each of them", async () => {
    const plant = randomLine(5);
    const answer = await session(plant).bottlenecks("base", 4);
    if (!answer.ok) throw new Error(answer.message);
    const histories = [0, 1, 2, 3].map((replication) =>
      stateHistory(plant, { seed: 3, replication, horizon: 20_000, warmup: 2000 }),
    );
    for (const { station: id, active, intervals } of answer.value.stations) {
      const values = histories.map(({ shares }) => shares[id]?.active ?? Number.NaN);
      expect(intervals.active).toEqual(tInterval(values, 0.95));
      expect(intervals.active.mean).toBeCloseTo(active, 12);
    }
    const busiest = histories.map(
      ({ shares }) =>
        Object.entries(shares).reduce((best, one) => (one[1].active > best[1].active ? one : best))[0],
    );
    const named = answer.value.named.utilisation;
    expect(answer.value.votes.utilisation).toBe(busiest.filter((id) => id === named).length);
    expect(answer.value.replications).toBe(4);
  });

  test("gains come one station after the other, each as it is in the end, and are of the same pairs", async () => {
    const plant = randomLine(5);
    const heard: GainsAnswer[] = [];
    const shares: number[] = [];
    const answer = await session(plant).gains(
      "base",
      { share: 0.1 },
      "throughput",
      3,
      ({ share }) => void shares.push(share),
      (gains) => void heard.push(gains),
    );
    if (!answer.ok) throw new Error(answer.message);
    const { gains } = answer.value;
    const count = plant.elements.filter(({ kind }) => kind === "station").length;
    expect(heard.map((one) => one.gains.length)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    for (const one of heard.flatMap((each) => each.gains))
      expect(gains.find(({ station: id }) => id === one.station)).toEqual(one);
    expect(shares.at(-1)).toBe(1);
    expect(answer.value.each).toBeCloseTo(1 - 0.05 / count, 12);
  });

  test("the warm-up is the longest of all scenarios", async () => {
    const answer = await session(randomLine(5)).warmup();
    if (!answer.ok) throw new Error(answer.message);
    const { found = {}, warmup } = answer.value;
    expect(Object.keys(found)).toEqual(["base", "other", "same"]);
    expect(warmup).toBe(Math.max(...Object.values(found).map((one) => one.warmup)));
  });

  test("two scenarios part at the first event that only one of them has; the same ones never", async () => {
    const asked = session(randomLine(5));
    const parted = await asked.divergence("base", "other", 1);
    const same = await asked.divergence("base", "same", 1);
    if (!parted.ok || !same.ok) throw new Error("no answer");
    const { divergence } = parted.value;
    expect(divergence?.first?.element).toBe("S1");
    expect(divergence?.time).toBe(Math.min(divergence?.first?.time ?? 0, divergence?.second?.time ?? 0));
    expect(parted.value.replication).toBe(1);
    expect(same.value.divergence).toBeUndefined();
  });

  test("an unknown scenario is an answer, and a question that is given up says so", async () => {
    const asked = session(randomLine(5));
    expect(await asked.bottlenecks("gone", 2)).toMatchObject({ ok: false, reason: "unknown" });
    const first = asked.course("base", 0);
    const second = asked.course("other", 0);
    expect(await first).toMatchObject({ ok: false, reason: "cancelled" });
    expect(await second).toMatchObject({ ok: true });
    const gains = asked.gains("base", { share: 0.1 }, "throughput", 3);
    asked.cancel("gains");
    expect(await gains).toMatchObject({ ok: false, reason: "cancelled" });
  });
});
