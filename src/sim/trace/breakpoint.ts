import type { State } from "../../plant/states.ts";
import type { EventKind, EventRecord } from "../kernel/trace.ts";

/** Where a run shall stand still. */
export type Breakpoint =
  /** A condition in CEL becomes true. */
  | { readonly on: "condition"; readonly expression: string }
  /** Something happens at an element: anything, an event of that kind, or a server gets into that state. */
  | { readonly on: "element"; readonly id: string; readonly event?: EventKind; readonly state?: State }
  /** Something happens to a part, `source#serial`. */
  | { readonly on: "part"; readonly part: string }
  /** A part of the product comes into an element. */
  | { readonly on: "product"; readonly product: string; readonly id?: string }
  /** So many events have been processed since the start of the run. */
  | { readonly on: "events"; readonly count: number };

/** Why a run stands at a breakpoint. */
export interface BreakpointHit {
  readonly breakpoint: Breakpoint;
  /** s */
  readonly time: number;
  /** The line of the event log that met it, where it is about one. */
  readonly line?: EventRecord;
}
