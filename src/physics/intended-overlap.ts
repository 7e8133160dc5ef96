import { conveyorPath } from "../plant/geometry.ts";
import type { Element } from "../plant/schema.ts";
import type { Obstacle } from "./obstacles.ts";
import type { ClearanceSite } from "./site.ts";
import { type Corner, isAt } from "./upright-box.ts";

/** How far a conveyor may end in front of what it is connected with and still count as ending at it, m. */
const GAP = 0.05;

/** One body of an element. */
interface Body {
  readonly element: Element;
  readonly obstacle: Obstacle;
}

/**
 * Whether two bodies overlap because they are meant to: parts pass from one to the other there.
 *
 * - A conveyor begins or ends in what it is connected with: its end lies in the other, and so does everything of it
 *   from the overlap to that end.
 * - Two connected conveyors meet end to end, or one of them ends at the side of the other: what they share lies within
 *   their two widths of that end.
 * - Two conveyors begin or end at the same place of a third element (a merge or a branch): the same, with both ends.
 */
export function isIntended(site: ClearanceSite, a: Body, b: Body, outline: readonly Corner[]): boolean {
  const [first, second] = [a.element, b.element];
  const gives = site.next.get(first.id)?.has(second.id) === true;
  const takes = site.next.get(second.id)?.has(first.id) === true;
  const bothConvey = isTrack(first) && isTrack(second);
  const reach = bothConvey ? first.placement.size[1] + second.placement.size[1] : Infinity;
  const meets = (body: Body, end: End, other: Body): boolean =>
    endsIn(body, end, other) && isAround(outline, endOf(body.element, end), reach);
  if (gives && (meets(a, "exit", b) || meets(b, "entry", a))) return true;
  if (takes && (meets(b, "exit", a) || meets(a, "entry", b))) return true;
  return bothConvey && meetAtThird(site, first, second, outline, reach);
}

type End = "entry" | "exit";

/** What carries parts from the start of its path to the end. */
type Track = Extract<Element, { kind: "conveyor" | "merge" }>;

function isTrack(element: Element): element is Track {
  return element.kind === "conveyor" || element.kind === "merge";
}

function endOf(element: Element, end: End): Corner | undefined {
  if (!isTrack(element)) return undefined;
  const path = conveyorPath(element);
  const point = end === "entry" ? path[0] : path.at(-1);
  return point === undefined ? undefined : [point[0], point[1]];
}

/** Whether a conveyor lies in another body from this stretch of its path to its end. */
function endsIn({ element, obstacle }: Body, end: End, other: Body): boolean {
  if (!isTrack(element)) return false;
  const path = conveyorPath(element);
  const stretch = obstacle.stretch ?? 0;
  const rest = end === "entry" ? path.slice(0, stretch + 1) : path.slice(stretch + 1);
  return rest.every(([x, y]) => isAt(other.obstacle.box, [x, y], GAP));
}

function isAround(outline: readonly Corner[], centre: Corner | undefined, reach: number): boolean {
  if (centre === undefined) return false;
  return outline.every(([x, y]) => Math.hypot(x - centre[0], y - centre[1]) <= reach);
}

/** Both have an end at the same element, and what they share lies around both ends. */
function meetAtThird(
  site: ClearanceSite,
  a: Track,
  b: Track,
  outline: readonly Corner[],
  reach: number,
): boolean {
  for (const [endA, neighboursA] of neighbours(site, a)) {
    for (const [endB, neighboursB] of neighbours(site, b)) {
      const isShared = [...neighboursA].some((id) => neighboursB.has(id));
      if (isShared && isAround(outline, endOf(a, endA), reach) && isAround(outline, endOf(b, endB), reach))
        return true;
    }
  }
  return false;
}

function neighbours(site: ClearanceSite, { id }: Element): [End, ReadonlySet<string>][] {
  return [
    ["entry", site.previous.get(id) ?? new Set()],
    ["exit", site.next.get(id) ?? new Set()],
  ];
}
