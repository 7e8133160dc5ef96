import { transfer } from "comlink";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WorkerConnection, type WorkerDeath, WorkerDied } from "../../src/app/worker-connection.ts";
import { Frame, HEADER } from "../../src/protocol/frame.ts";
import type { LoadAnswer, RunStopped, SimulationContract } from "../../src/protocol/simulation.ts";
import helloLine from "../../scenes/hello-line.plant.json?raw";

/** The hello line with a horizon that no test reaches. */
const endless = helloLine.replace(/"horizon":\s*[\d.e+]+/, '"horizon": 3000000000');

let worker: Worker;
let deaths: WorkerDeath[];
let died: Promise<void>;
let connection: WorkerConnection<SimulationContract>;
let port: MessagePort;
let watchers: ((data: ArrayBuffer | RunStopped) => void)[];

beforeEach(() => {
  deaths = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  died = promise;
  connection = new WorkerConnection<SimulationContract>({
    spawn: () =>
      (worker = new Worker(new URL("../../workers/simulation.worker.ts", import.meta.url), {
        type: "module",
      })),
    ping: (api) => api.ping(),
    onDeath: (death) => (deaths.push(death), resolve()),
    interval: 200,
    patience: 3000,
  });
  connection.start();
  const channel = new MessageChannel();
  port = channel.port1;
  watchers = [];
  port.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer | RunStopped>) => {
    for (const watcher of watchers) watcher(data);
    if (data instanceof ArrayBuffer) port.postMessage(data, [data]);
  });
  port.start();
  void connection.call((api) => api.connect(transfer(channel.port2, [channel.port2])));
});

afterEach(() => {
  connection.stop("the test is over");
  port.close();
});

/** Waits for a message of the frame port that fits. */
function message<T>(fits: (data: ArrayBuffer | RunStopped) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    watchers.push((data) => {
      const found = fits(data);
      if (found !== undefined) resolve(found);
    });
  });
}

const load = (text: string): Promise<LoadAnswer> =>
  connection.callSlow<LoadAnswer>(async (api) => {
    await api.prepare();
    return api.load(text);
  });

describe("the simulation worker", () => {
  test("answers with the plant, and a broken file with all findings and the former plant in place", async () => {
    const answer = await load(helloLine);
    expect(answer.ok && answer.value.elements.map(({ id }) => id)).toContain("between");
    const arrived = message((data) => (data instanceof ArrayBuffer ? undefined : data));
    await connection.call((api) => api.runUntil(3600));
    const broken = await load(helloLine.replaceAll('"mean": 30', '"mean": -30'));
    expect(broken.ok).toBe(false);
    expect(!broken.ok && broken.error.length).toBeGreaterThanOrEqual(2);
    await arrived;
    const results = await connection.call((api) => api.results());
    expect(results.time).toBe(3600);
    expect(results.finished).toBeGreaterThan(0);
  });

  test("answers every call within two display frames while a run is at full speed", async () => {
    await load(endless);
    await connection.call((api) => api.setSpeed(Infinity));
    await connection.call((api) => api.play());
    const before = await connection.call((api) => api.results());
    const waits: number[] = [];
    const actions: ((
      api: Parameters<Parameters<typeof connection.call<unknown>>[0]>[0],
    ) => Promise<unknown>)[] = [
      (api) => api.ping(),
      (api) => api.setSpeed(Infinity),
      (api) => api.step(),
      (api) => api.play(),
      (api) => api.pause(),
      (api) => api.play(),
      (api) => api.reset({ seed: 5 }),
      (api) => api.play(),
    ];
    for (let round = 0; round < 20; round++) {
      for (const action of actions) {
        const start = performance.now();
        await connection.call(action);
        waits.push(performance.now() - start);
      }
    }
    waits.sort((a, b) => a - b);
    const median = waits[waits.length >> 1] ?? Infinity;
    const ninth = waits[Math.floor(waits.length * 0.9)] ?? Infinity;
    expect(median).toBeLessThan(17);
    expect(ninth).toBeLessThan(34);
    const after = await connection.call((api) => api.results());
    expect(before.time).toBeGreaterThan(0);
    expect(after.events).toBeGreaterThan(0);
  });

  test("pushes frames that carry the run, and tells when the horizon is reached", async () => {
    const answer = await load(helloLine);
    const elements = answer.ok ? answer.value.elements.length : 0;
    const horizon = answer.ok ? answer.value.plant.run.horizon : 0;
    await connection.call((api) => api.setSpeed(Infinity));
    const stopped = message((data) => (data instanceof ArrayBuffer ? undefined : data));
    const last = message((data) => {
      if (!(data instanceof ArrayBuffer)) return undefined;
      const frame = new Frame(data, elements);
      return frame.time >= horizon && frame.header[HEADER.speed] === 0
        ? { load: frame.header[HEADER.load], finished: frame.header[HEADER.finished] }
        : undefined;
    });
    await connection.call((api) => api.play());
    expect(await stopped).toMatchObject({ reason: "horizon", time: horizon });
    expect(await last).toMatchObject({ load: 1 });
    expect((await last).finished).toBeGreaterThan(0);
  });

  test("gives the same hash for the same seed, and another for another", async () => {
    await load(helloLine);
    const run = async (seed: number): Promise<string> => {
      await connection.call((api) => api.reset({ seed }));
      const arrived = message((data) => (data instanceof ArrayBuffer ? undefined : data));
      await connection.call((api) => api.runUntil(7200));
      await arrived;
      return (await connection.call((api) => api.results())).hash;
    };
    const first = await run(11);
    expect(await run(11)).toBe(first);
    expect(await run(12)).not.toBe(first);
  });

  test("that throws is reported dead, and the calls in flight are rejected", async () => {
    await load(endless);
    // A message that comlink's end cannot handle is an exception that nobody in the worker catches.
    const inFlight = connection.call(() => new Promise<never>(() => undefined));
    worker.postMessage({ type: "APPLY", argumentList: 5, id: "x" }, []);
    await expect(inFlight).rejects.toBeInstanceOf(WorkerDied);
    await died;
    expect(deaths).toHaveLength(1);
    expect(deaths[0]?.cause).toBe("exception");
  });

  test("that is gone without a word is reported dead, and a new one takes its place", async () => {
    await load(endless);
    worker.terminate();
    await expect(connection.call((api) => api.results())).rejects.toBeInstanceOf(WorkerDied);
    await died;
    expect(deaths[0]?.cause).toBe("silence");
    connection.start();
    const answer = await load(helloLine);
    expect(answer.ok).toBe(true);
  });
});
