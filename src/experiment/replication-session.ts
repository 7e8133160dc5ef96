import { inspectPlant } from "../plant/inspect.ts";
import type {
  ReplicatedThroughput,
  ReplicationsAnswer,
  ReplicationsContract,
  ReplicationsPort,
} from "../protocol/replications.ts";
import { ZeroTimeLoop } from "../sim/simulation.ts";
import { tInterval } from "./analysis/interval.ts";
import { replicate } from "./replications.ts";

/** Runs the replications of a plant one by one, and tells the interval of its throughput after each. */
export class ReplicationSession implements ReplicationsContract {
  readonly #soon: (task: () => void) => void;
  #port: ReplicationsPort | undefined;

  /** @param soon calls back behind the messages that wait already */
  constructor(soon: (task: () => void) => void) {
    this.#soon = soon;
  }

  connect(port: ReplicationsPort): void {
    this.#port = port;
  }

  async run(text: string, replications: number): Promise<ReplicationsAnswer> {
    const inspected = inspectPlant(text);
    if (!inspected.ok) return { ok: false, reason: "refused" };
    const { plant } = inspected.value;
    const { seed, horizon, warmup } = plant.run;
    const values: number[] = [];
    let value: ReplicatedThroughput = { done: 0, of: replications, mean: Number.NaN };
    try {
      for (const { throughput } of replicate(plant, { seed, horizon, warmup, replications })) {
        values.push(throughput);
        const { mean, halfWidth } = tInterval(values);
        const width = halfWidth === undefined ? {} : { halfWidth };
        value = { done: values.length, of: replications, mean, ...width };
        this.#port?.postMessage(value);
        await new Promise<void>((resolve) => this.#soon(resolve));
      }
    } catch (error) {
      if (error instanceof ZeroTimeLoop) return { ok: false, reason: "zeroTimeLoop" };
      throw error;
    }
    return { ok: true, value };
  }

  ping(): void {
    // That it is answered is the answer.
  }
}
