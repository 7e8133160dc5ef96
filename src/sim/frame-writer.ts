import { conveyorPath, pathLength, pointAlong, sorterPath } from "../plant/geometry.ts";
import { workHeights } from "../plant/work-height.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { FRAME_VERSION, HEADER, memberKey, type Frame } from "../protocol/frame.ts";
import type { ElementModel, MoverSink } from "./elements/element.ts";
import { loadOf } from "./kernel/loads.ts";
import { type Part, type PartExtra, WORKPIECE } from "./kernel/parts.ts";
import type { FleetModel } from "./resources/fleet.ts";
import type { ResourceModel } from "./resources/resource.ts";
import type { Pose } from "./resources/ways.ts";

const RADIANS = Math.PI / 180;

/** Keys of machines of elements, as those of vehicles and workers, are hardly ever those of a part. */
const MACHINE_KEY = 0xff00_0000;
/** Mast and carriage of a crane. */
const MACHINE_KINDS = 2;

/** Likewise of trailers: 5 bits of fleet, 13 of vehicle, 5 of trailer. */
const TRAILER_KEY = 0xfe80_0000;

/** Several parts on a vehicle are drawn one above the other, m. */
const STACK = 0.5;

/** Of a product without one, m: what stands on it, or beside it on a carrier, must be placed somehow. */
const DEFAULT_SIZE: readonly [number, number, number] = [0.6, 0.4, 0.15];
/** Parts of a load that are drawn. */
const SHOWN_LOAD = 12;

/** Of a part in frames: 9 bits of source and 23 of serial. It keeps it; two alive at once hardly ever share one. */
export function partKey({ source, serial }: Part): number {
  return ((source.index << 23) | (serial & 0x7f_ffff)) >>> 0;
}

/** Where an element's parts are drawn. */
interface Site {
  readonly path: ReturnType<typeof conveyorPath>;
  /** Metres of path a metre of travel: a length that is stated may differ from the drawn path. */
  readonly stretch: number;
  readonly element: Element;
  /** Where parts stand above the floor that the element stands on, m. */
  readonly height: number;
}

function siteOf(element: Element, height: number): Site {
  if (element.kind === "sorter") {
    const path = sorterPath(element);
    const stretch = pathLength(path) / (element.trays * element.trayPitch);
    return { path, stretch, element, height };
  }
  if (element.kind !== "conveyor" && element.kind !== "merge")
    return { path: [], stretch: 1, element, height };
  const path = conveyorPath(element);
  const drawn = pathLength(path);
  return { path, stretch: element.length === undefined ? 1 : drawn / element.length, element, height };
}

function sitesOf(plant: Plant): Site[] {
  const heights = workHeights(plant);
  return plant.elements.map((element, i) => siteOf(element, heights[i] ?? 0));
}

/** A point in an element's own axes → plant coordinates. */
function inPlant({ position, rotation }: Element["placement"], x: number, y: number, z: number): Pose {
  const yaw = rotation * RADIANS;
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  return {
    x: position[0] + x * cos - y * sin,
    y: position[1] + x * sin + y * cos,
    z: position[2] + z,
    yaw,
  };
}

/** Writes frames: the state of every element, and where every part is. */
export class FrameWriter implements MoverSink {
  readonly #plant: Plant;
  /** Made for the first frame: most runs draw none. */
  #sites: readonly Site[] | undefined;
  readonly #models: readonly ElementModel[];
  readonly #fleets: readonly FleetModel[];
  readonly #pools: readonly ResourceModel[];
  readonly #products: number;
  #frame: Frame | undefined;
  #site: Site | undefined;
  #movers = 0;
  #hidden = 0;
  /** Size of each product, m. */
  readonly #sizes: readonly (readonly [number, number, number])[];

  /** @param pools of workers, in the order of the plant file */
  constructor(
    plant: Plant,
    models: readonly ElementModel[],
    fleets: readonly FleetModel[],
    pools: readonly ResourceModel[],
  ) {
    this.#plant = plant;
    this.#sites = undefined;
    this.#models = models;
    this.#sizes = plant.products.map(({ size }) => size ?? DEFAULT_SIZE);
    this.#fleets = fleets;
    this.#pools = pools;
    this.#products = plant.products.length;
  }

  /** Fills the frame, except for the slots of the header that only the run control knows. */
  write(frame: Frame): void {
    this.#frame = frame;
    this.#movers = 0;
    this.#hidden = 0;
    const sites = (this.#sites ??= sitesOf(this.#plant));
    this.#models.forEach((model, i) => {
      frame.state[i] = model.state();
      frame.content[i] = model.content();
      frame.progress[i] = model.progress();
      this.#site = sites[i];
      model.writeMovers(this);
    });
    this.#fleets.forEach((fleet, i) => this.#writeVehicles(fleet, i));
    this.#pools.forEach((pool, i) => this.#writePeople(pool, this.#fleets.length + i));
    this.#writeTrailers(this.#writeMachines(sites));
    frame.header[HEADER.version] = FRAME_VERSION;
    frame.header[HEADER.elements] = this.#models.length;
    frame.header[HEADER.movers] = this.#movers;
    frame.header[HEADER.hidden] = this.#hidden;
    this.#frame = undefined;
  }

  along(part: Part, metres: number): void {
    const { path, stretch } = this.#site as Site;
    const { x, y, z, yaw } = pointAlong(path, metres * stretch);
    // What has only just come in reaches back beyond the start.
    const back = Math.min(0, metres * stretch);
    this.#put(part, x + back * Math.cos(yaw), y + back * Math.sin(yaw), z, yaw);
  }

  onGuide(part: Part, measure: "turn" | "rail" | "way", place: number): void {
    const { element, height } = this.#site as Site;
    const { position, rotation } = element.placement;
    const yaw = rotation * RADIANS;
    const metres = measure === "rail" ? place : 0;
    const turn = measure === "turn" ? place * RADIANS : 0;
    const [x, y, z] = position;
    this.#put(part, x + metres * Math.cos(yaw), y + metres * Math.sin(yaw), z + height, yaw + turn);
  }

  onVehicle(part: Part, { x, y, z, yaw }: Pose, n: number, deck: number): void {
    this.#put(part, x, y, z + deck + n * STACK, yaw);
  }

  within(part: Part, x: number, y: number, z: number): void {
    const { element } = this.#site as Site;
    const at = inPlant(element.placement, x, y, z);
    this.#put(part, at.x, at.y, at.z, at.yaw);
  }

  inSlot(part: Part, slot: number, slots: number): void {
    const { element, height } = this.#site as Site;
    const { placement } = element;
    const [length, width] = placement.size;
    // A grid whose cells are about square, filled along the element's length.
    const columns = Math.max(1, Math.min(slots, Math.round(Math.sqrt((slots * length) / width))));
    const rows = Math.ceil(slots / columns);
    const along = (((slot % columns) + 0.5) / columns - 0.5) * length;
    const across = ((Math.floor(slot / columns) + 0.5) / rows - 0.5) * width;
    const yaw = placement.rotation * RADIANS;
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    const [x, y, z] = placement.position;
    this.#put(part, x + along * cos - across * sin, y + along * sin + across * cos, z + height, yaw);
  }

  /** Vehicles that have a place follow the parts, as if each fleet were one more product. */
  #writeVehicles(fleet: FleetModel, index: number): void {
    for (const vehicle of fleet.vehicles) {
      const pose = fleet.pose(vehicle);
      if (pose === undefined) return;
      const key = memberKey(index, vehicle.index);
      this.#place(key, this.#products + index, pose.x, pose.y, pose.z, pose.yaw);
    }
  }

  /** Workers who walk follow the vehicles, as if each pool were one more fleet. */
  #writePeople(pool: ResourceModel, index: number): void {
    for (const { index: worker, x, y, z, yaw } of pool.people?.() ?? []) {
      const key = memberKey(index, worker);
      this.#place(key, this.#products + index, x, y, z, yaw);
    }
  }

  /** Machines of elements follow the vehicles, two kinds an element that has some. @returns the first kind that is free */
  #writeMachines(sites: readonly Site[]): number {
    let kinds = this.#products + this.#fleets.length + this.#pools.length;
    this.#models.forEach((model, i) => {
      if (model.writeMachines === undefined) return;
      const { placement } = (sites[i] as Site).element;
      model.writeMachines((kind, n, x, y, z) => {
        const at = inPlant(placement, x, y, z);
        const key = (MACHINE_KEY | ((i & 0xfff) << 8) | (kind << 7) | (n & 0x7f)) >>> 0;
        this.#place(key, kinds + kind, at.x, at.y, at.z, at.yaw);
      });
      kinds += MACHINE_KINDS;
    });
    return kinds;
  }

  /** Trailers come last, one kind a fleet that has some. */
  #writeTrailers(first: number): void {
    let kind = first;
    for (const [index, fleet] of this.#fleets.entries()) {
      if (fleet.trailers === undefined) continue;
      for (const vehicle of fleet.vehicles)
        fleet.trailerPoses(vehicle).forEach(({ x, y, z, yaw }, n) => {
          const key = (TRAILER_KEY | ((index & 0x1f) << 18) | ((vehicle.index & 0x1fff) << 5) | n) >>> 0;
          this.#place(key, kind, x, y, z, yaw);
        });
      kind++;
    }
  }

  #put(part: Part, x: number, y: number, z: number, yaw: number): void {
    const { extra } = part;
    if (extra === undefined || extra.role === WORKPIECE) this.#write(part, part.product, x, y, z, yaw);
    else this.#putHolder(part, extra, x, y, z, yaw);
  }

  /** The carrier or container with what it holds on it, in a grid; a batch without a container is only what it holds. */
  #putHolder(part: Part, { own, count }: PartExtra, x: number, y: number, z: number, yaw: number): void {
    const [length, width, up] = this.#sizes[own] ?? DEFAULT_SIZE;
    const bare = count > 0 && own === part.product;
    if (!bare) this.#write(part, own, x, y, z, yaw);
    const shown = Math.min(count, SHOWN_LOAD);
    const columns = Math.ceil(Math.sqrt(shown));
    const rows = Math.ceil(shown / columns);
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
    let place = 0;
    for (const held of loadOf(part)) {
      if (place === shown) return;
      const along = (((place % columns) + 0.5) / columns - 0.5) * length;
      const across = ((Math.floor(place / columns) + 0.5) / rows - 0.5) * width;
      place++;
      const top = bare ? z : z + up;
      this.#put(held, x + along * cos - across * sin, y + along * sin + across * cos, top, yaw);
    }
  }

  #write(part: Part, product: number, x: number, y: number, z: number, yaw: number): void {
    this.#place(partKey(part), product, x, y, z, yaw);
  }

  #place(key: number, product: number, x: number, y: number, z: number, yaw: number): void {
    const frame = this.#frame as Frame;
    if (this.#movers >= frame.moverCapacity) {
      this.#hidden++;
      return;
    }
    const mover = this.#movers++;
    frame.key[mover] = key;
    frame.product[mover] = product;
    const at = mover * 4;
    frame.pose[at] = x;
    frame.pose[at + 1] = y;
    frame.pose[at + 2] = z;
    frame.pose[at + 3] = yaw;
  }
}
