import { expose } from "comlink";
import { runTask } from "../src/experiment/run/task.ts";
import type { Plant } from "../src/plant/schema.ts";
import type { ReplicationContract } from "../src/protocol/experiment.ts";

const plants = new Map<string, Plant>();

expose({
  load: (hash, plant) => void plants.set(hash, plant),
  run: (task) => runTask(plants.get(task.plant) as Plant, task),
} satisfies ReplicationContract);
