import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { balanceBench } from "../../src/node/balance-bench.ts";
import { balanceCommand } from "../../src/node/balance-command.ts";

const folder = mkdtempSync(join(tmpdir(), "balance-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const LINE = file("line.in2", "4\n5\n4\n3\n6\n1,2\n1,3\n2,4\n3,4\n-1,-1\n");

function scene(name: string): string {
  return fileURLToPath(new URL(`../../scenes/${name}.balance.json`, import.meta.url));
}

async function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  const status = await balanceCommand(args, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { status, stdout, stderr };
}

describe("taktwerk balance", () => {
  test("--json prints one document with the contract's fields", async () => {
    const { status, stdout } = await run(LINE, "--cycle", "9", "--json");
    expect(status).toBe(0);
    const answer: Record<string, unknown> = JSON.parse(stdout);
    expect(answer).toMatchObject({ stations: 2, status: "optimal", bound: 2, cycle: 9 });
    expect(answer["assignment"]).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(answer).toHaveProperty("seconds");
    expect(answer).toHaveProperty("proof");
  });

  test.each([
    [["--cycle", "9", "--smooth"], "longest station time 9 (optimal, bound 9)"],
    [["--cycle", "10", "--smooth-squares"], "squared idle time 2 (optimal, bound 2)"],
    [["--stations", "2"], "optimal: 2 stations, cycle time 9"],
    [["--efficiency"], "optimal: 2 stations, cycle time 9"],
  ])("prints a table for %j", async (goal, text) => {
    const { status, stdout } = await run(LINE, ...goal);
    expect([status, stdout.includes(text)]).toEqual([0, true]);
  });

  test.each([
    [["--cycle", "95"], "optimal: 5 stations, cycle time 95, cost"],
    [["--cost"], "optimal: 5 stations, cycle time 95, cost 297"],
    [["--stations", "5"], "optimal: 5 stations, cycle time 84"],
    [["--smooth"], "longest station time 84 (optimal, bound 84)"],
    [["--smooth-squares"], "squared idle time 1483.96 (optimal, bound 1483.96)"],
  ])("balances a line with constraints for %j", async (goal, text) => {
    const { status, stdout } = await run(scene("cockpit"), ...goal);
    expect([status, stdout]).toEqual([0, expect.stringContaining(text)]);
  });

  test("shows both sides of a two-sided line, and its plan as JSON", async () => {
    const { stdout } = await run(scene("chassis"));
    expect(stdout).toContain("optimal: 4 stations, 7 workplaces, cycle time 120");
    const { stdout: text } = await run(scene("chassis"), "--json");
    const answer: Record<string, unknown> = JSON.parse(text);
    expect(answer["plan"]).toHaveLength(7);
  });

  test("names the conflict of a line with constraints, and refuses what it cannot do", async () => {
    const constrained = JSON.stringify({
      format: "taktwerk-balance",
      version: 1,
      name: "line",
      tasks: ["a", "b"].map((id) => ({ id, time: 1 })),
      together: [["a", "b"]],
      apart: [["a", "b"]],
    });
    const infeasible = await run(file("conflict.balance.json", constrained), "--cycle", "9");
    expect(infeasible.status).toBe(1);
    expect(infeasible.stdout).toContain("- tasks a, b together\n- tasks a, b apart\n");
    const wrong = await run(
      file("wrong.balance.json", constrained.replace('"a","b"', '"a","c"')),
      "--cycle",
      "9",
    );
    expect([wrong.status, wrong.stderr]).toEqual([
      1,
      expect.stringContaining("wrong.balance.json:1: /together/0/1 error: There is no task “c”."),
    ]);
    const costless = await run(file("free.balance.json", constrained), "--cycle", "9", "--cost");
    expect([costless.status, costless.stderr]).toEqual([1, expect.stringContaining("has a cost")]);
    for (const goal of [
      ["--efficiency", "--cost"],
      ["--stations", "2", "--cost"],
      ["--smooth", "--smooth-squares"],
    ]) {
      expect((await run(scene("cockpit"), ...goal)).status).toBe(2);
    }
    expect((await run(LINE, "--cycle", "9", "--cost")).status).toBe(2);
  });

  test("the best efficiency of a line with constraints is within the range asked for, and as good as any of it", async () => {
    const tasks = [5, 3, 4, 6, 2].map((time, k) => ({ id: `t${k}`, time }));
    const given = { format: "taktwerk-balance", version: 1, name: "line", tasks, apart: [["t0", "t1"]] };
    const path = file("efficient.balance.json", JSON.stringify(given));
    const best = JSON.parse((await run(path, "--efficiency", "--max-stations", "4", "--json")).stdout);
    expect(best).toMatchObject({ objective: "efficiency", status: "optimal" });
    const each = await Promise.all(
      ["2", "3", "4"].map(async (stations) =>
        JSON.parse((await run(path, "--stations", stations, "--json")).stdout),
      ),
    );
    const products = each.map(({ cycle }, k) => (k + 2) * cycle);
    expect(best.value).toBeCloseTo(Math.min(...products.filter((value) => value > 0)), 9);
    const short = await run(path, "--efficiency", "--max-cycle", "0.5");
    expect(short.status).toBe(1);
  });

  test("a line of a plant is chosen by its id, and rebalanced with few moves", async () => {
    const plant = "scenes/final-assembly.plant.json";
    const unnamed = await run(plant);
    expect([unnamed.status, unnamed.stderr]).toEqual([
      1,
      expect.stringContaining("trim1, trim2, chassis, final"),
    ]);
    const kept = JSON.parse((await run(plant, "--line", "chassis", "--json")).stdout);
    expect(kept).toMatchObject({ status: "optimal", stations: 8, takt: 57, cycle: 48, line: "chassis" });
    expect(kept.stationIds[0]).toBe("chassis-1");
    const moved = await run(plant, "--line", "final", "--stations", "8", "--moves", "2");
    expect(moved).toMatchObject({ status: 0, stdout: expect.stringMatching(/takt [\d.]+ s, of it 9 s/) });
    const wrong = await run(plant, "--line", "final", "--moves", "some");
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining("no number of moves")]);
    expect((await run(plant, "--line", "final", "--cycle", "8")).status).toBe(2);
    expect((await run(LINE, "--cycle", "9", "--line", "x")).status).toBe(2);
  });

  test("an impossible cycle, a wrong file and a missing one end with status 1", async () => {
    const impossible = await run(LINE, "--cycle", "5");
    expect(impossible.status).toBe(1);
    expect(impossible.stdout).toContain('task "4" takes 6');
    const circular = await run(file("circle.in2", "2\n1\n1\n1,2\n2,1\n-1,-1\n"), "--cycle", "5");
    expect(circular.status).toBe(1);
    expect(circular.stderr).toContain("circle.in2:4: error: The precedence is circular: “1” → “2” → “1”");
    const missing = await run(join(folder, "none.in2"), "--cycle", "5", "--json");
    expect(missing.status).toBe(1);
    expect(JSON.parse(missing.stdout)).toMatchObject({ findings: [{ severity: "error" }] });
  });

  test.each([
    [[]],
    [[LINE]],
    [[LINE, "--cycle", "0"]],
    [[LINE, "--cycle", "9", "--stations", "2"]],
    [[LINE, "--stations", "1.5"]],
    [[LINE, "--cycle", "9", "--time-limit", "soon"]],
  ])("wrong usage %# ends with status 2", async (args) => {
    const { status, stderr } = await run(...args);
    expect([status, stderr.includes("usage: taktwerk balance")]).toEqual([2, true]);
  });

  test("--batch runs a list and sums it up, and goes on after a wrong file", async () => {
    const list = file("list.csv", "file,cycle,stations\nline.in2,9,\nline.in2,,3\nnone.in2,4,\n");
    const { status, stdout } = await run(list, "--batch", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      answers: [{ stations: 2 }, { cycle: 7 }],
      findings: [{ file: "none.in2", message: "The file cannot be read (ENOENT)" }],
      summary: { instances: 3, optimal: 2, failed: 1 },
    });
    const wrong = await run(file("wrong.csv", "file,cycle\nline.in2,fast\n"), "--batch");
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining("wrong.csv:2")]);
  });

  test("--batch takes balance files, and lines of a plant: one by its id, or all, for their own takt or another", async () => {
    const rows = [
      `${scene("cockpit")},,,`,
      `${resolve("scenes/final-assembly.plant.json")},chassis,,`,
      `${resolve("scenes/final-assembly.plant.json")},,,8`,
      `${resolve("scenes/final-assembly.plant.json")},chassis,9,`,
      `${resolve("scenes/final-assembly.plant.json")},none,,`,
    ];
    const list = file("plants.csv", `file,line,cycle,stations\n${rows.join("\n")}\n`);
    const { stdout } = await run(list, "--batch", "--json", "--time-limit", "1s");
    const { answers, findings, summary } = JSON.parse(stdout);
    expect(answers).toMatchObject([
      { stations: 5, objective: "stations" },
      { line: "chassis", stations: 8, takt: 57, cycle: 48, status: "optimal" },
      ...["trim1", "trim2", "chassis", "final"].map((line) => ({ line, objective: "cycle" })),
    ]);
    expect(findings.map(({ message }: { message: string }) => message)).toEqual([
      "A takt of 9 s leaves no time for work beside 9 s of repositioning",
      "No line is chosen, or the plant has none of that id",
    ]);
    expect(summary).toMatchObject({ instances: 8, failed: 2 });
  });
});

test("the benchmark says clearly when the sets are absent", async () => {
  let stderr = "";
  const output = { stdout: () => undefined, stderr: (text: string) => void (stderr += text) };
  expect(await balanceBench([join(folder, "absent")], output)).toBe(0);
  expect(stderr).toContain("skipped");
});
