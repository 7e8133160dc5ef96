import type { Plant } from "../plant/schema.ts";
import type { State } from "../plant/states.ts";
import type { VehicleState } from "../plant/vehicle-states.ts";

/** Version of this contract and of the answer of `/api/live`. */
export const LIVE_VERSION = 1;

/** Updates reach the page at most this often, ms; what changes in between is in the next one. */
export const LIVE_UPDATE_INTERVAL = 50;

/**
 * offline: nothing was asked for, or the broker is gone and the session waits for its next attempt.
 * connecting: an attempt is under way.
 * online: connected, and the plant was heard lately, or the connection is that new.
 * stale: connected, but no message of the plant has come for `staleAfter` seconds.
 */
export type LiveStatus = "offline" | "connecting" | "online" | "stale";

/** What is needed of a plant file to bind its elements to live signals (tags, or the default scheme). */
export type TaggedPlant = Pick<Plant, "id" | "hierarchy" | "elements" | "resources">;

export interface LiveSource {
  /** Address of the broker, `ws://host:port/mqtt` or `wss://…`. */
  readonly url: string;
  readonly plant: TaggedPlant;
  /** s without a message until the status is `stale`; 30 when absent. */
  readonly staleAfter?: number;
}

/** What the real plant last said of one element. A signal that was never heard is absent. */
export interface LiveElement {
  readonly id: string;
  readonly state?: State;
  /** Parts finished, as the plant counts them. */
  readonly count?: number;
  /** Parts inside. */
  readonly content?: number;
  /** The plant's own time of the newest of these values, ms since 1970; 0 before the first. A recording has its own. */
  readonly at: number;
  /**
   * The values may no longer hold: the device or its edge node is dead, the broker is gone, or a message
   * was lost since they came.
   */
  readonly stale: boolean;
}

/** What the real plant last said of one vehicle, or of one pool of workers. A signal that was never heard is absent. */
export interface LiveMember {
  /** Id of the fleet or pool. */
  readonly id: string;
  /** Number of the vehicle, from 1; absent for a pool. */
  readonly vehicle?: number;
  readonly state?: VehicleState;
  /** Name of the point where it is. */
  readonly location?: string;
  /** m */
  readonly x?: number;
  readonly y?: number;
  /** Share of its battery that is left, 0 to 1. */
  readonly battery?: number;
  /** Workers who are there, and who are at a task. */
  readonly present?: number;
  readonly atWork?: number;
  /** As of an element. */
  readonly at: number;
  readonly stale: boolean;
}

/** Counted since `open`. */
export interface LiveStatistics {
  /** Messages that concern this plant, malformed ones included. */
  readonly messages: number;
  /** Messages a second over the last seconds. */
  readonly rate: number;
  /** Messages whose topic, payload or values could not be read; they are skipped. */
  readonly malformed: number;
  /** Times that an edge node's sequence number jumped: at least one message was lost. */
  readonly gaps: number;
  /** Values whose alias no birth has named yet. */
  readonly unresolved: number;
  readonly births: number;
  readonly deaths: number;
  /** Times that the connection was made again after it was lost. */
  readonly reconnects: number;
  /** s since the last message; absent before the first. */
  readonly lastMessageAge?: number;
  /** Edge nodes that the plant's tags name, and how many of them are alive. */
  readonly nodes: number;
  readonly nodesOnline: number;
  /** Elements of the plant with a live signal, and how many of them have been heard. */
  readonly elements: number;
  readonly elementsHeard: number;
  /** MQTT version that the broker speaks: 5 or 4 (3.1.1); absent before the first connection. */
  readonly mqttVersion?: number;
}

/** Something that a user may want to know; the page words it in the user's language by `rule`. */
export interface LiveProblem {
  readonly rule:
    | "malformedTopic"
    | "malformedPayload"
    | "sequenceGap"
    | "deathOfOtherSession"
    | "unknownStateWord"
    | "valueOutOfRange"
    | "brokerUnreachable"
    | "brokerRefused";
  /** ms since 1970, by this computer's clock */
  readonly at: number;
  /** Topic, metric or address that it is about. */
  readonly subject: string;
  /** For specialists: what exactly was found. */
  readonly detail: string;
}

export interface LiveUpdate {
  readonly status: LiveStatus;
  /** Only elements that changed since the last update; the first update after `open` has all of them. */
  readonly elements: readonly LiveElement[];
  /** The same of vehicles and pools of workers; absent where none changed. */
  readonly members?: readonly LiveMember[];
  readonly statistics: LiveStatistics;
  /** New problems since the last update, at most 20. */
  readonly problems: readonly LiveProblem[];
  /** s until the next attempt to connect, while offline. */
  readonly retryIn?: number;
}

/** The part of a MessagePort that the live worker needs; the core knows no DOM. */
export interface LivePort {
  postMessage(update: LiveUpdate): void;
}

/**
 * The live worker: a session with the plant's broker. It only listens; it never asks the plant for
 * anything. A broker that is gone is looked for again, for ever, with growing pauses of at most 30 s.
 */
export interface LiveContract {
  /** Takes the port to which `LiveUpdate`s are pushed: at most every 50 ms, and at least every second while open. */
  connect(port: LivePort): void;
  /** Listens to this source instead of the former one. */
  open(source: LiveSource): void;
  /** Hangs up; a last update says so. */
  close(): void;
  /** Everything as it stands: all elements and no problems. */
  snapshot(): LiveUpdate;
}

/**
 * Answer of `GET /api/live`. A static host answers 404, and the page is then without live data.
 * The broker is at the same host and port, as a WebSocket with the subprotocol `mqtt`.
 */
export interface LiveService {
  readonly version: number;
  /** Path of the WebSocket, `/mqtt`. */
  readonly mqtt: string;
  /** Who speaks for the plant: our emulator, a recording, or whatever publishes to the broker. */
  readonly source: "emulator" | "replay" | "external";
  /** Plant seconds a second; 0 where it follows no clock of ours, or a recording runs as fast as it goes. */
  readonly speed: number;
  /** When the emulator or the recording was started, ms since 1970. */
  readonly startedAt: number;
  /** Id of the plant that `GET /api/plant` serves as a plant file. */
  readonly plant: string;
}
