import { toMicros, type Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { FailureMode } from "../../plant/elements/failure.ts";
import type { Maintenance } from "../../plant/elements/maintenance.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { Claim, Claimant } from "../resources/claim.ts";
import type { StopContext } from "./stops.ts";

/** One cause that stops an element: a failure mode, or a plan of maintenance. */
export interface StopCause {
  readonly id: string;
  /** *busy* and *calendar* read stopwatches in µs, *plan* the time itself in µs, *count* finished parts. */
  readonly clock: "busy" | "calendar" | "plan" | "count";
  readonly maintains: boolean;
  /** Waits until no part is in work. */
  readonly between: boolean;
  readonly renewsFailures: boolean;
  readonly renewsMaintenance: boolean;
  /** Undefined where nobody is needed. */
  readonly crew: Claim | undefined;
  /** Of the stop. */
  readonly duration: Sampler;
  /** Reading of the clock at which it strikes. */
  due: number;
  /** It has struck and waits until the element is free for it. */
  waits: boolean;
  /** Reading at which it strikes first. */
  first(): number;
  /** Where it strikes next, once it has begun at `reading`: a plan goes from start to start. */
  dueAfterStart(reading: number): number;
  /** Where it strikes next, when it has ended, or began anew, at `reading`. */
  dueAfterEnd(reading: number): number;
  save(): StopCauseState;
  restore(state: StopCauseState): void;
}

export function failureCause(
  mode: FailureMode,
  index: number,
  context: StopContext,
  claimant: Claimant,
): StopCause {
  const sampler = (purpose: "timeToFailure" | "timeToRepair"): Sampler =>
    new Sampler(asDistribution(mode[purpose]), context.stream(`failure/${mode.id}/${purpose}`));
  const toFailure = sampler("timeToFailure");
  const toRepair = sampler("timeToRepair");
  return {
    id: mode.id,
    clock: mode.clock,
    maintains: false,
    between: false,
    renewsFailures: false,
    renewsMaintenance: mode.resetsMaintenance === true,
    crew:
      mode.workers === undefined
        ? undefined
        : context.claim(claimant, `repair/${mode.id}`, index, mode.workers, mode.priority),
    duration: toRepair,
    due: Infinity,
    waits: false,
    first: () => toFailure.next(),
    dueAfterStart() {
      return this.due;
    },
    dueAfterEnd: (reading) => reading + toFailure.next(),
    save() {
      return { due: this.due, toFailure: toFailure.save(), toRepair: toRepair.save() };
    },
    restore(state) {
      this.due = state.due;
      if (state.toFailure !== undefined) toFailure.restore(state.toFailure);
      toRepair.restore(state.toRepair);
    },
  };
}

export function maintenanceCause(
  plan: Maintenance,
  index: number,
  context: StopContext,
  claimant: Claimant,
): StopCause {
  const duration = new Sampler(asDistribution(plan.duration), context.stream(`maintenance/${plan.id}`));
  const interval: Micros = plan.clock === "count" ? plan.parts : toMicros(plan.interval);
  const byTime = plan.clock === "calendar";
  return {
    id: plan.id,
    clock: byTime ? "plan" : plan.clock,
    maintains: true,
    between: plan.between === true,
    renewsFailures: plan.renewsFailures === true,
    renewsMaintenance: false,
    crew:
      plan.workers === undefined
        ? undefined
        : context.claim(claimant, `maintenance/${plan.id}`, index, plan.workers, plan.priority),
    duration,
    due: Infinity,
    waits: false,
    first: () => (byTime && plan.first !== undefined ? toMicros(plan.first) : interval),
    dueAfterStart(reading) {
      return byTime ? reading + interval : Infinity;
    },
    dueAfterEnd(reading) {
      return byTime ? this.due : reading + interval;
    },
    save() {
      return {
        // JSON knows no Infinity: what waits or is under way strikes again only after its end.
        due: this.due === Infinity ? -1 : this.due,
        toRepair: duration.save(),
        ...(this.waits ? { waits: true } : {}),
      };
    },
    restore(state) {
      this.due = state.due < 0 ? Infinity : state.due;
      this.waits = state.waits === true;
      duration.restore(state.toRepair);
    },
  };
}

export type StopCauseState = {
  due: number;
  toFailure?: SamplerState;
  toRepair: SamplerState;
  waits?: boolean;
};
