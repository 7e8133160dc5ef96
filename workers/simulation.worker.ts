import { expose } from "comlink";
import { ok } from "../src/base/result.ts";
import { readOwnPlant } from "../src/plant/own-plant.ts";
import { isOfFirstKinds } from "../src/sim/elements/registry.ts";
import { PlainSimulation } from "../src/sim/plain-simulation.ts";
import { RunLoop } from "../src/sim/run-loop.ts";
import { messageTurns } from "./message-turns.ts";

/** The schema library, the rules and the expression language: the first picture does not wait for them. */
const readers = () => import("../src/plant/readers.ts");
/** Nor for the models of kinds that it does not have. */
const furtherModels = () => import("../src/sim/further-models.ts");
let loaded: Awaited<ReturnType<typeof readers>> | undefined;
let models: Awaited<ReturnType<typeof furtherModels>> | undefined;

expose(
  new RunLoop({
    now: () => performance.now(),
    soon: messageTurns(),
    later: (task, ms) => void setTimeout(task, ms),
    prepare: async (own) => {
      if (own === undefined) [loaded, models] = await Promise.all([readers(), furtherModels()]);
      else if (!isOfFirstKinds(readOwnPlant(own))) models = await furtherModels();
    },
    read: (text, own) => {
      if (own) return ok({ plant: readOwnPlant(text), warnings: [] });
      if (loaded === undefined) throw new Error("prepare comes before load");
      return loaded.inspectPlant(text);
    },
    inspector: async () => {
      const { inspectorWith } = await import("../src/sim/trace/inspection.ts");
      return inspectorWith((await readers()).parseExpression);
    },
    compile: (plant, settings) =>
      new PlainSimulation(plant, {
        ...settings,
        ...(loaded === undefined ? {} : { parse: loaded.parseExpression }),
        ...(models === undefined ? {} : { further: models.FURTHER_MODELS }),
      }),
    resume: (plant, former) => {
      if (!(former instanceof PlainSimulation)) throw new Error("what runs was compiled here");
      return PlainSimulation.restore(plant, former.snapshot(), undefined, {
        ...(loaded === undefined ? {} : { parse: loaded.parseExpression }),
        ...(models === undefined ? {} : { further: models.FURTHER_MODELS }),
      });
    },
  }),
);
