import type { AssetName } from "../assets/table.ts";
import type { Detail } from "../instances.ts";
import { writeUpright } from "../matrices.ts";
import type { OrientedBox } from "../picking.ts";
import type { Scenery } from "../scenery.ts";

export const RADIANS_PER_DEGREE = Math.PI / 180;

type Triple = readonly [number, number, number];

/** Where an element is, and what neighbours tell about it. */
export interface SitePlace {
  readonly position: Triple;
  /** deg */
  readonly rotation: number;
  readonly size: Triple;
}

/**
 * The plot of one element: element views build on it in the element's own axes (x along, y across, z up from
 * the floor it stands on, m), and it places what they build into the scenery.
 */
export class Site {
  readonly scenery: Scenery;
  /** Index of the element in the plant. */
  readonly element: number;
  readonly along: number;
  readonly across: number;
  readonly up: number;
  readonly yaw: number;
  /** Height of the undersides of parts above the element's floor, m. */
  readonly workHeight: number;
  readonly #x: number;
  readonly #y: number;
  readonly #z: number;
  readonly #cos: number;
  readonly #sin: number;

  /** Its workers come and go, drawn where they are; none stands there for good. */
  readonly isVisited: boolean;

  constructor(scenery: Scenery, element: number, place: SitePlace, workHeight: number, isVisited = false) {
    this.isVisited = isVisited;
    this.scenery = scenery;
    this.element = element;
    [this.along, this.across, this.up] = place.size;
    [this.#x, this.#y, this.#z] = place.position;
    this.yaw = place.rotation * RADIANS_PER_DEGREE;
    this.workHeight = workHeight;
    this.#cos = Math.cos(this.yaw);
    this.#sin = Math.sin(this.yaw);
  }

  /** Own axes → plant coordinates. */
  toPlant(x: number, y: number, z: number): [number, number, number] {
    return [this.#x + this.#cos * x - this.#sin * y, this.#y + this.#sin * x + this.#cos * y, this.#z + z];
  }

  /** Stands an instance, upright, turned by `turn` (rad) within the site. */
  stand(
    asset: AssetName,
    detail: Detail,
    at: Triple,
    scale: Triple = [1, 1, 1],
    hex?: string,
    turn = 0,
  ): void {
    this.scenery.stand(this.element, asset, detail, this.toPlant(...at), this.yaw + turn, scale, hex);
  }

  /** A box by its centre on the floor plan, its underside and its size. */
  box(detail: Detail, x: number, y: number, z: number, size: Triple, hex: string): void {
    this.stand("box", detail, [x, y, z], size, hex);
  }

  /** Soft dark spot that grounds what stands there. */
  shade(detail: Detail, x: number, y: number, sizeX: number, sizeY: number): void {
    this.stand("blob", detail, [x, y, 0.012], [sizeX, sizeY, 1], "#000000");
  }

  /** Rollers and blue rails from −x to +x through the middle, at the work height. */
  rollerBed(length: number, width: number): void {
    rollerBed(this, length, width, this.workHeight);
  }

  /** A robot that looks along `turn` (rad, own axes). @param reach m from its axis to the work */
  robot(x: number, y: number, turn: number, scale: number, reach: number, variant: number): void {
    const [px, py, pz] = this.toPlant(x, y, 0);
    this.stand("robotPedestal", "near", [x, y, 0], [scale, scale, scale], "#ffffff", turn);
    this.shade("near", x, y, 1.9 * scale, 1.9 * scale);
    const place = { x: px, y: py, z: pz, yaw: this.yaw + turn, scale, reach: reach / scale, variant };
    this.scenery.robots.push({ ...place, element: this.element });
  }

  /** Something that the cycle moves; the callback gives its own-axes position, turn and scale. */
  piece(
    asset: AssetName,
    hex: string,
    pose: (progress: number) => { at: Triple; turn?: number; scale?: Triple },
  ): void {
    this.scenery.pieces.push({
      element: this.element,
      asset,
      colour: this.scenery.colour(hex),
      write: (progress, out, at) => {
        const { at: local, turn = 0, scale = [1, 1, 1] } = pose(progress);
        const [x, y, z] = this.toPlant(...local);
        const yaw = this.yaw + turn;
        writeUpright(out, at, x, y, z, Math.cos(yaw), Math.sin(yaw), scale[0], scale[1], scale[2]);
      },
    });
  }

  /** Lamp that shows the state's colour. */
  lamp(x: number, y: number, z: number): void {
    const [px, py, pz] = this.toPlant(x, y, z);
    this.scenery.lamps.push({ element: this.element, x: px, y: py, z: pz });
  }

  /** Band around a footprint, and a badge at a height. */
  state(halfX: number, halfY: number, badge: Triple): void {
    const [x, y, z] = this.toPlant(0, 0, 0);
    const at = this.toPlant(...badge);
    this.scenery.states.push({ element: this.element, x, y, z, yaw: this.yaw, halfX, halfY, badge: at });
  }

  /** What the element fills and where its label stands; it can be clicked as a whole. */
  outline(height: number, label: Triple): void {
    const box = this.#filled(height);
    this.scenery.boxes[this.element] = box;
    this.scenery.anchors[this.element] = this.toPlant(...label);
    this.scenery.target(this.element, box);
  }

  /** The plot up to a height can be clicked; for elements that build on several plots. */
  target(height: number): void {
    this.scenery.target(this.element, this.#filled(height));
  }

  #filled(height: number): OrientedBox {
    const [x, y, z] = this.toPlant(0, 0, 0);
    return { x, y, z, yaw: this.yaw, halfX: this.along / 2, halfY: this.across / 2, height };
  }
}

const RAIL = "#1f5fa8";

/** Roller bed along the site's x axis, centred; also used for each stretch of a conveyor. */
export function rollerBed(site: Site, length: number, width: number, top: number): void {
  const modules = Math.max(1, Math.round(length / 1.2));
  const pitch = length / modules;
  for (let i = 0; i < modules; i++) {
    site.stand("rollers", "near", [(i + 0.5) * pitch - length / 2, 0, top], [pitch / 1.2, width - 0.1, 1]);
  }
  for (const side of [-1, 1]) {
    site.box("always", 0, side * (width / 2), top - 0.13, [length, 0.07, 0.16], RAIL);
  }
  site.box("far", 0, 0, top - 0.1, [length, width - 0.1, 0.1], "#9aa3ab");
  if (top < 0.25) return;
  const legs = Math.max(1, Math.round(length / 2.4));
  for (let i = 0; i < legs; i++) {
    const x = ((i + 0.5) / legs - 0.5) * length;
    for (const side of [-1, 1])
      site.box("near", x, side * (width / 2), 0, [0.07, 0.06, top - 0.12], "#3a3f45");
    site.box("near", x, 0, top * 0.35, [0.05, width, 0.05], "#3a3f45");
  }
}
