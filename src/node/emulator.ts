import { DATATYPE } from "../live/sparkplug/datatype.ts";
import { type ElementTag, type LiveTag, type MemberTag, memberTagsOf, tagsOf } from "../live/tags.ts";
import type { Tag } from "../plant/elements/common.ts";
import type { Plant } from "../plant/schema.ts";
import { STATES } from "../plant/states.ts";
import { Simulation } from "../sim/simulation.ts";
import type { ResourceInstant } from "../sim/trace/instant.ts";
import { InstantReader } from "../sim/trace/instant-reader.ts";
import { alterPlant } from "./emulator-changes.ts";
import { EmulatedEdgeNode, type PublishedValue } from "./emulator-edge-node.ts";

/** The emulated plant is looked at, and what changed is published, this often, ms. */
const TICK = 50;
/** Each edge node says at least this often that it is there: its clock, ms. */
const HEARTBEAT = 5000;
const CLOCK = "Plant Clock";
/** Most events in one look: a speed that is too high for the machine makes the plant lag, not hang. */
const MAX_EVENTS = 200_000;
/** Most events of the warm-up; a plant that needs more begins colder. */
const MAX_WARMUP_EVENTS = 5_000_000;

export interface EmulatorOptions {
  readonly plant: Plant;
  /** Address of the broker. */
  readonly url: string;
  /** Plant seconds a second. */
  readonly speed: number;
  /** Of the differences and of the emulated plant's own fortunes. */
  readonly seed: number;
  /** The simulation cannot go on (a zero-time loop in the plant); the emulated plant has died. */
  readonly onFailure: (message: string) => void;
}

/** The plant's own word for a state, where the tag translates; the first that means it. */
function wordOf<S extends string>(state: S, map: Readonly<Record<string, S>> | undefined): string {
  return Object.entries(map ?? {}).find(([, meaning]) => meaning === state)?.[0] ?? state;
}

/**
 * Stands in for a real plant: a second simulation of the same scene, a little different from what its file
 * says, in real time, that publishes Sparkplug B by exception. It begins warmed up.
 */
export class Emulator {
  readonly #simulation: Simulation;
  readonly #tags: readonly ElementTag[];
  readonly #members: readonly MemberTag[];
  readonly #reader: InstantReader;
  readonly #nodes = new Map<string, EmulatedEdgeNode>();
  readonly #speed: number;
  /** What differs from the plant file, in words; for whoever asks to have it revealed. */
  readonly changes: readonly string[];
  readonly #onFailure: (message: string) => void;
  #timer: NodeJS.Timeout | undefined;
  /** Simulated time at the start, s. */
  readonly #from: number;
  #startedAt = 0;
  #beatAt = 0;

  /** @throws what `Simulation` throws when the warm-up cannot be simulated */
  constructor(options: EmulatorOptions) {
    const { plant, changes } = alterPlant(options.plant, options.seed);
    this.changes = changes;
    this.#speed = options.speed;
    this.#tags = tagsOf(plant);
    this.#members = memberTagsOf(plant);
    this.#onFailure = options.onFailure;
    this.#simulation = new Simulation(plant, { seed: options.seed });
    this.#simulation.advance(plant.run.warmup, MAX_WARMUP_EVENTS);
    this.#from = this.#simulation.time;
    this.#reader = new InstantReader(this.#simulation.model);
    const now = Date.now();
    for (const { element, tag } of this.#tags) {
      const node = this.#obtainNode(options.url, tag, now);
      const datatype = tag.signal === "state" ? DATATYPE.string : DATATYPE.int64;
      node.declare(tag.device ?? "", tag.metric, datatype, this.#valueOf(element, tag), now);
    }
    const instants = this.#instants();
    for (const { id, vehicle, tag } of this.#members) {
      const value = memberValue(instants.get(id), vehicle, tag);
      if (value === undefined) continue;
      const node = this.#obtainNode(options.url, tag, now);
      const datatype = typeof value === "string" ? DATATYPE.string : DATATYPE.double;
      node.declare(tag.device ?? "", tag.metric, datatype, value, now);
    }
  }

  start(): void {
    this.#startedAt = Date.now();
    for (const node of this.#nodes.values()) node.start();
    this.#timer = setInterval(() => this.#tickOrDie(), TICK);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#nodes.values()].map((node) => node.stop()));
  }

  /** Breaks the connection of an edge node, as a crash would. */
  crash(group: string, node: string): void {
    this.#nodes.get(`${group}/${node}`)?.crash();
  }

  /** What each resource with signals does now. */
  #instants(): Map<string, ResourceInstant | undefined> {
    return new Map(
      [...new Set(this.#members.map(({ id }) => id))].map((id) => [id, this.#reader.resource(id)]),
    );
  }

  #obtainNode(url: string, tag: LiveTag, now: number): EmulatedEdgeNode {
    const key = `${tag.group}/${tag.node}`;
    let node = this.#nodes.get(key);
    if (node === undefined) {
      node = new EmulatedEdgeNode(url, tag.group, tag.node);
      node.declare("", CLOCK, DATATYPE.double, this.#simulation.time, now);
      this.#nodes.set(key, node);
    }
    return node;
  }

  #tickOrDie(): void {
    try {
      this.#tick();
    } catch (error) {
      void this.stop();
      this.#onFailure(error instanceof Error ? error.message : String(error));
    }
  }

  #tick(): void {
    const now = Date.now();
    const time = this.#from + ((now - this.#startedAt) / 1000) * this.#speed;
    this.#simulation.advance(time, MAX_EVENTS);
    for (const { element, tag } of this.#tags) {
      const node = this.#nodes.get(`${tag.group}/${tag.node}`);
      node?.set(tag.device ?? "", tag.metric, this.#valueOf(element, tag), now);
    }
    const instants = this.#instants();
    for (const { id, vehicle, tag } of this.#members) {
      const value = memberValue(instants.get(id), vehicle, tag);
      if (value !== undefined)
        this.#nodes.get(`${tag.group}/${tag.node}`)?.set(tag.device ?? "", tag.metric, value, now);
    }
    const beat = now - this.#beatAt >= HEARTBEAT;
    if (beat) this.#beatAt = now;
    for (const node of this.#nodes.values()) {
      if (beat) node.set("", CLOCK, this.#simulation.time, now);
      node.flush(now);
    }
  }

  #valueOf(element: number, tag: Tag): PublishedValue {
    switch (tag.signal) {
      case "state":
        return wordOf(STATES[this.#simulation.stateOf(element)] ?? "starved", tag.map);
      case "count":
        return this.#simulation.finishedOf(element);
      default:
        return this.#simulation.contentOf(element);
    }
  }
}

/** Vehicles tell where they are to a decimetre. */
const DECIMETRE = 10;

/** What a signal of a vehicle or pool says; undefined where it has nothing to say. */
function memberValue(
  instant: ResourceInstant | undefined,
  number: number | undefined,
  tag: MemberTag["tag"],
): PublishedValue | undefined {
  if (instant?.kind === "workers")
    return tag.signal === "present" ? instant.present : tag.signal === "atWork" ? instant.busy : undefined;
  const vehicle = instant?.kind === "fleet" ? instant.vehicles[(number ?? 0) - 1] : undefined;
  if (vehicle === undefined) return undefined;
  const { state, at, charge, position } = vehicle;
  switch (tag.signal) {
    case "vehicleState":
      return wordOf(state, tag.map);
    case "location":
      return at;
    case "battery":
      return charge === undefined ? undefined : Math.round(charge * 1000) / 10;
    default: {
      const metres = tag.signal === "x" ? position?.[0] : position?.[1];
      return metres === undefined ? undefined : Math.round(metres * DECIMETRE) / DECIMETRE;
    }
  }
}
