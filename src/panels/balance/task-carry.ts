import { groupOf, nearestPlace, type Obstacle, obstacles } from "../../plant/balance/allowed-stations.ts";
import { type Assignment, withMoved } from "../../plant/balance/assignment.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import { assignmentFigures, isBeyond } from "../../plant/balance/line-figures.ts";
import { type Manning, withSide } from "../../editor/balance-actions.ts";
import { type Side, sideOf } from "../../plant/balance/station-work.ts";
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
  /** On a two-sided line, the side where tasks come to that may be on either. */
  readonly side?: Side;
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
  if (from < 0) return undefined;
  const own = line.tasks.find(({ id }) => id === task);
  const isSided = line.isTwoSided === true && own !== undefined;
  const side = isSided ? { side: sideOf(line, own, line.stations[from] ?? "") } : {};
  return { task, group, from, station: from, place, obstacles: found, ...side };
}

/** The same carry at another station; the place is the nearest that precedence allows there. */
export function carryTo(
  shown: ShownLine,
  carry: Carry,
  station: number,
  place: number,
  side: Side | undefined = carry.side,
): Carry {
  const load = (shown.planned[station] ?? []).filter((id) => !carry.group.includes(id));
  const own = shown.line.tasks.find(({ id }) => id === carry.task);
  const fixed = own?.side === "left" || own?.side === "right" ? own.side : side;
  const sided = fixed === undefined ? {} : { side: fixed };
  return { ...carry, station, place: nearestPlace(shown.line, load, carry.group, place), ...sided };
}

/** The manning after the carry is put down; undefined where it stays as it is. */
export function manningAfter({ line }: ShownLine, { group, station, side }: Carry): Manning | undefined {
  return side === undefined ? undefined : withSide(line, group, line.stations[station] ?? "", side);
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
  const manning = manningAfter(shown, carry) as LineBalance["manning"];
  const changed = manning === undefined ? line : { ...line, manning };
  const { work, longestWork } = assignmentFigures(changed, ids, moved);
  const room = line.takt - (line.repositioning ?? 0);
  const [mean, longest] = [work[carry.station] ?? 0, longestWork[carry.station] ?? 0];
  const keepsTakt = !isBeyond(mean, room) && !isBeyond(longest, room * (1 + (line.overload ?? 0)));
  return { time: mean + (line.repositioning ?? 0), keepsTakt };
}
