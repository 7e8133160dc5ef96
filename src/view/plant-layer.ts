import type { Object3D, Texture } from "three";
import type { Element, ElementKind, Plant } from "../plant/schema.ts";
import { Batches } from "./batches.ts";
import { buildElement, buildScenery, type Surroundings, surroundingsOf } from "./build-scenery.ts";
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

interface Roots {
  readonly stage: Object3D;
  readonly marks: Object3D;
}

interface Looks {
  readonly materials: Materials;
  readonly atlas: Texture;
  readonly theme: Theme;
  readonly quality: Quality;
}

/** All that is drawn of one plant. An edit of elements changes what stands for them; all else builds it anew. */
export class PlantLayer {
  readonly elements: Element[];
  readonly scenery: Scenery;
  readonly frame: FrameCopy;
  readonly #standing: Batches;
  readonly #moving: Batches;
  readonly #movers: Movers;
  readonly #columns: Columns;
  readonly #roots: Roots;
  readonly #looks: Looks;
  readonly #kinds: ElementKind[];
  #plant: Plant;
  #around: Surroundings;
  #indexOf: ReadonlyMap<string, number>;
  #bounds: Bounds;
  #machinery: Machinery;
  #marks: StateMarks;
  #near: Uint8Array;
  #viewport = { width: 1, height: 1 };
  #sorted = false;

  constructor(
    plant: Plant,
    order: readonly { readonly id: string; readonly kind: ElementKind }[],
    roots: Roots,
    looks: Looks,
  ) {
    const { scenery, elements } = buildScenery(plant, order, looks.theme);
    this.#plant = plant;
    this.#roots = roots;
    this.#looks = looks;
    this.#around = surroundingsOf(plant);
    this.scenery = scenery;
    this.elements = [...elements];
    this.#indexOf = indexed(elements);
    this.frame = new FrameCopy(elements.length);
    this.#bounds = boundsOf(scenery.boxes) ?? EMPTY;
    this.#near = new Uint8Array(elements.length);
    this.#standing = new Batches(roots.stage, looks.materials, true);
    this.#moving = new Batches(roots.stage, looks.materials, false);
    this.#movers = new Movers(plant, this.#moving);
    this.#machinery = new Machinery(scenery, this.#moving);
    this.#columns = new Columns(roots.stage, scenery, looks.theme, looks.materials.of("column"));
    this.#kinds = elements.map(({ kind }) => kind);
    this.#marks = new StateMarks(roots.marks, scenery.states, this.#kinds, looks.atlas);
  }

  get instances(): number {
    return this.#standing.instances + this.#moving.instances;
  }

  get indexOf(): ReadonlyMap<string, number> {
    return this.#indexOf;
  }

  get bounds(): Bounds {
    return this.#bounds;
  }

  /**
   * Shows the plant after an edit, element by element. @returns whether it could: a change of building, products or
   * resources wants another layer
   */
  update(plant: Plant): boolean {
    const former = this.#plant;
    if (former === plant) return true;
    const isAlike =
      former.id === plant.id &&
      former.layout === plant.layout &&
      isShared(former.products, plant.products) &&
      isShared(former.resources ?? [], plant.resources ?? []);
    if (!isAlike) return false;
    const swapped = swappedElements(former, plant);
    const around = swapped?.every(isLevel) === true ? this.#around : surroundingsOf(plant);
    const edit = swapped ?? this.#compare(plant);
    const { removed, added } = this.#comings(plant, swapped !== undefined);
    const isEdited = new Set(edit.map(([, to]) => to.id));
    const changed =
      around === this.#around
        ? edit.map(([, to]) => to)
        : plant.elements.filter(
            ({ id }) =>
              this.#indexOf.has(id) &&
              (isEdited.has(id) || around.heights.get(id) !== this.#around.heights.get(id)),
          );
    // So many at once are faster built together.
    if (removed.length + added.length + changed.length > Math.max(200, this.elements.length / 2))
      return false;
    this.#plant = plant;
    this.#around = around;
    this.#takeAway(changed, removed);
    for (const element of changed) {
      const index = this.#indexOf.get(element.id);
      if (index !== undefined) this.#build(element, index);
    }
    for (const element of added) this.#build(element, this.elements.length);
    this.#settle(changed, removed.length + added.length > 0);
    return true;
  }

  /** Elements that are others than before, in pairs. */
  #compare(plant: Plant): Swap[] {
    const now = new Map(plant.elements.map((element) => [element.id, element]));
    return this.elements.flatMap((from): Swap[] => {
      const to = now.get(from.id);
      return to === undefined || to === from ? [] : [[from, to]];
    });
  }

  #comings(
    plant: Plant,
    areSame: boolean,
  ): { readonly removed: readonly string[]; readonly added: readonly Element[] } {
    if (areSame) return { removed: [], added: [] };
    const now = new Set(plant.elements.map(({ id }) => id));
    return {
      removed: this.elements.filter(({ id }) => !now.has(id)).map(({ id }) => id),
      added: plant.elements.filter(({ id }) => !this.#indexOf.has(id)),
    };
  }

  /** The frames hold the elements in another order from now on. @param order place by id */
  setFrameOrder(order: ReadonlyMap<string, number>): void {
    this.frame.setPlaces(Int32Array.from(this.elements, ({ id }) => order.get(id) ?? -1));
  }

  /** The camera moved: what is near, which columns are in the way. @returns whether shadows changed */
  look(eye: Point): boolean {
    this.#columns.fade(eye);
    const { quality } = this.#looks;
    const distance = detailDistance(this.elements.length, quality);
    const changed = markNear(this.scenery.boxes, eye, distance, this.#near);
    const names = changed || !this.#sorted ? [...this.scenery.standing.keys()] : this.scenery.takeChanged();
    if (changed || !this.#sorted) this.scenery.takeChanged();
    this.#sorted = true;
    for (const name of names) this.scenery.standing.get(name)?.select(this.#near, this.#standing.of(name));
    return names.length > 0;
  }

  /** Writes everything that a frame moves or colours. */
  write(eye: Point, live: ReadonlyMap<number, LiveMark> | undefined): void {
    this.#movers.write(this.frame, eye, detailDistance(this.elements.length, this.#looks.quality));
    this.#machinery.write(this.frame, this.#near);
    this.#marks.write(this.frame.state, live);
  }

  setViewport(width: number, height: number): void {
    this.#viewport = { width, height };
    this.#marks.setViewport(width, height);
  }

  dispose(): void {
    this.#standing.dispose();
    this.#moving.dispose();
    this.#columns.dispose();
    this.#marks.dispose();
  }

  /** Clears the places of elements; the last ones move into those of elements that are gone. */
  #takeAway(changed: readonly Element[], removed: readonly string[]): void {
    const gone = new Uint8Array(this.elements.length);
    const places = removed.map((id) => this.#indexOf.get(id) ?? -1);
    for (const { id } of changed) gone[this.#indexOf.get(id) ?? -1] = 1;
    for (const place of places) gone[place] = 1;
    this.scenery.remove(gone);
    for (const place of places.sort((a, b) => b - a)) {
      const last = this.elements.length - 1;
      const moved = this.elements.pop();
      const kind = this.#kinds.pop();
      if (place < last && moved !== undefined && kind !== undefined) {
        this.elements[place] = moved;
        this.#kinds[place] = kind;
        this.scenery.renumber(last, place);
        this.frame.renumber(last, place);
        this.#near[place] = this.#near[last] ?? 0;
      }
      this.scenery.truncate(last);
    }
    if (places.length > 0) this.#indexOf = indexed(this.elements);
  }

  #build(element: Element, index: number): void {
    this.elements[index] = element;
    this.#kinds[index] = element.kind;
    buildElement(this.scenery, element, index, this.#around);
  }

  #settle(changed: readonly Element[], isOtherNumber: boolean): void {
    const count = this.elements.length;
    if (isOtherNumber) {
      this.#indexOf = indexed(this.elements);
      this.frame.resize(count);
      const near = new Uint8Array(count);
      near.set(this.#near.subarray(0, count));
      this.#near = near;
    }
    const boxes = changed.map(({ id }) => this.scenery.boxes[this.#indexOf.get(id) ?? -1]);
    // Where elements only moved, the bounds may stay a little too wide until the plant is built anew.
    this.#bounds = isOtherNumber
      ? (boundsOf(this.scenery.boxes) ?? EMPTY)
      : joined(this.#bounds, boundsOf(boxes.filter((box) => box !== undefined)));
    this.#machinery = new Machinery(this.scenery, this.#moving);
    if (this.scenery.states.length <= this.#marks.capacity) return;
    this.#marks.dispose();
    this.#marks = new StateMarks(this.#roots.marks, this.scenery.states, this.#kinds, this.#looks.atlas);
    this.#marks.setViewport(this.#viewport.width, this.#viewport.height);
  }
}

function indexed(elements: readonly Element[]): ReadonlyMap<string, number> {
  return new Map(elements.map(({ id }, i) => [id, i]));
}

/** Whether two lists hold the very same items in the same order. */
function isShared(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

/** An element before and after an edit. */
type Swap = readonly [from: Element, to: Element];

/** Elements that are others than before, where the list is the same but for them, and so are the connections. */
function swappedElements(before: Plant, after: Plant): Swap[] | undefined {
  if (before.elements.length !== after.elements.length || !isShared(before.connections, after.connections))
    return undefined;
  const swaps: Swap[] = [];
  for (const [i, to] of after.elements.entries()) {
    const from = before.elements[i];
    if (from === undefined || from.id !== to.id) return undefined;
    if (from !== to) swaps.push([from, to]);
  }
  return swaps;
}

/** Kinds whose own path gives the height of their neighbours. */
const PATHS: ReadonlySet<string> = new Set(["conveyor", "merge", "sorter"]);

/** Whether an edit of an element cannot change the height at which parts come to it or to its neighbours. */
function isLevel([from, to]: Swap): boolean {
  return (
    from.kind === to.kind &&
    !PATHS.has(to.kind) &&
    from.placement.position[2] === to.placement.position[2] &&
    from.placement.size[2] === to.placement.size[2]
  );
}

function joined(bounds: Bounds, more: Bounds | undefined): Bounds {
  if (more === undefined) return bounds;
  const each = (
    pick: (a: number, b: number) => number,
    a: Bounds["low"],
    b: Bounds["low"],
  ): [number, number, number] => [pick(a[0], b[0]), pick(a[1], b[1]), pick(a[2], b[2])];
  return { low: each(Math.min, bounds.low, more.low), high: each(Math.max, bounds.high, more.high) };
}
