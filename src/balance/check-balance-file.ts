import {
  type DemandFault,
  demandFaults,
  NAMED,
  needs,
  repeated,
  unknownName,
} from "../plant/balance/demand-faults.ts";
import type { BalanceFile } from "../plant/balance/balance-file.ts";
import type { BareFinding } from "../plant/finding.ts";
import { makeFinding } from "../plant/rule.ts";
import * as rules from "./balance-rules.ts";
import { checkConstraints } from "./check-constraints.ts";
import { constrainedLineOf } from "./constrained-line-of.ts";

const RULES = { unknownName: rules.UNKNOWN_NAME, sameName: rules.SAME_ID, needs: rules.NEEDS } as const;

/** What is wrong in a balance file beyond its schema: references, ids, what needs something else, combinations. */
export function balanceFileFindings(file: BalanceFile): BareFinding[] {
  const faults = [...ownFaults(file), ...demandFaults(file)];
  if (faults.length > 0)
    return faults.map(({ kind, path, values }) => makeFinding(RULES[kind], path, values));
  // The rest is checked with the line itself; all tasks at one station must not be the mistake that is told.
  const sound = checkConstraints(constrainedLineOf(file), file.cycle ?? 1);
  return sound.ok ? [] : sound.error;
}

/** Faults in what a balance file has and a plant's line has not, or has in another form. */
function ownFaults(file: BalanceFile): DemandFault[] {
  const { tasks, models = [], together = [], apart = [], mostMoves } = file;
  const ids = new Set(tasks.map(({ id }) => id));
  const modelIds = new Set(models.map(({ id }) => id));
  const groups = { together, apart };
  return [
    ...repeated(
      tasks.map(({ id }) => id),
      "tasks",
      "id",
    ),
    ...repeated(
      models.map(({ id }) => id),
      "models",
      "id",
    ),
    ...tasks.flatMap(({ predecessors = [], timeByModel = {} }, k) => [
      ...predecessors.flatMap((id, j) => unknownName(id, ids, NAMED.task, ["tasks", k, "predecessors", j])),
      ...Object.keys(timeByModel).flatMap((id) =>
        unknownName(id, modelIds, NAMED.model, ["tasks", k, "timeByModel", id]),
      ),
    ]),
    ...(["together", "apart"] as const).flatMap((key) =>
      groups[key].flatMap((group, k) =>
        group.flatMap((id, j) => unknownName(id, ids, NAMED.task, [key, k, j])),
      ),
    ),
    ...(mostMoves !== undefined && tasks.every(({ station }) => station === undefined)
      ? [needs(["mostMoves"], "station")]
      : []),
    ...(file.overload !== undefined && file.models === undefined ? [needs(["overload"], "models")] : []),
  ];
}
