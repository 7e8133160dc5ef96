/** A case of the neutral schema `fvc-1`: a small system with exact expected values. Only the fields that are read. */
export interface Case {
  readonly schema: string;
  readonly id: string;
  readonly title?: string;
  readonly kind: "stochastic" | "deterministic";
  readonly model: {
    readonly nodes: readonly CaseNode[];
    readonly links: readonly (readonly [from: string, to: string])[];
    readonly pools?: readonly { readonly id: string; readonly size: number }[];
    readonly fleets?: readonly unknown[];
    readonly calendars?: readonly CaseCalendar[];
  };
  readonly run: { readonly horizon_s: number; readonly warmup_s?: number; readonly replications?: number };
  readonly expected: readonly ExpectedMetric[];
}

/** A node as the case writes it; which fields are there depends on its type. */
export type CaseNode = { readonly id: string; readonly type: string } & { readonly [field: string]: unknown };

export interface CaseCalendar {
  readonly id: string;
  readonly working: readonly (readonly [start: number, end: number])[];
  readonly period?: number;
  readonly interruption?: "resume" | "finish" | "start_if_fits";
}

export interface ExpectedMetric {
  readonly metric: string;
  readonly node?: string | readonly string[];
  readonly state?: string;
  readonly part_type?: string;
  readonly pool?: string;
  readonly n?: number;
  readonly value: number;
  readonly unit?: string;
  readonly tolerance:
    | { readonly type: "absolute"; readonly abs: number }
    | { readonly type: "t_interval"; readonly confidence: number; readonly max_halfwidth: number };
}

/** What this engine cannot express yet; never counted as passed. */
export class Unsupported extends Error {}
