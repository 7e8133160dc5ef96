import {
  BoxGeometry,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type Material,
  type Object3D,
} from "three";
import { LAYERS } from "./layers.ts";
import { writeUpright } from "./matrices.ts";
import type { Column, Scenery } from "./scenery.ts";
import type { Theme } from "./theme.ts";

const WIDTH = 0.42;
const FOOT_HEIGHT = 1.4;
/** A column nearer than this is all but invisible, farther than the other it is solid, m. */
const FADE_NEAR = 7;
const FADE_FAR = 20;
const LEAST_OPACITY = 0.08;

/** Opacity of a column at a distance of the camera, m. */
export function columnOpacity(distance: number): number {
  const t = Math.min(Math.max((distance - FADE_NEAR) / (FADE_FAR - FADE_NEAR), 0), 1);
  return LEAST_OPACITY + (1 - LEAST_OPACITY) * t * t * (3 - 2 * t);
}

/**
 * The hall's columns with their yellow feet. Opacity goes through a colour attribute of four numbers, stepped
 * once an instance, which the standard material understands by itself.
 */
export class Columns {
  readonly #mesh: InstancedMesh;
  readonly #columns: readonly Column[];
  readonly #colours: InstancedBufferAttribute;

  constructor(root: Object3D, scenery: Scenery, theme: Theme, material: Material) {
    this.#columns = scenery.columns;
    const geometry = new BoxGeometry(1, 1, 1).translate(0, 0, 0.5);
    const count = this.#columns.length * 2;
    this.#colours = new InstancedBufferAttribute(new Float32Array(count * 4).fill(1), 4);
    this.#colours.setUsage(DynamicDrawUsage);
    geometry.setAttribute("color", this.#colours);
    this.#mesh = new InstancedMesh(geometry, material, 0);
    this.#mesh.frustumCulled = false;
    this.#mesh.matrixAutoUpdate = false;
    this.#mesh.castShadow = true;
    this.#mesh.renderOrder = 4;
    this.#mesh.layers.enable(LAYERS.depth);
    this.#mesh.visible = count > 0;
    const matrices = new Float32Array(count * 16);
    this.#mesh.instanceMatrix = new InstancedBufferAttribute(matrices, 16);
    this.#mesh.count = count;
    this.#columns.forEach(({ x, y, z, height }, i) => {
      writeUpright(matrices, i * 32, x, y, z, 1, 0, WIDTH, WIDTH, height);
      writeUpright(matrices, i * 32 + 16, x, y, z, 1, 0, WIDTH + 0.06, WIDTH + 0.06, FOOT_HEIGHT);
      this.#colours.array.set([...scenery.colour(theme.column), 1], i * 8);
      this.#colours.array.set([...scenery.colour(theme.columnFoot), 1], i * 8 + 4);
    });
    root.add(this.#mesh);
  }

  /** @param eye camera, plant coordinates, m */
  fade(eye: readonly [number, number, number]): void {
    if (this.#columns.length === 0) return;
    this.#columns.forEach((column, i) => {
      const opacity = columnOpacity(Math.hypot(column.x - eye[0], column.y - eye[1]));
      this.#colours.setW(i * 2, opacity);
      this.#colours.setW(i * 2 + 1, opacity);
    });
    this.#colours.needsUpdate = true;
  }

  dispose(): void {
    this.#mesh.removeFromParent();
    this.#mesh.dispose();
    this.#mesh.geometry.dispose();
  }
}
