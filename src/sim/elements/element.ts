import type { Micros } from "../../base/units.ts";
import type { RandomStream } from "../../base/random.ts";
import type { Needs } from "../../plant/resources/needs.ts";
import type { Element, Plant } from "../../plant/schema.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { FlowNode, Link, Port } from "../kernel/ports.ts";
import type { ResourceResult, RunResult } from "../results.ts";
import type { CardLoop } from "../resources/card-loop.ts";
import type { Rules } from "../rules/rules.ts";
import type { FleetModel } from "../resources/fleet.ts";
import type { Pose } from "../resources/ways.ts";
import type { Claim, Claimant } from "../resources/claim.ts";
import type { Claims } from "../resources/claims.ts";
import type { ThroughputCounter } from "../statistics/throughput-series.ts";
import type { Condition, DeliveryStatus, Need, SourceCondition } from "../trace/condition.ts";
import type { PowerDraw } from "../accounts/power-draw.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";

/** Where parts are drawn; the element tells the place, the frame writer knows the layout. */
export interface MoverSink {
  /** A part in the n-th of so many places of the element's footprint. */
  inSlot(part: Part, slot: number, slots: number): void;
  /** A part so many metres along the element's path. */
  along(part: Part, metres: number): void;
  /** A part in the middle of the element turned by so many degrees, or so many metres from it along a rail. */
  onGuide(part: Part, measure: "turn" | "rail" | "way", place: number): void;
  /** A part at a point in the element's own axes: x along, y across, z up from its floor, m. */
  within(part: Part, x: number, y: number, z: number): void;
  /** The n-th part on a vehicle, so many metres above where the vehicle is. */
  onVehicle(part: Part, pose: Pose, n: number, deck: number): void;
}

/** The tables of a result, while they are being filled. */
export type ResultTables = {
  -readonly [K in "stations" | "buffers" | "sinks" | "sources"]: Record<string, RunResult[K][string]>;
} & { resources: Record<string, ResourceResult> };

/** An element that runs. Its state is what `save` returns, and nothing else. */
export interface ElementModel extends FlowNode {
  /** Called once when all elements are built, with the connections into it: what neighbours are like does not change any more. */
  meet?(inputs: readonly Link[]): void;
  /** Called once at time 0, in the order of the plant file. */
  start(): void;
  /** Index into STATES of what it is doing now; of several servers, the first. */
  state(): number;
  /** Parts inside. */
  content(): number;
  /** Share of the running cycle that is done, 0 to 1; NaN when nothing is worked on. */
  progress(): number;
  /** Parts finished since the start of the run, warm-up included. */
  finished(): number;
  /** Forgets what was counted so far; called at the end of the warm-up. */
  resetStatistics(): void;
  /** Adds its results; `observed` is the time since the statistics began, µs. */
  report(tables: ResultTables, id: string, observed: Micros): void;
  writeMovers(sink: MoverSink): void;
  /** Machines of its own that move, by their kind and number, in its own axes, m. */
  writeMachines?(write: (kind: number, n: number, x: number, y: number, z: number) => void): void;
  save(): ElementState;
  restore(state: ElementState): void;
  /** What each server does and waits for, for chains of causes; absent where `state` tells all. */
  conditions?(): readonly Condition[];
  /** Only of a storage: what each crane does that somebody waits for on one side; empty where nobody waits for a crane. */
  craneConditions?(side: "entry" | "exit"): readonly Condition[];
  /** Only of a storage: whether parts stand in it that it would give out if there were room behind it. */
  holdsStock?(): boolean;
  /** What has not come of the parts that it takes together; empty when all is there. */
  missing?(): readonly Need[];
  /** The fleet that its parts wait for. */
  readonly fleetId?: string;
  /** The vehicle that carries a part, `source#serial`, for it; undefined where none does. */
  vehicleOf?(part: string): string | undefined;
  /** Why what it brings to an element is not there; undefined where it brings nothing there. */
  deliveryStatus?(to: string): DeliveryStatus | undefined;
  /** Why a source offers nothing now. */
  sourceCondition?(): SourceCondition;
}

/** State of an element as JSON. */
export type ElementState = { [key: string]: JsonValue };
export type JsonValue = string | number | boolean | JsonValue[] | { [key: string]: JsonValue };

/** What an element is built with. */
export interface BuildContext {
  readonly plant: Plant;
  readonly kernel: Kernel;
  readonly port: Port;
  /** A timer of the element; `purpose` is unique in it. */
  timer(owner: TimerOwner, purpose: string, code: number): Timer;
  /** The element's random stream for a purpose. */
  stream(purpose: string): RandomStream;
  calendar(id: string): ShiftCalendar;
  readonly claims: Claims;
  /** A claim of the element on workers; `purpose` is unique in it, the smaller `priority` is served first. */
  claim(claimant: Claimant, purpose: string, code: number, needs: Needs, priority?: number): Claim;
  fleet(id: string): FleetModel;
  /** A loop of cards, for the source that makes what its board says. */
  loop(id: string): CardLoop;
  /** Index of a product. */
  product(id: string): number;
  /** Attributes of parts, and expressions. */
  readonly rules: Rules;
  /** Where the plant file says what power the element draws. */
  readonly power: PowerDraw | undefined;
  /** Whether carriers are of that product. */
  isCarrier(product: string): boolean;
  /** Connections into an element. */
  into(id: string): readonly Link[];
  savePart(part: Part): PartState;
  restorePart(state: PartState): Part;
  /** Parts finished over time, filled by the sinks. */
  readonly series: ThroughputCounter;
  /** Some station of the plant makes defects, so that sinks count what was not found. */
  readonly hasDefects: boolean;
}

/** One kind of element, registered in registry.ts: builds the model of an element of the plant file. */
export type ElementType<E extends Element = Element> = (element: E, context: BuildContext) => ElementModel;
