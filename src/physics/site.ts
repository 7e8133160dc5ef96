import { type ClearanceLeast, leastOf } from "../plant/clearance.ts";
import type { LocalText } from "../plant/finding.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { CollisionWorld } from "./collision-world.ts";
import { elementObstacles, type Obstacle, obstaclesOf } from "./obstacles.ts";
import type { UprightBox } from "./upright-box.ts";

/** Overlaps of less than this are touches: places in plant files are rounded, m. */
export const TOUCH = 0.01;

/** An element that is looked at as though it stood elsewhere. */
export interface MovedElement {
  readonly index: number;
  readonly element: Element;
}

/** A plant as the checks see it: what stands where, and who is connected with whom. */
export class ClearanceSite {
  readonly plant: Plant;
  readonly least: ClearanceLeast;
  readonly obstacles: readonly Obstacle[];
  /** Ids that each element gives parts to. */
  readonly next: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids that each element takes parts from. */
  readonly previous: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #world: CollisionWorld;
  #moved: MovedElement | undefined;
  #movedObstacles: readonly Obstacle[] = [];

  private constructor(plant: Plant, obstacles: readonly Obstacle[], world: CollisionWorld) {
    this.plant = plant;
    this.obstacles = obstacles;
    this.#world = world;
    this.least = leastOf(plant.layout?.clearance);
    const pairs = plant.connections.map(({ from, to }) => [from, to] as const);
    this.next = sets(pairs);
    this.previous = sets(pairs.map(([from, to]) => [to, from] as const));
  }

  static async create(plant: Plant): Promise<ClearanceSite> {
    const obstacles = obstaclesOf(plant);
    return new ClearanceSite(plant, obstacles, await CollisionWorld.create(obstacles));
  }

  /** Does something as though an element stood elsewhere; the world itself stays as it is. */
  with<T>(moved: MovedElement, action: () => T): T {
    this.#moved = moved;
    this.#movedObstacles = elementObstacles(moved.element, moved.index);
    try {
      return action();
    } finally {
      this.#moved = undefined;
      this.#movedObstacles = [];
    }
  }

  element(index: number): Element | undefined {
    return this.#moved?.index === index ? this.#moved.element : this.plant.elements[index];
  }

  /** The bodies of an element as it stands, or is taken to stand. */
  bodiesOf(index: number): readonly Obstacle[] {
    if (this.#moved?.index === index) return this.#movedObstacles;
    const element = this.plant.elements[index];
    return element === undefined ? [] : elementObstacles(element, index);
  }

  /** Everything within `margin` metres of a box, elements first, each in the plant's order; each is to be measured. */
  near(box: UprightBox, margin: number): Obstacle[] {
    const { length } = this.plant.elements;
    const found: (readonly [rank: number, Obstacle])[] = [];
    this.#world.at(box, margin, (obstacle, i) => {
      const isElement = obstacle.kind === "element";
      if (isElement && obstacle.index === this.#moved?.index) return;
      found.push([isElement ? obstacle.index : length + i, obstacle]);
    });
    for (const obstacle of this.#movedObstacles) found.push([obstacle.index, obstacle]);
    return found.sort(([a], [b]) => a - b).map(([, obstacle]) => obstacle);
  }

  isConnected(a: string, b: string): boolean {
    return this.next.get(a)?.has(b) === true || this.next.get(b)?.has(a) === true;
  }

  /** What a person calls an obstacle. */
  nameOf({ kind, index }: Obstacle): LocalText {
    if (kind === "element") {
      const element = this.element(index);
      const name = element === undefined ? String(index) : elementName(element);
      return { en: name, de: name };
    }
    const door = kind === "door" ? this.plant.layout?.doors?.[index] : undefined;
    const called = door?.name ?? door?.id ?? String(index + 1);
    return { en: `${WORDS[kind].en} ${called}`, de: `${WORDS[kind].de} ${called}` };
  }

  dispose(): void {
    this.#world.dispose();
  }
}

function sets(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const known = all.get(key);
    if (known === undefined) all.set(key, new Set([value]));
    else known.add(value);
  }
  return all;
}

const WORDS = {
  column: { en: "column", de: "Stütze" },
  fence: { en: "fence", de: "Zaun" },
  door: { en: "door", de: "Tür" },
} as const;

/** Id and name of an element, each once. */
export function elementName({ id, name }: Element): string {
  return name === undefined || name === id ? id : `${id} (${name})`;
}

/** Names in a row. */
export function listed(names: readonly LocalText[]): LocalText {
  return { en: names.map(({ en }) => en).join(", "), de: names.map(({ de }) => de).join(", ") };
}

const DIRECTIONS: readonly LocalText[] = [
  { en: "to the east", de: "nach Osten" },
  { en: "to the north-east", de: "nach Nordosten" },
  { en: "to the north", de: "nach Norden" },
  { en: "to the north-west", de: "nach Nordwesten" },
  { en: "to the west", de: "nach Westen" },
  { en: "to the south-west", de: "nach Südwesten" },
  { en: "to the south", de: "nach Süden" },
  { en: "to the south-east", de: "nach Südosten" },
];

/** Where a vector leads: upwards, downwards, or the point of the compass that it is nearest to. */
export function direction(x: number, y: number, z: number): LocalText {
  if (z > 0) return { en: "upwards", de: "nach oben" };
  if (z < 0) return { en: "downwards", de: "nach unten" };
  const eighth = Math.round(Math.atan2(y, x) / (Math.PI / 4));
  return DIRECTIONS[(eighth + 8) % 8] ?? { en: "", de: "" };
}

/** Metres to the millimetre, upwards: what is asked for must do. */
export function millimetresUp(metres: number): number {
  return Math.ceil(metres * 1000 - 1e-6) / 1000;
}

/** Metres to the nearest millimetre. */
export function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
