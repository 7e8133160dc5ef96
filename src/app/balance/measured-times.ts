import { plannedAssignment, todaysAssignment, type Assignment } from "../../plant/balance/assignment.ts";
import { isSimulated, lineStations } from "../../plant/balance/cycle-times.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import { assignmentFigures } from "../../plant/balance/line-figures.ts";
import type { Plant } from "../../plant/schema.ts";
import type { RunResult } from "../../protocol/simulation.ts";
import type { LiveCycleMeter, MeasuredStation } from "./live-cycle-meter.ts";

/** Fewer parts than this say little of a mean. */
const LEAST_PARTS = 5;

/** A station with what its tasks should take for a part, and what was measured, both with repositioning, s. */
export interface MeasuredTime {
  readonly station: string;
  readonly tasks: readonly string[];
  readonly planned: number;
  readonly measured: number;
  readonly parts: number;
  /** What the times of the tasks are to be multiplied by; repositioning stays. */
  readonly factor: number;
}

/** The assignment that the stations' cycle times are those of: the plan's, today's, or neither (undefined). */
export function simulatedAssignment(plant: Plant, line: LineBalance): "plan" | "today" | undefined {
  if (isSimulated(plant, line, plannedAssignment(line))) return line.plan === undefined ? "today" : "plan";
  return isSimulated(plant, line, todaysAssignment(line)) ? "today" : undefined;
}

/** Working time and parts of a station since the warm-up. */
export function measuredInRun(
  results: RunResult,
  station: string,
  servers: number,
): MeasuredStation | undefined {
  const found = results.stations[station];
  const observed = results.time - results.warmup;
  if (found === undefined || observed <= 0) return undefined;
  return { parts: found.finished, working: found.utilisation * observed * servers };
}

/** What was measured at the stations of a line, in its order; stations with too few parts or no tasks are left out. */
export function measuredTimes(
  plant: Plant,
  line: LineBalance,
  source: RunResult | LiveCycleMeter,
): MeasuredTime[] {
  const assignment = assignmentOf(plant, line);
  const products = plant.products.map(({ id }) => id);
  const { work } = assignmentFigures(line, products, assignment);
  const repositioning = line.repositioning ?? 0;
  return lineStations(plant, line).flatMap(({ id, servers = 1 }) => {
    const at = line.stations.indexOf(id);
    const tasks = assignment[at] ?? [];
    const planned = work[at] ?? 0;
    const found = "stations" in source ? measuredInRun(source, id, servers) : source.of(id);
    if (found === undefined || found.parts < LEAST_PARTS || planned === 0) return [];
    const measured = found.working / found.parts;
    const factor = Math.max(0, measured - repositioning) / planned;
    return [{ station: id, tasks, planned: planned + repositioning, measured, parts: found.parts, factor }];
  });
}

/** Who does what in the run: the plan where it is simulated, otherwise today's line. */
export function assignmentOf(plant: Plant, line: LineBalance): Assignment {
  return simulatedAssignment(plant, line) === "plan" ? plannedAssignment(line) : todaysAssignment(line);
}
