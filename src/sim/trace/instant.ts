import type { WorkerState } from "../../plant/worker-states.ts";
import type { VehicleState } from "../../plant/vehicle-states.ts";

/** What one vehicle does at an instant. */
export interface VehicleInstant {
  readonly state: VehicleState;
  /** Place where it stands, or stood last. */
  readonly at: string;
  /** Place to which it is sent; absent where it stands there. */
  readonly to?: string;
  /** Element for whose parts it is under way. */
  readonly client?: string;
  /** Names of parts that it carries, `source#serial`. */
  readonly parts: readonly string[];
  /** Share of its battery's capacity that is left, 0 to 1; only with a battery. */
  readonly charge?: number;
  /** Where it is, m; absent where travel is a table of times. */
  readonly position?: readonly [x: number, y: number, z: number];
}

/** What one worker does at an instant. */
export interface WorkerInstant {
  readonly state: WorkerState;
  /** Element, or the owner of another task, that he is at or on the way to. */
  readonly task?: string;
}

/** Cards of one product, or of all. */
export interface CardsInstant {
  /** Absent for cards of any product. */
  readonly product?: string;
  readonly total: number;
  readonly free: number;
  /** Back, and not counting before a whole signal is. */
  readonly back: number;
}

/** What a resource does at an instant. */
export type ResourceInstant =
  | {
      readonly kind: "fleet";
      readonly vehicles: readonly VehicleInstant[];
      /** Orders without a vehicle. */
      readonly waitingOrders: number;
    }
  | {
      readonly kind: "workers";
      /** On shift, or still at a task, and not absent. */
      readonly present: number;
      /** Given out to tasks. */
      readonly busy: number;
      /** Claims that wait for workers. */
      readonly waiting: number;
      /** Tasks that have some of them. */
      readonly tasks: readonly string[];
      /** One by one; only where they are told apart. */
      readonly workers?: readonly WorkerInstant[];
    }
  | {
      readonly kind: "kanban" | "conwip" | "supermarket";
      /** Parts with a card inside the section. */
      readonly inside: number;
      readonly cards: readonly CardsInstant[];
      /** Parts that are held back for want of a card. */
      readonly heldBack: number;
    }
  | { readonly kind: "carriers"; readonly loaded: number; readonly empty: number }
  | { readonly kind: "gate"; readonly heldBack: number };

/** Where one part is, and what it is, at an instant. */
export interface PartInstant {
  /** `source#serial` */
  readonly part: string;
  readonly product: string;
  /** Element in which it is. */
  readonly element: string;
  /** Vehicle that carries it, or the carrier or batch that it is in. */
  readonly by?: string;
  /** Its identity in frames. */
  readonly key: number;
  /** When it entered the system, s; absent for a raw part that stands ready. */
  readonly entered?: number;
  /** Since when it is where it is, or is ready to go on, s. */
  readonly since: number;
  /** s; only where it has one. */
  readonly due?: number;
  /** Only where it was made for one. */
  readonly order?: string;
  /** By attribute; only where some were set. */
  readonly attributes?: Readonly<Record<string, number | string>>;
  /** Names of what it holds, or what is built into it. */
  readonly holds: readonly string[];
  readonly defective: boolean;
  /** How often it was sent to rework. */
  readonly reworked: number;
}
