import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { command } from "./command-output.ts";

const CASES = join(import.meta.dirname, "../validation/cases");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taktwerk-verify-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Verdicts {
  cases: {
    id: string;
    verdict: string;
    reason?: string;
    metrics: {
      metric: string;
      node: string;
      expected: number;
      mean: number;
      halfWidth: number | null;
      verdict: string;
    }[];
  }[];
}

function take(...names: string[]): void {
  for (const name of names) copyFileSync(join(CASES, name), join(folder, name));
}

/** A case with a field of a station that nobody knows. */
function takeUnknown(): void {
  const text = readFileSync(join(CASES, "P22-det-line.json"), "utf8");
  const unknown = text
    .replaceAll("P22-det-line", "P99-unknown")
    .replace('"servers": 1,', '"servers": 1, "something_new": 1,');
  writeFileSync(join(folder, "P99-unknown.json"), unknown);
}

async function verify(...args: string[]): Promise<{ status: number; verdicts: Verdicts; stderr: string }> {
  const { status, stdout, stderr } = await command("verify", ...args, "--json");
  return { status, verdicts: JSON.parse(stdout) as Verdicts, stderr };
}

describe("verify --json", () => {
  test("prints one document with the fields of the contract; passed and unsupported cases are no failure", async () => {
    take("P22-det-line.json", "P25-conveyor-accumulating.json");
    takeUnknown();
    writeFileSync(join(folder, "notes.json"), JSON.stringify({ not: "a case" }));
    writeFileSync(join(folder, "README.md"), "cases");
    const { status, verdicts } = await verify(folder);
    expect(status).toBe(0);
    expect(verdicts.cases.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      "P22-det-line passed",
      "P25-conveyor-accumulating passed",
      "P99-unknown unsupported",
    ]);
    expect(verdicts.cases[2]).toMatchObject({ reason: "station with something_new", metrics: [] });
    for (const metric of verdicts.cases[0]?.metrics ?? []) {
      expect(metric).toMatchObject({ verdict: "passed", halfWidth: null });
      expect(Math.abs(metric.mean - metric.expected)).toBeLessThanOrEqual(1e-6);
    }
  });

  test("a case that fails makes the status 1", async () => {
    const wrong = readFileSync(join(CASES, "P25-conveyor-accumulating.json"), "utf8").replace(
      '"value": 56.5',
      '"value": 57.5',
    );
    writeFileSync(join(folder, "wrong.json"), wrong);
    const { status, verdicts, stderr } = await verify(folder);
    expect(status).toBe(1);
    expect(verdicts.cases[0]?.verdict).toBe("failed");
    expect(verdicts.cases[0]?.metrics[0]).toMatchObject({ expected: 57.5, mean: 56.5, verdict: "failed" });
    expect(stderr).toContain("failed");
  });

  test("broken files are failed cases with a reason, not passed over, and no crash", async () => {
    const broken: Record<string, string> = {
      "cut.json": readFileSync(join(CASES, "P22-det-line.json"), "utf8").slice(0, 300),
      "no-model.json": JSON.stringify({ schema: "fvc-1", id: "x", model: {} }),
      "no-expected.json": JSON.stringify({ schema: "fvc-1", id: "x", model: { nodes: [], links: [] } }),
    };
    for (const [name, text] of Object.entries(broken)) writeFileSync(join(folder, name), text);
    const { status, verdicts } = await verify(folder);
    expect(status).toBe(1);
    expect(verdicts.cases).toHaveLength(3);
    for (const { verdict, reason } of verdicts.cases) {
      expect(verdict).toBe("failed");
      expect(reason).not.toBe("");
    }
  });

  test("one file can be named", async () => {
    const { status, verdicts } = await verify(join(CASES, "P28-det-failures-busy.json"));
    expect(status).toBe(0);
    expect(verdicts.cases).toHaveLength(1);
  });

  test.each([
    ["null nodes", { nodes: [null], links: [] }],
    ["a node without a type", { nodes: [{ id: "a" }], links: [] }],
    ["a link to nowhere", { nodes: [{ id: "a", type: "source", mode: "saturated" }], links: [["a", "b"]] }],
    [
      "a station without service",
      {
        nodes: [
          { id: "a", type: "source", mode: "saturated" },
          { id: "m", type: "station" },
          { id: "z", type: "sink" },
        ],
        links: [
          ["a", "m"],
          ["m", "z"],
        ],
      },
    ],
    ["nothing at all", { nodes: [], links: [] }],
  ])("a case with %s fails or is unsupported, and is no crash", async (_what, model) => {
    writeFileSync(
      join(folder, "odd.json"),
      JSON.stringify({
        schema: "fvc-1",
        id: "odd",
        kind: "deterministic",
        model,
        run: { horizon_s: 100 },
        expected: [{ metric: "count", node: "z", value: 0, tolerance: { type: "absolute", abs: 0 } }],
      }),
    );
    const { stdout } = await command("verify", folder, "--json");
    const [only] = (JSON.parse(stdout) as Verdicts).cases;
    expect(only?.verdict).not.toBe("passed");
  });
});

test("a case whose expected metrics are malformed fails, and is no crash", async () => {
  const good = JSON.parse(readFileSync(join(CASES, "P22-det-line.json"), "utf8")) as object;
  for (const expected of [
    [null],
    [{ metric: "count" }],
    [{ metric: "count", node: "out", value: 1, tolerance: { type: "roughly" } }],
    [{}],
  ]) {
    writeFileSync(join(folder, "odd.json"), JSON.stringify({ ...good, expected }));
    const { status, verdicts } = await verify(folder);
    expect(status).toBe(1);
    expect(verdicts.cases[0]?.verdict).toBe("failed");
  }
});

describe("verify", () => {
  test("prints case by case, and counts", async () => {
    take("P22-det-line.json");
    takeUnknown();
    const { status, stdout } = await command("verify", folder);
    expect(status).toBe(0);
    expect(stdout).toContain("1 passed, 0 failed, 1 unsupported");
    for (const word of ["P22-det-line", "expected", "simulated", "verdict", "exact"])
      expect(stdout).toContain(word);
  });

  test("a folder without cases, or that does not exist, is the user's input: status 1", async () => {
    mkdirSync(join(folder, "empty"));
    for (const path of [join(folder, "empty"), join(folder, "missing")]) {
      const { status, stdout, stderr } = await command("verify", path, "--json");
      expect(status).toBe(1);
      expect(stdout).toBe("");
      expect(stderr).not.toBe("");
    }
  });

  test("no folder, or two, is wrong usage: status 2", async () => {
    expect((await command("verify")).status).toBe(2);
    expect((await command("verify", folder, folder)).status).toBe(2);
    expect((await command("verify", folder, "--quick")).status).toBe(2);
  });
});
