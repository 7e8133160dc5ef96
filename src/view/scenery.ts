import { Color } from "three";
import type { AssetName } from "./assets/table.ts";
import { type Detail, StandingInstances } from "./instances.ts";
import { writeUpright } from "./matrices.ts";
import type { OrientedBox } from "./picking.ts";
import type { RobotPlace } from "./robot-pose.ts";

/** A robot and the element whose cycle moves it. */
export interface PlacedRobot extends RobotPlace {
  readonly element: number;
}

/** A piece of equipment that an element's cycle moves. */
export interface MovingPiece {
  readonly element: number;
  readonly asset: AssetName;
  readonly colour: readonly [number, number, number];
  /** Writes the matrix for a share of the cycle (NaN when idle) at `at`. */
  readonly write: (progress: number, out: Float32Array, at: number) => void;
}

/** Where an element shows its state: a band around its footprint, a badge in the air, a lamp. */
export interface StatePlace {
  readonly element: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** rad */
  readonly yaw: number;
  /** Half the footprint that the band runs around, m. */
  readonly halfX: number;
  readonly halfY: number;
  readonly badge: readonly [number, number, number];
}

export interface LampPlace {
  readonly element: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A vertical post of the building; it fades when the camera is near. */
export interface Column {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly height: number;
}

/** All that is drawn of a plant apart from parts; filled by the element views, read by the stage. Plant axes. */
export class Scenery {
  readonly standing = new Map<AssetName, StandingInstances>();
  readonly robots: PlacedRobot[] = [];
  readonly pieces: MovingPiece[] = [];
  readonly states: StatePlace[] = [];
  readonly lamps: LampPlace[] = [];
  readonly columns: Column[] = [];
  /** What an element fills, one per element, in the plant's order. */
  readonly boxes: OrientedBox[] = [];
  /** What can be met with the pointer, and whose it is: one or more per element. */
  readonly targets: OrientedBox[] = [];
  readonly targetElements: number[] = [];
  /** Where the label stands, one per element. */
  readonly anchors: (readonly [number, number, number])[] = [];
  readonly #colours = new Map<string, readonly [number, number, number]>();
  readonly #changed = new Set<AssetName>();

  /** Linear red, green, blue of an sRGB hex colour. */
  colour(hex: string): readonly [number, number, number] {
    const known = this.#colours.get(hex);
    if (known !== undefined) return known;
    const { r, g, b } = new Color(hex);
    const colour = [r, g, b] as const;
    this.#colours.set(hex, colour);
    return colour;
  }

  /** The primitives of which instances came or went since this was asked last. */
  takeChanged(): readonly AssetName[] {
    const names = [...this.#changed];
    this.#changed.clear();
    return names;
  }

  /** Takes away all that stands for some elements, whose boxes and labels are then set anew. @param gone 1 for each */
  remove(gone: Uint8Array): void {
    for (const [name, standing] of this.standing) if (standing.remove(gone)) this.#changed.add(name);
    const stays = ({ element }: { readonly element: number }): boolean => element < 0 || gone[element] !== 1;
    for (const list of [this.robots, this.pieces, this.states, this.lamps])
      keepOnly<{ element: number }>(list, stays);
    const targets = this.targets
      .map((box, i) => ({ box, element: this.targetElements[i] ?? -1 }))
      .filter(stays);
    this.targets.length = this.targetElements.length = 0;
    for (const { box, element } of targets) this.target(element, box);
  }

  /** An element has another number from now on; the last one moves into the place of one that is gone. */
  renumber(from: number, to: number): void {
    for (const standing of this.standing.values()) standing.renumber(from, to);
    for (const list of [this.robots, this.pieces, this.states, this.lamps] as { element: number }[][])
      list.forEach((item, i) => {
        if (item.element === from) list[i] = { ...item, element: to };
      });
    this.targetElements.forEach((element, i) => {
      if (element === from) this.targetElements[i] = to;
    });
    const [box, anchor] = [this.boxes[from], this.anchors[from]];
    if (box !== undefined) this.boxes[to] = box;
    if (anchor !== undefined) this.anchors[to] = anchor;
  }

  /** Forgets the boxes and labels from a number on. */
  truncate(elements: number): void {
    this.boxes.length = Math.min(this.boxes.length, elements);
    this.anchors.length = Math.min(this.anchors.length, elements);
  }

  /** Something of an element that the pointer can meet. */
  target(element: number, box: OrientedBox): void {
    this.targets.push(box);
    this.targetElements.push(element);
  }

  /** Stands an instance upright. @param element index in the plant, −1 for the building */
  stand(
    element: number,
    asset: AssetName,
    detail: Detail,
    position: readonly [number, number, number],
    yaw: number,
    scale: readonly [number, number, number],
    hex = "#ffffff",
  ): void {
    let standing = this.standing.get(asset);
    if (standing === undefined) this.standing.set(asset, (standing = new StandingInstances()));
    this.#changed.add(asset);
    const [red, green, blue] = this.colour(hex);
    const at = standing.add(element, detail, red, green, blue);
    const [x, y, z] = position;
    writeUpright(standing.matrices, at, x, y, z, Math.cos(yaw), Math.sin(yaw), scale[0], scale[1], scale[2]);
  }
}

/** Drops what does not fit from a list that others hold on to. */
function keepOnly<T>(list: T[], fits: (item: T) => boolean): void {
  let n = 0;
  for (const item of list) if (fits(item)) list[n++] = item;
  list.length = n;
}
