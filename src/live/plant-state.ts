import type { LiveElement, LiveMember, LiveProblem, TaggedPlant } from "../protocol/live.ts";
import { Bindings } from "./bindings.ts";
import type { Device, EdgeNode } from "./edge-node.ts";
import { ProblemLog } from "./problem-log.ts";
import type { Signal } from "./signal.ts";
import { safeInteger } from "./sparkplug/integer.ts";
import type { Metric, Payload } from "./sparkplug/payload_pb.ts";
import { bdSeqOf, decodePayload, wireTime } from "./sparkplug/payload.ts";
import { parseTopic, type SparkplugTopic } from "./sparkplug/topic.ts";
import { type MetricValue, readValue } from "./sparkplug/value.ts";

/** Our server repeats the plant's births, brought up to date, to late joiners under this first part of a topic. */
export const SNAPSHOT_PREFIX = "taktwerk/snapshot/";

/** Counted since the start. */
export interface PlantCounters {
  messages: number;
  malformed: number;
  gaps: number;
  unresolved: number;
  births: number;
  deaths: number;
}

/** What a message is about, while it is worked through. */
interface Context {
  readonly topic: string;
  readonly node: EdgeNode;
  readonly payload: Payload;
  readonly snapshot: boolean;
  /** ms since 1970, by our clock */
  readonly now: number;
}

function describe(value: MetricValue | undefined): string {
  return typeof value === "object" ? "a table, an array or bytes" : String(value);
}

/**
 * What a listening Sparkplug B host application knows of a plant: births give metrics their aliases, data
 * change values, deaths and lost messages make them stale. Times are passed in; whatever bytes come,
 * nothing throws, and memory is bounded by the plant's tags.
 */
export class PlantState {
  readonly counters: PlantCounters = {
    messages: 0,
    malformed: 0,
    gaps: 0,
    unresolved: 0,
    births: 0,
    deaths: 0,
  };
  readonly #bindings: Bindings;
  readonly #log = new ProblemLog();

  constructor(plant: TaggedPlant) {
    this.#bindings = new Bindings(plant);
  }

  /**
   * Topics to subscribe to: those of the plant's edge nodes and our server's snapshots of them. A name
   * with a character that Sparkplug forbids in names would listen to something else, so it is left out.
   */
  get topics(): string[] {
    return [...this.#bindings.nodes.values()]
      .filter(({ group, node }) => !/[+#/\0]/.test(group + node))
      .flatMap(({ group, node }) => [
        `spBv1.0/${group}/+/${node}/#`,
        `${SNAPSHOT_PREFIX}spBv1.0/${group}/+/${node}/#`,
      ]);
  }

  get nodes(): number {
    return this.#bindings.nodes.size;
  }

  get nodesOnline(): number {
    return [...this.#bindings.nodes.values()].filter(({ life }) => life === "alive").length;
  }

  /** Elements with a live signal. */
  get elements(): number {
    return this.#bindings.bound;
  }

  get elementsHeard(): number {
    return this.#bindings.heard;
  }

  /**
   * Takes a message from the broker.
   * @param now ms since 1970, by our clock
   * @returns whether it is a message of this plant's edge nodes
   */
  receive(topic: string, bytes: Uint8Array, now: number): boolean {
    const snapshot = topic.startsWith(SNAPSHOT_PREFIX);
    const parsed = parseTopic(snapshot ? topic.slice(SNAPSHOT_PREFIX.length) : topic);
    if (!parsed.ok) {
      this.counters.messages += 1;
      this.#malformed("malformedTopic", topic, parsed.error, now);
      return false;
    }
    const { group, node: nodeId, type } = parsed.value;
    const node = this.#bindings.nodes.get(`${group}/${nodeId}`);
    // Commands are other hosts' talk to the plant.
    if (node === undefined || type === "NCMD" || type === "DCMD") return false;
    if (!snapshot) this.counters.messages += 1;
    const payload = decodePayload(bytes);
    if (!payload.ok) {
      this.#malformed("malformedPayload", topic, payload.error, now);
      return true;
    }
    this.#dispatch(parsed.value, { topic, node, payload: payload.value, snapshot, now });
    return true;
  }

  /**
   * The connection is gone: anything may happen unheard, so nothing is known to be alive, and an alias
   * may come back with another meaning.
   */
  loseConnection(): void {
    for (const node of this.#bindings.nodes.values()) {
      node.life = "unknown";
      node.bdSeq = undefined;
      node.sequence.forget();
      for (const device of node.allDevices()) {
        device.life = "unknown";
        device.unbear();
      }
      this.#doubt(node);
    }
  }

  /** What changed since the last call; at the first, all elements with a live signal. */
  takeChanges(): LiveElement[] {
    return this.#bindings.takeChanges();
  }

  /** The same of vehicles and pools of workers. */
  takeMembers(): LiveMember[] {
    return this.#bindings.takeMembers();
  }

  takeProblems(): LiveProblem[] {
    return this.#log.take();
  }

  /** All elements with a live signal. */
  allElements(): LiveElement[] {
    return this.#bindings.all();
  }

  /** All vehicles and pools of workers with a live signal. */
  allMembers(): LiveMember[] {
    return this.#bindings.allMembers();
  }

  #dispatch(topic: SparkplugTopic, context: Context): void {
    const { node } = context;
    if (topic.type === "NDEATH") {
      this.#nodeDeath(context);
      return;
    }
    if (!this.#takeSequence(topic, context)) return;
    this.#followClock(context);
    const device = node.device(topic.device);
    switch (topic.type) {
      case "NBIRTH":
        this.#nodeBirth(context);
        break;
      case "DBIRTH":
        if (!context.snapshot) this.counters.births += 1;
        if (device !== undefined) this.#birth(device, context);
        break;
      case "DDEATH":
        if (!context.snapshot) this.counters.deaths += 1;
        if (device === undefined) break;
        device.life = "dead";
        device.unbear();
        this.#bindings.touch(device.signals());
        break;
      default:
        if (device !== undefined) this.#data(device, context);
    }
  }

  /** @returns false if the message is to be skipped */
  #takeSequence(topic: SparkplugTopic, context: Context): boolean {
    const { node, payload, snapshot, now } = context;
    if (snapshot) {
      node.sequence.forget();
      return true;
    }
    if (payload.seq === undefined || payload.seq > 255n) {
      this.#malformed("malformedPayload", context.topic, "no sequence number of 0 to 255", now);
      return false;
    }
    const seq = Number(payload.seq);
    if (topic.type === "NBIRTH") {
      node.sequence.start(seq);
      return true;
    }
    if (node.sequence.take(seq) !== "gap") return true;
    this.counters.gaps += 1;
    this.#log.report("sequenceGap", `${node.group}/${node.node}`, `number ${seq} came unexpectedly`, now);
    this.#doubt(node);
    return true;
  }

  /** Messages of this node were missed: each value may no longer hold until the next one comes. */
  #doubt(node: EdgeNode): void {
    for (const signal of node.signals()) signal.uncertain = signal.heard;
    this.#bindings.touch(node.signals());
  }

  /**
   * A node whose clock was set back sends its next message earlier than its last. Its values are then
   * taken in the order in which they come, or they would lose against the past until the clock catches up.
   */
  #followClock({ node, payload }: Context): void {
    const sent = wireTime(payload.timestamp);
    if (sent === undefined) return;
    if (sent < node.sent) {
      for (const signal of node.signals()) signal.newest = Number.NEGATIVE_INFINITY;
    }
    node.sent = sent;
  }

  #nodeBirth(context: Context): void {
    const { node, payload } = context;
    if (!context.snapshot) this.counters.births += 1;
    node.life = "alive";
    node.bdSeq = bdSeqOf(payload.metrics);
    // Its devices follow with births of their own; until then they are not there.
    for (const device of node.devices.values()) {
      device.life = "dead";
      device.unbear();
    }
    this.#birth(node.self, context);
    this.#bindings.touch(node.signals());
  }

  #nodeDeath(context: Context): void {
    const { node, payload, now } = context;
    const bdSeq = bdSeqOf(payload.metrics);
    if (!context.snapshot) this.counters.deaths += 1;
    if (bdSeq !== undefined && node.bdSeq !== undefined && bdSeq !== node.bdSeq) {
      // The will of an earlier connection, delivered after the node has come back.
      const detail = `bdSeq ${bdSeq}, but the node lives with ${node.bdSeq}`;
      this.#log.report("deathOfOtherSession", `${node.group}/${node.node}`, detail, now);
      return;
    }
    node.life = "dead";
    node.sequence.forget();
    for (const device of node.allDevices()) device.unbear();
    this.#bindings.touch(node.signals());
  }

  #birth(device: Device, context: Context): void {
    device.unbear();
    device.born = true;
    device.life = "alive";
    if (context.node.life === "unknown") context.node.life = "alive";
    for (const metric of context.payload.metrics) {
      const { name, alias, datatype } = metric;
      const signals = name === undefined ? undefined : device.byName.get(name);
      if (name === undefined || signals === undefined) continue;
      device.datatypes.set(name, datatype ?? 0);
      if (alias !== undefined) device.byAlias.set(safeInteger(alias), { name, datatype: datatype ?? 0 });
      for (const signal of signals) signal.newest = Number.NEGATIVE_INFINITY;
      this.#apply(signals, metric, datatype ?? 0, context);
    }
    this.#bindings.touch(device.signals());
  }

  #data(device: Device, context: Context): void {
    if (context.node.life === "unknown") {
      context.node.life = "alive";
      this.#bindings.touch(context.node.signals());
    }
    if (device.life === "unknown") {
      device.life = "alive";
      this.#bindings.touch(device.signals());
    }
    for (const metric of context.payload.metrics) {
      const known = metric.alias === undefined ? undefined : device.byAlias.get(safeInteger(metric.alias));
      const name = metric.name ?? known?.name;
      if (name === undefined) {
        if (!device.born) this.counters.unresolved += 1;
        continue;
      }
      const signals = device.byName.get(name);
      if (signals === undefined || metric.isHistorical === true) continue;
      const datatype = metric.datatype ?? known?.datatype ?? device.datatypes.get(name) ?? 0;
      this.#apply(signals, metric, datatype, context);
    }
  }

  #apply(signals: readonly Signal[], metric: Metric, datatype: number, context: Context): void {
    const value = metric.isNull === true ? undefined : readValue(metric.value, datatype);
    if (value?.ok === false) {
      this.#malformed(
        "malformedPayload",
        context.topic,
        `${metric.name ?? metric.alias}: ${value.error}`,
        context.now,
      );
      return;
    }
    const at = wireTime(metric.timestamp) ?? wireTime(context.payload.timestamp) ?? context.now;
    for (const signal of signals) {
      if (at < signal.newest) continue;
      const problem = signal.set(value?.value, at);
      this.#bindings.hear(signal);
      if (problem === undefined || signal.reported) continue;
      signal.reported = true;
      const { group, node, device, metric: name } = signal.tag;
      const subject = [group, node, ...(device === undefined ? [] : [device]), name].join("/");
      this.#log.report(problem, subject, describe(value?.value), context.now);
    }
  }

  #malformed(rule: "malformedTopic" | "malformedPayload", subject: string, detail: string, at: number): void {
    this.counters.malformed += 1;
    this.#log.report(rule, subject, detail, at);
  }
}
