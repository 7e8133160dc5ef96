import { transfer } from "comlink";
import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import { planAssignment, simulateLines } from "../../editor/balance-actions.ts";
import type { PlantDocument } from "../../editor/document.ts";
import type { History } from "../../editor/history.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import type { Plant } from "../../plant/schema.ts";
import type { BalanceAim, BalanceContract, BalanceOutcome, BalanceProgress } from "../../protocol/balance.ts";
import type { LiveLink } from "../live-link.ts";
import { WorkerConnection, WorkerDied } from "../worker-connection.ts";
import { ReplicationControl } from "./replication-control.ts";
import { LiveCycleMeter } from "./live-cycle-meter.ts";

/** A worker that is told to stop and does not within this time is ended, ms. */
const CANCEL_PATIENCE = 1000;

/** What the user asks for. */
export interface BalanceQuestion {
  /** Ids of lines, balanced one after the other. */
  readonly lines: readonly string[];
  readonly aim: BalanceAim;
  readonly mostMoves?: number;
  /** s a line */
  readonly timeLimit: number;
  /** Where new cycle times come from, in words: then the run starts anew with the result. */
  readonly simulateAs?: (line: LineBalance, load: readonly string[]) => string;
}

/** A search as it stands. */
export interface Search {
  readonly line: string;
  readonly aim: BalanceAim;
  /** Number of the line among those asked for, from 1. */
  readonly number: number;
  readonly of: number;
  readonly progress: BalanceProgress | undefined;
  /** Every progress of this phase so far, for the curve of best and bound. */
  readonly course: readonly BalanceProgress[];
}

/** What came of the last question for a line; `died` where the worker did. */
export interface LineOutcome {
  readonly aim: BalanceAim;
  readonly takt: number;
  readonly outcome: BalanceOutcome | { readonly status: "died" };
}

type FoundLine = Extract<BalanceOutcome, { readonly assignment: unknown }>;

export interface BalanceControlOptions {
  readonly document: PlantDocument;
  readonly history: History;
  readonly live: LiveLink;
  spawn(): Worker;
  spawnReplications(): Worker;
  /** The worker died while it balanced a line; a new one is at work. */
  died(): void;
}

/** The balance worker as the page sees it, and what the screen for balancing has chosen. */
export class BalanceControl {
  /** Line that is shown; the first when absent or gone. */
  readonly line = new Signal<string | undefined>(undefined);
  /** Task that is selected in chart, graph and table. */
  readonly task = new Signal<string | undefined>(undefined);
  /** What was said last to those who do not see the page. */
  readonly announcement = new Signal("");
  readonly #options: BalanceControlOptions;
  readonly #connection: WorkerConnection<BalanceContract>;
  readonly #search = new Signal<Search | undefined>(undefined);
  readonly #outcomes = new Signal<ReadonlyMap<string, LineOutcome>>(new Map());
  /** Throughput with its interval, beside the run. */
  readonly replications: ReplicationControl;
  readonly #meter: LiveCycleMeter;
  #isCancelled = false;
  #port: MessagePort | undefined;

  constructor(options: BalanceControlOptions) {
    this.#options = options;
    this.replications = new ReplicationControl({
      spawn: () => options.spawnReplications(),
      died: () => options.died(),
    });
    this.#meter = new LiveCycleMeter(options.live.elements);
    this.#connection = new WorkerConnection<BalanceContract>({
      spawn: () => options.spawn(),
      ping: (api) => api.ping(),
      onDeath: () => {
        this.#connect();
        options.died();
      },
    });
    this.#connect();
  }

  /** The search that is under way. */
  get search(): ReadonlySignal<Search | undefined> {
    return this.#search;
  }

  /** By line id. */
  get outcomes(): ReadonlySignal<ReadonlyMap<string, LineOutcome>> {
    return this.#outcomes;
  }

  /** Cycle times of the real plant's stations, since the screen was first opened. */
  get meter(): LiveCycleMeter {
    return this.#meter;
  }

  /** Balances lines one after the other; what was found becomes their plans in one step that can be undone. */
  async balance(question: BalanceQuestion): Promise<void> {
    if (this.#search.peek() !== undefined) return;
    this.#isCancelled = false;
    // What a former question gave for these lines is no answer to this one.
    const others = [...this.#outcomes.peek()].filter(([id]) => !question.lines.includes(id));
    this.#outcomes.value = new Map(others);
    const found = new Map<string, FoundLine>();
    for (const [i, id] of question.lines.entries()) {
      const plant = this.#options.document.current.peek()?.plant;
      const line = plant?.balance?.find((candidate) => candidate.id === id);
      if (plant === undefined || line === undefined || this.#isCancelled) continue;
      const place = { line: id, aim: question.aim, number: i + 1, of: question.lines.length };
      this.#search.value = { ...place, progress: undefined, course: [] };
      const outcome = await this.#ask(plant, line, question);
      this.#keep(id, { aim: question.aim, takt: line.takt, outcome });
      if ("assignment" in outcome) found.set(id, outcome);
    }
    batch(() => {
      this.#search.value = undefined;
      this.#take(found, question);
    });
  }

  /** Ends the search at once: lines found so far are kept, those not begun are left as they are. */
  cancel(): void {
    const search = this.#search.peek();
    if (search === undefined) return;
    this.#isCancelled = true;
    void this.#connection.call((api) => api.cancel()).catch(ignoreDeath);
    setTimeout(() => {
      const now = this.#search.peek();
      if (now?.line === search.line && this.#isCancelled) this.#connect();
    }, CANCEL_PATIENCE);
  }

  /** Another plant was opened: what is known of lines was of the former one. */
  forget(): void {
    this.cancel();
    batch(() => {
      this.#outcomes.value = new Map();
      this.line.value = undefined;
      this.task.value = undefined;
    });
    this.#meter.forget();
    this.replications.forget();
  }

  async #ask(
    plant: Plant,
    line: LineBalance,
    { aim, mostMoves, timeLimit }: BalanceQuestion,
  ): Promise<LineOutcome["outcome"]> {
    const products = plant.products.map(({ id }) => id);
    const moves = mostMoves === undefined ? {} : { mostMoves };
    try {
      return await this.#connection.call<BalanceOutcome>((api) =>
        api.start({ line, products, aim, timeLimit, ...moves }),
      );
    } catch (error) {
      ignoreDeath(error);
      return this.#isCancelled ? { status: "unknown", seconds: 0 } : { status: "died" };
    }
  }

  #keep(id: string, outcome: LineOutcome): void {
    this.#outcomes.value = new Map(this.#outcomes.peek()).set(id, outcome);
  }

  #take(found: ReadonlyMap<string, FoundLine>, { simulateAs, lines }: BalanceQuestion): void {
    if (found.size === 0) return;
    this.#options.history.edit(simulateAs === undefined ? "balance" : "balanceAndSimulate", (plant) => {
      let changed = plant;
      for (const [id, { assignment, manning }] of found) {
        changed = planAssignment(changed, id, assignment, manning);
      }
      // A line without an answer keeps its cycle times.
      const solved = lines.filter((id) => found.has(id));
      return simulateAs === undefined ? changed : simulateLines(changed, solved, simulateAs);
    });
  }

  #connect(): void {
    this.#connection.start();
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener("message", ({ data }: MessageEvent<BalanceProgress>) => this.#hear(data));
    port1.start();
    void this.#connection.call((api) => api.connect(transfer(port2, [port2]))).catch(ignoreDeath);
  }

  #hear(progress: BalanceProgress): void {
    const search = this.#search.peek();
    if (search === undefined) return;
    const isSame = search.progress?.phase === progress.phase && search.progress.request === progress.request;
    const course = isSame ? [...search.course, progress] : [progress];
    this.#search.value = { ...search, progress, course };
  }
}

function ignoreDeath(error: unknown): void {
  if (!(error instanceof WorkerDied)) throw error;
}
