import { type Remote, wrap } from "comlink";

/** Why a worker counts as dead. */
export type WorkerDeath =
  | { readonly cause: "exception"; readonly detail: string }
  | { readonly cause: "silence"; readonly detail: string };

/** ms of silence that are granted to a worker with a slow call. */
const SLOW_PATIENCE = 60_000;

/** Rejects the calls that were in flight when their worker died. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}

export interface WorkerConnectionOptions<T> {
  spawn(): Worker;
  /** A call that a living worker answers at once. */
  readonly ping: (api: Remote<T>) => Promise<unknown>;
  onDeath(death: WorkerDeath): void;
  /** ms between two pings; 2000 when absent. */
  readonly interval?: number;
  /** ms without an answer until the worker counts as dead; 6000 when absent. */
  readonly patience?: number;
}

/**
 * A worker behind comlink that may die. comlink leaves the calls of a dead worker pending for ever; here they
 * reject with `WorkerDied`. A worker is dead when an exception of it was not caught, or when it does not answer
 * a ping in time (a worker that was ended from outside says nothing).
 */
export class WorkerConnection<T> {
  readonly #options: WorkerConnectionOptions<T>;
  #worker: Worker | undefined;
  #api: Remote<T> | undefined;
  /** Calls in flight that may take long. */
  #slow = 0;
  /** Rejections of the calls in flight. */
  readonly #inFlight = new Set<(error: WorkerDied) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WorkerConnectionOptions<T>) {
    this.#options = options;
  }

  /** Starts a worker; the former one, if any, is ended. */
  start(): void {
    this.stop("replaced");
    const worker = this.#options.spawn();
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#die(worker, { cause: "exception", detail: event.message });
    });
    worker.addEventListener("messageerror", () =>
      this.#die(worker, { cause: "exception", detail: "unreadable message" }),
    );
    this.#worker = worker;
    this.#api = wrap<T>(worker);
    this.#watch(worker);
  }

  /** Ends the worker and rejects what is in flight. */
  stop(why: string): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#api = undefined;
    const waiting = [...this.#inFlight];
    this.#inFlight.clear();
    for (const reject of waiting) reject(new WorkerDied(why));
  }

  /**
   * A call that computes for seconds (a huge plant is read): the worker may be silent for a minute.
   * @throws WorkerDied (as a rejection) when the worker dies before it answers
   */
  async callSlow<R>(action: (api: Remote<T>) => PromiseLike<R>): Promise<R> {
    this.#slow++;
    try {
      return await this.call(action);
    } finally {
      this.#slow--;
    }
  }

  /** @throws WorkerDied (as a rejection) when the worker dies before it answers */
  call<R>(action: (api: Remote<T>) => PromiseLike<R>): Promise<R> {
    const api = this.#api;
    if (api === undefined) return Promise.reject(new WorkerDied("no worker is running"));
    return new Promise<R>((resolve, reject) => {
      this.#inFlight.add(reject);
      const settle = (): void => void this.#inFlight.delete(reject);
      action(api).then(
        (value) => (settle(), resolve(value)),
        (error: unknown) => (settle(), reject(error instanceof Error ? error : new Error(String(error)))),
      );
    });
  }

  #watch(worker: Worker): void {
    const { interval = 2000, patience = 6000, ping } = this.#options;
    const next = (): void => {
      this.#timer = setTimeout(() => {
        let ticks = 0;
        // Counted in short ticks, so that a computer that slept does not count its sleep as silence.
        const wait = setInterval(() => {
          if (++ticks * 250 < (this.#slow > 0 ? SLOW_PATIENCE : patience)) return;
          clearInterval(wait);
          this.#die(worker, { cause: "silence", detail: `${patience} ms` });
        }, 250);
        this.call(ping).then(
          () => (clearInterval(wait), worker === this.#worker && next()),
          () => clearInterval(wait),
        );
      }, interval);
    };
    next();
  }

  #die(worker: Worker, death: WorkerDeath): void {
    if (worker !== this.#worker) return;
    this.stop(death.detail);
    this.#options.onDeath(death);
  }
}
