import type { Remote } from "comlink";
import { effect, type ReadonlySignal, Signal } from "@preact/signals-core";
import { parseDuration } from "../../base/units.ts";
import { type PlantDocument, writePlant } from "../../editor/document.ts";
import type { BareFinding } from "../../plant/finding.ts";
import type {
  Breakpoint,
  CauseChain,
  LedgerAnswer,
  LifeAnswer,
  RepeatedRun,
  TraceContract,
} from "../../protocol/trace.ts";
import type { Iso22400Report } from "../../protocol/simulation.ts";
import type { RunControl } from "../run-control.ts";
import { WorkerConnection, WorkerDied } from "../worker-connection.ts";

/** How often chains and indicators are asked for while the run goes on, ms. */
const INTERVAL = 500;

export interface TraceOptions {
  readonly document: PlantDocument;
  readonly run: RunControl;
  spawn(): Worker;
}

/** What an element waits for, and the names of some parts in it. */
export interface ElementTrace {
  readonly chain: CauseChain | undefined;
  readonly parts: readonly string[];
}

/** Looks into the run: causes, breakpoints, indicators; and repeats it in a worker of its own for ledger and lives. */
export class TraceControl {
  readonly #options: TraceOptions;
  readonly #connection: WorkerConnection<TraceContract>;
  readonly #breakpoints = new Signal<readonly Breakpoint[]>([]);
  readonly #fault = new Signal<BareFinding | undefined>(undefined);
  readonly #ledger = new Signal<LedgerAnswer | undefined>(undefined);
  readonly #life = new Signal<LifeAnswer | undefined>(undefined);
  readonly #busy = new Signal<"ledger" | "life" | undefined>(undefined);
  /** The part that was asked for last. */
  readonly part: Signal<string> = new Signal("");
  /** Stops that hold for one run only, such as "run until". */
  #once: readonly Breakpoint[] = [];
  #plant: string | undefined;

  constructor(options: TraceOptions) {
    this.#options = options;
    this.#connection = new WorkerConnection<TraceContract>({
      spawn: () => options.spawn(),
      ping: (api) => api.ping(),
      onDeath: () => (this.#busy.value = undefined),
    });
    effect(() => {
      const id = options.document.current.value?.plant.id;
      if (this.#plant !== undefined && id !== this.#plant) this.#forget();
      this.#plant = id;
    });
  }

  get breakpoints(): ReadonlySignal<readonly Breakpoint[]> {
    return this.#breakpoints;
  }

  /** What is wrong with what was asked last. */
  get fault(): ReadonlySignal<BareFinding | undefined> {
    return this.#fault;
  }

  get ledger(): ReadonlySignal<LedgerAnswer | undefined> {
    return this.#ledger;
  }

  get life(): ReadonlySignal<LifeAnswer | undefined> {
    return this.#life;
  }

  /** What the run is being repeated for. */
  get busy(): ReadonlySignal<"ledger" | "life" | undefined> {
    return this.#busy;
  }

  /** Follows an element while somebody looks: now, and as the run goes on. @returns what ends that */
  follow(id: string, tell: (trace: ElementTrace) => void): () => void {
    return this.#poll(async () => {
      const found = await this.#options.run.ask(async (api) => ({
        chain: await api.why(id),
        parts: await api.parts(id),
      }));
      return found === undefined ? undefined : () => tell(found);
    });
  }

  /** The indicators of ISO 22400-2, as the run goes on. @returns what ends that */
  followKpis(tell: (report: Iso22400Report) => void): () => void {
    return this.#poll(async () => {
      const report = await this.#options.run.ask((api) => api.kpis());
      return report === undefined ? undefined : () => tell(report);
    });
  }

  /** Runs to a time, or until a condition holds. @returns whether it could be read */
  async runUntil(text: string): Promise<boolean> {
    const time = parseDuration(text);
    if (time === undefined) return this.#runOnce({ on: "condition", expression: text });
    this.#fault.value = undefined;
    await this.#options.run.runUntil(time);
    return true;
  }

  /** Runs to the next thing that happens at an element. */
  async nextOf(id: string): Promise<void> {
    await this.#runOnce({ on: "element", id });
  }

  async add(breakpoint: Breakpoint): Promise<void> {
    const wanted = [...this.#breakpoints.peek(), breakpoint];
    if (await this.#set(wanted, [])) this.#breakpoints.value = wanted;
  }

  async remove(breakpoint: Breakpoint): Promise<void> {
    const left = this.#breakpoints.peek().filter((one) => one !== breakpoint);
    this.#breakpoints.value = left;
    await this.#set(left, []);
  }

  async account(constraint: string | undefined): Promise<void> {
    const run = this.#repeated();
    if (run === undefined) return;
    this.#ledger.value = undefined;
    const answer = await this.#repeat<LedgerAnswer>("ledger", (api) => api.ledger(run, constraint));
    if (answer !== undefined) this.#ledger.value = answer;
  }

  async showLife(part: string): Promise<void> {
    this.part.value = part;
    const run = this.#repeated();
    if (run === undefined || part === "") return;
    this.#life.value = undefined;
    const answer = await this.#repeat<LifeAnswer>("life", (api) => api.life(run, part));
    if (answer !== undefined) this.#life.value = answer;
  }

  async #runOnce(breakpoint: Breakpoint): Promise<boolean> {
    if (!(await this.#set(this.#breakpoints.peek(), [breakpoint]))) return false;
    const { document, run } = this.#options;
    const horizon = document.current.peek()?.plant.run.horizon ?? 0;
    const now = run.results.peek()?.time ?? 0;
    // What never happens ends with the plan, or a plan later.
    await run.runUntil(now < horizon ? horizon : now + horizon);
    return true;
  }

  async #set(kept: readonly Breakpoint[], once: readonly Breakpoint[]): Promise<boolean> {
    const fault = await this.#options.run.ask((api) => api.stopAt([...kept, ...once]));
    this.#fault.value = fault;
    if (fault === undefined) this.#once = once;
    return fault === undefined;
  }

  /** The run stands: what was set for this run only is taken back. */
  stood(): void {
    if (this.#once.length > 0) void this.#set(this.#breakpoints.peek(), []);
  }

  #repeated(): RepeatedRun | undefined {
    const current = this.#options.document.current.peek();
    const results = this.#options.run.results.peek();
    if (current === undefined || results === undefined) return undefined;
    const { seed, replication, warmup, time, events } = results;
    return {
      text: current.text || writePlant(current.plant),
      settings: { seed, replication, warmup },
      until: time,
      events,
    };
  }

  async #repeat<T>(
    what: "ledger" | "life",
    ask: (api: Remote<TraceContract>) => PromiseLike<T>,
  ): Promise<T | undefined> {
    if (this.#busy.peek() !== undefined) return undefined;
    this.#busy.value = what;
    this.#connection.start();
    try {
      return await this.#connection.callSlow<T>(ask);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      return undefined;
    } finally {
      this.#busy.value = undefined;
      this.#connection.stop("the run was repeated");
    }
  }

  /** Asks now and as often as the results change, but not all the time. */
  #poll(ask: () => Promise<(() => void) | undefined>): () => void {
    let ended = false;
    let asking = false;
    let last = -Infinity;
    let later: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const wait = last + INTERVAL - performance.now();
      if (asking || wait > 0) {
        clearTimeout(later);
        later = setTimeout(() => void look(), Math.max(50, wait));
        return;
      }
      asking = true;
      last = performance.now();
      const tell = await ask();
      asking = false;
      if (!ended) tell?.();
    };
    const stop = effect(() => {
      if (this.#options.run.results.value !== undefined) void look();
    });
    return () => {
      ended = true;
      clearTimeout(later);
      stop();
    };
  }

  #forget(): void {
    this.#breakpoints.value = [];
    this.#once = [];
    this.#fault.value = undefined;
    this.#ledger.value = undefined;
    this.#life.value = undefined;
  }
}
