import { expose } from "comlink";
import { ok } from "../src/base/result.ts";
import { readOwnPlant } from "../src/plant/own-plant.ts";
import { PlainSimulation } from "../src/sim/plain-simulation.ts";
import { RunLoop } from "../src/sim/run-loop.ts";
import { messageTurns } from "./message-turns.ts";

/** The schema library, the rules and the expression language: the first picture does not wait for them. */
const readers = () => import("../src/plant/readers.ts");
let loaded: Awaited<ReturnType<typeof readers>> | undefined;

expose(
  new RunLoop({
    now: () => performance.now(),
    soon: messageTurns(),
    later: (task, ms) => void setTimeout(task, ms),
    prepare: async () => {
      loaded = await readers();
    },
    read: (text, own) => {
      if (own) return ok({ plant: readOwnPlant(text), warnings: [] });
      if (loaded === undefined) throw new Error("prepare comes before load");
      return loaded.inspectPlant(text);
    },
    compile: (plant, settings) =>
      new PlainSimulation(plant, {
        ...settings,
        ...(loaded === undefined ? {} : { parse: loaded.parseExpression }),
      }),
  }),
);
