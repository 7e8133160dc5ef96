import { transfer } from "comlink";
import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import { LIVE_VERSION } from "../protocol/live.ts";
import type {
  LiveContract,
  LiveElement,
  LiveMember,
  LiveProblem,
  LiveService,
  LiveStatistics,
  LiveStatus,
  LiveUpdate,
  TaggedPlant,
} from "../protocol/live.ts";
import { WorkerConnection, WorkerDied } from "./worker-connection.ts";

/** The page waits for the server's answer before it opens a plant, but not longer than this, ms. */
const PROBE_PATIENCE = 1500;

/** Older problems give way. */
const MOST_PROBLEMS = 30;

/** The live connection as it stands. */
export interface LiveState {
  readonly status: LiveStatus;
  readonly statistics: LiveStatistics | undefined;
  /** s until the next attempt to connect, while offline. */
  readonly retryIn: number | undefined;
  /** Newest first. */
  readonly problems: readonly LiveProblem[];
}

const OFFLINE: LiveState = { status: "offline", statistics: undefined, retryIn: undefined, problems: [] };

/** Where the page came from, and so where the live service is. */
export interface LiveLinkOptions {
  /** Address of the page. */
  readonly page: string;
  spawn(): Worker;
  /** The worker died; a new one is at work. */
  died(): void;
}

/** Live data of the real plant, where the page's server offers it. */
export class LiveLink {
  readonly #options: LiveLinkOptions;
  readonly #service = new Signal<LiveService | undefined>(undefined);
  readonly #enabled = new Signal(false);
  readonly #state = new Signal<LiveState>(OFFLINE);
  readonly #members = new Signal<ReadonlyMap<string, LiveMember>>(new Map());
  readonly #elements = new Signal<ReadonlyMap<string, LiveElement>>(new Map());
  #connection: WorkerConnection<LiveContract> | undefined;
  #plant: TaggedPlant | undefined;
  #port: MessagePort | undefined;

  constructor(options: LiveLinkOptions) {
    this.#options = options;
  }

  /** Absent where the page's host offers no live data: a static host. */
  get service(): ReadonlySignal<LiveService | undefined> {
    return this.#service;
  }

  get enabled(): ReadonlySignal<boolean> {
    return this.#enabled;
  }

  get state(): ReadonlySignal<LiveState> {
    return this.#state;
  }

  /** By element id; a new map with every update. */
  get elements(): ReadonlySignal<ReadonlyMap<string, LiveElement>> {
    return this.#elements;
  }

  /** Vehicles by `fleet/number` from 1, and pools by id; a new map with every update. */
  get members(): ReadonlySignal<ReadonlyMap<string, LiveMember>> {
    return this.#members;
  }

  /** Asks the page's server whether it offers live data. */
  async probe(): Promise<void> {
    this.#service.value = await fetchService(new URL("api/live", this.#options.page));
  }

  /** Text of the plant file of the live plant. */
  async plantText(): Promise<string | undefined> {
    try {
      const answer = await fetch(new URL("api/plant", this.#options.page));
      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Listens to the live plant; its elements are bound to those of `plant`. */
  start(plant: TaggedPlant): void {
    this.#plant = plant;
    this.#enabled.value = true;
    if (this.#connection === undefined) {
      this.#connection = new WorkerConnection<LiveContract>({
        spawn: () => this.#options.spawn(),
        ping: (api) => api.snapshot(),
        onDeath: () => {
          this.#connect();
          this.#options.died();
        },
      });
      this.#connect();
      return;
    }
    this.#open();
  }

  stop(): void {
    batch(() => {
      this.#enabled.value = false;
      this.#state.value = OFFLINE;
      this.#elements.value = new Map();
      this.#members.value = new Map();
    });
    this.#port?.close();
    this.#connection?.stop("live data off");
    this.#connection = undefined;
  }

  #connect(): void {
    this.#connection?.start();
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener("message", (event: MessageEvent<LiveUpdate>) => this.#take(event.data));
    port1.start();
    void this.#connection?.call((api) => api.connect(transfer(port2, [port2]))).catch(ignoreDeath);
    this.#open();
  }

  #open(): void {
    const plant = this.#plant;
    const service = this.#service.peek();
    if (plant === undefined || service === undefined) return;
    this.#elements.value = new Map();
    this.#members.value = new Map();
    const url = new URL(service.mqtt, this.#options.page);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const { id, hierarchy, elements, resources = [] } = plant;
    const source = { url: url.href, plant: { id, hierarchy, elements, resources } };
    void this.#connection?.call((api) => api.open(source)).catch(ignoreDeath);
  }

  #takeMembers(members: readonly LiveMember[]): void {
    if (members.length === 0) return;
    const merged = new Map(this.#members.peek());
    for (const member of members)
      merged.set(member.vehicle === undefined ? member.id : `${member.id}/${member.vehicle}`, member);
    this.#members.value = merged;
  }

  #take(update: LiveUpdate): void {
    if (!this.#enabled.peek()) return;
    batch(() => {
      const problems = [...update.problems].reverse();
      this.#state.value = {
        status: update.status,
        statistics: update.statistics,
        retryIn: update.retryIn,
        problems: [...problems, ...this.#state.peek().problems].slice(0, MOST_PROBLEMS),
      };
      this.#takeMembers(update.members ?? []);
      if (update.elements.length === 0) return;
      const merged = new Map(this.#elements.peek());
      for (const element of update.elements) merged.set(element.id, element);
      this.#elements.value = merged;
    });
  }
}

async function fetchService(address: URL): Promise<LiveService | undefined> {
  try {
    const signal = AbortSignal.timeout(PROBE_PATIENCE);
    const answer = await fetch(address, { headers: { accept: "application/json" }, signal });
    if (!answer.ok) return undefined;
    const service: unknown = await answer.json();
    return isService(service) ? service : undefined;
  } catch {
    // No server, or a host that answers every address with a page of its own.
    return undefined;
  }
}

function isService(value: unknown): value is LiveService {
  if (typeof value !== "object" || value === null) return false;
  const { version, mqtt, source, plant } = value as Partial<LiveService>;
  return (
    version === LIVE_VERSION &&
    typeof mqtt === "string" &&
    typeof plant === "string" &&
    (source === "emulator" || source === "replay" || source === "external")
  );
}

function ignoreDeath(error: unknown): void {
  if (!(error instanceof WorkerDied)) throw error;
}
