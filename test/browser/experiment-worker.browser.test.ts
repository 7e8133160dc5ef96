import { proxy, type Remote, wrap } from "comlink";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { studyOfReport } from "../../src/experiment/report/study-of-report.ts";
import { InlineExecutor } from "../../src/experiment/run/executor.ts";
import { runStudy } from "../../src/experiment/run/run-study.ts";
import { inspectStudy } from "../../src/experiment/study/read-study.ts";
import type { ExperimentContract, ExperimentProgress } from "../../src/protocol/experiment.ts";
import helloLine from "../../scenes/hello-line.plant.json?raw";

let worker: Worker;
let api: Remote<ExperimentContract>;

beforeEach(() => {
  worker = new Worker(new URL("../../workers/experiment.worker.ts", import.meta.url), { type: "module" });
  api = wrap<ExperimentContract>(worker);
});

afterEach(() => worker.terminate());

function study(replications: number, horizon = 20_000): string {
  return JSON.stringify({
    format: "taktwerk-study",
    version: 1,
    id: "hello",
    name: "Hello",
    plant: "hello-line.plant.json",
    run: { horizon, warmup: 2000, replications, seed: 5 },
    scenarios: [{ id: "as-is" }, { id: "buffer-8", changes: { "elements/between/capacity": 8 } }],
    comparisons: [{ method: "paired", response: "throughput" }],
  });
}

describe("the experiment worker", () => {
  test("runs a study in workers of its own with the hash of the inline run, streams progress, and reports", async () => {
    const loaded = await api.load(study(6), helloLine);
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        baseline: "as-is",
        scenarios: [{ changes: [] }, { changes: [{ en: "Buffer between: capacity 4 → 8 parts" }] }],
      },
    });
    const seen: ExperimentProgress[] = [];
    const answer = await api.run(
      proxy((progress: ExperimentProgress) => void seen.push(progress)),
      2,
    );
    if (!answer.ok) throw new Error(answer.message);
    const read = inspectStudy(study(6), () => helloLine);
    if (!read.ok) throw new Error("the study cannot be read");
    const inline = await runStudy(read.value, new InlineExecutor(), { now: () => 0 });
    expect(answer.value).toEqual(inline);
    expect(seen.at(-1)).toMatchObject({ done: 12, total: 12, left: 0 });
    expect(seen[0]?.values[0]).toBeGreaterThan(0);
    const html = await api.report("de");
    expect(html).toContain(inline.hash);
    expect(JSON.parse(studyOfReport(html ?? "") ?? "{}")).toMatchObject({ result: { hash: inline.hash } });
    expect(await api.csv()).toContain("figure,as-is,,throughput,mean,parts/h");
  });

  test("a cancel ends it at once, and it can be run again", async () => {
    await api.load(study(400, 400_000), helloLine);
    let done = 0;
    const running = api.run(
      proxy(() => void (++done === 2 && api.cancel())),
      2,
    );
    expect(await running).toMatchObject({ ok: false, reason: "cancelled" });
    expect(done).toBeLessThan(50);
    expect(await api.report("en")).toBeUndefined();
    await api.load(study(2), helloLine);
    expect(await api.run()).toMatchObject({ ok: true });
  });

  test("what is wrong is an answer: no study, a study that cannot be read", async () => {
    expect(await api.run()).toMatchObject({ ok: false, reason: "noStudy" });
    expect(await api.load("{}")).toMatchObject({ ok: false, error: [{ rule: "study/format" }] });
    expect(await api.load(study(2))).toMatchObject({ ok: false, error: [{ rule: "study/plantUnreadable" }] });
  });
});
