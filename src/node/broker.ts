import type { IncomingMessage } from "node:http";
import { createServer, type Server } from "node:net";
import { Aedes, type Client } from "aedes";
import type { WebSocket } from "ws";
import { BirthKeeper, keptTopic } from "../live/birth-keeper.ts";
import { SNAPSHOT_PREFIX } from "../live/plant-state.ts";
import { DATATYPE } from "../live/sparkplug/datatype.ts";
import { encodePayload } from "../live/sparkplug/payload.ts";
import { formatTopic } from "../live/sparkplug/topic.ts";
import { WebSocketStream } from "./broker-websocket.ts";

/** A subscriber that takes nothing for this long is dropped, so that it holds nobody up, ms. */
const DRAIN_TIMEOUT = 10_000;

/** A node is asked for its births at most once in this time, ms; it may need a while to answer. */
const REBIRTH_PAUSE = 5000;
/** Nodes that can be remembered as asked. */
const MAX_ASKED = 1000;

/** Whether a topic lies in a subscription's filter (MQTT 3.1.1, section 4.7). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  for (const [i, level] of wanted.entries()) {
    if (level === "#") return true;
    if (level !== "+" && level !== levels[i]) return false;
    if (i >= levels.length) return false;
  }
  return wanted.length === levels.length;
}

/** Browsers name the page that they run; programs do not. Pages only listen: none may command the plant. */
function isPage(client: Client | null): boolean {
  return client?.req?.headers.origin !== undefined;
}

/**
 * The embedded MQTT broker. It remembers the births that pass through it, and whoever subscribes below
 * `taktwerk/snapshot/` is sent them at once, brought up to date, whenever it joins. It asks a node for its
 * births when it has lost track of it, so that no page ever needs to.
 */
export class Broker {
  readonly keeper = new BirthKeeper();
  readonly #aedes: Aedes;
  /** When each node was last asked for its births, ms. */
  readonly #asked = new Map<string, number>();
  readonly #sockets = new Set<WebSocketStream>();
  #tcp: Server | undefined;

  private constructor(aedes: Aedes) {
    this.#aedes = aedes;
  }

  static async start(): Promise<Broker> {
    const aedes = await Aedes.createBroker({ drainTimeout: DRAIN_TIMEOUT });
    const broker = new Broker(aedes);
    aedes.authorizePublish = (client, { topic, payload }, done) => {
      if (isPage(client)) return done(new Error("pages only listen"));
      if (topic.startsWith("$") || topic.startsWith("taktwerk/")) return done(new Error("reserved topic"));
      // Here and not after delivery: whoever subscribes next must find this message in the snapshot.
      const amiss = broker.keeper.receive(
        topic,
        typeof payload === "string" ? Buffer.from(payload) : payload,
      );
      if (amiss !== undefined) broker.#askForRebirth(amiss.group, amiss.node);
      return done();
    };
    aedes.on("subscribe", (subscriptions, client) => {
      for (const { topic } of subscriptions) {
        if (topic.startsWith(SNAPSHOT_PREFIX)) broker.#sendSnapshot(topic, client);
      }
    });
    // A client that breaks its connection or the protocol is its own problem; aedes has dropped it.
    aedes.on("clientError", () => undefined);
    aedes.on("connectionError", () => undefined);
    return broker;
  }

  /** Takes a WebSocket with the subprotocol `mqtt`. */
  handleWebSocket(socket: WebSocket, request: IncomingMessage): void {
    const stream = new WebSocketStream(socket);
    this.#sockets.add(stream);
    stream.on("close", () => this.#sockets.delete(stream));
    stream.on("error", () => undefined);
    this.#aedes.handle(stream, request);
  }

  /** Listens for MQTT over TCP too. @returns the port @throws the system's error, when it is taken */
  listenTcp(port: number, host: string): Promise<number> {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      this.#aedes.handle(socket);
    });
    this.#tcp = server;
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : port);
      });
    });
  }

  /** Disconnects everybody. */
  async close(): Promise<void> {
    const tcp = this.#tcp;
    await Promise.all([
      new Promise<void>((resolve) => this.#aedes.close(() => resolve())),
      new Promise<void>((resolve) => (tcp === undefined ? resolve() : tcp.close(() => resolve()))),
    ]);
    for (const socket of this.#sockets) socket.destroy();
  }

  /** What a host application does when it has lost track of a node (Eclipse Sparkplug 3.0, section 5.4). */
  #askForRebirth(group: string, node: string): void {
    const now = performance.now();
    const key = `${group}/${node}`;
    if (now - (this.#asked.get(key) ?? Number.NEGATIVE_INFINITY) < REBIRTH_PAUSE) return;
    if (this.#asked.size >= MAX_ASKED) this.#asked.clear();
    this.#asked.set(key, now);
    const metrics = [{ name: "Node Control/Rebirth", datatype: DATATYPE.boolean, value: true }];
    const payload = Buffer.from(encodePayload({ timestamp: Date.now(), metrics }));
    const topic = formatTopic({ group, type: "NCMD", node });
    this.#aedes.publish(
      { cmd: "publish", topic, payload, qos: 0, retain: false, dup: false },
      () => undefined,
    );
  }

  #sendSnapshot(filter: string, client: Client): void {
    for (const message of this.keeper.messages()) {
      const topic = keptTopic(SNAPSHOT_PREFIX, message);
      if (!matchesFilter(filter, topic)) continue;
      const payload = Buffer.from(message.payload);
      client.publish({ cmd: "publish", topic, payload, qos: 0, retain: false, dup: false }, () => undefined);
    }
  }
}
