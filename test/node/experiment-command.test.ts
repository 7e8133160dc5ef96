import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { taktwerk } from "../../src/node/taktwerk.ts";
import { studyText } from "../experiment/study/study-text.ts";

interface Answer {
  readonly hash: string;
  readonly executor: string;
  readonly seconds: number;
  readonly scenarios: readonly {
    readonly id: string;
    readonly replications: number;
    readonly kpis: Readonly<
      Record<string, { readonly mean: number; readonly halfWidth: number; readonly unit: string }>
    >;
  }[];
  readonly comparisons: readonly unknown[];
  readonly speedup?: { readonly ratio: number; readonly sameHash: boolean };
}

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const status = await taktwerk(args, { stdout: (text) => (out += text), stderr: (text) => (err += text) });
  return { status, out, err };
}

function studyFile(more: Parameters<typeof studyText>[0] = {}): string {
  const file = join(mkdtempSync(join(tmpdir(), "taktwerk-study-")), "line.study.json");
  writeFileSync(file, studyText(more));
  return file;
}

describe("taktwerk experiment", () => {
  test("answers by the contract, with the same hash from every executor and number of workers", async () => {
    const file = studyFile({ comparisons: [{ method: "paired", response: "throughput" }] });
    const answers: Answer[] = [];
    for (const how of [
      ["--executor", "inline"],
      ["--workers", "1"],
      ["--workers", "2", "--speedup"],
    ]) {
      const { status, out, err } = await run("experiment", file, "--json", ...how);
      expect([status, err]).toEqual([0, ""]);
      answers.push(JSON.parse(out) as Answer);
    }
    const [inline, one, two] = answers as [Answer, Answer, Answer];
    expect(inline).toMatchObject({ executor: "inline", version: 1, study: "line", seed: 7 });
    expect([one.hash, two.hash]).toEqual([inline.hash, inline.hash]);
    expect(two.speedup).toMatchObject({ sameHash: true });
    expect(inline.scenarios.map(({ id, replications }) => [id, replications])).toEqual([
      ["base", 4],
      ["more", 4],
    ]);
    expect(inline.scenarios[0]?.kpis["throughput"]).toMatchObject({ unit: "parts/h" });
    expect(inline.scenarios[0]?.kpis["throughput"]?.halfWidth).toBeGreaterThan(0);
    expect(inline.comparisons).toHaveLength(1);
    expect(inline.seconds).toBeGreaterThan(0);
  });

  test("prints tables with differences and units, and obeys replications and seed", async () => {
    const file = studyFile({
      comparisons: [
        { method: "paired", response: "throughput" },
        { method: "best", response: "wip" },
      ],
    });
    const { status, out } = await run(
      "experiment",
      file,
      "--executor",
      "inline",
      "--replications",
      "5",
      "--seed",
      "3",
    );
    expect(status).toBe(0);
    expect(out).toContain(
      "Line: 5 replications of 2 scenarios, 95 % intervals, horizon 4000 s, warm-up 400 s, seed 3",
    );
    expect(out).toContain("more: Buffer B3: capacity 4 → 8 parts");
    expect(out).toMatch(/more − base +-?[\d.]+ ± [\d.]+ /);
    expect(out).toMatch(/hash [0-9a-f]{32}\n$/);
  });

  test("tells what is wrong with the study, with its line; wrong words are wrong usage", async () => {
    const broken = await run("experiment", studyFile({ baseline: "nobody" }));
    expect(broken.status).toBe(1);
    expect(broken.err).toMatch(
      /^line\.study\.json:\d+: \/baseline error: There is no scenario “nobody”\. Name one of: base, more\.\n$/,
    );
    expect((await run("experiment", "nowhere.study.json")).err).toContain("cannot be read (ENOENT)");
    for (const args of [
      [],
      ["a", "b"],
      ["a", "--workers", "0"],
      ["a", "--executor", "cloud"],
      ["a", "--seed", "x"],
      ["a", "--speedup", "--executor", "inline"],
      ["a", "--nonsense"],
    ])
      expect((await run("experiment", ...args)).status).toBe(2);
  });

  test("writes report, table and study; both can be verified, and a changed one is told", async () => {
    const file = studyFile({ comparisons: [{ method: "paired", response: "throughput" }] });
    const [report, csv, saved] = ["r.html", "r.csv", "saved.study.json"].map((name) =>
      join(dirname(file), name),
    ) as [string, string, string];
    const how = ["--executor", "inline"];
    const made = await run(
      "experiment",
      file,
      "--replications",
      "3",
      "--report",
      report,
      "--csv",
      csv,
      "--save",
      saved,
      ...how,
    );
    expect([made.status, made.err]).toEqual([0, ""]);
    const hash = /hash ([0-9a-f]{32})/.exec(made.out)?.[1];
    for (const one of [report, saved]) {
      const { status, out } = await run("experiment", "--verify", one, ...how);
      expect([status, out]).toEqual([0, expect.stringContaining(`verified: hash ${hash}, engine `)]);
    }
    writeFileSync(
      saved,
      readFileSync(saved, "utf8").replace(/"elements\/B3\/capacity": 8/, '"elements/B3/capacity": 9'),
    );
    const changed = await run("experiment", "--verify", saved, "--language", "de", ...how);
    expect(changed.status).toBe(1);
    expect(changed.out).toContain("Szenario more: ");
    expect(changed.out).not.toContain("Szenario base");
    const json = JSON.parse((await run("experiment", "--verify", saved, "--json", ...how)).out) as object;
    expect(json).toMatchObject({
      verified: false,
      differences: [expect.stringContaining(hash ?? "?"), expect.any(String)],
    });
    expect((await run("experiment", "--verify", file, ...how)).err).toContain(
      "holds no result to compare with",
    );
    expect((await run("experiment", "--verify", csv, ...how)).status).toBe(1);
    writeFileSync(report, "<html></html>");
    expect((await run("experiment", "--verify", report)).err).toContain("this is no report of an experiment");
    expect((await run("experiment", file, "--csv", "/nowhere/x.csv", ...how)).err).toContain(
      "cannot be written (ENOENT)",
    );
  });

  test("tells bottlenecks, gains and the first diverging event", async () => {
    const file = studyFile();
    const table = await run("experiment", file, "--bottlenecks", "--replications", "2");
    expect(table.status).toBe(0);
    expect(table.out).toMatch(/^arrow +M[12]$/m);
    const found = JSON.parse(
      (await run("experiment", file, "--bottlenecks", "--json", "--scenario", "more")).out,
    ) as {
      stations: { station: string; sole: number; shifting: number }[];
    };
    expect(found).toMatchObject({ scenario: "more", replications: 5, named: { arrow: expect.any(String) } });
    expect(found.stations.map(({ station }) => station).sort()).toEqual(["M1", "M2"]);
    const how = ["--executor", "inline", "--replications", "6"];
    const gain = await run("experiment", file, "--gain", "25%", "--response", "cycleTime", ...how);
    expect(gain.out).toContain("25 % faster at (cycleTime, s)");
    const seconds = JSON.parse(
      (await run("experiment", file, "--gain", "9.5s", "--json", ...how)).out,
    ) as object;
    expect(seconds).toMatchObject({ change: { seconds: 9.5 }, tooShort: ["M2"], gains: [{ station: "M1" }] });
    const parted = await run("experiment", file, "--diverge", "base,more");
    expect(parted.out).toMatch(/^base and more part at [\d.]+ s \(seed 7, replication 0\)/);
    expect((await run("experiment", file, "--diverge", "base,base")).out).toContain(
      "are the same up to 4000 s",
    );
    expect((await run("experiment", file, "--diverge", "base,nobody")).err).toContain(
      "there is no scenario nobody",
    );
    expect((await run("experiment", file, "--gain", "1s", "--response", "x")).err).toContain(
      "there is no mean response x",
    );
    for (const args of [
      ["--gain", "fast"],
      ["--gain", "0%"],
      ["--diverge", "base"],
    ])
      expect((await run("experiment", file, ...args)).status).toBe(2);
  });

  test("tells which uncertain input to measure next, or that there are none", async () => {
    const inputs = [
      { id: "m2", name: "M2", path: "elements/M2/cycleTime", observations: 9 },
      { id: "m1", name: "M1", path: "elements/M1/cycleTime", relativeError: 0.02 },
    ];
    const how = ["--measure-next", "--executor", "inline", "--response", "cycleTime"];
    const told = await run("experiment", studyFile({ inputs }), ...how);
    expect(told.out).toMatch(/^base: cycleTime [\d.]+ ± [\d.]+ s; one standard error by 4 replications/);
    expect(told.out).toMatch(/^M2 +33\.3 /m);
    const json = JSON.parse((await run("experiment", studyFile({ inputs }), "--json", ...how)).out) as object;
    expect(json).toMatchObject({
      scenario: "base",
      response: "cycleTime",
      effects: [{ input: "m2" }, { input: "m1" }],
    });
    const none = await run("experiment", studyFile(), ...how);
    expect(none.err).toContain("the study names no uncertain inputs");
    expect(none.status).toBe(1);
  });

  test("a study cannot name files elsewhere by a full path", async () => {
    const { status, err } = await run("experiment", studyFile({ plant: "/etc/hostname.json" }));
    expect(status).toBe(1);
    expect(err).toContain("/plant error: The plant /etc/hostname.json cannot be read");
  });
});
