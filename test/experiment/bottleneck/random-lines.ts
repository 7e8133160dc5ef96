import { defined } from "../../../src/base/assert.ts";
import { findBottlenecks, type Bottlenecks } from "../../../src/experiment/bottleneck/bottlenecks.ts";
import { stationGains, type Gains } from "../../../src/experiment/bottleneck/gains.ts";
import { historyFigures } from "../../../src/experiment/bottleneck/history-figures.ts";
import { stateHistory } from "../../../src/experiment/bottleneck/state-history.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import { responsesOf } from "../../../src/experiment/study/response.ts";
import { studyRun } from "../../../src/experiment/study/run-settings.ts";
import type { Element, Plant } from "../../../src/plant/schema.ts";
import { buffer, failure, plantOf, saturated, sink, station } from "../../sim/plants.ts";
import { Draws } from "../analysis/draws.ts";
import { studyOf } from "../study/study-text.ts";

/** A line of five to seven stations with random times, failures and buffers. */
export function randomLine(seed: number): Plant {
  const draws = new Draws(seed, "line");
  const count = 5 + Math.floor(draws.uniform() * 3);
  const elements: Element[] = [saturated("in")];
  const path = ["in"];
  for (let i = 1; i <= count; i++) {
    const mean = 24 + 12 * draws.uniform();
    const stops = draws.uniform() < 0.5;
    const id = `S${i}`;
    elements.push(
      station(
        id,
        { dist: "erlang", k: 4, mean },
        stops
          ? {
              failures: [
                failure(
                  "stop",
                  "busy",
                  { dist: "exponential", mean: 3000 },
                  { dist: "exponential", mean: 100 + 400 * draws.uniform() },
                ),
              ],
            }
          : {},
      ),
    );
    path.push(id);
    if (i === count) continue;
    elements.push(buffer(`B${i}`, { capacity: 2 + Math.floor(draws.uniform() * 12) }));
    path.push(`B${i}`);
  }
  return plantOf({ elements: [...elements, sink()], flow: [[...path, "out"].join(" > ")] });
}

/** What the methods name, and what brute force finds: every station a tenth faster in turn. */
export async function bottlenecksAndGains(
  plant: Plant,
  horizon: number,
  replications: number,
): Promise<{ bottlenecks: Bottlenecks; gains: Gains }> {
  const read = studyOf({
    plant,
    run: { horizon, warmup: horizon / 10, replications, seed: 3 },
    scenarios: [{ id: "base" }],
  });
  const run = studyRun(read.study, plant);
  const histories = Array.from({ length: Math.min(4, replications) }, (_, replication) =>
    historyFigures(stateHistory(plant, { seed: 3, replication, horizon, warmup: horizon / 10 })),
  );
  const gains = await stationGains(
    defined(read.scenarios[0], "the scenario"),
    { share: 0.1 },
    defined(responsesOf(read.study, plant)[0], "the throughput"),
    run,
    new InlineExecutor(),
    { now: () => 0 },
  );
  return { bottlenecks: findBottlenecks(plant, histories), gains };
}
