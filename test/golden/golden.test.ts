import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Plant } from "../../src/plant/schema.ts";
import type { RunResult } from "../../src/sim/results.ts";
import { Simulation } from "../../src/sim/simulation.ts";
import { readScene, SCENES } from "./scenes.ts";

/**
 * Set to write the files anew after a change that is meant to change results:
 * `UPDATE_GOLDEN=1 npx vitest run test/golden`. Look at the difference before you commit it.
 */
const UPDATE = process.env["UPDATE_GOLDEN"] === "1";

/** A day is enough to pass every element and some breakdowns. */
const HORIZON = 86_400;
const SEED = 7;

/** What is compared: the hash says whether anything at all changed, the rest says what. */
function summary(plant: Plant): object {
  const simulation = new Simulation(plant, { seed: SEED, warmup: 3600 });
  simulation.runUntil(HORIZON);
  const { hash, events, finished, throughput, wip, wipNow, cycleTimeMean, ...rest } = simulation.results();
  const kpis = { finished, throughput, wip, wipNow, cycleTimeMean };
  return { seed: SEED, horizon: HORIZON, hash, events, kpis, ...tables(rest) };
}

function tables(result: Pick<RunResult, "sinks" | "stations" | "buffers">): object {
  const { sinks, stations, buffers } = result;
  return {
    sinks: pick(sinks, ({ count, byProduct, cycleTimeMean, cycleTimeSd }) => ({
      count,
      byProduct,
      cycleTimeMean,
      cycleTimeSd,
    })),
    stations: pick(stations, ({ states, finished, failures, meanContent }) => ({
      states,
      finished,
      failures,
      meanContent,
    })),
    buffers: pick(buffers, ({ entered, left, meanContent, maxContent, meanWait }) => ({
      entered,
      left,
      meanContent,
      maxContent,
      meanWait,
    })),
  };
}

function pick<T>(table: Readonly<Record<string, T>>, fields: (row: T) => object): object {
  return Object.fromEntries(Object.entries(table).map(([id, row]) => [id, fields(row)]));
}

test.each(SCENES)("%s gives what it gave before, to the last bit", (name) => {
  const file = fileURLToPath(new URL(`./${name}.golden.json`, import.meta.url));
  const text = `${JSON.stringify(summary(readScene(name)), undefined, 1)}\n`;
  if (UPDATE) writeFileSync(file, text);
  expect(existsSync(file), `${file} is missing: run UPDATE_GOLDEN=1 npx vitest run test/golden`).toBe(true);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
