import { transfer } from "comlink";
import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { diff } from "../../plant/diff.ts";
import type { Plant } from "../../plant/schema.ts";
import type {
  ReplicatedThroughput,
  ReplicationsAnswer,
  ReplicationsContract,
} from "../../protocol/replications.ts";
import { WorkerConnection, WorkerDied } from "../worker-connection.ts";

/** Replications where the plant file asks for a single one. */
const LEAST_REPLICATIONS = 10;

/** What was replicated, and what came of it. */
export interface ReplicatedPlant {
  readonly plant: Plant;
  readonly throughput: ReplicatedThroughput;
}

/** Replications of the open plant in a worker of their own, beside the run. */
export class ReplicationControl {
  readonly #connection: WorkerConnection<ReplicationsContract>;
  readonly #running = new Signal<ReplicatedPlant | undefined>(undefined);
  readonly #finished = new Signal<readonly ReplicatedPlant[]>([]);
  #port: MessagePort | undefined;

  constructor(options: { spawn(): Worker; died(): void }) {
    this.#connection = new WorkerConnection<ReplicationsContract>({
      spawn: () => options.spawn(),
      ping: (api) => api.ping(),
      onDeath: () => options.died(),
    });
  }

  /** Under way. */
  get running(): ReadonlySignal<ReplicatedPlant | undefined> {
    return this.#running;
  }

  /** The last two plants that were replicated, newest first. */
  get finished(): ReadonlySignal<readonly ReplicatedPlant[]> {
    return this.#finished;
  }

  async start(plant: Plant, text: string): Promise<void> {
    if (this.#running.peek() !== undefined) return;
    const of = Math.max(LEAST_REPLICATIONS, plant.run.replications);
    this.#running.value = { plant, throughput: { done: 0, of, mean: Number.NaN } };
    this.#connect(plant);
    try {
      const answer = await this.#connection.callSlow<ReplicationsAnswer>((api) => api.run(text, of));
      if (answer.ok) {
        const others = this.#finished.peek().filter((former) => !isSameRun(former.plant, plant));
        this.#finished.value = [{ plant, throughput: answer.value }, ...others].slice(0, 2);
      }
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    } finally {
      this.#running.value = undefined;
      this.#connection.stop("the replications are over");
      this.#port?.close();
    }
  }

  /** Ends the replications at once: their worker is ended. */
  cancel(): void {
    this.#connection.stop("cancelled");
  }

  /** Another plant was opened. */
  forget(): void {
    this.cancel();
    this.#finished.value = [];
  }

  #connect(plant: Plant): void {
    this.#connection.start();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener("message", ({ data }: MessageEvent<ReplicatedThroughput>) => {
      if (this.#running.peek() !== undefined) this.#running.value = { plant, throughput: data };
    });
    port1.start();
    const sent = this.#connection.call((api) => api.connect(transfer(port2, [port2])));
    void sent.catch((error: unknown) => {
      if (!(error instanceof WorkerDied)) throw error;
    });
  }
}

/** Whether two plants run alike: they differ in plans for their lines at most. */
export function isSameRun(one: Plant, other: Plant): boolean {
  const { balance: _, ...changes } = diff(one, other);
  return Object.keys(changes).length === 0;
}
