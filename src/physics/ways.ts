import {
  AISLE_BLOCKED,
  AISLE_NARROW,
  type ClearanceFinding,
  IN_AISLE,
  IN_WALKWAY,
  WALKWAY_BLOCKED,
  WALKWAY_NARROW,
} from "../plant/clearance.ts";
import { makeFinding } from "../plant/rule.ts";
import { type Intrusion, narrowest } from "./free-width.ts";
import { type Obstacle, obstaclePath } from "./obstacles.ts";
import { type ClearanceSite, listed, millimetres, TOUCH } from "./site.ts";
import { boxOfRectangle, clip, type Corner, cornersOf, overlapOf, type UprightBox } from "./upright-box.ts";

/** Names in one finding at most. */
const MOST_NAMES = 3;
/** How long a narrow place is drawn, m. */
const SHOWN_LENGTH = 0.3;

const RULES = {
  aisles: { narrow: AISLE_NARROW, blocked: AISLE_BLOCKED, inside: IN_AISLE },
  walkways: { narrow: WALKWAY_NARROW, blocked: WALKWAY_BLOCKED, inside: IN_WALKWAY },
} as const;

type WayKind = keyof typeof RULES;

interface Way {
  readonly kind: WayKind;
  readonly index: number;
  /** Its floor up to the height that is to be free. */
  readonly box: UprightBox;
  /** It runs from west to east, otherwise from south to north. */
  readonly isEastward: boolean;
  readonly least: number;
}

/** Aisles and walkways that are too narrow, by themselves or by what stands in them. */
export function checkWays(site: ClearanceSite): ClearanceFinding[] {
  return waysOf(site).flatMap((way) => [...tooNarrow(way), ...checkWay(site, way)]);
}

/** The same for the ways that an element reaches into, and only what it has to do with. */
export function checkWaysOf(site: ClearanceSite, element: number): ClearanceFinding[] {
  const bodies = site.bodiesOf(element);
  const reached = waysOf(site).filter(({ box }) =>
    bodies.some((body) => overlapOf(box, body.box).depth > TOUCH),
  );
  const id = site.element(element)?.id ?? "";
  return reached.flatMap((way) => checkWay(site, way).filter(({ elements }) => elements.includes(id)));
}

function waysOf({ plant: { layout }, least }: ClearanceSite): Way[] {
  const way = (kind: WayKind, index: number, rectangle: readonly [number, number, number, number]): Way => {
    const box = boxOfRectangle(rectangle, [0, kind === "aisles" ? least.aisleHeight : least.walkwayHeight]);
    const width = kind === "aisles" ? least.aisleWidth : least.walkwayWidth;
    return { kind, index, box, isEastward: box.halfX >= box.halfY, least: width };
  };
  return [
    ...(layout?.aisles ?? []).map((rectangle, i) => way("aisles", i, rectangle)),
    ...(layout?.walkways ?? []).map((rectangle, i) => way("walkways", i, rectangle)),
  ];
}

function widthOf({ box, isEastward }: Way): number {
  return 2 * (isEastward ? box.halfY : box.halfX);
}

function tooNarrow(way: Way): ClearanceFinding[] {
  const width = widthOf(way);
  if (width >= way.least - 1e-9) return [];
  const values = { number: way.index + 1, width: millimetres(width), least: way.least };
  const { box } = way;
  return [
    {
      finding: makeFinding(RULES[way.kind].narrow, ["layout", way.kind, way.index], values),
      elements: [],
      place: { outline: cornersOf(box), from: 0, to: 0.1 },
      measure: millimetres(width),
    },
  ];
}

/** Things standing in the way: one finding for its narrowest place if that is too narrow, one for each other thing. */
function checkWay(site: ClearanceSite, way: Way): ClearanceFinding[] {
  const window = cornersOf(way.box);
  const intrusions: Intrusion<Obstacle>[] = [];
  for (const obstacle of site.near(way.box, TOUCH)) {
    if (overlapOf(way.box, obstacle.box).depth <= TOUCH) continue;
    const outline = clip(cornersOf(obstacle.box), window);
    if (outline.length > 0) intrusions.push({ outline, thing: obstacle });
  }
  if (intrusions.length === 0) return [];
  // A way that is too narrow by itself has been told of: here it is to be as free as it is drawn.
  const least = Math.min(way.least, widthOf(way));
  const told = new Set<string>();
  const blocked = blockedAt(site, way, intrusions, least, told);
  const others = intrusions
    .filter(({ thing }) => !told.has(key(thing)) && told.add(key(thing)))
    .map((intrusion) => insideOf(site, way, intrusion));
  return [...blocked, ...others];
}

function key({ kind, index }: Obstacle): string {
  return `${kind} ${index}`;
}

function blockedAt(
  site: ClearanceSite,
  way: Way,
  intrusions: readonly Intrusion<Obstacle>[],
  least: number,
  told: Set<string>,
): ClearanceFinding[] {
  const turned = intrusions.map(({ outline, thing }) => ({
    outline: outline.map((c) => turn(way, c)),
    thing,
  }));
  const { x, y, halfX, halfY } = way.box;
  const sides = way.isEastward ? ([y - halfY, y + halfY] as const) : ([x - halfX, x + halfX] as const);
  const place = narrowest(sides, turned);
  if (place === undefined || place.free[1] - place.free[0] >= least - 1e-9) return [];
  const things = [...new Map(place.things.map((thing) => [key(thing), thing])).values()];
  for (const thing of things) told.add(key(thing));
  const width = millimetres(place.free[1] - place.free[0]);
  const [atX, atY] = turn(way, [place.along, (place.free[0] + place.free[1]) / 2]);
  const values = {
    number: way.index + 1,
    width,
    least: way.least,
    x: millimetres(atX),
    y: millimetres(atY),
    things: listed(things.slice(0, MOST_NAMES).map((thing) => site.nameOf(thing))),
  };
  const half = SHOWN_LENGTH / 2;
  const shown: Corner[] = [
    [place.along - half, sides[0]],
    [place.along + half, sides[0]],
    [place.along + half, sides[1]],
    [place.along - half, sides[1]],
  ];
  const outline = shown.map((corner) => turn(way, corner));
  return [
    {
      finding: makeFinding(RULES[way.kind].blocked, ["layout", way.kind, way.index], values),
      elements: elementsOf(site, things),
      // The mirror image of a turn runs the other way round.
      place: { outline: way.isEastward ? outline : outline.toReversed(), from: 0, to: way.box.height },
      measure: width,
    },
  ];
}

function insideOf(site: ClearanceSite, way: Way, { outline, thing }: Intrusion<Obstacle>): ClearanceFinding {
  const { depth } = overlapOf(way.box, thing.box);
  const values = {
    thing: site.nameOf(thing),
    number: way.index + 1,
    depth: millimetres(depth),
    least: way.least,
  };
  return {
    finding: makeFinding(RULES[way.kind].inside, obstaclePath(thing), values),
    elements: elementsOf(site, [thing]),
    place: { outline, from: 0, to: Math.min(way.box.height, thing.box.z + thing.box.height) },
    measure: millimetres(depth),
  };
}

function elementsOf(site: ClearanceSite, things: readonly Obstacle[]): string[] {
  return things.flatMap(({ kind, index }) => {
    const element = kind === "element" ? site.element(index) : undefined;
    return element === undefined ? [] : [element.id];
  });
}

/** Plant coordinates ↔ along and across. */
function turn({ isEastward }: Way, [x, y]: Corner): Corner {
  return isEastward ? [x, y] : [y, x];
}
