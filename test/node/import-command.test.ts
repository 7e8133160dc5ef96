import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { importCommand } from "../../src/node/import-command.ts";
import { importInThread } from "../../src/node/import-in-thread.ts";
import { readPlant } from "../../src/plant/read.ts";
import { dxf, line } from "../plant/import/dxf-text.ts";

const folder = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

async function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ["", ""];
  const status = await importCommand(args, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { status, stdout, stderr };
}

describe("taktwerk import", () => {
  test("the table of the README becomes a plant without findings", async () => {
    const readme = readFileSync("README.md", "utf8").split("### import\n")[1] ?? "";
    const table = /```text\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const out = path("readme.plant.json");
    const { status, stdout } = await run(file("readme.csv", table), "-o", out);
    expect(status).toBe(0);
    expect(stdout).toContain("read: 1 sources, 2 stations, 1 sinks, 3 connections\n");
    const read = readPlant(readFileSync(out, "utf8"));
    expect(read.ok && read.value.warnings).toEqual([]);
  });

  test("--json prints one document: what was read, assumed, and not understood", async () => {
    const out = path("out.plant.json");
    const { status, stdout } = await run(file("a.csv", "id,colour\nA,red\n"), "-o", out, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      plant: out,
      format: "table",
      read: { stations: 1 },
      notUnderstood: [{ what: "column “colour”", count: 1, line: 2 }],
      findings: expect.arrayContaining([
        expect.objectContaining({
          rule: "import/assumed",
          message: expect.any(String),
          remedy: expect.any(String),
        }),
      ]),
    });
  });

  test("with errors nothing is written, and status 1", async () => {
    const out = path("never.plant.json");
    const { status, stdout } = await run(file("bad.csv", "id,x\nA,left\n"), "-o", out);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /bad\.csv:2: error: Row 2, column “x”: “left” is no number\. .*\nnothing was written\n/s,
    );
    expect(() => readFileSync(out)).toThrow(/ENOENT/);
  });

  test("a drawing is laid under a plant, in the unit that is named", async () => {
    const out = path("under.plant.json");
    const drawing = file("hall.dxf", dxf(line(0, 0, 10, 0)));
    const { status } = await run(
      drawing,
      "-o",
      out,
      "--into",
      "scenes/hello-line.plant.json",
      "--unit",
      "ft",
    );
    expect(status).toBe(0);
    const { layout, elements } = JSON.parse(readFileSync(out, "utf8"));
    expect(layout.underlays[0].layers[0].lines).toEqual(["0,0 3.048,0"]);
    expect(elements).toHaveLength(5);
  });

  test.each([
    [[], "name a file to import"],
    [["a.csv"], "name the plant file to write with -o"],
    [["a.csv", "-o", "b", "--unit", "parsec"], "there is no unit of length parsec"],
  ])("wrong usage %j: status 2", async (args, words) => {
    const { status, stderr } = await run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });

  test("a file that is not there: status 1, told by name", async () => {
    const { status, stderr } = await run(path("missing.csv"), "-o", path("x"));
    expect([status, stderr]).toEqual([1, expect.stringContaining("missing.csv: cannot be read (ENOENT)")]);
  });
});

describe("a file that makes the parser run for ever", () => {
  test("is given up after the time that is granted, and the thread is ended", async () => {
    // Between the corners of a polyline stands what is no corner.
    const endless = dxf([
      [0, "POLYLINE"],
      [8, "0"],
      [0, "NONSENSE"],
      [8, "0"],
    ]);
    const files = [{ name: "endless.dxf", bytes: new TextEncoder().encode(endless) }];
    const start = performance.now();
    const answer = await importInThread(files, {}, 3000);
    expect(answer.ok).toBe(false);
    expect(answer.report.findings.map(({ rule }) => rule)).toEqual(["import/tooLong"]);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
