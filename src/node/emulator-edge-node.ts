import mqtt, { type MqttClient } from "mqtt";
import { DATATYPE } from "../live/sparkplug/datatype.ts";
import { decodePayload, encodePayload, type OutgoingMetric } from "../live/sparkplug/payload.ts";
import { formatTopic, type MessageType } from "../live/sparkplug/topic.ts";

/** Pause before a lost connection is tried again, ms. */
const RETRY = 1000;
const REBIRTH = "Node Control/Rebirth";

export type PublishedValue = string | number;

interface PublishedMetric {
  readonly name: string;
  /** Unique in the edge node. */
  readonly alias: number;
  readonly datatype: number;
  value: PublishedValue;
  /** ms since 1970 */
  at: number;
  changed: boolean;
}

/** A device, or the node itself under the id "". */
type Metrics = Map<string, PublishedMetric>;

/**
 * An edge node of Sparkplug B: one MQTT client with its will, births, data by exception and rebirth on
 * command. What changes while the broker is away is in the next birth.
 */
export class EmulatedEdgeNode {
  readonly #url: string;
  readonly #group: string;
  readonly #node: string;
  readonly #devices = new Map<string, Metrics>();
  #aliases = 0;
  #client: MqttClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #bdSeq = -1;
  #seq = 0;
  #alive = false;
  #stopped = false;

  constructor(url: string, group: string, node: string) {
    this.#url = url;
    this.#group = group;
    this.#node = node;
  }

  /** Declares a metric; all of them before `start`. @param device "" for one of the node itself */
  declare(device: string, name: string, datatype: number, value: PublishedValue, at: number): void {
    const metrics: Metrics = this.#devices.get(device) ?? new Map<string, PublishedMetric>();
    this.#devices.set(device, metrics);
    this.#aliases += 1;
    metrics.set(name, { name, alias: this.#aliases, datatype, value, at, changed: false });
  }

  /** A new value; `flush` publishes it, if it is another one. @param at ms since 1970 */
  set(device: string, name: string, value: PublishedValue, at: number): void {
    const metric = this.#devices.get(device)?.get(name);
    if (metric === undefined || metric.value === value) return;
    metric.value = value;
    metric.at = at;
    metric.changed = true;
  }

  /** Publishes what has changed: a data message for each device. @param now ms since 1970 */
  flush(now: number): void {
    if (!this.#alive) return;
    for (const [device, metrics] of this.#devices) {
      const changed = [...metrics.values()].filter((metric) => metric.changed);
      if (changed.length === 0) continue;
      const values = changed.map(({ alias, datatype, value, at }) => ({
        alias,
        datatype,
        value,
        timestamp: at,
      }));
      this.#publish(device === "" ? "NDATA" : "DDATA", device, values, now);
      for (const metric of changed) metric.changed = false;
    }
  }

  start(): void {
    this.#connect();
  }

  /** Takes leave: the death is published, then the connection is closed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client === undefined) return;
    if (this.#alive) client.publish(this.#topic("NDEATH", ""), this.#death());
    this.#alive = false;
    await client.endAsync();
  }

  /** Breaks the connection as a crash would; the broker publishes the will, and the node comes back. */
  crash(): void {
    this.#client?.stream.destroy();
  }

  #connect(): void {
    this.#bdSeq = (this.#bdSeq + 1) % 256;
    const client = mqtt.connect(this.#url, {
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: 0,
      keepalive: 30,
      will: { topic: this.#topic("NDEATH", ""), payload: this.#death(), qos: 1, retain: false },
    });
    this.#client = client;
    client.on("connect", () => {
      client.subscribe(this.#topic("NCMD", ""), { qos: 1 }, () => {
        if (this.#client === client && client.connected) this.#bear();
      });
    });
    client.on("message", (_topic, bytes) => {
      if (this.#alive && isRebirth(bytes)) this.#bear();
    });
    // The reason is of no use here: the node tries again whatever it was.
    client.on("error", () => client.end(true));
    client.on("close", () => {
      if (this.#client !== client || this.#stopped) return;
      this.#client = undefined;
      this.#alive = false;
      this.#timer = setTimeout(() => this.#connect(), RETRY);
    });
  }

  #bear(): void {
    const now = Date.now();
    this.#seq = 0;
    this.#alive = true;
    const own: OutgoingMetric[] = [
      { name: "bdSeq", datatype: DATATYPE.int64, value: this.#bdSeq, timestamp: now },
      { name: REBIRTH, datatype: DATATYPE.boolean, value: false, timestamp: now },
    ];
    this.#publish("NBIRTH", "", [...own, ...this.#births("")], now);
    for (const device of this.#devices.keys()) {
      if (device !== "") this.#publish("DBIRTH", device, this.#births(device), now);
    }
  }

  #births(device: string): OutgoingMetric[] {
    return [...(this.#devices.get(device)?.values() ?? [])].map((metric) => {
      metric.changed = false;
      const { name, alias, datatype, value, at } = metric;
      return { name, alias, datatype, value, timestamp: at };
    });
  }

  #publish(type: MessageType, device: string, metrics: OutgoingMetric[], now: number): void {
    const payload = encodePayload({ timestamp: now, seq: this.#seq, metrics });
    this.#seq = (this.#seq + 1) % 256;
    this.#client?.publish(this.#topic(type, device), Buffer.from(payload));
  }

  #death(): Buffer {
    const metrics = [{ name: "bdSeq", datatype: DATATYPE.int64, value: this.#bdSeq }];
    return Buffer.from(encodePayload({ timestamp: Date.now(), metrics }));
  }

  #topic(type: MessageType, device: string): string {
    const topic = { group: this.#group, type, node: this.#node };
    return formatTopic(device === "" ? topic : { ...topic, device });
  }
}

function isRebirth(bytes: Uint8Array): boolean {
  const payload = decodePayload(bytes);
  return (
    payload.ok &&
    payload.value.metrics.some(
      ({ name, value }) => name === REBIRTH && value.case === "booleanValue" && value.value,
    )
  );
}
