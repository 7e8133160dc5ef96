import { expect, test } from "vitest";
import { tInterval } from "../../src/experiment/analysis/interval.ts";
import { ReplicationSession } from "../../src/experiment/replication-session.ts";
import { replicate } from "../../src/experiment/replications.ts";
import { writePlant } from "../../src/editor/document.ts";
import type { ReplicatedThroughput } from "../../src/protocol/replications.ts";
import { readScene } from "../golden/scenes.ts";

const soon = (task: () => void): void => void setImmediate(task);
const scene = readScene("hello-line");
const plant = { ...scene, run: { ...scene.run, horizon: 20_000, warmup: 1000 } };

test("a replication session tells the t-interval after every replication, and ends with that of all", async () => {
  const told: ReplicatedThroughput[] = [];
  const session = new ReplicationSession(soon);
  session.connect({ postMessage: (progress) => void told.push(progress) });
  const answer = await session.run(writePlant(plant), 5);
  const { seed, horizon, warmup } = plant.run;
  const values = [...replicate(plant, { seed, horizon, warmup, replications: 5 })].map((r) => r.throughput);
  expect(answer).toEqual({ ok: true, value: { done: 5, of: 5, ...tInterval(values) } });
  expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
  expect(told[0]).toEqual({ done: 1, of: 5, mean: values[0] });
  expect(told[2]).toEqual({ done: 3, of: 5, ...tInterval(values.slice(0, 3)) });
});

test("a plant that is not accepted is refused as data", async () => {
  expect(await new ReplicationSession(soon).run("{}", 3)).toEqual({ ok: false, reason: "refused" });
});
