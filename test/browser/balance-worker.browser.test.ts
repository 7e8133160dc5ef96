import { transfer } from "comlink";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WorkerConnection, type WorkerDeath, WorkerDied } from "../../src/app/worker-connection.ts";
import type { LineBalance } from "../../src/plant/balance/line-balance.ts";
import type { Plant } from "../../src/plant/schema.ts";
import type {
  BalanceContract,
  BalanceOutcome,
  BalanceProgress,
  BalanceRequest,
} from "../../src/protocol/balance.ts";
import sceneText from "../../scenes/final-assembly.plant.json?raw";

const scene = JSON.parse(sceneText) as Plant;
const products = scene.products.map(({ id }) => id);
const lines: readonly LineBalance[] = scene.balance ?? [];

let connection: WorkerConnection<BalanceContract>;
let deaths: WorkerDeath[];
let told: BalanceProgress[];
let worker: Worker;
let port: MessagePort;

beforeEach(async () => {
  deaths = [];
  told = [];
  connection = new WorkerConnection<BalanceContract>({
    spawn: () =>
      (worker = new Worker(new URL("../../workers/balance.worker.ts", import.meta.url), { type: "module" })),
    ping: (api) => api.ping(),
    onDeath: (death) => deaths.push(death),
    interval: 200,
    patience: 2000,
  });
  connection.start();
  const channel = new MessageChannel();
  port = channel.port1;
  port.addEventListener("message", ({ data }: MessageEvent<BalanceProgress>) => void told.push(data));
  port.start();
  await connection.call((api) => api.connect(transfer(channel.port2, [channel.port2])));
});

afterEach(() => {
  connection.stop("the test is over");
  port.close();
});

const request = (line: LineBalance | undefined, aim: BalanceRequest["aim"]): BalanceRequest => {
  if (line === undefined) throw new Error("no such line");
  return { line, products, aim, timeLimit: 60 };
};
const start = (asked: BalanceRequest): Promise<BalanceOutcome> =>
  connection.call<BalanceOutcome>((api) => api.start(asked));

describe("the balance worker", () => {
  test("answers with a proven line, and tells its progress before", async () => {
    const outcome = await start(request(lines[1], "cycle"));
    expect(outcome).toMatchObject({ status: "optimal", value: 55, bound: 55 });
    expect(told.length).toBeGreaterThan(2);
    expect(deaths).toEqual([]);
  });

  test("ends at once when it is cancelled, with the best line so far", async () => {
    const outcome = start(request(lines[1], "cycle"));
    await expect.poll(() => told.some(({ best }) => best !== undefined)).toBe(true);
    const asked = performance.now();
    await connection.call((api) => api.cancel());
    expect((await outcome).status).toBe("feasible");
    expect(performance.now() - asked).toBeLessThan(500);
  });

  test("answers while it searches, so that it does not count as dead", async () => {
    const outcome = start(request(lines[1], "cycle"));
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) {
      const asked = performance.now();
      await connection.call((api) => api.ping());
      waits.push(performance.now() - asked);
    }
    expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThan(150);
    await connection.call((api) => api.cancel());
    await outcome;
    expect(deaths).toEqual([]);
  });

  test("that is killed rejects what is in flight, and a new one balances", async () => {
    const lost = start(request(lines[1], "cycle"));
    worker.terminate();
    await expect(lost).rejects.toThrow(WorkerDied);
    expect(deaths).toHaveLength(1);
    connection.start();
    expect((await start(request(lines[0], "stations"))).status).toBe("optimal");
  });

  test("returns what cannot be as data", async () => {
    const [line] = lines;
    if (line === undefined) throw new Error("no line");
    const outcome = await start(request({ ...line, takt: 45 }, "stations"));
    expect(outcome).toMatchObject({ status: "infeasible" });
    expect("demands" in outcome && outcome.demands.length).toBeGreaterThan(0);
  });
});
