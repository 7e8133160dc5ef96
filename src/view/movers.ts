import { Color } from "three";
import type { Storage } from "../plant/elements/storage.ts";
import type { Fleet } from "../plant/resources/fleet.ts";
import type { Plant, Product } from "../plant/schema.ts";
import { TRACTOR_SIZE, TRAILER_SIZE } from "../plant/trailer-size.ts";
import type { AssetName } from "./assets/table.ts";
import type { Batches } from "./batches.ts";
import type { FrameCopy } from "./frame-copy.ts";
import type { InstanceBatch } from "./instances.ts";
import { writeUpright } from "./matrices.ts";

type Size = readonly [number, number, number];

const DEFAULT_SIZES: Readonly<Record<NonNullable<Product["shape"]>, Size>> = {
  box: [0.6, 0.4, 0.4],
  carBody: [4.5, 1.82, 1.24],
  engine: [0.72, 0.6, 0.66],
  cylinder: [0.5, 0.5, 0.6],
  pallet: [1.2, 0.8, 0.83],
  carrier: [1.2, 0.8, 0.15],
};

/** Products without a colour of their own are told apart by these, in turn. */
const COLOURS = ["#c9a26b", "#7ea6c4", "#a7b86a", "#c98a8a", "#9a8fc0", "#74b3a4"] as const;

const OVERALLS = ["#7fb2ec", "#f0a27a", "#86cf9d", "#c79be6", "#e8d36a", "#a9bdd2"] as const;

interface Style {
  readonly asset: AssetName;
  readonly size: Size;
  readonly colour: string;
}

/** How parts of a product look. @param index of the product in the plant */
export function productStyle(product: Product, index: number): Style {
  const shape = product.shape ?? "box";
  const size = product.size ?? DEFAULT_SIZES[shape];
  const own = product.colour;
  if (shape === "carBody") return bodyStyle(product.finish ?? "bare", size, own);
  if (shape === "engine") return { asset: "partEngine", size, colour: own ?? "#c3c8cc" };
  if (shape === "cylinder") return { asset: "partCylinder", size, colour: own ?? "#b8bec4" };
  if (shape === "carrier") return { asset: "partCarrier", size, colour: own ?? "#8d949b" };
  const asset = shape === "pallet" ? "partPallet" : "partBox";
  return { asset, size, colour: own ?? COLOURS[index % COLOURS.length]! };
}

/** How a vehicle looks: the fleet's own size, up to the underside of its load. */
function vehicleStyle({ size, trailers }: Fleet): Style {
  const { length = 1.4, width = 0.9, height = 0.35 } = size ?? {};
  if (trailers !== undefined) {
    const [long, high] = [size === undefined ? TRACTOR_SIZE.length : length, height + TRACTOR_SIZE.height];
    return { asset: "tractor", size: [long, width, high], colour: "#e8862a" };
  }
  return { asset: "vehicle", size: [length, width, height], colour: "#e8862a" };
}

/** How a trailer looks: up to the underside of what stands on it, as high as the vehicle's own. */
function trailerStyle({ size, trailers }: Fleet): Style {
  const { length = TRAILER_SIZE.length, width = TRAILER_SIZE.width } = trailers ?? {};
  return { asset: "trailer", size: [length, width, size?.height ?? 0.35], colour: "#5f7382" };
}

/** How a worker looks: the pools are told apart by the colour of their overalls. */
function workerStyle(index: number): Style {
  return { asset: "walker", size: [1, 1, 1], colour: OVERALLS[index % OVERALLS.length]! };
}

/** Mast and carriage of the cranes of a storage. */
function craneStyles({ levels, levelHeight }: Storage): Style[] {
  const colour = "#f2b705";
  return [
    { asset: "partBox", size: [0.35, 0.3, levels * levelHeight + 0.2], colour },
    { asset: "partBox", size: [1, 0.7, 0.12], colour: "#d55e00" },
  ];
}

/** A car body's material follows the shop that it is in. */
function bodyStyle(finish: NonNullable<Product["finish"]>, size: Size, own: string | undefined): Style {
  if (finish === "bare") return { asset: "bodyBare", size, colour: own ?? "#b7bec4" };
  if (finish === "eCoat") return { asset: "bodyECoat", size, colour: own ?? "#6d7a70" };
  return { asset: finish === "painted" ? "bodyPainted" : "bodyGlazed", size, colour: own ?? "#1d4f91" };
}

/** In the order of the frames' products: parts, vehicles, workers, machines, trailers. */
function stylesOf(plant: Plant): Style[] {
  const fleets = (plant.resources ?? []).filter((resource) => resource.kind === "fleet");
  const pools = (plant.resources ?? []).filter((resource) => resource.kind === "workers");
  const storages = plant.elements.filter((element) => element.kind === "storage");
  return [
    ...plant.products.map(productStyle),
    ...fleets.map(vehicleStyle),
    ...pools.map((_, i) => workerStyle(i)),
    ...storages.flatMap(craneStyles),
    ...fleets.filter(({ trailers }) => trailers !== undefined).map(trailerStyle),
  ];
}

/** What a worker fills, m. */
const WORKER_SIZE: Size = [0.6, 0.6, 1.8];

/** What each of those that move fills, m: along, across, up; by the frames' products. */
export function moverSizes(plant: Plant): Size[] {
  return stylesOf(plant).map(({ asset, size }) => (asset === "walker" ? WORKER_SIZE : size));
}

/** The parts of one primitive, and which product each slot showed last. */
interface Lane {
  readonly batch: InstanceBatch;
  shown: Int32Array;
  count: number;
  recoloured: boolean;
}

/** Writes the parts of a frame: near ones in their shape, far ones as boxes. Nothing is allocated a frame. */
export class Movers {
  readonly #lanes: Lane[] = [];
  /** Per product: lane, scale, colour. */
  readonly #laneOf: Int32Array;
  readonly #scale: Float32Array;
  readonly #colour: Float32Array;
  readonly #far = 0;

  constructor(plant: Plant, batches: Batches) {
    const styles = stylesOf(plant);
    this.#laneOf = new Int32Array(styles.length);
    this.#scale = new Float32Array(styles.length * 3);
    this.#colour = new Float32Array(styles.length * 3);
    const laneByAsset = new Map<AssetName, number>();
    const lane = (asset: AssetName): number => {
      const known = laneByAsset.get(asset);
      if (known !== undefined) return known;
      this.#lanes.push({ batch: batches.of(asset), shown: new Int32Array(0), count: 0, recoloured: false });
      laneByAsset.set(asset, this.#lanes.length - 1);
      return this.#lanes.length - 1;
    };
    lane("partFar");
    styles.forEach((style, i) => {
      this.#laneOf[i] = lane(style.asset);
      this.#scale.set(style.size, i * 3);
      const { r, g, b } = new Color(style.colour);
      this.#colour.set([r, g, b], i * 3);
    });
  }

  /**
   * @param eye where the camera is, plant coordinates, m
   * @param detailDistance beyond this a part is a box, m
   */
  write(frame: FrameCopy, eye: readonly [number, number, number], detailDistance: number): void {
    const { pose, product, movers } = frame;
    const lanes = this.#lanes;
    for (const lane of lanes) {
      lane.count = 0;
      lane.recoloured = false;
      this.#reserve(lane, movers);
    }
    const [eyeX, eyeY, eyeZ] = eye;
    const limit = detailDistance * detailDistance;
    const products = this.#laneOf.length;
    for (let m = 0; m < movers; m++) {
      const at = m * 4;
      const x = pose[at]!;
      const y = pose[at + 1]!;
      const z = pose[at + 2]!;
      const p = product[m]!;
      if (p >= products) continue;
      const dx = x - eyeX;
      const dy = y - eyeY;
      const dz = z - eyeZ;
      const far = dx * dx + dy * dy + dz * dz > limit;
      const lane = lanes[far ? this.#far : this.#laneOf[p]!]!;
      const n = lane.count++;
      const yaw = pose[at + 3]!;
      const { batch } = lane;
      const s = p * 3;
      const scale = this.#scale;
      writeUpright(
        batch.matrices,
        n * 16,
        x,
        y,
        z,
        Math.cos(yaw),
        Math.sin(yaw),
        scale[s]!,
        scale[s + 1]!,
        scale[s + 2]!,
      );
      if (lane.shown[n] === p) continue;
      lane.shown[n] = p;
      lane.recoloured = true;
      const colours = batch.colours;
      colours[n * 3] = this.#colour[s]!;
      colours[n * 3 + 1] = this.#colour[s + 1]!;
      colours[n * 3 + 2] = this.#colour[s + 2]!;
    }
    for (const lane of lanes) lane.batch.commit(lane.count, lane.recoloured);
  }

  #reserve(lane: Lane, movers: number): void {
    lane.batch.reserve(movers);
    const room = lane.batch.capacity;
    if (lane.shown.length !== room) lane.shown = new Int32Array(room).fill(-1);
  }
}
