import { create, toBinary } from "@bufbuild/protobuf";
import { SequenceWatch } from "./sequence.ts";
import { safeInteger } from "./sparkplug/integer.ts";
import { type Metric, MetricSchema, type Payload, PayloadSchema } from "./sparkplug/payload_pb.ts";
import { bdSeqOf, decodePayload, wireTime } from "./sparkplug/payload.ts";
import { formatTopic, parseTopic, type SparkplugTopic } from "./sparkplug/topic.ts";

/** What the keeper holds at most, whatever the plant sends. */
export interface KeeperLimits {
  readonly nodes: number;
  readonly metrics: number;
}

/** A message that brings a late joiner up to date. */
export interface KeptMessage {
  readonly topic: SparkplugTopic;
  readonly payload: Uint8Array;
}

/** Metrics of a node or device as they stand, by name. */
class KeptMetrics {
  alive = true;
  /** ms since 1970, by the sender's clock */
  sent = 0;
  readonly byName = new Map<string, Metric>();
  readonly names = new Map<number | bigint, string>();

  /** Takes a birth. @returns metrics taken */
  bear(payload: Payload, room: number): number {
    this.sent = wireTime(payload.timestamp) ?? 0;
    for (const metric of payload.metrics) {
      if (metric.name === undefined || this.byName.size >= room) continue;
      this.byName.set(metric.name, this.#stamped(metric, payload));
      if (metric.alias !== undefined) this.names.set(safeInteger(metric.alias), metric.name);
    }
    return this.byName.size;
  }

  /** Brings the metrics up to date; a value that is late or historical changes nothing. */
  update(payload: Payload): void {
    const sent = wireTime(payload.timestamp) ?? this.sent;
    const clockSetBack = sent < this.sent;
    this.sent = sent;
    for (const change of payload.metrics) {
      const alias = change.alias === undefined ? undefined : safeInteger(change.alias);
      const name = change.name ?? (alias === undefined ? undefined : this.names.get(alias));
      const kept = name === undefined ? undefined : this.byName.get(name);
      if (name === undefined || kept === undefined || change.isHistorical === true) continue;
      const stamped = this.#stamped(change, payload);
      if (!clockSetBack && (stamped.timestamp ?? 0n) < (kept.timestamp ?? 0n)) continue;
      const { alias: keptAlias, datatype } = kept;
      this.byName.set(
        name,
        create(MetricSchema, {
          name,
          value: stamped.value,
          ...(keptAlias === undefined ? {} : { alias: keptAlias }),
          ...(datatype === undefined ? {} : { datatype }),
          ...(stamped.timestamp === undefined ? {} : { timestamp: stamped.timestamp }),
          ...(stamped.isNull === undefined ? {} : { isNull: stamped.isNull }),
        }),
      );
    }
  }

  birth(): Uint8Array {
    const metrics = [...this.byName.values()];
    return toBinary(PayloadSchema, create(PayloadSchema, { timestamp: BigInt(this.sent), seq: 0n, metrics }));
  }

  /** A metric without a time of its own has that of its message. */
  #stamped(metric: Metric, payload: Payload): Metric {
    if (metric.timestamp === undefined && payload.timestamp !== undefined) {
      metric.timestamp = payload.timestamp;
    }
    return metric;
  }
}

interface KeptNode {
  readonly sequence: SequenceWatch;
  readonly self: KeptMetrics;
  readonly devices: Map<string, KeptMetrics>;
}

/**
 * Keeps the births of a plant, brought up to date by the data that follow, so that a page that joins late
 * gets them from the server; the plant is never asked. Works beside a broker and bounds its memory.
 */
export class BirthKeeper {
  readonly #nodes = new Map<string, KeptNode>();
  readonly #limits: KeeperLimits;
  #metrics = 0;
  /** Nodes and metrics that found no room, and messages that could not be read. */
  readonly left = { nodes: 0, unreadable: 0 };

  constructor(limits: KeeperLimits = { nodes: 1000, metrics: 200_000 }) {
    this.#limits = limits;
  }

  /**
   * Takes every message that passes the broker; those that are none of Sparkplug B do nothing.
   * @returns the edge node whose births should be asked for again: a message of it was lost, or it sends
   * data of which no birth was heard
   */
  receive(text: string, bytes: Uint8Array): Pick<SparkplugTopic, "group" | "node"> | undefined {
    const topic = parseTopic(text);
    if (!topic.ok || topic.value.type === "NCMD" || topic.value.type === "DCMD") return undefined;
    const payload = decodePayload(bytes);
    if (!payload.ok) {
      this.left.unreadable += 1;
      return undefined;
    }
    return this.#take(topic.value, payload.value) ? undefined : topic.value;
  }

  /** The births as they stand, each node before its devices, and the death of what is dead. */
  *messages(): Generator<KeptMessage> {
    for (const [key, { self, devices }] of this.#nodes) {
      const separator = key.indexOf("/");
      const group = key.slice(0, separator);
      const node = key.slice(separator + 1);
      yield { topic: { group, type: "NBIRTH", node }, payload: self.birth() };
      for (const [device, metrics] of devices) {
        yield { topic: { group, type: "DBIRTH", node, device }, payload: metrics.birth() };
        if (!metrics.alive) {
          yield { topic: { group, type: "DDEATH", node, device }, payload: new Uint8Array() };
        }
      }
      if (!self.alive) yield { topic: { group, type: "NDEATH", node }, payload: deathOf(self) };
    }
  }

  /** @returns false if births are missing */
  #take(topic: SparkplugTopic, payload: Payload): boolean {
    const key = `${topic.group}/${topic.node}`;
    if (topic.type === "NBIRTH") {
      this.#nodeBirth(key, payload);
      return true;
    }
    const node = this.#nodes.get(key);
    if (topic.type === "NDEATH") {
      if (node !== undefined && isDeathOf(node.self, payload)) {
        node.self.alive = false;
        node.sequence.forget();
      }
      return true;
    }
    if (node === undefined || !node.self.alive) return false;
    const whole = node.sequence.take(Number(payload.seq ?? 0n) % 256) !== "gap";
    const metrics = topic.device === undefined ? node.self : node.devices.get(topic.device);
    if (topic.type === "DBIRTH") {
      if (topic.device !== undefined) this.#deviceBirth(node, topic.device, payload);
      return whole;
    }
    if (metrics === undefined) return false;
    if (topic.type === "DDEATH") metrics.alive = false;
    else metrics.update(payload);
    return whole;
  }

  #nodeBirth(key: string, payload: Payload): void {
    this.#forget(key);
    if (this.#nodes.size >= this.#limits.nodes) {
      this.left.nodes += 1;
      return;
    }
    const self = new KeptMetrics();
    this.#metrics += self.bear(payload, this.#limits.metrics - this.#metrics);
    const sequence = new SequenceWatch();
    sequence.start(Number(payload.seq ?? 0n) % 256);
    this.#nodes.set(key, { sequence, self, devices: new Map() });
  }

  #deviceBirth(node: KeptNode, device: string, payload: Payload): void {
    this.#metrics -= node.devices.get(device)?.byName.size ?? 0;
    const metrics = new KeptMetrics();
    const room = this.#limits.metrics - this.#metrics;
    const taken = metrics.bear(payload, room);
    this.#metrics += taken;
    if (taken > 0 || room > 0) node.devices.set(device, metrics);
    else node.devices.delete(device);
  }

  #forget(key: string): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#metrics -= node.self.byName.size;
    for (const device of node.devices.values()) this.#metrics -= device.byName.size;
    this.#nodes.delete(key);
  }
}

/** A death belongs to the birth with the same number; without a number it is believed. */
function isDeathOf(self: KeptMetrics, payload: Payload): boolean {
  const death = bdSeqOf(payload.metrics);
  const birth = bdSeqOf(self.byName.values());
  return death === undefined || birth === undefined || death === birth;
}

function deathOf(self: KeptMetrics): Uint8Array {
  const bdSeq = self.byName.get("bdSeq");
  return toBinary(
    PayloadSchema,
    create(PayloadSchema, {
      timestamp: BigInt(self.sent),
      metrics: bdSeq === undefined ? [] : [bdSeq],
    }),
  );
}

/** The topic of a kept message below a prefix. */
export function keptTopic(prefix: string, message: KeptMessage): string {
  return prefix + formatTopic(message.topic);
}
