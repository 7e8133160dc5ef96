import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkCommand } from "../../src/node/check-command.ts";
import { edited } from "./example-plant.ts";

const folder = mkdtempSync(join(tmpdir(), "check-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function check(...args: string[]): Promise<Answer> {
  let [stdout, stderr] = ["", ""];
  const status = await checkCommand(args, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { status, stdout, stderr };
}

describe("taktwerk check", () => {
  test("a plant without findings: status 0", async () => {
    const path = file("good.plant.json", edited());
    expect(await check(path)).toEqual({ status: 0, stdout: `${path}: no findings\n`, stderr: "" });
    const { status, stdout } = await check(path, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [] });
  });

  test("warnings alone: told, status 0", async () => {
    const path = file("warn.plant.json", edited(["/elements/4/cycleTime", 0]));
    const { status, stdout } = await check(path);
    expect(status).toBe(0);
    expect(stdout).toContain(
      "warning: /elements/4/cycleTime: The cycle time is zero. Give a positive cycle time",
    );
    expect(stdout).toContain("0 errors, 1 warning\n");
  });

  test("errors: each with file, line, place, message and remedy; status 1", async () => {
    const path = file(
      "bad.plant.json",
      edited(["/elements/1/speed", 0], ["/elements/4/calendar", "nightwatch"]),
    );
    const { status, stdout } = await check(path);
    expect(status).toBe(1);
    const [first, second, summary] = stdout.split("\n");
    expect(first).toMatch(
      /bad\.plant\.json:\d+: error: \/elements\/1\/speed: “speed” is 0, which is too small\. Give/,
    );
    expect(second).toMatch(/bad\.plant\.json:\d+: error: \/elements\/4\/calendar: /);
    expect(summary).toBe(`${path}: 2 errors, 0 warnings`);
  });

  test("--json prints one document and nothing else", async () => {
    const path = file("bad.plant.json", edited(["/elements/1/speed", 0]));
    const { status, stdout, stderr } = await check("--json", path);
    expect(status).toBe(1);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        severity: "error",
        path: "/elements/1/speed",
        line: expect.any(Number),
        message: expect.any(String),
        remedy: expect.any(String),
      },
    ]);
  });

  test("--clearance: what stands in the way of something else, with its line; not without", async () => {
    const apart = [1, 2, 3, 4, 5].map((i) => [`/elements/${i}/placement/position`, [20 * i, 0, 0]] as const);
    const path = file("tight.plant.json", edited(...apart, ["/elements/2/placement/position", [98.5, 0, 0]]));
    expect((await check(path)).status).toBe(0);
    const { status, stdout } = await check(path, "--clearance", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        severity: "error",
        rule: "clearance/overlap",
        path: "/elements/5/placement",
        line: expect.any(Number),
        message: "“mill” and “out” overlap by 0.5 m, on 1 m² of floor",
        values: { depth: 0.5 },
      },
    ]);
    const free = file("free.plant.json", edited(...apart));
    expect(await check(free, "--clearance")).toMatchObject({
      status: 0,
      stdout: `${free}: no findings\n`,
    });
  });

  test.each([
    ["missing", () => join(folder, "missing.json"), "file/unreadable"],
    ["a folder", () => folder, "file/unreadable"],
    ["no text", () => file("binary", Uint8Array.of(0xff, 0xfe, 0x80, 0x00)), "file/notUtf8"],
    ["empty", () => file("empty", ""), "text/empty"],
  ])("%s: a finding, status 1", async (_, path, rule) => {
    const { status, stdout } = await check(path(), "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([
      { severity: "error", rule, remedy: expect.any(String) },
    ]);
  });

  test.each([[[]], [["a", "b"]]])("wrong usage %j: status 2, usage on standard error", async (args) => {
    const { status, stdout, stderr } = await check(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("usage: taktwerk check PLANT [--clearance] [--json]");
  });
});
