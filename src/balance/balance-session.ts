import type {
  BalanceContract,
  BalanceOutcome,
  BalancePort,
  BalanceProgress,
  BalanceRequest,
} from "../protocol/balance.ts";
import { balancePlantLine } from "./balance-plant-line.ts";

/** s between two messages of progress, unless a better line was found. */
const PAUSE = 0.1;

export interface BalanceSessionOptions {
  /** Seconds on any steady clock. */
  readonly now: () => number;
  /** Calls back behind the messages that wait already. */
  readonly soon: (task: () => void) => void;
}

/** Balances one line at a time, slice by slice, so that cancel and ping are heard in between. */
export class BalanceSession implements BalanceContract {
  readonly #options: BalanceSessionOptions;
  #port: BalancePort | undefined;
  #request = 0;
  /** Requests up to this one are to end. */
  #cancelled = 0;

  constructor(options: BalanceSessionOptions) {
    this.#options = options;
  }

  connect(port: BalancePort): void {
    this.#port = port;
  }

  async start(request: BalanceRequest): Promise<BalanceOutcome> {
    this.cancel();
    const number = ++this.#request;
    const { now } = this.#options;
    const search = balancePlantLine(request, { now, isCancelled: () => this.#cancelled >= number });
    let told: BalanceProgress | undefined;
    for (;;) {
      const step = search.next();
      if (step.done === true) return step.value;
      const progress = { request: number, ...step.value };
      const isNews =
        told === undefined ||
        told.best !== progress.best ||
        told.phase !== progress.phase ||
        progress.seconds - told.seconds >= PAUSE;
      if (isNews && this.#cancelled < number) {
        this.#port?.postMessage(progress);
        told = progress;
      }
      await new Promise<void>((resolve) => this.#options.soon(resolve));
    }
  }

  cancel(): void {
    this.#cancelled = this.#request;
  }

  ping(): void {
    // That it is answered is the answer.
  }
}
