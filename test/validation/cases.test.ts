import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Case } from "../../src/experiment/verification/case.ts";
import { verifyCase } from "../../src/experiment/verification/verify-case.ts";

const FOLDER = join(import.meta.dirname, "cases");
const files = readdirSync(FOLDER)
  .filter((name) => /^P\d\d-.*\.json$/.test(name))
  .sort();

function read(file: string): Case {
  return JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Case;
}

test("there are all 28 cases", () => {
  expect(files).toHaveLength(28);
});

describe("a case with exact expected values passes by its own rule (t-interval at 99.9 % of at least 20 replications, or equality)", () => {
  test.each(files)("%s", (file) => {
    const testCase = read(file);
    const verdict = verifyCase(testCase);
    expect(verdict.id).toBe(testCase.id);
    expect(verdict.metrics.filter((metric) => metric.verdict !== "passed")).toEqual([]);
    expect(verdict.verdict).toBe("passed");
    expect(verdict.metrics).toHaveLength(testCase.expected.length);
    if (testCase.kind === "deterministic") {
      // The files allow a relative 1e-6; the schema's text asks for 1e-6 s, and counts that are equal.
      for (const { mean, expected } of verdict.metrics)
        expect(Math.abs(mean - expected)).toBeLessThanOrEqual(1e-6);
    } else expect(verdict.replications).toBeGreaterThanOrEqual(20);
  });
});

describe("the judge", () => {
  const good = read("P22-det-line.json");
  const queue = read("P03-mg1-uniform.json");

  test("fails a deterministic case whose expected value is off by more than its tolerance", () => {
    const late = good.expected.map((metric) => ({
      ...metric,
      value: metric.value + (metric.metric === "time_of_part" ? 0.01 : 0),
    }));
    const verdict = verifyCase({ ...good, expected: late });
    expect(verdict.verdict).toBe("failed");
    expect(verdict.metrics.map(({ metric, verdict: one }) => `${metric} ${one}`)).toContain(
      "time_of_part failed",
    );
    expect(verifyCase(good).verdict).toBe("passed");
  });

  test("fails a stochastic case whose expected value is wrong, after four times the replications", () => {
    const short = { ...queue, run: { ...queue.run, horizon_s: 20_000, warmup_s: 2000, replications: 20 } };
    const wide = short.expected.map((metric) => ({
      ...metric,
      value: metric.value * 3,
      tolerance: { type: "t_interval", confidence: 0.999, max_halfwidth: Infinity } as const,
    }));
    const verdict = verifyCase({ ...short, expected: wide });
    expect(verdict.verdict).toBe("failed");
    expect(verdict.replications).toBe(80);
  });

  test("fails an interval that is too wide: it means “run longer”, never a pass", () => {
    const narrow = queue.expected.map((metric) => ({
      ...metric,
      tolerance: { type: "t_interval", confidence: 0.999, max_halfwidth: 1e-12 } as const,
    }));
    const verdict = verifyCase({
      ...queue,
      run: { ...queue.run, horizon_s: 20_000, warmup_s: 2000 },
      expected: narrow,
    });
    expect(verdict.verdict).toBe("failed");
  });

  test("takes what it does not know for unsupported, never for passed", () => {
    const changed = (change: object): Case => ({
      ...good,
      model: {
        ...good.model,
        nodes: good.model.nodes.map((node) => (node.type === "station" ? { ...node, ...change } : node)),
      },
    });
    for (const change of [
      { maintenance: [{ clock: "busy", interval: 5, duration: 1, by: "robot" }] },
      { something_new: 1 },
      { input_policy: "random" },
      { phases: [{ time: 1, tools: { clamp: 1 } }] },
      { routing: { policy: "copy_some" } },
      { service: { dist: "cauchy", scale: 1 } },
      { failures: [{ clock: "busy", ttf: 10, ttr: 1, repair_crew: "crew" }] },
    ]) {
      expect(verifyCase(changed(change)).verdict).toBe("unsupported");
    }
    expect(verifyCase({ ...good, schema: "fvc-2" }).verdict).toBe("unsupported");
    expect(
      verifyCase({
        ...good,
        expected: [{ ...(good.expected[0] as Case["expected"][number]), metric: "beauty" }],
      }).verdict,
    ).toBe("unsupported");
  });
});
