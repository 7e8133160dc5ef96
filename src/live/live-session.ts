import {
  LIVE_UPDATE_INTERVAL,
  type LiveContract,
  type LiveElement,
  type LiveMember,
  type LivePort,
  type LiveProblem,
  type LiveSource,
  type LiveStatistics,
  type LiveStatus,
  type LiveUpdate,
} from "../protocol/live.ts";
import { BrokerConnection, type ConnectionTiming, DEFAULT_TIMING } from "./broker-connection.ts";
import { MessageRate } from "./message-rate.ts";
import { PlantState } from "./plant-state.ts";

const DEFAULT_STALE_AFTER = 30;
/** An update comes at least this often while open, ms. */
const HEARTBEAT = 1000;

/** The session with one source: from `open` to `close`. */
class OpenSource {
  readonly state: PlantState;
  readonly rate = new MessageRate();
  readonly staleAfter: number;
  readonly url: string;
  connection: BrokerConnection | undefined;
  connected = false;
  connecting = false;
  mqttVersion: number | undefined;
  connections = 0;
  /** Instants by the clock that is never set back, ms. */
  connectedAt = 0;
  lastMessageAt: number | undefined;
  /** Undefined when no attempt is planned. */
  nextAttemptAt: number | undefined;
  problems: LiveProblem[] = [];
  /** A broker that stays away is reported once, not at each attempt. */
  reportedAway = false;

  constructor(source: LiveSource) {
    this.state = new PlantState(source.plant);
    this.staleAfter = source.staleAfter ?? DEFAULT_STALE_AFTER;
    this.url = source.url;
  }

  status(now: number): LiveStatus {
    if (this.connected) {
      const heard = Math.max(this.lastMessageAt ?? 0, this.connectedAt);
      return now - heard > this.staleAfter * 1000 ? "stale" : "online";
    }
    return this.connecting ? "connecting" : "offline";
  }

  statistics(now: number): LiveStatistics {
    const { state } = this;
    return {
      ...state.counters,
      rate: this.rate.perSecond,
      reconnects: Math.max(0, this.connections - 1),
      nodes: state.nodes,
      nodesOnline: state.nodesOnline,
      elements: state.elements,
      elementsHeard: state.elementsHeard,
      ...(this.lastMessageAt === undefined ? {} : { lastMessageAge: (now - this.lastMessageAt) / 1000 }),
      ...(this.mqttVersion === undefined ? {} : { mqttVersion: this.mqttVersion }),
    };
  }

  takeProblems(): LiveProblem[] {
    const problems = [...this.problems, ...this.state.takeProblems()].slice(0, 20);
    this.problems = [];
    return problems;
  }
}

/** Statistics of a session that nothing was asked of. */
const NOTHING: LiveStatistics = {
  messages: 0,
  rate: 0,
  malformed: 0,
  gaps: 0,
  unresolved: 0,
  births: 0,
  deaths: 0,
  reconnects: 0,
  nodes: 0,
  nodesOnline: 0,
  elements: 0,
  elementsHeard: 0,
};

/**
 * Listens to a plant's broker and pushes what changed, in batches. It only listens: births that it missed
 * come from our server's snapshot, or it waits for the next ones.
 */
export class LiveSession implements LiveContract {
  readonly #timing: ConnectionTiming;
  #port: LivePort | undefined;
  #open: OpenSource | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #pushTimer: ReturnType<typeof setTimeout> | undefined;
  /** By the clock that is never set back, ms. */
  #pushedAt = Number.NEGATIVE_INFINITY;

  constructor(timing: Partial<ConnectionTiming> = {}) {
    this.#timing = { ...DEFAULT_TIMING, ...timing };
  }

  connect(port: LivePort): void {
    this.#port = port;
  }

  open(source: LiveSource): void {
    this.#hangUp();
    const open = new OpenSource(source);
    this.#open = open;
    this.#heartbeat = setInterval(() => {
      open.rate.read(performance.now(), open.state.counters.messages);
      this.#pushSoon();
    }, HEARTBEAT);
    this.#listenTo(open);
  }

  close(): void {
    this.#hangUp();
    this.#push();
  }

  snapshot(): LiveUpdate {
    const state = this.#open?.state;
    return this.#update(state?.allElements() ?? [], state?.allMembers() ?? [], []);
  }

  #listenTo(open: OpenSource): void {
    open.connection = new BrokerConnection(
      open.url,
      open.state.topics,
      {
        connecting: () => {
          open.connecting = true;
          open.nextAttemptAt = undefined;
          this.#pushSoon();
        },
        online: (version) => {
          open.connecting = false;
          open.connected = true;
          open.connectedAt = performance.now();
          open.connections += 1;
          open.mqttVersion = version;
          open.reportedAway = false;
          this.#pushSoon();
        },
        message: (topic, payload) => {
          if (!open.state.receive(topic, payload, Date.now())) return;
          open.lastMessageAt = performance.now();
          this.#pushSoon();
        },
        offline: (problem, pause) => {
          if (open.connected) open.state.loseConnection();
          open.connected = false;
          open.connecting = false;
          open.nextAttemptAt = pause === undefined ? undefined : performance.now() + pause;
          if (!open.reportedAway) open.problems.push({ ...problem, at: Date.now(), subject: open.url });
          open.reportedAway = true;
          this.#pushSoon();
        },
      },
      this.#timing,
    );
  }

  #hangUp(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pushTimer);
    this.#pushTimer = undefined;
    this.#open?.connection?.close();
    this.#open = undefined;
  }

  #pushSoon(): void {
    if (this.#pushTimer !== undefined) return;
    const wait = Math.max(0, this.#pushedAt + LIVE_UPDATE_INTERVAL - performance.now());
    this.#pushTimer = setTimeout(() => this.#push(), wait);
  }

  #push(): void {
    clearTimeout(this.#pushTimer);
    this.#pushTimer = undefined;
    this.#pushedAt = performance.now();
    const elements = this.#open?.state.takeChanges() ?? [];
    const members = this.#open?.state.takeMembers() ?? [];
    this.#port?.postMessage(this.#update(elements, members, this.#open?.takeProblems() ?? []));
  }

  #update(elements: LiveElement[], members: LiveMember[], problems: LiveProblem[]): LiveUpdate {
    const now = performance.now();
    const open = this.#open;
    if (open === undefined) return { status: "offline", elements, statistics: NOTHING, problems };
    const next = open.nextAttemptAt;
    return {
      status: open.status(now),
      elements,
      ...(members.length === 0 ? {} : { members }),
      statistics: open.statistics(now),
      problems,
      ...(next === undefined ? {} : { retryIn: Math.max(0, (next - now) / 1000) }),
    };
  }
}
