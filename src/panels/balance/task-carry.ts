import { groupOf, nearestPlace, type Obstacle, obstacles } from "../../plant/balance/allowed-stations.ts";
import { type Assignment, withMoved } from "../../plant/balance/assignment.ts";
import { assignmentFigures, isBeyond } from "../../plant/balance/line-figures.ts";
import type { ShownLine } from "./balance-context.ts";

/** Tasks that are being taken to another place, by the pointer or by keys. */
export interface Carry {
  /** The task that was taken, and those that must share its station. */
  readonly task: string;
  readonly group: readonly string[];
  readonly from: number;
  /** Station and place where they would come to. */
  readonly station: number;
  readonly place: number;
  readonly obstacles: readonly (Obstacle | undefined)[];
  /** Where the pointer is, px; absent while keys carry. */
  readonly pointer?: { readonly x: number; readonly y: number };
}

/** Takes up a task with those that must stay with it. */
export function takeUp({ line, planned }: ShownLine, task: string): Carry | undefined {
  const from = planned.findIndex((load) => load.includes(task));
  const group = groupOf(line, task);
  const place = planned[from]?.indexOf(task) ?? 0;
  const found = obstacles(line, planned, group);
  return from < 0 ? undefined : { task, group, from, station: from, place, obstacles: found };
}

/** The same carry at another station; the place is the nearest that precedence allows there. */
export function carryTo(shown: ShownLine, carry: Carry, station: number, place: number): Carry {
  const load = (shown.planned[station] ?? []).filter((id) => !carry.group.includes(id));
  return { ...carry, station, place: nearestPlace(shown.line, load, carry.group, place) };
}

/** The assignment after the carry is put down; undefined where that is not allowed. */
export function putDown({ planned }: ShownLine, carry: Carry): Assignment | undefined {
  if (carry.obstacles[carry.station] !== undefined) return undefined;
  return withMoved(planned, carry.group, carry.station, carry.place);
}

/** What the station under the carry would take on average, and whether it would keep the takt, s. */
export function wouldTake(
  shown: ShownLine,
  carry: Carry,
): { readonly time: number; readonly keepsTakt: boolean } {
  const { line, planned, products } = shown;
  const moved = withMoved(planned, carry.group, carry.station, carry.place);
  const ids = products.map(({ id }) => id);
  const { work, longestWork } = assignmentFigures(line, ids, moved);
  const room = line.takt - (line.repositioning ?? 0);
  const [mean, longest] = [work[carry.station] ?? 0, longestWork[carry.station] ?? 0];
  const keepsTakt = !isBeyond(mean, room) && !isBeyond(longest, room * (1 + (line.overload ?? 0)));
  return { time: mean + (line.repositioning ?? 0), keepsTakt };
}
