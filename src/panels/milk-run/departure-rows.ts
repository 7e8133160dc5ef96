import type { MilkRunResult } from "../../protocol/simulation.ts";

/** A line of the board: a departure that took place, was missed, waits for its train, or is to come. */
export interface DepartureRow {
  /** s; undefined where the departure has not taken place. */
  readonly due: number;
  readonly began?: number;
  readonly is: "punctual" | "late" | "missed" | "waits" | "coming";
}

/** Latest and next lines of a board. */
const BEFORE = 4;
const AHEAD = 3;

/** The latest departures, those that wait for a train, and the next ones, by the time when they are due. @param tolerance s */
export function departureRows(
  { recent, waiting, next }: MilkRunResult,
  tolerance: number,
): readonly DepartureRow[] {
  const past = recent.map(({ due, began }): DepartureRow => {
    if (began === undefined) return { due, is: "missed" };
    return { due, began, is: began - due > tolerance ? "late" : "punctual" };
  });
  return [
    ...past.toSorted((a, b) => a.due - b.due).slice(-BEFORE),
    ...waiting.map((due): DepartureRow => ({ due, is: "waits" })),
    ...next.slice(0, AHEAD).map((due): DepartureRow => ({ due, is: "coming" })),
  ];
}
