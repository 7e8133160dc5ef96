import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { BalanceControl } from "../../app/balance/balance-control.ts";
import type { BalanceWords } from "../../app/balance/balance-wording.ts";
import { defined } from "../../base/assert.ts";
import { type Assignment, plannedAssignment, todaysAssignment } from "../../plant/balance/assignment.ts";
import { lineStations } from "../../plant/balance/cycle-times.ts";
import type { LineBalance, Task } from "../../plant/balance/line-balance.ts";
import { type AssignmentFigures, assignmentFigures } from "../../plant/balance/line-figures.ts";
import type { Plant } from "../../plant/schema.ts";

/** What every part of the screen needs. */
export interface BalanceScreenContext {
  readonly control: BalanceControl;
  /** Texts of this screen. */
  readonly b: BalanceWords;
}

export const BalanceContext = createContext<BalanceScreenContext | undefined>(undefined);

export function useBalance(): BalanceScreenContext {
  return defined(useContext(BalanceContext), "the screen for balancing");
}

/** A line with all that is shown of it. */
export interface ShownLine {
  readonly plant: Plant;
  readonly line: LineBalance;
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly tasks: ReadonlyMap<string, Task>;
  readonly stations: readonly { readonly id: string; readonly name: string }[];
  readonly today: Assignment;
  readonly planned: Assignment;
  readonly todayFigures: AssignmentFigures;
  readonly figures: AssignmentFigures;
}

export function shownLine(plant: Plant, line: LineBalance): ShownLine {
  const ids = plant.products.map(({ id }) => id);
  const [today, planned] = [todaysAssignment(line), plannedAssignment(line)];
  // Who works where was chosen for the plan; without one it is today's.
  const { manning: _, ...unmanned } = line;
  const todaysLine = line.plan === undefined ? line : unmanned;
  return {
    plant,
    line,
    products: plant.products.map(({ id, name }) => ({ id, name: name ?? id })),
    tasks: new Map(line.tasks.map((task) => [task.id, task])),
    stations: lineStations(plant, line).map(({ id, name }) => ({ id, name: name ?? id })),
    today,
    planned,
    todayFigures: assignmentFigures(todaysLine, ids, today),
    figures: assignmentFigures(line, ids, planned),
  };
}

export function useShownLine(plant: Plant, line: LineBalance): ShownLine {
  return useMemo(() => shownLine(plant, line), [plant, line]);
}

/** What a task is called. */
export function taskName({ id, name }: Task): string {
  return name ?? id;
}
