import { type CauseReason, type CauseStep, type CauseSubject, type Root, ROOT_CAUSES } from "./cause.ts";

/** The rest of a chain of causes. */
export interface Branch {
  readonly steps: readonly CauseStep[];
  readonly root: Root;
}

/** A branch of one step, which is the end of the chain. */
export function end(step: CauseStep, root: Root): Branch {
  return { steps: [step], root };
}

/** A step before a branch. */
export function before(step: CauseStep, { steps, root }: Branch): Branch {
  return { steps: [step, ...steps], root };
}

/** A step about a resource. */
export function resource(
  subject: CauseSubject,
  id: string,
  reason: CauseReason,
  more: Partial<CauseStep> = {},
): CauseStep {
  return { subject, id, reason, ...more };
}

/** Place in the order of preference, the first first. */
export function rank({ root }: Branch): number {
  return ROOT_CAUSES.indexOf(root.cause);
}

/** Of several the one whose root cause is preferred; of equals the first (SPEC Y4). */
export function preferred(branches: readonly (Branch | undefined)[]): Branch | undefined {
  let best: Branch | undefined;
  for (const branch of branches)
    if (branch !== undefined && (best === undefined || rank(branch) < rank(best))) best = branch;
  return best;
}
