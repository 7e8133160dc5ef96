/** Throughput over independent replications, s and parts as in the results of a run. */
export interface ReplicatedThroughput {
  /** Replications so far, and how many were asked for. */
  readonly done: number;
  readonly of: number;
  /** Parts an hour */
  readonly mean: number;
  /** Of the 95 % t-interval of the mean; absent below two replications. */
  readonly halfWidth?: number;
}

/** Expected failures are returned: the plant is not accepted, or a replication goes round without time passing. */
export type ReplicationsAnswer =
  | { readonly ok: true; readonly value: ReplicatedThroughput }
  | { readonly ok: false; readonly reason: "refused" | "zeroTimeLoop" };

/** The part of a MessagePort that the worker needs; the core knows no DOM. */
export interface ReplicationsPort {
  postMessage(progress: ReplicatedThroughput): void;
}

/** Replicates a plant with the run settings of its file; between two replications every call is answered. */
export interface ReplicationsContract {
  /** Takes the port to which the interval is pushed after every replication. */
  connect(port: ReplicationsPort): void;
  run(text: string, replications: number): Promise<ReplicationsAnswer>;
  ping(): void;
}
