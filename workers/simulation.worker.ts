import { expose } from "comlink";
import { inspectPlant } from "../src/plant/inspect.ts";
import { RunLoop } from "../src/sim/run-loop.ts";
import { Simulation } from "../src/sim/simulation.ts";

/** Calls tasks behind the messages that wait already: a timer would sleep for 4 ms, a microtask let no message through. */
function messageTurns(): (task: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const tasks: (() => void)[] = [];
  port1.addEventListener("message", () => tasks.shift()?.());
  port1.start();
  return (task) => {
    tasks.push(task);
    port2.postMessage(0);
  };
}

expose(
  new RunLoop({
    now: () => performance.now(),
    soon: messageTurns(),
    later: (task, ms) => void setTimeout(task, ms),
    read: inspectPlant,
    compile: (plant, settings) => new Simulation(plant, settings),
  }),
);
