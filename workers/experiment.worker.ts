import { expose } from "comlink";
import { ExperimentSession } from "../src/experiment/run/experiment-session.ts";
import type { ExperimentContract } from "../src/protocol/experiment.ts";
import { replicationPool } from "./replication-pool.ts";

const session: ExperimentContract = new ExperimentSession({
  executor: replicationPool,
  now: () => performance.now(),
  abort: () => new AbortController(),
});

expose(session);
