import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect as connectTcp, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mqtt, { type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import { encodePayload } from "../../src/live/sparkplug/payload.ts";
import { Emulator } from "../../src/node/emulator.ts";
import { type RunningServer, startServer } from "../../src/node/serve-server.ts";
import { LiveListener } from "./live-listener.ts";
import { DRILL, drillBirth, NODE, payload, TAGGED } from "./messages.ts";
import { PLANT_TEXT, testPlant } from "./test-plant.ts";

vi.setConfig({ testTimeout: 20_000 });

/** Everything that a test started, ended in reverse order. */
let cleanup: (() => unknown)[] = [];
let server: RunningServer;

async function start(port = 0): Promise<RunningServer> {
  const started = await startServer({
    host: "127.0.0.1",
    port,
    root: tmpdir(),
    plantText: PLANT_TEXT,
    plantId: "P",
    source: "emulator",
    speed: 1,
  });
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

function emulate(url: string): Emulator {
  const onFailure = (message: string): void => {
    throw new Error(message);
  };
  const emulator = new Emulator({ plant: testPlant(), url, speed: 20, seed: 2, onFailure });
  cleanup.push(() => emulator.stop());
  emulator.start();
  return emulator;
}

function listen(url: string, plant: typeof TAGGED = testPlant(), staleAfter?: number): LiveListener {
  const listener = new LiveListener({ url, plant, ...(staleAfter === undefined ? {} : { staleAfter }) });
  cleanup.push(() => listener.session.close());
  return listener;
}

async function client(url: string): Promise<MqttClient> {
  const connected = await mqtt.connectAsync(url, { protocolVersion: 4 });
  cleanup.push(() => connected.endAsync(true));
  return connected;
}

async function publish(by: MqttClient, topic: string, bytes: Uint8Array): Promise<void> {
  await by.publishAsync(topic, Buffer.from(bytes), { qos: 1 });
}

/** Passes bytes on to a port until it is silenced; then it swallows them, as a pulled cable does. */
async function silencedProxy(port: number): Promise<{ port: number; silence: () => void }> {
  let silent = false;
  const proxy = createServer((near) => {
    const far = connectTcp(port, "127.0.0.1");
    near.on("data", (bytes) => silent || far.write(bytes));
    far.on("data", (bytes) => silent || near.write(bytes));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on("error", () => undefined);
      socket.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  cleanup.push(() => proxy.close());
  const address = proxy.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return { port: address.port, silence: () => (silent = true) };
}

beforeEach(async () => {
  cleanup = [];
  server = await start();
  cleanup.push(() => server.close());
});

afterEach(async () => {
  for (const end of cleanup.reverse()) await end();
});

describe("a session with the emulated plant", () => {
  test("C2: hears every element, in batches of at least 50 ms", async () => {
    emulate(server.brokerUrl);
    const listener = listen(server.brokerUrl);
    await listener.until("all elements heard", ({ statistics }) => statistics.elementsHeard === 5);
    await listener.until("parts made", ({ statistics }) => statistics.messages > 50);
    expect(listener.last).toMatchObject({
      status: "online",
      statistics: { malformed: 0, gaps: 0, unresolved: 0, nodes: 1, nodesOnline: 1, mqttVersion: 4 },
    });
    expect(listener.elements.get("saw")).toMatchObject({ stale: false });
    expect(listener.elements.get("saw")?.state).toBeDefined();
    expect(listener.elements.get("out")?.count).toBeGreaterThan(30);
    const pauses = listener.times.slice(1).map((time, i) => time - (listener.times[i] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(45);
  });

  test("J2: that joins late has everything from the server's snapshot at once, and asks the plant for nothing", async () => {
    emulate(server.brokerUrl);
    const first = listen(server.brokerUrl);
    await first.until("parts made", ({ statistics }) => statistics.messages > 30);
    const commands: string[] = [];
    const spy = await client(server.brokerUrl);
    spy.on("message", (topic) => commands.push(topic));
    await spy.subscribeAsync(["spBv1.0/+/NCMD/#", "spBv1.0/+/DCMD/#", "spBv1.0/+/NBIRTH/#"]);
    const late = listen(server.brokerUrl);
    await late.until("all elements heard", ({ statistics }) => statistics.elementsHeard === 5);
    // A message may slip in between the subscription and the snapshot; its values are in the snapshot.
    const { unresolved } = late.last.statistics;
    expect(unresolved).toBeLessThan(10);
    await late.until("data understood", ({ statistics }) => statistics.messages > 30);
    expect(late.last.statistics).toMatchObject({ births: 0, unresolved, gaps: 0, malformed: 0 });
    const counts = [first, late].map(({ elements }) => elements.get("out")?.count ?? 0);
    expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0))).toBeLessThan(20);
    expect(commands).toEqual([]);
  });

  test("C1: survives a broker that is killed, says so, and resumes when it is back", async () => {
    const { port } = server;
    emulate(server.brokerUrl);
    const listener = listen(server.brokerUrl);
    await listener.until("online", ({ statistics }) => statistics.messages > 10);
    await server.close();
    await listener.until("offline", ({ status }) => status === "offline");
    expect(listener.elements.get("saw")?.stale).toBe(true);
    expect(listener.updates.flatMap(({ problems }) => problems).map(({ rule }) => rule)).toContain(
      "brokerUnreachable",
    );
    await listener.until("an attempt is announced", ({ retryIn }) => retryIn !== undefined);
    await pause(300);
    server = await start(port);
    const before = listener.last.statistics.messages;
    await listener.until(
      "resumed",
      ({ status, statistics }) => status === "online" && statistics.messages > before + 10,
    );
    expect(listener.last.statistics).toMatchObject({ reconnects: 1, nodesOnline: 1, malformed: 0 });
    expect(listener.elements.get("saw")?.stale).toBe(false);
  });

  test("sees an edge node crash by its will, and come back", async () => {
    const emulator = emulate(server.brokerUrl);
    const listener = listen(server.brokerUrl);
    await listener.until("online", ({ statistics }) => statistics.messages > 5);
    emulator.crash("P", "L1");
    await listener.until("dead", ({ statistics }) => statistics.deaths === 1 && statistics.nodesOnline === 0);
    expect(listener.elements.get("lathe")?.stale).toBe(true);
    await listener.until("reborn", (_last, elements) => elements.get("lathe")?.stale === false);
    expect(listener.last.statistics).toMatchObject({ nodesOnline: 1, gaps: 0 });
  });

  test("the emulated plant is reborn on command", async () => {
    emulate(server.brokerUrl);
    const host = await client(server.brokerUrl);
    const births: string[] = [];
    host.on("message", (topic) => births.push(topic));
    await host.subscribeAsync(["spBv1.0/P/NBIRTH/#", "spBv1.0/P/DBIRTH/#"]);
    const listener = listen(server.brokerUrl);
    await listener.until("online", ({ statistics }) => statistics.messages > 5);
    births.length = 0;
    const metrics = [{ name: "Node Control/Rebirth", datatype: DATATYPE.boolean, value: true }];
    await publish(host, "spBv1.0/P/NCMD/L1", encodePayload({ timestamp: 1, metrics }));
    await listener.until("six births", () => births.length >= 6);
    expect(births[0]).toBe("spBv1.0/P/NBIRTH/L1");
    expect(new Set(births.slice(1))).toEqual(
      new Set(["in", "saw", "rack", "lathe", "out"].map((id) => `spBv1.0/P/DBIRTH/L1/${id}`)),
    );
    expect(listener.last.statistics.gaps).toBe(0);
  });
});

describe("a lost message", () => {
  test("J2: makes the server ask for births once, and everything is known again", async () => {
    emulate(server.brokerUrl);
    const listener = listen(server.brokerUrl);
    await listener.until("online", ({ statistics }) => statistics.messages > 5);
    const intruder = await client(server.brokerUrl);
    const commands: string[] = [];
    intruder.on("message", (topic) => commands.push(topic));
    await intruder.subscribeAsync("spBv1.0/+/NCMD/#");
    // Another message in the node's name: to the server and the session it looks as if some were lost.
    await publish(intruder, "spBv1.0/P/NDATA/L1", payload({ seq: 255, metrics: [] }));
    await listener.until("the gap", ({ statistics }) => statistics.gaps > 0);
    await listener.until("births", ({ statistics }) => statistics.births >= 6);
    await listener.until("fresh", (_last, elements) => [...elements.values()].every(({ stale }) => !stale));
    await publish(intruder, "spBv1.0/P/NDATA/L1", payload({ seq: 254, metrics: [] }));
    await pause(200);
    expect(commands).toEqual(["spBv1.0/P/NCMD/L1"]);
  });
});

describe("a session with a plant that misbehaves", () => {
  test("M1: shows gaps and malformed messages, and goes on", async () => {
    const plant = await client(server.brokerUrl);
    const listener = listen(server.brokerUrl, TAGGED);
    await listener.until("online", ({ status }) => status === "online");
    await publish(plant, NODE.birth, payload({ seq: 0, bdSeq: 1 }));
    await publish(plant, DRILL.birth, drillBirth(1));
    await publish(plant, DRILL.data, Uint8Array.of(255, 255, 255));
    await publish(plant, DRILL.data, payload({ seq: 9, metrics: [] }));
    await listener.until("gap seen", ({ statistics }) => statistics.gaps === 1 && statistics.malformed === 1);
    expect(listener.elements.get("drill")).toMatchObject({ state: "working", stale: true });
    const rules = listener.updates.flatMap(({ problems }) => problems).map(({ rule }) => rule);
    expect(rules.sort()).toEqual(["malformedPayload", "sequenceGap"]);
    await publish(plant, DRILL.birth, drillBirth(10, "HALT"));
    await listener.until("recovered", (_last, elements) => elements.get("drill")?.state === "failed");
    expect(listener.elements.get("drill")?.stale).toBe(false);
  });

  test("C3: calls the plant stale when it is silent for too long", async () => {
    const listener = listen(server.brokerUrl, TAGGED, 0.3);
    await listener.until("online", ({ status }) => status === "online");
    await listener.until("stale", ({ status }) => status === "stale");
    await publish(await client(server.brokerUrl), NODE.birth, payload({ seq: 0, bdSeq: 1 }));
    await listener.until("online again", ({ status }) => status === "online");
    expect(listener.last.statistics.nodesOnline).toBe(1);
  });

  test("notices a broker that goes silent without hanging up", async () => {
    const proxy = await silencedProxy(server.port);
    const listener = listen(`ws://127.0.0.1:${proxy.port}/mqtt`, TAGGED);
    await listener.until("online", ({ status }) => status === "online");
    proxy.silence();
    await listener.until("offline", ({ status }) => status === "offline");
    expect(listener.last.statistics.nodesOnline).toBe(0);
  });

  test("gives up an attempt that nobody answers, and tries again", async () => {
    const mute = createServer((socket) => socket.on("error", () => undefined).resume());
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    cleanup.push(() => mute.close());
    const address = mute.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const listener = listen(`ws://127.0.0.1:${port}/mqtt`, TAGGED);
    await listener.until("offline", ({ status }) => status === "offline");
    expect(listener.updates.flatMap(({ problems }) => problems)).toMatchObject([
      { rule: "brokerUnreachable" },
    ]);
    await listener.until("second attempt", ({ status }) => status === "connecting");
  });

  test("closes for good", async () => {
    const listener = listen(server.brokerUrl, TAGGED);
    await listener.until("online", ({ status }) => status === "online");
    listener.session.close();
    expect(listener.last).toMatchObject({ status: "offline", elements: [] });
    const before = listener.updates.length;
    await pause(1200);
    expect(listener.updates).toHaveLength(before);
  });

  test("an address that is none is told, not thrown", async () => {
    const listener = listen("nonsense://", TAGGED);
    await listener.until("told", ({ problems }) => problems[0]?.rule === "brokerUnreachable");
    expect(listener.last.status).toBe("offline");
    expect(listener.last.retryIn).toBeUndefined();
  });
});

describe("the broker", () => {
  test("lets pages listen, and lets none of them command the plant", async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    const plant = await client(server.brokerUrl);
    const heard: string[] = [];
    plant.on("message", (topic) => heard.push(topic));
    await plant.subscribeAsync("spBv1.0/#");
    const page = await mqtt.connectAsync(server.brokerUrl, {
      protocolVersion: 4,
      reconnectPeriod: 0,
      wsOptions: { headers: { Origin: origin } },
    });
    const closed = new Promise<void>((resolve) => page.once("close", () => resolve()));
    page.publish("spBv1.0/G/NCMD/N", "x");
    await closed;
    await publish(plant, NODE.birth, payload({ seq: 0, bdSeq: 1 }));
    await pause(50);
    expect(heard).toEqual([NODE.birth]);
  });

  test("refuses the WebSocket of a foreign page, and one that asks under a foreign name", async () => {
    const refusals = [{ origin: "http://evil.example" }, { headers: { host: "evil.example" } }];
    for (const options of refusals) {
      const foreign = new WebSocket(server.brokerUrl, "mqtt", options);
      foreign.on("error", () => undefined);
      const [, response] = await once(foreign, "unexpected-response");
      expect(response).toMatchObject({ statusCode: 403 });
      foreign.terminate();
    }
  });

  test("stands bytes that are no MQTT", async () => {
    const port = await server.broker.listenTcp(0, "127.0.0.1");
    const socket = connectTcp(port, "127.0.0.1");
    socket.on("error", () => undefined);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    await closed;
    await publish(await client(`mqtt://127.0.0.1:${port}`), NODE.birth, payload({ seq: 0, bdSeq: 1 }));
    expect([...server.broker.keeper.messages()]).toHaveLength(1);
  });
});

/** A free port for a program that cannot choose one itself. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

function findMosquitto(): string | undefined {
  for (const path of ["mosquitto", "/usr/sbin/mosquitto"]) {
    try {
      execFileSync(path, ["-h"], { stdio: "ignore" });
      return path;
    } catch (error) {
      // mosquitto answers to -h with status 3; only its absence is an error without status.
      if (error instanceof Error && "status" in error && error.status !== null && error.status !== undefined)
        return path;
    }
  }
  return undefined;
}

describe("another broker", () => {
  const mosquitto = findMosquitto();

  test.skipIf(mosquitto === undefined)(
    "C1: with MQTT 5 is spoken to in MQTT 5 (skipped where mosquitto is not installed)",
    async () => {
      const port = await freePort();
      const config = join(mkdtempSync(join(tmpdir(), "taktwerk-")), "mosquitto.conf");
      writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
      const broker = spawn(mosquitto ?? "", ["-c", config], { stdio: "ignore" });
      cleanup.push(() => broker.kill());
      const url = `mqtt://127.0.0.1:${port}`;
      const listener = listen(url, TAGGED);
      await listener.until("online", ({ status }) => status === "online");
      expect(listener.last.statistics.mqttVersion).toBe(5);
      await publish(await client(url), NODE.birth, payload({ seq: 0, bdSeq: 1 }));
      await listener.until("birth heard", ({ statistics }) => statistics.births === 1);
    },
  );
});
