import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STATES } from "../../src/plant/states.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import { readScene, sceneText } from "../golden/scenes.ts";
import { command } from "./command-output.ts";

const ROOT = join(import.meta.dirname, "../..");
const SCENE = join(ROOT, "scenes/body-shop.plant.json");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "taktwerk-simulate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Document {
  plant: string;
  seed: number;
  horizon: number;
  warmup: number;
  replications: number;
  hash: string;
  kpis: Record<string, { mean: number; halfWidth: number | null; unit: string }>;
  stations: Record<string, { states: Record<string, number> }>;
  buffers: Record<string, { meanContent: number }>;
}

describe("simulate --json", () => {
  test("prints one JSON document with the fields of the contract and nothing else", async () => {
    const { status, stdout } = await command(
      "simulate",
      SCENE,
      "--horizon",
      "2h",
      "--warmup",
      "30min",
      "--replications",
      "3",
      "--seed",
      "5",
      "--json",
    );
    expect(status).toBe(0);
    const document = JSON.parse(stdout) as Document;
    const plant = readScene("body-shop");
    expect(document).toMatchObject({
      plant: plant.id,
      seed: 5,
      horizon: 7200,
      warmup: 1800,
      replications: 3,
    });
    expect(document.hash).toMatch(/^[0-9a-f]{32}$/);
    for (const [name, unit] of [
      ["throughput", "parts/h"],
      ["wip", "parts"],
      ["cycleTime", "s"],
      ["finished", "parts"],
    ] as const) {
      expect(document.kpis[name]?.unit).toBe(unit);
      expect(document.kpis[name]?.mean).toBeGreaterThan(0);
      expect(document.kpis[name]?.halfWidth).toBeGreaterThanOrEqual(0);
    }
    const ids = plant.elements
      .filter(({ kind }) => kind === "station" || kind === "conveyor")
      .map(({ id }) => id);
    expect(Object.keys(document.stations).sort()).toEqual(ids.sort());
    for (const { states } of Object.values(document.stations)) {
      expect(Object.keys(states)).toEqual([...STATES]);
      expect(Object.values(states).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  test("as a process: the document alone on standard output, findings on standard error, status 0", () => {
    const node = process.execPath;
    const { status, stdout } = spawnSync(
      node,
      ["src/node/taktwerk.ts", "simulate", SCENE, "--horizon", "1h", "--json"],
      {
        cwd: ROOT,
        encoding: "utf8",
      },
    );
    expect(status).toBe(0);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stdout.endsWith("}\n")).toBe(true);
  });

  test("one replication has no interval: null", async () => {
    const { stdout } = await command(
      "simulate",
      SCENE,
      "--horizon",
      "1h",
      "--warmup",
      "0",
      "--replications",
      "1",
      "--json",
    );
    expect((JSON.parse(stdout) as Document).kpis["throughput"]?.halfWidth).toBeNull();
  });

  test("the same seed gives the same document, another seed another", async () => {
    const run = async (seed: string): Promise<string> =>
      (await command("simulate", SCENE, "--horizon", "1h", "--warmup", "0", "--seed", seed, "--json")).stdout;
    const first = await run("8");
    expect(await run("8")).toBe(first);
    expect((JSON.parse(await run("9")) as Document).hash).not.toBe((JSON.parse(first) as Document).hash);
  });

  test("without options the file's own run settings count", async () => {
    const text = sceneText("hello-line").replace(/"horizon":\s*[\d.e+]+/, '"horizon": 100000');
    const { stdout } = await command("simulate", file("short.plant.json", text), "--json");
    const { run } = readScene("hello-line");
    expect(JSON.parse(stdout)).toMatchObject({
      horizon: 100_000,
      seed: run.seed,
      replications: run.replications,
    });
  });
});

describe("simulate", () => {
  test("prints a table with throughput, states and the hash", async () => {
    const { status, stdout } = await command("simulate", SCENE, "--horizon", "1h", "--warmup", "0");
    expect(status).toBe(0);
    const states = ["working", "starved", "blocked"];
    for (const word of ["throughput", "work in process", "cycle time", "parts/h", ...states, "hash "])
      expect(stdout).toContain(word);
    // A state that occurs nowhere is no column.
    expect(stdout).not.toContain("maintenance");
  });

  test.each([
    ["no file", ["simulate"]],
    ["two files", ["simulate", SCENE, SCENE]],
    ["a horizon of nothing", ["simulate", SCENE, "--horizon", "0"]],
    ["a horizon that is no duration", ["simulate", SCENE, "--horizon", "soon"]],
    ["a horizon that is too long", ["simulate", SCENE, "--horizon", "99999999d"]],
    ["a negative warm-up", ["simulate", SCENE, "--warmup=-1h"]],
    ["a warm-up as long as the horizon", ["simulate", SCENE, "--horizon", "1h", "--warmup", "1h"]],
    ["no replications", ["simulate", SCENE, "--replications", "0"]],
    ["half a replication", ["simulate", SCENE, "--replications", "1.5"]],
    ["a seed that is too large", ["simulate", SCENE, "--seed", "4294967296"]],
    ["a seed that is no number", ["simulate", SCENE, "--seed", "x"]],
    ["an unknown option", ["simulate", SCENE, "--fast"]],
    ["an option without its value", ["simulate", SCENE, "--seed"]],
    ["an unknown command", ["simulte", SCENE]],
    ["no command", []],
  ])("%s is wrong usage: status 2, nothing on standard output", async (_what, args) => {
    const { status, stdout, stderr } = await command(...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });

  test("a missing file, a folder, and a broken file are the user's input: status 1, nothing on standard output", async () => {
    const cases = [
      join(folder, "missing.plant.json"),
      folder,
      file("empty.plant.json", ""),
      file("broken.plant.json", sceneText("hello-line").slice(0, 500)),
      file("dangling.plant.json", sceneText("hello-line").replace(/"to":\s*"[^"]+"/, '"to": "nowhere"')),
      file("binary.plant.json", "\u0000\u0001\u0002"),
    ];
    for (const path of cases) {
      const { status, stdout, stderr } = await command("simulate", path, "--json");
      expect(status, `status for ${path}`).toBe(1);
      expect(stdout, `standard output for ${path}`).toBe("");
      expect(stderr, `standard error for ${path}`).not.toBe("");
    }
  });
});

describe("simulate --events", () => {
  test("writes the event log of the first replication, one JSON object a line, and every cause exists", async () => {
    const path = join(folder, "events.ndjson");
    const { status } = await command(
      "simulate",
      SCENE,
      "--horizon",
      "2h",
      "--warmup",
      "0",
      "--replications",
      "2",
      "--events",
      path,
      "--json",
    );
    expect(status).toBe(0);
    const text = readFileSync(path, "utf8");
    expect(text.endsWith("\n")).toBe(true);
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as EventRecord);
    expect(lines.length).toBeGreaterThan(1000);
    const ids = new Set<string>();
    for (const { id, cause, time, kind, element } of lines) {
      if (cause !== undefined) expect(ids.has(cause), `${cause} comes before ${id}`).toBe(true);
      expect(ids.has(id)).toBe(false);
      ids.add(id);
      expect(time).toBeLessThanOrEqual(7200);
      expect(typeof kind).toBe("string");
      expect(element).not.toBe("");
    }
  });

  test("the log changes nothing: the same document with and without it", async () => {
    const args = ["simulate", SCENE, "--horizon", "1h", "--warmup", "0", "--json"];
    const plain = await command(...args);
    const logged = await command(...args, "--events", join(folder, "other.ndjson"));
    expect(logged.stdout).toBe(plain.stdout);
  });

  test("a log that cannot be written is told: status 1, nothing on standard output", async () => {
    const { status, stdout, stderr } = await command(
      "simulate",
      SCENE,
      "--horizon",
      "1h",
      "--events",
      join(folder, "no/such/folder"),
      "--json",
    );
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("--events");
  });
});

test("help tells all commands, and is no error", async () => {
  for (const word of ["help", "--help", "-h"]) {
    const { status, stdout } = await command(word);
    expect(status).toBe(0);
    for (const name of ["simulate", "check", "verify", "serve", "bench"]) expect(stdout).toContain(name);
  }
});
