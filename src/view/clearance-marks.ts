import {
  BoxGeometry,
  BufferGeometry,
  CanvasTexture,
  DoubleSide,
  Float32BufferAttribute,
  InstancedBufferAttribute,
  InstancedMesh,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  RepeatWrapping,
  SRGBColorSpace,
} from "three";
import type { ClearancePlace } from "../plant/clearance.ts";
import { ClearanceLabels } from "./clearance-labels.ts";
import { CLEARANCE_LOOKS, type Severity } from "./clearance-looks.ts";
import { writeUpright } from "./matrices.ts";
import type { PlantLayer } from "./plant-layer.ts";
import type { Projection } from "./projection.ts";
import { EDGES, writeBrackets } from "./selection-box.ts";
import type { ClearanceMark } from "./view.ts";

/** More marks than anybody looks at are not drawn: they are listed beside the view. */
const MOST_MARKS = 300;
/** Width of one pair of stripes, m. */
const STRIPES = 0.36;
/** Thickness of the edges of a place, m. */
const EDGE = 0.05;
/** A place that is lower than this is drawn so high, m. */
const LEAST_HEIGHT = 0.12;

type Corner = readonly [number, number];

/**
 * What the clearance check found: a hatched prism where things meet, seen through everything, corner brackets around the
 * elements that it is about, and a label with a sign, words and the measure.
 */
export class ClearanceMarks {
  readonly #root: Object3D;
  readonly #labels: ClearanceLabels;
  readonly #drawn: { dispose(): void }[] = [];

  constructor(root: Object3D, host: HTMLElement) {
    this.#root = root;
    this.#labels = new ClearanceLabels(host);
  }

  show(marks: readonly ClearanceMark[], layer: PlantLayer): void {
    this.#clear();
    const shown = marks.slice(0, MOST_MARKS);
    this.#labels.set(shown);
    for (const severity of ["warning", "error"] as const) {
      const some = shown.filter((mark) => mark.severity === severity);
      if (some.length === 0) continue;
      this.#hatch(some, severity);
      this.#lines(some, severity, layer);
    }
  }

  /** @param size of the picture, CSS pixels */
  update(projection: Projection, size: { readonly width: number; readonly height: number }): void {
    this.#labels.update(projection, size);
  }

  dispose(): void {
    this.#clear();
    this.#labels.dispose();
  }

  #clear(): void {
    for (const thing of this.#drawn) thing.dispose();
    this.#drawn.length = 0;
  }

  #hatch(marks: readonly ClearanceMark[], severity: Severity): void {
    const positions: number[] = [];
    const uvs: number[] = [];
    for (const { place } of marks) addPrism(place, positions, uvs);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
    geometry.setAttribute("uv", new Float32BufferAttribute(uvs, 2));
    const map = stripes(severity);
    const material = new MeshBasicMaterial({ map, transparent: true, opacity: 0.72, side: DoubleSide });
    material.depthTest = false;
    material.depthWrite = false;
    material.toneMapped = false;
    const mesh = new Mesh(geometry, material);
    mesh.renderOrder = 5;
    mesh.frustumCulled = false;
    this.#add(mesh, [geometry, material, map]);
  }

  #lines(marks: readonly ClearanceMark[], severity: Severity, layer: PlantLayer): void {
    const framed = new Set(marks.flatMap(({ elements }) => elements));
    const boxes = [...framed].flatMap((id) => layer.scenery.boxes[layer.indexOf.get(id) ?? -1] ?? []);
    const edges = marks.reduce((sum, { place }) => sum + place.outline.length * 3, 0);
    const count = boxes.length * EDGES + edges;
    const matrices = new Float32Array(count * 16);
    boxes.forEach((box, i) => writeBrackets(box, matrices, i * EDGES * 16));
    let at = boxes.length * EDGES * 16;
    for (const { place } of marks) at = writeEdges(place, matrices, at);
    const geometry = new BoxGeometry(1, 1, 1);
    const material = new MeshBasicMaterial({ color: CLEARANCE_LOOKS[severity].colour });
    material.depthTest = false;
    material.toneMapped = false;
    const mesh = new InstancedMesh(geometry, material, 0);
    mesh.instanceMatrix = new InstancedBufferAttribute(matrices, 16);
    mesh.count = count;
    mesh.frustumCulled = false;
    mesh.matrixAutoUpdate = false;
    mesh.renderOrder = 6;
    this.#add(mesh, [geometry, material, mesh]);
  }

  #add(mesh: Mesh, parts: readonly { dispose(): void }[]): void {
    this.#root.add(mesh);
    const dispose = (): void => {
      mesh.removeFromParent();
      for (const part of parts) part.dispose();
    };
    this.#drawn.push({ dispose });
  }
}

/** Diagonal stripes for errors, level ones for warnings. */
function stripes(severity: Severity): CanvasTexture {
  const { colour, stripe } = CLEARANCE_LOOKS[severity];
  const side = 64;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.fillStyle = colour;
    context.fillRect(0, 0, side, side);
    context.fillStyle = stripe;
    context.strokeStyle = stripe;
    context.lineWidth = side / 4;
    if (severity === "warning") context.fillRect(0, 0, side, side / 4);
    else {
      for (const shift of [-side, 0, side]) {
        context.beginPath();
        context.moveTo(shift - side, side * 1.5);
        context.lineTo(shift + side * 1.5, -side);
        context.stroke();
      }
    }
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  return texture;
}

function topOf({ from, to }: ClearancePlace): number {
  return Math.max(to, from + LEAST_HEIGHT);
}

/** Triangles of the sides and the top; the pattern runs on around the sides. */
function addPrism(place: ClearancePlace, positions: number[], uvs: number[]): void {
  const { outline, from } = place;
  const to = topOf(place);
  const put = ([x, y]: Corner, z: number, u: number, v: number): void => {
    positions.push(x, y, z);
    uvs.push(u / STRIPES, v / STRIPES);
  };
  let gone = 0;
  for (const [i, a] of outline.entries()) {
    const b = outline[(i + 1) % outline.length] ?? a;
    const next = gone + Math.hypot(b[0] - a[0], b[1] - a[1]);
    put(a, from, gone, from);
    put(b, from, next, from);
    put(b, to, next, to);
    put(a, from, gone, from);
    put(b, to, next, to);
    put(a, to, gone, to);
    gone = next;
  }
  const [first] = outline;
  if (first === undefined) return;
  for (let i = 1; i + 1 < outline.length; i++) {
    for (const corner of [first, outline[i] ?? first, outline[i + 1] ?? first])
      put(corner, to, corner[0], corner[1]);
  }
}

/** Bars along the lower and upper edges and the corners of a place. @returns where the next ones go */
function writeEdges(place: ClearancePlace, out: Float32Array, start: number): number {
  const { outline, from } = place;
  const to = topOf(place);
  let at = start;
  for (const [i, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(i + 1) % outline.length] ?? [ax, ay];
    const length = Math.hypot(bx - ax, by - ay);
    const [cos, sin] = length === 0 ? [1, 0] : [(bx - ax) / length, (by - ay) / length];
    for (const z of [from, to]) {
      writeUpright(out, at, (ax + bx) / 2, (ay + by) / 2, z, cos, sin, length + EDGE, EDGE, EDGE);
      at += 16;
    }
    writeUpright(out, at, ax, ay, (from + to) / 2, cos, sin, EDGE, EDGE, to - from);
    at += 16;
  }
  return at;
}
