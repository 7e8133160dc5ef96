import { SequenceWatch } from "./sequence.ts";
import type { Signal } from "./signal.ts";

/**
 * unknown: neither a birth nor a death was heard on this connection. After a death only a birth makes it
 * alive again; from unknown, data do so too (somebody joined late).
 */
export type Life = "unknown" | "alive" | "dead";

/** A device of an edge node, or the node itself, with the signals that the plant file binds to it. */
export class Device {
  life: Life = "unknown";
  /** A birth was heard on this connection: aliases are known, and an unknown one belongs to no signal. */
  born = false;
  readonly byName = new Map<string, Signal[]>();
  /** Only aliases of bound metrics are kept, so this cannot grow beyond the plant file. */
  readonly byAlias = new Map<number | bigint, { readonly name: string; readonly datatype: number }>();
  readonly datatypes = new Map<string, number>();

  /** What the last birth said no longer holds. */
  unbear(): void {
    this.born = false;
    this.byAlias.clear();
    this.datatypes.clear();
  }

  *signals(): Generator<Signal> {
    for (const signals of this.byName.values()) yield* signals;
  }
}

/** An edge node that the plant's tags name: one MQTT client of the plant, with its devices. */
export class EdgeNode {
  readonly group: string;
  readonly node: string;
  life: Life = "unknown";
  /** Ties a death to its birth; undefined while unknown. */
  bdSeq: number | bigint | undefined;
  /** When the newest message was sent by the node's clock, ms since 1970. */
  sent = Number.NEGATIVE_INFINITY;
  readonly sequence = new SequenceWatch();
  readonly self = new Device();
  readonly devices = new Map<string, Device>();

  constructor(group: string, node: string) {
    this.group = group;
    this.node = node;
  }

  /** The device, or the node itself where none is named; undefined for one that no tag names. */
  device(id: string | undefined): Device | undefined {
    return id === undefined ? this.self : this.devices.get(id);
  }

  /** The device for binding a tag to it. */
  obtainDevice(id: string | undefined): Device {
    if (id === undefined) return this.self;
    const device = this.devices.get(id) ?? new Device();
    this.devices.set(id, device);
    return device;
  }

  *allDevices(): Generator<Device> {
    yield this.self;
    yield* this.devices.values();
  }

  *signals(): Generator<Signal> {
    for (const device of this.allDevices()) yield* device.signals();
  }

  /** Values of this device may no longer hold. */
  isStale(device: Device): boolean {
    return this.life !== "alive" || (device !== this.self && device.life !== "alive");
  }
}
