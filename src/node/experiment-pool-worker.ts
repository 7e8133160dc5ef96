import { type ReplicationTask, runTask, type TaskAnswer } from "../experiment/run/task.ts";
import type { Plant } from "../plant/schema.ts";

/** A replication, and the text of its plant. */
export interface PoolTask {
  readonly task: ReplicationTask;
  readonly plant: string;
}

/** Plants that a thread keeps: replications of one come one after the other mostly. */
const KEPT = 8;

function replicationRunner(): (pooled: PoolTask) => TaskAnswer {
  const plants = new Map<string, Plant>();
  return ({ task, plant }) => {
    const kept = plants.get(task.plant) ?? (JSON.parse(plant) as Plant);
    plants.delete(task.plant);
    plants.set(task.plant, kept);
    if (plants.size > KEPT) plants.delete(plants.keys().next().value as string);
    return runTask(kept, task);
  };
}

/** What the pool's threads run: one replication a call. */
export const runReplication: (pooled: PoolTask) => TaskAnswer = replicationRunner();
