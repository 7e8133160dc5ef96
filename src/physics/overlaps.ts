import {
  ACROSS_FENCE,
  type ClearanceFinding,
  CONNECTED_OVERLAP,
  FENCE_OPENING,
  IN_COLUMN,
  OUTSIDE_FLOOR,
  OVERLAP,
} from "../plant/clearance.ts";
import { makeFinding } from "../plant/rule.ts";
import { isIntended } from "./intended-overlap.ts";
import { type Obstacle, obstaclePath } from "./obstacles.ts";
import { type ClearanceSite, direction, elementName, millimetres, millimetresUp, TOUCH } from "./site.ts";
import {
  areaOf,
  boxOfRectangle,
  clip,
  type Corner,
  cornersOf,
  isAt,
  overlapOf,
  type Overlap,
} from "./upright-box.ts";

/** Two bodies that overlap by more than a touch. */
interface Collision {
  readonly own: Obstacle;
  readonly other: Obstacle;
  readonly overlap: Overlap;
  readonly outline: readonly Corner[];
}

/**
 * What an element overlaps: other elements, columns, fences; and whether it stands on the floor.
 * @param onlyLater only with elements that come later in the plant, so that each pair is told once
 */
export function overlapsOf(site: ClearanceSite, index: number, onlyLater: boolean): ClearanceFinding[] {
  const worst = new Map<string, Collision>();
  for (const own of site.bodiesOf(index)) {
    for (const other of site.near(own.box, TOUCH)) {
      if (other.kind === "element" && (onlyLater ? other.index <= index : other.index === index)) continue;
      const collision = collide(own, other);
      if (collision === undefined || isMeant(site, collision)) continue;
      const key = `${other.kind} ${other.index}`;
      const known = worst.get(key);
      if (known === undefined || collision.overlap.depth > known.overlap.depth) worst.set(key, collision);
    }
  }
  const findings = [...worst.values()].flatMap((collision) => tell(site, collision) ?? []);
  return [...findings, ...outsideFloor(site, index)];
}

function collide(own: Obstacle, other: Obstacle): Collision | undefined {
  const overlap = overlapOf(own.box, other.box);
  if (overlap.depth <= TOUCH) return undefined;
  const outline = clip(cornersOf(own.box), cornersOf(other.box));
  return outline.length === 0 ? undefined : { own, other, overlap, outline };
}

function isMeant(site: ClearanceSite, { own, other, outline }: Collision): boolean {
  if (other.kind === "door") return true;
  const a = site.element(own.index);
  if (a === undefined) return true;
  if (other.kind === "element") {
    const b = site.element(other.index);
    if (b === undefined) return true;
    return isIntended(site, { element: a, obstacle: own }, { element: b, obstacle: other }, outline);
  }
  return other.kind === "fence" && goesThroughDoor(site, outline);
}

/** Where a fence has a door, something may stand across it: the door's own check says whether it is in the way. */
function goesThroughDoor(site: ClearanceSite, outline: readonly Corner[]): boolean {
  return (site.plant.layout?.doors ?? []).some(({ opening: [x0, y0, x1, y1] }) => {
    const along = Math.hypot(x1 - x0, y1 - y0);
    const box = {
      x: (x0 + x1) / 2,
      y: (y0 + y1) / 2,
      z: 0,
      yaw: Math.atan2(y1 - y0, x1 - x0),
      halfX: along / 2,
      halfY: 0.1,
      height: 1,
    };
    return outline.every((corner) => isAt(box, corner, TOUCH));
  });
}

function tell(
  site: ClearanceSite,
  { own, other, overlap, outline }: Collision,
): ClearanceFinding | undefined {
  const element = site.element(own.index);
  if (element === undefined) return undefined;
  const at = other.kind === "element" && other.index > own.index ? other : own;
  const { depth, away } = overlap;
  const [x, y, z] = away;
  // The way out for the element that the finding points to: of two elements the one that comes later in the file.
  const sign = at === other ? 1 : -1;
  const values = {
    element: elementName(element),
    other: site.nameOf(other),
    moved: site.nameOf(at),
    depth: millimetres(depth),
    area: millimetres(areaOf(outline)),
    move: millimetresUp(depth),
    direction: direction(x * sign, y * sign, z * sign),
  };
  const second = other.kind === "element" ? site.element(other.index) : undefined;
  const rule =
    second !== undefined
      ? site.isConnected(element.id, second.id)
        ? CONNECTED_OVERLAP
        : OVERLAP
      : other.kind === "column"
        ? IN_COLUMN
        : element.kind === "conveyor"
          ? FENCE_OPENING
          : ACROSS_FENCE;
  return {
    finding: makeFinding(rule, obstaclePath(at), values),
    elements: second === undefined ? [element.id] : [element.id, second.id],
    place: {
      outline,
      from: Math.max(own.box.z, other.box.z),
      to: Math.min(own.box.z + own.box.height, other.box.z + other.box.height),
    },
    measure: millimetres(depth),
  };
}

function outsideFloor(site: ClearanceSite, index: number): ClearanceFinding[] {
  const floor = site.plant.layout?.floor;
  const element = site.element(index);
  if (floor === undefined || element === undefined) return [];
  const { x, y, halfX, halfY } = boxOfRectangle(floor, [0, 1]);
  let worst: { readonly beyond: number; readonly obstacle: Obstacle } | undefined;
  for (const obstacle of site.bodiesOf(index)) {
    const beyond = Math.max(
      ...cornersOf(obstacle.box).flatMap(([cx, cy]) => [Math.abs(cx - x) - halfX, Math.abs(cy - y) - halfY]),
    );
    if (beyond > TOUCH && beyond > (worst?.beyond ?? 0)) worst = { beyond, obstacle };
  }
  if (worst === undefined) return [];
  const { beyond, obstacle } = worst;
  const { box } = obstacle;
  return [
    {
      finding: makeFinding(OUTSIDE_FLOOR, obstaclePath(obstacle), {
        element: elementName(element),
        beyond: millimetres(beyond),
      }),
      elements: [element.id],
      place: { outline: cornersOf(box), from: box.z, to: box.z + box.height },
      measure: millimetres(beyond),
    },
  ];
}
