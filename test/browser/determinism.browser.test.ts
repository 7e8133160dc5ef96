import { describe, expect, test } from "vitest";
import bodyShop from "../../scenes/body-shop.plant.json?raw";
import finalAssembly from "../../scenes/final-assembly.plant.json?raw";
import { readPlant } from "../../src/plant/read.ts";
import { HASHED_SCENES, runHashes, type RunHashes } from "../sim/event-log-hash.ts";
import hashes from "../sim/event-log-hashes.json?raw";

const expected = JSON.parse(hashes) as Record<string, RunHashes>;
const TEXTS = { "body-shop": bodyShop, "final-assembly": finalAssembly };
const scenes = (Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map(
  (name) => [name, TEXTS[name], HASHED_SCENES[name]] as const,
);

describe("K7: in Chromium the event log and the results have the same hashes as in Node", () => {
  test.each(scenes)("%s, run in the page", (name, text, until) => {
    const read = readPlant(text);
    expect(read.ok && runHashes(read.value.plant, until)).toEqual(expected[name]);
  });

  test.each(scenes)("%s, run in a worker", async (name, text, until) => {
    const worker = new Worker(new URL("./determinism-worker.ts", import.meta.url), { type: "module" });
    const answer = new Promise<RunHashes>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<RunHashes>) => resolve(data));
      worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    });
    worker.postMessage({ text, until }, []);
    expect(await answer).toEqual(expected[name]);
    worker.terminate();
  });
});
