import { expose } from "comlink";
import { inspectPlant } from "../src/plant/inspect.ts";
import { RunLoop } from "../src/sim/run-loop.ts";
import { Simulation } from "../src/sim/simulation.ts";
import { messageTurns } from "./message-turns.ts";

expose(
  new RunLoop({
    now: () => performance.now(),
    soon: messageTurns(),
    later: (task, ms) => void setTimeout(task, ms),
    read: inspectPlant,
    compile: (plant, settings) => new Simulation(plant, settings),
  }),
);
