import {
  type BufferGeometry,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type Material,
} from "three";

/**
 * Instances of one primitive: one draw call. Callers write matrices (16 numbers, column by column) and
 * colours (3, linear) straight into the arrays, then `commit` how many there are.
 */
export class InstanceBatch {
  #mesh: InstancedMesh;
  #matrices = new Float32Array(0);
  #colours = new Float32Array(0);
  readonly #geometry: BufferGeometry;
  readonly #material: Material;
  readonly #replaced: (former: InstancedMesh, next: InstancedMesh) => void;

  /** @param replaced told when more room was needed and another mesh took over */
  constructor(
    geometry: BufferGeometry,
    material: Material,
    replaced: (former: InstancedMesh, next: InstancedMesh) => void,
  ) {
    this.#geometry = geometry;
    this.#material = material;
    this.#replaced = replaced;
    this.#mesh = this.#make(16);
  }

  get mesh(): InstancedMesh {
    return this.#mesh;
  }

  get matrices(): Float32Array {
    return this.#matrices;
  }

  get colours(): Float32Array {
    return this.#colours;
  }

  /** Instances that there is room for. */
  get capacity(): number {
    return this.#mesh.instanceMatrix.count;
  }

  get count(): number {
    return this.#mesh.count;
  }

  /** Makes room; what was written before is lost when the batch had to grow. */
  reserve(count: number): void {
    if (count <= this.capacity) return;
    const former = this.#mesh;
    const next = this.#make(Math.ceil(count * 1.25));
    next.castShadow = former.castShadow;
    next.receiveShadow = former.receiveShadow;
    next.renderOrder = former.renderOrder;
    next.layers.mask = former.layers.mask;
    this.#mesh = next;
    this.#replaced(former, next);
    former.dispose();
  }

  /** Only what is in use is sent to the GPU. */
  commit(count: number, colours: boolean): void {
    const mesh = this.#mesh;
    mesh.count = count;
    mesh.visible = count > 0;
    if (count === 0) return;
    mesh.instanceMatrix.clearUpdateRanges();
    mesh.instanceMatrix.addUpdateRange(0, count * 16);
    mesh.instanceMatrix.needsUpdate = true;
    const colour = mesh.instanceColor;
    if (!colours || colour === null) return;
    colour.clearUpdateRanges();
    colour.addUpdateRange(0, count * 3);
    colour.needsUpdate = true;
  }

  dispose(): void {
    this.#mesh.dispose();
    this.#geometry.dispose();
  }

  #make(capacity: number): InstancedMesh {
    const mesh = new InstancedMesh(this.#geometry, this.#material, 0);
    this.#matrices = new Float32Array(capacity * 16);
    this.#colours = new Float32Array(capacity * 3).fill(1);
    mesh.instanceMatrix = new InstancedBufferAttribute(this.#matrices, 16).setUsage(DynamicDrawUsage);
    mesh.instanceColor = new InstancedBufferAttribute(this.#colours, 3).setUsage(DynamicDrawUsage);
    // Instances are spread over the whole plant: testing their common bounds never saves a draw.
    mesh.frustumCulled = false;
    mesh.matrixAutoUpdate = false;
    mesh.count = 0;
    mesh.visible = false;
    return mesh;
  }
}

/** The part of a batch that writing needs. */
export type InstanceTarget = Pick<InstanceBatch, "reserve" | "matrices" | "colours" | "commit">;

/** From how far an instance is drawn: always, only when its element is near, or only when it is far. */
export type Detail = "always" | "near" | "far";

const DETAIL_CODE: Readonly<Record<Detail, number>> = { always: 0, near: 1, far: 2 };

/** Everything that stands still, for one primitive, sorted out anew whenever elements come near or go far. */
export class StandingInstances {
  #matrices = new Float32Array(16 * 16);
  #colours = new Float32Array(16 * 3);
  #elements = new Int32Array(16);
  #details = new Uint8Array(16);
  #count = 0;

  /** Adds one and returns where its 16 numbers go. */
  add(element: number, detail: Detail, red: number, green: number, blue: number): number {
    if (this.#count === this.#elements.length) this.#grow();
    const i = this.#count++;
    this.#elements[i] = element;
    this.#details[i] = DETAIL_CODE[detail];
    this.#colours[i * 3] = red;
    this.#colours[i * 3 + 1] = green;
    this.#colours[i * 3 + 2] = blue;
    return i * 16;
  }

  get matrices(): Float32Array {
    return this.#matrices;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Takes the instances of some elements away. @param gone 1 for each of them. @returns whether there were any */
  remove(gone: Uint8Array): boolean {
    let n = 0;
    for (let i = 0; i < this.#count; i++) {
      const element = this.#elements[i]!;
      if (element >= 0 && gone[element] === 1) continue;
      if (n !== i) {
        this.#elements[n] = element;
        this.#details[n] = this.#details[i]!;
        this.#matrices.copyWithin(n * 16, i * 16, i * 16 + 16);
        this.#colours.copyWithin(n * 3, i * 3, i * 3 + 3);
      }
      n++;
    }
    const removed = n < this.#count;
    this.#count = n;
    return removed;
  }

  /** An element has another number from now on. */
  renumber(from: number, to: number): void {
    for (let i = 0; i < this.#count; i++) if (this.#elements[i] === from) this.#elements[i] = to;
  }

  /**
   * Copies those that are to be seen into a batch.
   * @param near 1 for each element that is near; an element below 0 (the building) counts as near
   */
  select(near: Uint8Array, batch: InstanceTarget): void {
    batch.reserve(this.#count);
    const { matrices, colours } = batch;
    let n = 0;
    for (let i = 0; i < this.#count; i++) {
      const detail = this.#details[i]!;
      const element = this.#elements[i]!;
      if (detail !== 0 && (element < 0 || near[element] === 1) !== (detail === 1)) continue;
      for (let k = 0; k < 16; k++) matrices[n * 16 + k] = this.#matrices[i * 16 + k]!;
      for (let k = 0; k < 3; k++) colours[n * 3 + k] = this.#colours[i * 3 + k]!;
      n++;
    }
    batch.commit(n, true);
  }

  #grow(): void {
    const capacity = this.#elements.length * 2;
    const widen = <T extends Float32Array | Int32Array | Uint8Array>(wider: T, former: T): T => {
      wider.set(former);
      return wider;
    };
    this.#matrices = widen(new Float32Array(capacity * 16), this.#matrices);
    this.#colours = widen(new Float32Array(capacity * 3), this.#colours);
    this.#elements = widen(new Int32Array(capacity), this.#elements);
    this.#details = widen(new Uint8Array(capacity), this.#details);
  }
}
