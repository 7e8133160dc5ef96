import type { Object3D, Texture } from "three";
import type { Element, ElementKind, Plant } from "../plant/schema.ts";
import { Batches } from "./batches.ts";
import { buildScenery } from "./build-scenery.ts";
import { Columns } from "./columns.ts";
import { FrameCopy } from "./frame-copy.ts";
import { detailDistance, markNear } from "./level-of-detail.ts";
import { Machinery } from "./machinery.ts";
import type { Materials } from "./materials.ts";
import { Movers } from "./movers.ts";
import { type Bounds } from "./camera-fit.ts";
import { boundsOf } from "./picking.ts";
import type { Quality } from "./renderer.ts";
import type { Scenery } from "./scenery.ts";
import { type LiveMark, StateMarks } from "./state-marks.ts";
import type { Theme } from "./theme.ts";

type Point = readonly [number, number, number];

const EMPTY: Bounds = { low: [-10, -10, 0], high: [10, 10, 3] };

/** All that is drawn of one plant; thrown away and built anew when the plant changes. */
export class PlantLayer {
  readonly elements: readonly Element[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly scenery: Scenery;
  readonly frame: FrameCopy;
  readonly bounds: Bounds;
  readonly #standing: Batches;
  readonly #moving: Batches;
  readonly #movers: Movers;
  readonly #machinery: Machinery;
  readonly #columns: Columns;
  readonly #marks: StateMarks;
  readonly #near: Uint8Array;
  readonly #detailDistance: number;
  #sorted = false;

  constructor(
    plant: Plant,
    order: readonly { readonly id: string; readonly kind: ElementKind }[],
    roots: { readonly stage: Object3D; readonly marks: Object3D },
    looks: {
      readonly materials: Materials;
      readonly atlas: Texture;
      readonly theme: Theme;
      readonly quality: Quality;
    },
  ) {
    const { scenery, elements } = buildScenery(plant, order, looks.theme);
    this.scenery = scenery;
    this.elements = elements;
    this.indexOf = new Map(elements.map(({ id }, i) => [id, i]));
    this.frame = new FrameCopy(elements.length);
    this.bounds = boundsOf(scenery.boxes) ?? EMPTY;
    this.#near = new Uint8Array(elements.length);
    this.#detailDistance = detailDistance(elements.length, looks.quality);
    this.#standing = new Batches(roots.stage, looks.materials, true);
    this.#moving = new Batches(roots.stage, looks.materials, false);
    this.#movers = new Movers(plant, this.#moving);
    this.#machinery = new Machinery(scenery, this.#moving);
    this.#columns = new Columns(roots.stage, scenery, looks.theme, looks.materials.of("column"));
    const kinds = elements.map(({ kind }) => kind);
    this.#marks = new StateMarks(roots.marks, scenery.states, kinds, looks.atlas);
  }

  get instances(): number {
    return this.#standing.instances + this.#moving.instances;
  }

  /** The camera moved: what is near, which columns are in the way. @returns whether shadows changed */
  look(eye: Point): boolean {
    this.#columns.fade(eye);
    const changed = markNear(this.scenery.boxes, eye, this.#detailDistance, this.#near);
    if (!changed && this.#sorted) return false;
    this.#sorted = true;
    for (const [asset, standing] of this.scenery.standing)
      standing.select(this.#near, this.#standing.of(asset));
    return true;
  }

  /** Writes everything that a frame moves or colours. */
  write(eye: Point, live: ReadonlyMap<number, LiveMark> | undefined): void {
    this.#movers.write(this.frame, eye, this.#detailDistance);
    this.#machinery.write(this.frame, this.#near);
    this.#marks.write(this.frame.state, live);
  }

  setViewport(width: number, height: number): void {
    this.#marks.setViewport(width, height);
  }

  dispose(): void {
    this.#standing.dispose();
    this.#moving.dispose();
    this.#columns.dispose();
    this.#marks.dispose();
  }
}
