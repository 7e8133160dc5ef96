import type { PerspectiveCamera } from "three";

/** Where a plant point appears: CSS pixels from the upper left, and how far it is ahead of the eye, m. */
export interface ScreenPoint {
  x: number;
  y: number;
  /** Not positive when it is behind the eye. */
  ahead: number;
}

/** Projects plant coordinates to the screen; plant z is up, three's y is. */
export class Projection {
  readonly #matrix = new Float64Array(16);
  #width = 1;
  #height = 1;

  /** Takes over the camera as it stands and the size of the picture, CSS pixels. */
  set(camera: PerspectiveCamera, width: number, height: number): void {
    camera.updateMatrixWorld();
    const p = camera.projectionMatrix.elements;
    const v = camera.matrixWorldInverse.elements;
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += p[k * 4 + row]! * v[column * 4 + k]!;
        this.#matrix[column * 4 + row] = sum;
      }
    }
    this.#width = width;
    this.#height = height;
  }

  to([px, py, pz]: readonly [number, number, number], out: ScreenPoint): ScreenPoint {
    const m = this.#matrix;
    const [x, y, z] = [px, pz, -py];
    const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
    out.ahead = w;
    out.x = ((m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w / 2 + 0.5) * this.#width;
    out.y = (0.5 - (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w / 2) * this.#height;
    return out;
  }
}
