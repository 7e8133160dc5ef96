import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type { LiveProblem } from "../protocol/live.ts";

type MqttVersion = 4 | 5;

/** A browser has only the first two. */
const PROTOCOLS = new Set(["ws:", "wss:", "mqtt:", "mqtts:"]);

/** All times in ms. */
export interface ConnectionTiming {
  /** Pause before the first new attempt; it doubles up to the longest. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** For an answer to an attempt. */
  readonly connectTimeout: number;
  /** A broker that is silent for 1.5 times this is gone. */
  readonly keepalive: number;
}

export const DEFAULT_TIMING: ConnectionTiming = {
  firstPause: 500,
  longestPause: 30_000,
  connectTimeout: 10_000,
  keepalive: 10_000,
};

/** What a connection tells its owner. */
export interface ConnectionListener {
  connecting(): void;
  /** Connected and subscribed. */
  online(version: MqttVersion): void;
  message(topic: string, payload: Uint8Array): void;
  /** @param pause ms until the next attempt; undefined if there is none, as the address is no address */
  offline(problem: Pick<LiveProblem, "rule" | "detail">, pause: number | undefined): void;
}

interface Failure extends Error {
  /** Reason of a refusal. */
  code?: number | string;
}

/**
 * Keeps a subscription to a broker alive: MQTT 5 first, then 4 (3.1.1), and when the broker is gone again
 * and again with growing pauses, until it is closed.
 */
export class BrokerConnection {
  readonly #url: string;
  readonly #topics: string[];
  readonly #listener: ConnectionListener;
  readonly #timing: ConnectionTiming;
  #client: MqttClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version: MqttVersion = 5;
  #pause: number;
  #closed = false;

  constructor(url: string, topics: string[], listener: ConnectionListener, timing: ConnectionTiming) {
    this.#url = url;
    this.#topics = topics;
    this.#listener = listener;
    this.#timing = timing;
    this.#pause = timing.firstPause;
    this.#attempt();
  }

  /** Hangs up for good; nothing is told to the listener from now on. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#client?.end(true);
    this.#client = undefined;
  }

  #attempt(): void {
    this.#listener.connecting();
    const options: IClientOptions = {
      protocolVersion: this.#version,
      protocolId: "MQTT",
      clean: true,
      reconnectPeriod: 0,
      resubscribe: false,
      connectTimeout: this.#timing.connectTimeout,
      keepalive: Math.max(1, Math.round(this.#timing.keepalive / 1000)),
    };
    const protocol = URL.parse(this.#url)?.protocol ?? "";
    if (PROTOCOLS.has(protocol)) this.#client = this.#listen(mqtt.connect(this.#url, options));
    else this.#listener.offline({ rule: "brokerUnreachable", detail: "no address of a broker" }, undefined);
  }

  #listen(client: MqttClient): MqttClient {
    let acknowledged = false;
    let failure: Failure | undefined;
    const isCurrent = (): boolean => !this.#closed && this.#client === client;
    client.on("connect", () => {
      acknowledged = true;
      if (!isCurrent()) return;
      client.subscribe(this.#topics, { qos: 0 }, (error) => {
        if (!isCurrent()) return;
        if (error !== null && this.#topics.length > 0) {
          failure = error;
          client.end(true);
          return;
        }
        this.#pause = this.#timing.firstPause;
        this.#listener.online(this.#version);
      });
    });
    client.on("message", (topic, payload) => {
      if (isCurrent()) this.#listener.message(topic, payload);
    });
    client.on("error", (error) => {
      failure = error;
      if (!client.connected) client.end(true);
    });
    client.on("close", () => {
      if (isCurrent()) this.#lost(acknowledged, failure);
    });
    return client;
  }

  #lost(acknowledged: boolean, failure: Failure | undefined): void {
    this.#client?.end(true);
    this.#client = undefined;
    if (!acknowledged && this.#version === 5) {
      // Brokers without MQTT 5 refuse it, or just hang up.
      this.#version = 4;
      this.#attempt();
      return;
    }
    // A version that has worked is kept; otherwise the next round begins with 5 again.
    if (!acknowledged) this.#version = 5;
    const refused = typeof failure?.code === "number" && failure.code > 0;
    const pause = this.#pause * (0.75 + Math.random() * 0.5);
    this.#pause = Math.min(this.#pause * 2, this.#timing.longestPause);
    this.#timer = setTimeout(() => this.#attempt(), pause);
    this.#listener.offline(
      {
        rule: refused ? "brokerRefused" : "brokerUnreachable",
        detail: failure === undefined ? "the connection ended" : messageOf(failure),
      },
      pause,
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : String(error);
}
