import type { Root } from "./cause.ts";

/** What a part went through in one stretch of its life. Only `work` adds value. */
export type StayKind =
  | "work"
  | "setup"
  | "interrupted"
  | "transport"
  | "stored"
  | "awaitsStart"
  | "awaitsNext"
  | "awaitsEntry";

/** One stretch of a part's life, at one place. */
export interface Stay {
  readonly kind: StayKind;
  /** Id of the element. */
  readonly element: string;
  /** s */
  readonly from: number;
  /** s; until now where it goes on. */
  readonly to: number;
  /** The vehicle that carried it, or the part that it was in. */
  readonly by?: string;
  /** What it waited for: seconds by root cause, the longest first. */
  readonly causes?: readonly { readonly root: Root; readonly seconds: number }[];
}

/** The life of one part, from where it came into being to its end or to now. */
export interface PartLife {
  /** `source#serial` */
  readonly part: string;
  readonly product: string;
  /** s */
  readonly from: number;
  /** s; until now where it has not ended. */
  readonly to: number;
  /** How it ended: it left through a sink, or what became of it; absent while it is in the plant. */
  readonly end?: string;
  readonly stays: readonly Stay[];
  /** Seconds in which work was done on it, and their share of its life, 0 to 1. */
  readonly valueAdded: number;
  readonly valueAddedShare: number;
}
