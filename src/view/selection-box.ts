import {
  BoxGeometry,
  InstancedBufferAttribute,
  InstancedMesh,
  MeshBasicMaterial,
  type Object3D,
} from "three";
import { writeUpright } from "./matrices.ts";
import type { OrientedBox } from "./picking.ts";

/** Thickness of the lines, m, for a thing of one metre; they grow slowly with it. */
const LINE = 0.035;
/** Bars of the brackets around a box: eight corners of three. */
export const EDGES = 24;

/** Corner brackets around what is selected: eight corners of three short bars. */
export class SelectionBox {
  readonly #mesh: InstancedMesh;
  #matrices = new Float32Array(EDGES * 16);
  readonly #material = new MeshBasicMaterial({ toneMapped: false });

  constructor(root: Object3D, colour: string) {
    this.#material.color.set(colour);
    this.#mesh = new InstancedMesh(new BoxGeometry(1, 1, 1), this.#material, 0);
    this.#mesh.instanceMatrix = new InstancedBufferAttribute(this.#matrices, 16);
    this.#mesh.count = EDGES;
    this.#mesh.frustumCulled = false;
    this.#mesh.matrixAutoUpdate = false;
    this.#mesh.visible = false;
    this.#mesh.renderOrder = 3;
    root.add(this.#mesh);
  }

  setColour(colour: string): void {
    this.#material.color.set(colour);
  }

  show(boxes: readonly OrientedBox[]): void {
    this.#mesh.visible = boxes.length > 0;
    this.#mesh.count = boxes.length * EDGES;
    if (boxes.length * EDGES * 16 > this.#matrices.length) {
      this.#matrices = new Float32Array(Math.ceil(boxes.length * 1.5) * EDGES * 16);
      this.#mesh.instanceMatrix = new InstancedBufferAttribute(this.#matrices, 16);
    }
    boxes.forEach((box, i) => writeBrackets(box, this.#matrices, i * EDGES * 16));
    this.#mesh.instanceMatrix.needsUpdate = true;
  }

  dispose(): void {
    this.#mesh.removeFromParent();
    this.#mesh.geometry.dispose();
    this.#mesh.dispose();
    this.#material.dispose();
  }
}

/** Writes the matrices of the brackets around a box, 16 numbers for each of its `EDGES` bars. */
export function writeBrackets(box: OrientedBox, out: Float32Array, at: number): void {
  const grow = 0.12;
  const half = [box.halfX + grow, box.halfY + grow, box.height / 2 + grow / 2] as const;
  const line = LINE * Math.max(1, Math.hypot(...half) / 3);
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  let next = at;
  for (let corner = 0; corner < 8; corner++) {
    const sign = [corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1] as const;
    for (let axis = 0; axis < 3; axis++) {
      const length = Math.min(half[axis]! * 0.6, 0.35 + half[axis]! * 0.2);
      const place = [sign[0] * half[0], sign[1] * half[1], sign[2] * half[2]];
      place[axis] = sign[axis]! * (half[axis]! - length / 2);
      const size = [line, line, line];
      size[axis] = length + line;
      const x = box.x + cos * place[0]! - sin * place[1]!;
      const y = box.y + sin * place[0]! + cos * place[1]!;
      const z = box.z + box.height / 2 + grow / 2 + place[2]!;
      writeUpright(out, next, x, y, z, cos, sin, size[0]!, size[1]!, size[2]!);
      next += 16;
    }
  }
}
