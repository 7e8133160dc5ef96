import type { Fleet } from "../../plant/resources/fleet.ts";
import type { Needs } from "../../plant/resources/needs.ts";
import type { Plant, Resource } from "../../plant/schema.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { RandomStream } from "../../base/random.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Port } from "../kernel/ports.ts";
import type { Rules } from "../rules/rules.ts";
import type { Ways } from "./ways.ts";
import type { Claim, Claimant, ClaimedResource } from "./claim.ts";
import type { Claims } from "./claims.ts";

/** One who can be drawn: the place, m, and where he looks, rad. */
export interface Person {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

/** A resource that runs. Its state is what `save` returns, and nothing else. */
export interface ResourceModel {
  /** Where workers or the like are claimed from it. */
  readonly claimed?: ClaimedResource;
  /** Told of all elements' ports once they are connected and all resources are there. */
  connect?(ports: readonly Port[]): void;
  /** Workers that are drawn where they are. */
  people?(): Person[];
  /** Called once at time 0, before the elements start. */
  start(): void;
  /** Forgets what was counted so far; called at the end of the warm-up. */
  resetStatistics(): void;
  report(tables: ResultTables, id: string): void;
  save(): ElementState;
  restore(state: ElementState): void;
  /** What its lines of the event log will be released by; kept, and saved, only while one is written. */
  causes?(): readonly KeptCause[];
}

/** A line of the event log that something remembers. */
export interface KeptCause {
  /** Unique in the resource. */
  readonly name: string;
  cause: number;
}

/** What a resource is built with; resources are built before the elements. */
export interface ResourceContext {
  readonly kernel: Kernel;
  /** For the agenda; no parts flow through it. The resource sets its `node`. */
  readonly port: Port;
  readonly claims: Claims;
  /** A timer of the resource; `purpose` is unique in it. */
  timer(owner: TimerOwner, purpose: string, code: number): Timer;
  /** The resource's random stream for a purpose. */
  stream(purpose: string): RandomStream;
  calendar(id: string): ShiftCalendar;
  /** A claim of the resource on workers, which are built before it. */
  claim(claimant: Claimant, purpose: string, code: number, needs: Needs, priority?: number): Claim;
  /** Attributes of parts, and expressions. */
  readonly rules: Rules;
  /** Energy and costs, where the plant has some. */
  readonly accounts: Accounts | undefined;
  readonly plant: Plant;
  /** How the vehicles of a fleet travel; networks are built before fleets. */
  ways(fleet: Fleet): Ways;
  /** Port of an element, whose node is there when the resource starts. */
  element(id: string): Port;
  /** Index of a product. */
  product(id: string): number;
}

/** One kind of resource, registered in registry.ts: builds the model of a resource of the plant file. */
export type ResourceType<R extends Resource = Resource> = (
  resource: R,
  context: ResourceContext,
) => ResourceModel;
