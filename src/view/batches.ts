import type { Material, Object3D } from "three";
import { type Asset, ASSETS, type AssetName, type Surface } from "./assets/table.ts";
import { InstanceBatch } from "./instances.ts";
import { LAYERS } from "./layers.ts";

/** Draw order of what lies on the floor and of what is seen through; everything else is 0. */
const ORDER: Partial<Record<AssetName, number>> = { floorPaint: 1, arrow: 2, blob: 3, fencePanel: 5 };

/** Too slight to hide a state mark behind them, so their depth is not drawn anew. */
const SLIGHT: ReadonlySet<AssetName> = new Set([
  "rollers",
  "robotGun",
  "robotPedestal",
  "spindle",
  "workerArms",
]);

/** Gives the material of each surface. */
export interface MaterialSource {
  of(surface: Surface): Material;
}

/** The batches of one group, made when first asked for: a primitive that no plant uses costs nothing. */
export class Batches {
  readonly #table = new Map<AssetName, InstanceBatch>();
  readonly #root: Object3D;
  readonly #materials: MaterialSource;
  readonly #shadows: boolean;

  /** @param shadows whether what stands here throws shadows (as far as its kind does) */
  constructor(root: Object3D, materials: MaterialSource, shadows: boolean) {
    this.#root = root;
    this.#materials = materials;
    this.#shadows = shadows;
  }

  of(name: AssetName): InstanceBatch {
    const known = this.#table.get(name);
    if (known !== undefined) return known;
    const asset: Asset = ASSETS[name];
    const batch = new InstanceBatch(asset.geometry(), this.#materials.of(asset.surface), (former, next) => {
      this.#root.remove(former);
      this.#root.add(next);
    });
    batch.mesh.castShadow = this.#shadows && asset.castsShadow === true;
    batch.mesh.receiveShadow =
      asset.surface !== "glow" && asset.surface !== "blob" && asset.surface !== "mesh";
    batch.mesh.renderOrder = ORDER[name] ?? 0;
    if (batch.mesh.renderOrder === 0 && asset.surface !== "glow") {
      batch.mesh.layers.enable(LAYERS.occlusion);
      if (!SLIGHT.has(name)) batch.mesh.layers.enable(LAYERS.depth);
    }
    this.#root.add(batch.mesh);
    this.#table.set(name, batch);
    return batch;
  }

  names(): Iterable<AssetName> {
    return this.#table.keys();
  }

  get instances(): number {
    let sum = 0;
    for (const batch of this.#table.values()) sum += batch.count;
    return sum;
  }

  dispose(): void {
    for (const batch of this.#table.values()) {
      this.#root.remove(batch.mesh);
      batch.dispose();
    }
    this.#table.clear();
  }
}
