import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import type { TaggedPlant } from "../../src/protocol/live.ts";
import { readLine, type RecordedLine, readRecording } from "../../src/node/replay-reading.ts";
import { replay, type ReplaySummary } from "../../src/node/replay.ts";
import { type RunningServer, startServer } from "../../src/node/serve-server.ts";
import { LiveListener } from "./live-listener.ts";
import { DRILL, drillBirth, NODE, payload, TAGGED } from "./messages.ts";

vi.setConfig({ testTimeout: 20_000 });

const ROOT = resolve(import.meta.dirname, "../..");
const CAPTURE = resolve(ROOT, "../shared/data/live/nist-mazak01.spb.ndjson.gz");

function line(topic: string, bytes: Uint8Array): string {
  return JSON.stringify({ topic, qos: 0, retain: false, payload: Buffer.from(bytes).toString("base64") });
}

function recording(name: string, content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), "taktwerk-")), name);
  writeFileSync(path, content);
  return path;
}

async function linesOf(path: string): Promise<RecordedLine[]> {
  const lines: RecordedLine[] = [];
  for await (const entry of readRecording(path)) lines.push(entry);
  return lines;
}

describe("reading a recording", () => {
  test.each([
    ["nothing", "no JSON object: Invalid input: expected object, received undefined"],
    ["[1]", "no JSON object: Invalid input: expected object, received array"],
    ['{"topic":"spBv1.0/G/NDATA/N","payload":3}', "payload: Invalid input: expected string, received number"],
    ['{"topic":"spBv1.0/G/NDATA/N","payload":"%%"}', "payload: Invalid base64-encoded string"],
    ['{"topic":"spBv1.0/G/NDATA/N","payload":"","qos":3}', "qos: Invalid input"],
    ['{"topic":"$SYS/broker","payload":""}', "topic: the first level is not spBv1.0"],
    ['{"topic":"spBv1.0/G/NDATA/#","payload":""}', "topic: a character that topics cannot have"],
  ])("a bad line says what is wrong: %s", (text, reason) => {
    expect(readLine(text, 7)).toEqual({ kind: "bad", line: 7, reason });
  });

  test("bad lines are named by their number and skipped", async () => {
    const good = line(NODE.birth, payload({ seq: 0, bdSeq: 1 }));
    const path = recording("r.ndjson", [good, "oops", "", good, "{}"].join("\n"));
    const found = await linesOf(path);
    expect(found.map(({ kind, line: number }) => `${kind} ${number}`)).toEqual([
      "message 1",
      "bad 2",
      "message 4",
      "bad 5",
    ]);
  });

  test("an endless line is skipped in bounded memory", async () => {
    const good = line(NODE.birth, payload({ seq: 0 }));
    const path = recording("r.ndjson.gz", gzipSync(`${"x".repeat(50_000_000)}\n${good}\n`));
    const found = await linesOf(path);
    expect(found.map(({ kind }) => kind)).toEqual(["bad", "message"]);
  });

  test("a file that breaks off gives what it has and says so", async () => {
    const good = line(NODE.birth, payload({ seq: 0 }));
    const whole = gzipSync(`${good}\n`.repeat(20_000));
    const found = await linesOf(recording("r.ndjson.gz", whole.subarray(0, whole.length / 2)));
    expect(found.length).toBeGreaterThan(1);
    expect(found.at(-1)).toMatchObject({ kind: "bad", reason: expect.stringContaining("breaks off") });
    const missing = await linesOf(join(tmpdir(), "taktwerk-no-such-file.ndjson"));
    expect(missing).toMatchObject([{ kind: "bad", line: 1, reason: expect.stringContaining("ENOENT") }]);
    const noGzip = await linesOf(recording("r.ndjson.gz", "plain text"));
    expect(noGzip).toMatchObject([{ kind: "bad", reason: expect.stringContaining("header") }]);
  });
});

describe("playing a recording through a real broker", () => {
  let server: RunningServer;
  let listener: LiveListener | undefined;

  beforeEach(async () => {
    const started = await startServer({
      host: "127.0.0.1",
      port: 0,
      root: tmpdir(),
      plantText: "{}",
      plantId: "P",
      source: "replay",
      speed: 1,
    });
    if (!started.ok) throw new Error(started.error);
    server = started.value;
  });

  afterEach(async () => {
    listener?.session.close();
    listener = undefined;
    await server.close();
  });

  async function listen(plant: TaggedPlant): Promise<LiveListener> {
    const opened = new LiveListener({ url: server.brokerUrl, plant });
    listener = opened;
    await opened.until("online", ({ status }) => status === "online");
    return opened;
  }

  function play(path: string, speed: number, bad: number[] = [], longestPause = 5): Promise<ReplaySummary> {
    const onBadLine = (number: number): void => void bad.push(number);
    return replay({
      path,
      url: server.brokerUrl,
      speed,
      longestPause,
      onBadLine,
      signal: new AbortController().signal,
    });
  }

  test("keeps the recording's pauses, divided by the speed, and shortens the longest", async () => {
    const messages = [0, 2000, 3_600_000, 3_602_000].map((sent, seq) =>
      line(NODE.data, payload({ seq, sent: 1_000_000 + sent })),
    );
    const path = recording("r.ndjson", messages.join("\n"));
    const began = performance.now();
    const summary = await play(path, 20, [], 0.3);
    const took = performance.now() - began;
    expect(summary).toEqual({ messages: 4, badLines: 0, ended: true });
    // 2 s / 20, the hour cut to 0.3 s, 2 s / 20.
    expect(took).toBeGreaterThan(480);
    expect(took).toBeLessThan(5000);
  });

  test("plays malformed payloads too, skips bad lines, and a session stands it", async () => {
    const opened = await listen(TAGGED);
    const path = recording(
      "r.ndjson",
      [
        line(NODE.birth, payload({ seq: 0, bdSeq: 1 })),
        "not a line",
        line(DRILL.birth, drillBirth(1)),
        line(DRILL.data, Uint8Array.of(255)),
        line(NODE.death, payload({ bdSeq: 1 })),
      ].join("\n"),
    );
    const bad: number[] = [];
    expect(await play(path, Number.POSITIVE_INFINITY, bad)).toEqual({
      messages: 4,
      badLines: 1,
      ended: true,
    });
    expect(bad).toEqual([2]);
    await opened.until("death", ({ statistics }) => statistics.deaths === 1);
    expect(opened.last.statistics).toMatchObject({ messages: 4, malformed: 1, births: 2 });
  });

  test.skipIf(!existsSync(CAPTURE))(
    "the NIST recording runs through end to end: 20,003 messages, births, states, the death (skipped where ../shared is absent)",
    async () => {
      const scene = readPlant(readFileSync(join(ROOT, "scenes/nist-cell.plant.json"), "utf8"));
      if (!scene.ok) throw new Error(JSON.stringify(scene.error));
      const opened = await listen(scene.value.plant);
      const played = play(CAPTURE, Number.POSITIVE_INFINITY);
      expect(await played).toEqual({ messages: 20_003, badLines: 0, ended: true });
      await opened.until("death", ({ statistics }) => statistics.deaths === 1);
      expect(opened.last.statistics).toMatchObject({
        messages: 20_003,
        malformed: 0,
        gaps: 0,
        unresolved: 0,
        births: 2,
        deaths: 1,
        nodes: 1,
        nodesOnline: 0,
      });
      const states = new Set(opened.updates.flatMap(({ elements }) => elements).map(({ state }) => state));
      for (const state of ["working", "starved", "setup", "paused"] as const) expect(states).toContain(state);
      // The recording's last words on execution and count, and when it said them.
      expect(opened.elements.get("Mazak01")).toEqual(lastOfCapture());
    },
  );
});

/** The machine at the end of the recording, read from the file by hand: no code of ours but the test's. */
function lastOfCapture(): unknown {
  const text = gunzipSync(readFileSync(CAPTURE)).toString();
  const payloads = text
    .trim()
    .split("\n")
    .filter((entry) => entry.includes("/DDATA/"))
    .map((entry) => Buffer.from(/"payload":"([^"]*)"/.exec(entry)?.[1] ?? "", "base64"));
  // Metric: alias (field 2), timestamp (field 3), string value (field 15) as tag 0x7a.
  const lastOf = (alias: number): Buffer | undefined =>
    payloads.findLast((bytes) => bytes[9] === 0x10 && bytes[10] === alias);
  const word = (bytes: Buffer | undefined): string => {
    const at = bytes?.indexOf(0x7a, 18) ?? -1;
    return bytes?.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString() ?? "";
  };
  const time = (bytes: Buffer | undefined): number => {
    let value = 0;
    for (let i = 6; i >= 1; i--) value = value * 128 + ((bytes?.[i] ?? 0) & 127);
    return value;
  };
  const execution = lastOf(6);
  const count = lastOf(9);
  const map: Record<string, string> = { ACTIVE: "working", READY: "starved", UNAVAILABLE: "paused" };
  const number = Number(word(count));
  return {
    id: "Mazak01",
    state: map[word(execution)] ?? "setup",
    ...(Number.isNaN(number) ? {} : { count: number }),
    at: Math.max(time(execution), time(count)),
    stale: true,
  };
}
