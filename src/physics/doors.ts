import { type ClearanceFinding, DOOR_BLOCKED, DOOR_LOW, DOOR_NARROW } from "../plant/clearance.ts";
import type { Door } from "../plant/layout.ts";
import { makeFinding } from "../plant/rule.ts";
import { doorHeight, type Obstacle, obstaclePath } from "./obstacles.ts";
import { type ClearanceSite, millimetres, TOUCH } from "./site.ts";
import { areaOf, boxAlong, clip, type Corner, cornersOf, overlapOf } from "./upright-box.ts";

/** Corners of the arc that a leaf's edge describes. */
const ARC_STEPS = 16;

/** Doors that are too narrow or too low, or have something standing in them, before them or in their leaf's way. */
export function checkDoors(site: ClearanceSite): ClearanceFinding[] {
  return (site.plant.layout?.doors ?? []).flatMap((door, index) => [
    ...measures(site, door, index),
    ...blockers(site, door, index),
  ]);
}

/** Doors that an element is in the way of. */
export function checkDoorsOf(site: ClearanceSite, element: number): ClearanceFinding[] {
  const id = site.element(element)?.id ?? "";
  return (site.plant.layout?.doors ?? []).flatMap((door, index) =>
    blockers(site, door, index).filter(({ elements }) => elements.includes(id)),
  );
}

function leastOf({ least }: ClearanceSite, { use }: Door): { width: number; height: number } {
  if (use === "aisle") return { width: least.aisleWidth, height: least.aisleHeight };
  return { width: least.walkwayWidth, height: least.walkwayHeight };
}

function nameOf({ name, id }: Door, index: number): string {
  return name ?? id ?? String(index + 1);
}

function measures(site: ClearanceSite, door: Door, index: number): ClearanceFinding[] {
  if (door.use === "material") return [];
  const [x0, y0, x1, y1] = door.opening;
  const least = leastOf(site, door);
  const [width, height] = [Math.hypot(x1 - x0, y1 - y0), doorHeight(door)];
  const outline = cornersOf(boxAlong([x0, y0], [x1, y1], 0.2, [0, height]));
  const findings: ClearanceFinding[] = [];
  for (const [rule, measure, wanted] of [
    [DOOR_NARROW, width, least.width],
    [DOOR_LOW, height, least.height],
  ] as const) {
    if (measure >= wanted - 1e-9) continue;
    const values = { door: nameOf(door, index), measure: millimetres(measure), least: wanted };
    findings.push({
      finding: makeFinding(rule, ["layout", "doors", index], values),
      elements: [],
      place: { outline, from: 0, to: height },
      measure: millimetres(measure),
    });
  }
  return findings;
}

function blockers(site: ClearanceSite, door: Door, index: number): ClearanceFinding[] {
  if (door.use === "material") return [];
  const height = doorHeight(door);
  const findings = new Map<string, ClearanceFinding>();
  for (const area of areasOf(site, door)) {
    const [low, high] = boundsOf(area);
    const bounds = boxAlong(
      [low[0], (low[1] + high[1]) / 2],
      [high[0], (low[1] + high[1]) / 2],
      high[1] - low[1],
      [0, height],
    );
    for (const obstacle of site.near(bounds, TOUCH)) {
      if (obstacle.kind !== "element" && obstacle.kind !== "column") continue;
      const key = `${obstacle.kind} ${obstacle.index}`;
      if (findings.has(key) || overlapOf(bounds, obstacle.box).depth <= TOUCH) continue;
      const outline = clip(cornersOf(obstacle.box), area);
      // A sliver as thin as a touch is none.
      if (areaOf(outline) <= TOUCH * TOUCH) continue;
      findings.set(key, blocked(site, door, index, obstacle, outline));
    }
  }
  return [...findings.values()];
}

function blocked(
  site: ClearanceSite,
  door: Door,
  index: number,
  obstacle: Obstacle,
  outline: readonly Corner[],
): ClearanceFinding {
  const element = obstacle.kind === "element" ? site.element(obstacle.index) : undefined;
  const area = millimetres(areaOf(outline));
  const values = { door: nameOf(door, index), thing: site.nameOf(obstacle), area };
  return {
    finding: makeFinding(DOOR_BLOCKED, obstaclePath(obstacle), values),
    elements: element === undefined ? [] : [element.id],
    place: { outline, from: 0, to: doorHeight(door) },
    measure: area,
  };
}

/** What is to be free: the opening with as much before and behind it as the way is wide, and the way of the leaf. */
function areasOf(site: ClearanceSite, door: Door): (readonly Corner[])[] {
  const [x0, y0, x1, y1] = door.opening;
  const depth = 2 * leastOf(site, door).width;
  const approach = cornersOf(boxAlong([x0, y0], [x1, y1], depth, [0, 1]));
  const sides = { left: [1], right: [-1], both: [1, -1] } as const;
  const swings = door.swing === undefined ? [] : sides[door.swing];
  return [approach, ...swings.map((side) => leafArea(door, side))];
}

/** A quarter of a disc about the first jamb, counterclockwise; its corners lie outside the arc, so that it contains it. */
function leafArea({ opening: [x0, y0, x1, y1] }: Door, side: 1 | -1): Corner[] {
  const radius = Math.hypot(x1 - x0, y1 - y0);
  const start = Math.atan2(y1 - y0, x1 - x0);
  const step = Math.PI / 2 / ARC_STEPS;
  const outer = radius / Math.cos(step / 2);
  const angles = Array.from({ length: ARC_STEPS }, (_, i) => start + side * step * (i + 0.5));
  const arc = [start, ...angles, start + (side * Math.PI) / 2].map((angle, i, all): Corner => {
    const r = i === 0 || i === all.length - 1 ? radius : outer;
    return [x0 + r * Math.cos(angle), y0 + r * Math.sin(angle)];
  });
  const outline: Corner[] = [[x0, y0], ...arc];
  return side === 1 ? outline : outline.toReversed();
}

function boundsOf(outline: readonly Corner[]): [Corner, Corner] {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ];
}
