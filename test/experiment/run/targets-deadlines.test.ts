import { describe, expect, test } from "vitest";
import { fiellerInterval } from "../../../src/experiment/analysis/fieller.ts";
import { pairedInterval } from "../../../src/experiment/analysis/paired.ts";
import { wilson } from "../../../src/experiment/analysis/wilson.ts";
import { checkpointsOf, deadlineAnswer } from "../../../src/experiment/run/deadlines.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import { runStudy } from "../../../src/experiment/run/run-study.ts";
import type { ReplicationRecord } from "../../../src/experiment/run/task.ts";
import { targetAnswer } from "../../../src/experiment/run/targets.ts";
import { inspectStudy } from "../../../src/experiment/study/read-study.ts";
import type { Response } from "../../../src/experiment/study/response.ts";
import { SHIFT_PLANT } from "../study/shift-plant.ts";

const response = { id: "x", unit: "parts/h", better: "larger" } as Response;
const base = [10, 11, 9, 10.5, 9.5];
const other = [13.1, 14.2, 11.9, 13.4, 12.6];

describe("ratio to the baseline (Fieller)", () => {
  test("each end is the line on which the paired t-interval of X − θB just touches 0", () => {
    const { ratio, low, high } = fiellerInterval(other, base);
    expect(ratio).toBeCloseTo(65.2 / 50, 12);
    for (const line of [low as number, high as number]) {
      const { mean, halfWidth } = pairedInterval(
        other,
        base.map((b) => line * b),
      );
      expect(Math.abs(mean)).toBeCloseTo(halfWidth as number, 9);
    }
  });

  test("without any scatter it is the ratio itself; with a baseline that may be 0 there is none", () => {
    expect(fiellerInterval([13, 13], [10, 10])).toEqual({ ratio: 1.3, low: 1.3, high: 1.3 });
    expect(fiellerInterval([1, 2, 3], [-1, 0, 2]).low).toBeUndefined();
    expect(fiellerInterval([1], [2])).toEqual({ ratio: 0.5, low: undefined, high: undefined });
  });

  test("the verdict is whether the whole interval is on one side of the line", () => {
    const values = new Map([
      ["base", base],
      ["other", other],
    ]);
    const verdict = (factor: number, better: "larger" | "smaller" = "larger"): string | undefined =>
      targetAnswer({ ...response, better }, factor, values, "base", 0.95).rows[0]?.verdict;
    expect([1.2, 1.3, 1.4].map((factor) => verdict(factor))).toEqual(["reached", "undecided", "missed"]);
    expect([1.2, 1.4].map((factor) => verdict(factor, "smaller"))).toEqual(["missed", "reached"]);
  });
});

describe("deadlines", () => {
  /** Replications that have their tenth part in the hour i + 1. */
  const records = (hours: readonly number[]): ReplicationRecord[] =>
    hours.map(
      (hour) =>
        ({
          atCheckpoints: [Array.from({ length: 10 }, (_, i) => (i + 1 >= hour ? 10 : 9))],
        }) as unknown as ReplicationRecord,
    );
  const deadline = { id: "d", parts: 10, by: 5 * 3600 };
  const checkpoints = checkpointsOf([deadline], 0, 36_000);

  test("the chance has Wilson's interval, and the date is the first at which nine in ten are there", () => {
    if (checkpoints === undefined) throw new Error("there is a deadline");
    expect(checkpoints.times).toEqual(Array.from({ length: 10 }, (_, i) => (i + 1) * 3600));
    const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 99];
    const [row] = deadlineAnswer(deadline, checkpoints, new Map([["s", records(hours)]]), 0.95).rows;
    const { low, high } = wilson(5, 10);
    expect(row).toMatchObject({ chance: 0.5, low, high, date: 9 * 3600, dateHigh: undefined });
  });

  test("a date beyond the run is told by none", () => {
    if (checkpoints === undefined) throw new Error("there is a deadline");
    const list = records([1, 2, 3, 4, 5, 6, 7, 8, 99, 99]);
    const [row] = deadlineAnswer(deadline, checkpoints, new Map([["s", list]]), 0.95).rows;
    expect(row?.date).toBeUndefined();
  });

  test("never certain: with all of 40 replications in time the interval still reaches below 1", () => {
    if (checkpoints === undefined) throw new Error("there is a deadline");
    const list = records(Array<number>(40).fill(2));
    const [row] = deadlineAnswer(deadline, checkpoints, new Map([["s", list]]), 0.95).rows;
    // 1 / (1 + z²/n)
    expect(row?.low).toBeCloseTo(1 / (1 + 1.959964 ** 2 / 40), 6);
    expect([row?.high, row?.dateHigh]).toEqual([1, 7200]);
  });

  const studyText = (more: object): string =>
    JSON.stringify({
      format: "taktwerk-study",
      version: 1,
      id: "s",
      name: "S",
      plant: SHIFT_PLANT,
      scenarios: [
        { id: "one" },
        { id: "two", changes: { "calendars/week": { $shifts: { shifts: ["early", "late"] } } } },
      ],
      ...more,
    });

  test("in a study: a part a minute, so 435 a shift, and asking for dates does not change the hash", async () => {
    const run = async (more: object): Promise<Awaited<ReturnType<typeof runStudy>>> => {
      const read = inspectStudy(studyText(more), () => undefined);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      return runStudy(read.value, new InlineExecutor(() => Promise.resolve()), { now: () => 0 });
    };
    const asked = await run({
      targets: [{ response: "finished", factor: 1.3 }],
      deadlines: [{ id: "d", parts: 900, by: 86_400 + 7200, sink: "out" }],
    });
    expect(asked.hash).toBe((await run({})).hash);
    // One shift of 8 h a week without breaks makes 480; two shifts make 870 a day, and 30 more on Tuesday by 06:30.
    expect(asked.deadlines?.[0]?.rows.map(({ chance, date }) => [chance, date])).toEqual([
      [0, undefined],
      [1, 86_400 + 3600],
    ]);
    expect(asked.targets?.[0]?.rows).toMatchObject([
      { scenario: "two", ratio: 4350 / 480, verdict: "reached" },
    ]);
  });

  test("what cannot be asked is told", () => {
    const rules = (more: object): string[] => {
      const read = inspectStudy(studyText(more), () => undefined);
      return read.ok ? [] : read.error.map(({ rule }) => rule);
    };
    const d = { id: "d", parts: 1, by: 3600 };
    expect(rules({ deadlines: [d, d] })).toEqual(["study/deadlineTwice"]);
    expect(rules({ deadlines: [{ ...d, by: 700_000 }] })).toEqual(["study/deadlineTime"]);
    expect(rules({ deadlines: [{ ...d, sink: "work" }] })).toEqual(["study/deadlineSink"]);
    expect(rules({ targets: [{ response: "nothing", factor: 1.3 }] })).toEqual(["study/unknownResponse"]);
    expect(rules({ run: { method: "batchMeans" }, deadlines: [d] })).toEqual(["study/batches"]);
  });
});
