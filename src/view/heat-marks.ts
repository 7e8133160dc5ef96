import {
  BoxGeometry,
  Color,
  InstancedBufferAttribute,
  InstancedMesh,
  MeshBasicMaterial,
  type Object3D,
} from "three";
import { writeUpright } from "./matrices.ts";
import type { PlantLayer } from "./plant-layer.ts";

/** So much larger than the element, m: it lies around it like a glass. */
const GROW = 0.06;

/** Elements in the colours of a heat map: a glass around each. */
export class HeatMarks {
  readonly #root: Object3D;
  readonly #geometry = new BoxGeometry(1, 1, 1);
  readonly #material = new MeshBasicMaterial({ transparent: true, opacity: 0.82, depthWrite: false });
  #mesh: InstancedMesh | undefined;

  constructor(root: Object3D) {
    this.#root = root;
    // The colours of the scale are compared with those of its legend.
    this.#material.toneMapped = false;
    this.#material.fog = false;
  }

  /** @param colours CSS colours by element id */
  show(colours: ReadonlyMap<string, string>, layer: PlantLayer): void {
    this.#clear();
    const marks = [...colours].flatMap(([id, colour]) => {
      const box = layer.scenery.boxes[layer.indexOf.get(id) ?? -1];
      return box === undefined ? [] : [{ box, colour }];
    });
    if (marks.length === 0) return;
    const mesh = new InstancedMesh(this.#geometry, this.#material, marks.length);
    const matrices = new Float32Array(marks.length * 16);
    const colour = new Color();
    marks.forEach(({ box, colour: css }, i) => {
      const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
      const [long, wide, high] = [box.halfX * 2 + GROW, box.halfY * 2 + GROW, box.height + GROW];
      writeUpright(matrices, i * 16, box.x, box.y, box.z + high / 2, cos, sin, long, wide, high);
      mesh.setColorAt(i, colour.set(css));
    });
    mesh.instanceMatrix = new InstancedBufferAttribute(matrices, 16);
    mesh.frustumCulled = false;
    mesh.matrixAutoUpdate = false;
    mesh.renderOrder = 2;
    this.#root.add(mesh);
    this.#mesh = mesh;
  }

  dispose(): void {
    this.#clear();
    this.#geometry.dispose();
    this.#material.dispose();
  }

  #clear(): void {
    this.#mesh?.removeFromParent();
    this.#mesh?.dispose();
    this.#mesh = undefined;
  }
}
