import * as controlsPackage from "camera-controls";
import {
  Box3,
  Matrix4,
  PerspectiveCamera,
  Quaternion,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from "three";
import { type Bounds, type Direction, fitPoints, homeDirection, towardsEye } from "./camera-fit.ts";
import type { Ray } from "./picking.ts";
import { type Vector, vector } from "./vector.ts";

const FIELD_OF_VIEW = 38;
const STEP = (7.5 * Math.PI) / 180;

const packaged = controlsPackage.default;

/**
 * The package declares itself as CommonJS, with the class as a property of its default export; bundlers take
 * its ES module, where the default export is the class.
 */
const CameraControls = "default" in packaged ? packaged.default : packaged;
type CameraControls = InstanceType<typeof CameraControls>;

function install(): void {
  CameraControls.install({
    THREE: { Vector2, Vector3, Vector4, Quaternion, Matrix4, Spherical, Box3, Sphere, Raycaster },
  });
}

/** The eye: orbit, pan, zoom by mouse, touch and keyboard. Speaks plant coordinates; three's stay inside. */
export class CameraRig {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.2, 4000);
  readonly #controls: CameraControls;
  readonly #stop = new AbortController();
  readonly #position = new Vector3();
  readonly #target = new Vector3();
  #reducedMotion: boolean;

  /** @param onMove told whenever the picture must be drawn again */
  constructor(canvas: HTMLCanvasElement, reducedMotion: boolean, onMove: () => void) {
    install();
    this.#reducedMotion = reducedMotion;
    const controls = new CameraControls(this.camera);
    this.#controls = controls;
    const { ACTION } = CameraControls;
    controls.mouseButtons = {
      left: ACTION.ROTATE,
      middle: ACTION.ROTATE,
      right: ACTION.TRUCK,
      wheel: ACTION.DOLLY,
    };
    controls.touches = { one: ACTION.TOUCH_ROTATE, two: ACTION.TOUCH_DOLLY_TRUCK, three: ACTION.TOUCH_TRUCK };
    controls.dollyToCursor = true;
    controls.minDistance = 1.5;
    controls.maxDistance = 2500;
    controls.maxPolarAngle = (88.5 * Math.PI) / 180;
    controls.smoothTime = reducedMotion ? 0 : 0.18;
    controls.draggingSmoothTime = reducedMotion ? 0 : 0.06;
    // Shift turns the left button into the panning one; decided before the controls see the press.
    const options = { capture: true, signal: this.#stop.signal };
    canvas.addEventListener(
      "pointerdown",
      (event) => (controls.mouseButtons.left = event.shiftKey ? ACTION.TRUCK : ACTION.ROTATE),
      options,
    );
    controls.connect(canvas);
    for (const name of ["control", "transitionstart", "wake"] as const)
      controls.addEventListener(name, onMove);
  }

  /** Plant coordinates of the eye, m. */
  get eye(): Vector {
    const { x, y, z } = this.camera.position;
    return [x, -z, y];
  }

  /** From the eye to what is looked at, m. */
  get distance(): number {
    return this.#controls.distance;
  }

  setReducedMotion(reduced: boolean): void {
    this.#reducedMotion = reduced;
    this.#controls.smoothTime = reduced ? 0 : 0.18;
    this.#controls.draggingSmoothTime = reduced ? 0 : 0.06;
  }

  setAspect(aspect: number): void {
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
  }

  /** Moves on by so many seconds. @returns whether the eye moved, and so will need another look */
  update(seconds: number): boolean {
    const moved = this.#controls.update(seconds);
    const near = Math.max(0.1, this.#controls.distance * 0.02);
    if (Math.abs(near - this.camera.near) > near * 0.2) {
      this.camera.near = near;
      this.camera.far = 4000;
      this.camera.updateProjectionMatrix();
    }
    return moved;
  }

  /** Shows all points, from the pleasant side of their bounds. */
  fit(points: readonly Vector[], bounds: Bounds, smooth: boolean): void {
    const lens = { fieldOfView: (FIELD_OF_VIEW * Math.PI) / 180, aspect: this.camera.aspect };
    const { eye, target } = fitPoints(points, homeDirection(bounds), lens);
    this.#look(eye, target, smooth);
  }

  /** Looks at a thing of the given radius (m) from the present direction. */
  focus(centre: Vector, radius: number): void {
    const back = towardsEye(this.#direction());
    const distance = Math.max(4, radius / Math.tan((FIELD_OF_VIEW * Math.PI) / 360)) * 1.15;
    const eye = vector((k) => centre[k] + back[k] * distance);
    this.#look(eye, centre, true);
  }

  /** Goes along with something: looks at where it is now, from the same side and as far away. */
  follow([x, y, z]: Vector): void {
    void this.#controls.moveTo(x, z, -y, false);
  }

  /** Comes as near as so many metres, where it is farther away. */
  approach(distance: number): void {
    if (this.#controls.distance > distance) void this.#controls.dollyTo(distance, !this.#reducedMotion);
  }

  /** Looks from one place to another, at once. */
  lookAt(eye: Vector, target: Vector): void {
    this.#look(eye, target, false);
  }

  /** Turns by steps, moves by shares of the distance, or zooms by a factor: the keyboard's way. */
  turn(azimuth: number, polar: number): void {
    void this.#controls.rotate(azimuth * STEP, polar * STEP, !this.#reducedMotion);
  }

  shift(right: number, up: number): void {
    const step = this.#controls.distance * 0.08;
    void this.#controls.truck(right * step, -up * step, !this.#reducedMotion);
  }

  zoom(factor: number): void {
    void this.#controls.dollyTo(this.#controls.distance / factor, !this.#reducedMotion);
  }

  /** Ray through a place of the picture: x and y from −1 to 1, y up. */
  ray(x: number, y: number): Ray {
    const { camera } = this;
    const p = this.#position.set(x, y, 0.5).unproject(camera).sub(camera.position).normalize();
    return { origin: this.eye, direction: [p.x, -p.z, p.y] };
  }

  dispose(): void {
    this.#stop.abort();
    this.#controls.dispose();
  }

  #direction(): Direction {
    const target = this.#controls.getTarget(this.#target);
    const eye = this.#controls.getPosition(this.#position);
    const flat = Math.hypot(eye.x - target.x, eye.z - target.z);
    return {
      azimuth: Math.atan2(-(eye.z - target.z), eye.x - target.x),
      elevation: Math.atan2(eye.y - target.y, flat),
    };
  }

  #look(eye: Vector, target: Vector, smooth: boolean): void {
    void this.#controls.setLookAt(
      eye[0],
      eye[2],
      -eye[1],
      target[0],
      target[2],
      -target[1],
      smooth && !this.#reducedMotion,
    );
  }
}
