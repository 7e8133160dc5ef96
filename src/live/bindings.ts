import type { LiveElement, TaggedPlant } from "../protocol/live.ts";
import { type Device, EdgeNode } from "./edge-node.ts";
import { Signal } from "./signal.ts";
import { tagsOf } from "./tags.ts";

interface BoundElement {
  readonly id: string;
  readonly signals: { readonly signal: Signal; readonly node: EdgeNode; readonly device: Device }[];
}

/** The plant's elements, tied by their tags to edge nodes and devices; remembers which changed. */
export class Bindings {
  /** Key: `group/node`. */
  readonly nodes = new Map<string, EdgeNode>();
  readonly #elements: readonly BoundElement[];
  readonly #changed = new Set<number>();
  readonly #heard = new Set<number>();
  /** Elements with a live signal. */
  readonly bound: number;

  constructor(plant: TaggedPlant) {
    this.#elements = plant.elements.map(({ id }) => ({ id, signals: [] }));
    for (const { element, tag } of tagsOf(plant)) this.#bind(new Signal(element, tag));
    this.#elements.forEach(({ signals }, index) => {
      if (signals.length > 0) this.#changed.add(index);
    });
    this.bound = this.#changed.size;
  }

  /** Elements of which anything was heard. */
  get heard(): number {
    return this.#heard.size;
  }

  touch(signals: Iterable<Signal>): void {
    for (const signal of signals) this.#changed.add(signal.element);
  }

  /** A value came for this signal. */
  hear(signal: Signal): void {
    this.#changed.add(signal.element);
    this.#heard.add(signal.element);
  }

  /** What changed since the last call; at the first, all elements with a live signal. */
  takeChanges(): LiveElement[] {
    const changes = [...this.#changed].sort((a, b) => a - b).map((index) => this.#view(index));
    this.#changed.clear();
    return changes;
  }

  /** All elements with a live signal. */
  all(): LiveElement[] {
    return this.#elements.flatMap(({ signals }, index) => (signals.length > 0 ? [this.#view(index)] : []));
  }

  #bind(signal: Signal): void {
    const { group, node: nodeId, device: deviceId, metric } = signal.tag;
    const key = `${group}/${nodeId}`;
    const node = this.nodes.get(key) ?? new EdgeNode(group, nodeId);
    this.nodes.set(key, node);
    const device = node.obtainDevice(deviceId);
    const sameMetric = device.byName.get(metric);
    if (sameMetric === undefined) device.byName.set(metric, [signal]);
    else sameMetric.push(signal);
    this.#elements[signal.element]?.signals.push({ signal, node, device });
  }

  #view(index: number): LiveElement {
    const { id, signals } = this.#elements[index] ?? { id: "", signals: [] };
    const heard = signals.filter(({ signal }) => signal.heard);
    let at = 0;
    let values: Pick<LiveElement, "state" | "count" | "content"> = {};
    for (const { signal } of heard) {
      at = Math.max(at, signal.at);
      if (signal.state !== undefined) values = { ...values, state: signal.state };
      if (signal.number !== undefined) values = { ...values, [signal.tag.signal]: signal.number };
    }
    const stale =
      heard.length === 0 ||
      heard.some(({ signal, node, device }) => signal.uncertain || node.isStale(device));
    return { id, at, stale, ...values };
  }
}
