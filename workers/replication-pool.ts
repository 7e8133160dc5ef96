import { wrap } from "comlink";
import { type ReplicationWorker, WorkerExecutor } from "../src/experiment/run/worker-executor.ts";
import type { ReplicationContract } from "../src/protocol/experiment.ts";

/** A worker whose calls are rejected when it dies or is ended; comlink would leave them pending. */
function spawn(): ReplicationWorker {
  const worker = new Worker(new URL("./replication.worker.ts", import.meta.url), { type: "module" });
  const api = wrap<ReplicationContract>(worker);
  const { promise: death, reject } = Promise.withResolvers<never>();
  death.catch(() => undefined);
  worker.addEventListener("error", (event) => reject(new Error(event.message)));
  return {
    load: (hash, plant) => Promise.race([api.load(hash, plant), death]),
    run: (task) => Promise.race([api.run(task), death]),
    terminate: () => {
      worker.terminate();
      reject(new Error("ended"));
    },
  };
}

/** Runs replications in workers of a worker. @param workers one less than the cores when absent */
export function replicationPool(
  workers: number = Math.max(1, navigator.hardwareConcurrency - 1),
): WorkerExecutor {
  return new WorkerExecutor(workers, spawn);
}
