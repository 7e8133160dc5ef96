import type { LiveElement, LiveMember, TaggedPlant } from "../protocol/live.ts";
import { type Device, EdgeNode } from "./edge-node.ts";
import { Signal } from "./signal.ts";
import { type LiveTag, memberTagsOf, tagsOf } from "./tags.ts";

interface Owner {
  /** Of the element, fleet or pool. */
  readonly id: string;
  /** Number of the vehicle, from 1. */
  readonly vehicle: number | undefined;
  readonly signals: { readonly signal: Signal; readonly node: EdgeNode; readonly device: Device }[];
}

/** The plant's elements, vehicles and pools, tied by their tags to edge nodes and devices; remembers which changed. */
export class Bindings {
  /** Key: `group/node`. */
  readonly nodes = new Map<string, EdgeNode>();
  /** Elements in the order of the plant file, then vehicles and pools that have signals. */
  readonly #owners: Owner[];
  readonly #elements: number;
  readonly #changed = new Set<number>();
  readonly #heard = new Set<number>();
  /** Elements with a live signal. */
  readonly bound: number;

  constructor(plant: TaggedPlant) {
    this.#owners = plant.elements.map(({ id }) => ({ id, vehicle: undefined, signals: [] }));
    this.#elements = this.#owners.length;
    for (const { element, tag } of tagsOf(plant)) this.#bind(element, tag);
    this.bound = this.#owners.filter(({ signals }) => signals.length > 0).length;
    const members = new Map<string, number>();
    for (const { id, vehicle, tag } of memberTagsOf(plant)) {
      const key = `${id}/${vehicle ?? ""}`;
      let owner = members.get(key);
      if (owner === undefined) {
        owner = this.#owners.push({ id, vehicle, signals: [] }) - 1;
        members.set(key, owner);
      }
      this.#bind(owner, tag);
    }
    this.#owners.forEach(({ signals }, index) => {
      if (signals.length > 0) this.#changed.add(index);
    });
  }

  /** Elements of which anything was heard. */
  get heard(): number {
    return this.#heard.size;
  }

  touch(signals: Iterable<Signal>): void {
    for (const signal of signals) this.#changed.add(signal.owner);
  }

  /** A value came for this signal. */
  hear(signal: Signal): void {
    this.#changed.add(signal.owner);
    if (signal.owner < this.#elements) this.#heard.add(signal.owner);
  }

  /** Elements that changed since the last call; at the first, all with a live signal. */
  takeChanges(): LiveElement[] {
    return this.#take((index) => index < this.#elements).map((index) => this.#element(index));
  }

  /** The same of vehicles and pools. */
  takeMembers(): LiveMember[] {
    return this.#take((index) => index >= this.#elements).map((index) => this.#member(index));
  }

  /** All elements with a live signal. */
  all(): LiveElement[] {
    return this.#bound((index) => index < this.#elements).map((index) => this.#element(index));
  }

  /** All vehicles and pools with a live signal. */
  allMembers(): LiveMember[] {
    return this.#bound((index) => index >= this.#elements).map((index) => this.#member(index));
  }

  #bind(owner: number, tag: LiveTag): void {
    const { group, node: nodeId, device: deviceId, metric } = tag;
    const key = `${group}/${nodeId}`;
    const node = this.nodes.get(key) ?? new EdgeNode(group, nodeId);
    this.nodes.set(key, node);
    const device = node.obtainDevice(deviceId);
    const signal = new Signal(owner, tag);
    const sameMetric = device.byName.get(metric);
    if (sameMetric === undefined) device.byName.set(metric, [signal]);
    else sameMetric.push(signal);
    this.#owners[owner]?.signals.push({ signal, node, device });
  }

  #take(isWanted: (index: number) => boolean): number[] {
    const taken = [...this.#changed].filter(isWanted).sort((a, b) => a - b);
    for (const index of taken) this.#changed.delete(index);
    return taken;
  }

  #bound(isWanted: (index: number) => boolean): number[] {
    return this.#owners.flatMap(({ signals }, index) =>
      signals.length > 0 && isWanted(index) ? [index] : [],
    );
  }

  #element(index: number): LiveElement {
    const { id, signals, at, stale } = this.#heardOf(index);
    let values: Pick<LiveElement, "state" | "count" | "content"> = {};
    for (const signal of signals) {
      if (signal.state !== undefined) values = { ...values, state: signal.state };
      if (signal.number !== undefined) values = { ...values, [signal.tag.signal]: signal.number };
    }
    return { id, at, stale, ...values };
  }

  #member(index: number): LiveMember {
    const { id, vehicle, signals, at, stale } = this.#heardOf(index);
    let values: Omit<LiveMember, "id" | "at" | "stale"> = vehicle === undefined ? {} : { vehicle };
    for (const { tag, vehicle: state, text, number } of signals) {
      if (state !== undefined) values = { ...values, state };
      if (text !== undefined) values = { ...values, location: text };
      if (number !== undefined)
        values = { ...values, [tag.signal]: tag.signal === "battery" ? number / 100 : number };
    }
    return { id, at, stale, ...values };
  }

  #heardOf(index: number): {
    id: string;
    vehicle: number | undefined;
    signals: Signal[];
    at: number;
    stale: boolean;
  } {
    const { id, vehicle, signals } = this.#owners[index] ?? { id: "", vehicle: undefined, signals: [] };
    const heard = signals.filter(({ signal }) => signal.heard);
    const at = heard.reduce((newest, { signal }) => Math.max(newest, signal.at), 0);
    const stale =
      heard.length === 0 ||
      heard.some(({ signal, node, device }) => signal.uncertain || node.isStale(device));
    return { id, vehicle, signals: heard.map(({ signal }) => signal), at, stale };
  }
}
