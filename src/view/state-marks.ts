import {
  BufferAttribute,
  Color,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  type Object3D,
  ShaderMaterial,
  SRGBColorSpace,
  type Texture,
  Vector2,
} from "three";
import type { ElementKind } from "../plant/schema.ts";
import { BLOCKED, FAILED, MAINTENANCE, STATES } from "../plant/states.ts";
import type { StatePlace } from "./scenery.ts";
import { STATE_SYMBOLS } from "../editor/state-symbols.ts";
import { BADGE_FRAGMENT, BADGE_VERTEX, BAND_FRAGMENT, BAND_VERTEX } from "./state-shaders.ts";

/** What the real plant says of an element, drawn beside what is simulated. */
export interface LiveMark {
  /** Index into STATES. */
  readonly state: number;
  readonly count?: number;
  readonly stale: boolean;
}

/** Whether an element of the kind shows this state in the stage: stations always, the others when it hurts. */
export function showsState(kind: ElementKind, state: number): boolean {
  return (
    kind === "station" ||
    state === FAILED ||
    state === MAINTENANCE ||
    (kind === "source" && state === BLOCKED)
  );
}

/** Instances of a square that is drawn by a shader of its own. */
class Squares {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #places: InstancedBufferAttribute;
  readonly #looks: InstancedBufferAttribute;
  count = 0;

  constructor(capacity: number, material: ShaderMaterial, order: number) {
    const geometry = new InstancedBufferGeometry();
    geometry.setAttribute(
      "position",
      new BufferAttribute(new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]), 3),
    );
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    this.#places = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4).setUsage(DynamicDrawUsage);
    this.#looks = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4).setUsage(DynamicDrawUsage);
    geometry.setAttribute("place", this.#places);
    geometry.setAttribute("look", this.#looks);
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = order;
  }

  add(
    place: readonly [number, number, number, number],
    look: readonly [number, number, number, number],
  ): void {
    this.#places.setXYZW(this.count, ...place);
    this.#looks.setXYZW(this.count, ...look);
    this.count++;
  }

  commit(): void {
    this.mesh.geometry.instanceCount = this.count;
    this.mesh.visible = this.count > 0;
    this.#places.needsUpdate = true;
    this.#looks.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** The colours as the screen wants them: these shaders write to it directly. */
function stateColours(): Color[] {
  return STATES.map((state) => {
    const colour = new Color();
    const { r, g, b } = new Color(STATE_SYMBOLS[state].colour).getRGB({ r: 0, g: 0, b: 0 }, SRGBColorSpace);
    return colour.setRGB(r, g, b);
  });
}

/** State bands on the floor and badges in the air: simulated ones, and outside them those of the real plant. */
export class StateMarks {
  readonly #bands: Squares;
  readonly #badges: Squares;
  readonly #places: readonly StatePlace[];
  readonly #kinds: readonly ElementKind[];
  readonly #viewport = new Vector2(1, 1);
  /** Places that there is room for. */
  readonly capacity: number;

  constructor(root: Object3D, places: readonly StatePlace[], kinds: readonly ElementKind[], atlas: Texture) {
    this.#places = places;
    this.#kinds = kinds;
    // Room for what an edit adds; each place may have two marks.
    this.capacity = places.length + 16;
    const capacity = this.capacity * 2;
    const common = { transparent: true, depthWrite: false, toneMapped: false } as const;
    this.#bands = new Squares(
      capacity,
      new ShaderMaterial({
        ...common,
        vertexShader: BAND_VERTEX,
        fragmentShader: BAND_FRAGMENT,
        uniforms: { colours: { value: stateColours() } },
        polygonOffset: true,
        polygonOffsetFactor: -4,
        polygonOffsetUnits: -10,
      }),
      1,
    );
    this.#badges = new Squares(
      capacity,
      new ShaderMaterial({
        ...common,
        premultipliedAlpha: true,
        vertexShader: BADGE_VERTEX,
        fragmentShader: BADGE_FRAGMENT,
        uniforms: { atlas: { value: atlas }, viewport: { value: this.#viewport } },
      }),
      2,
    );
    root.add(this.#bands.mesh, this.#badges.mesh);
  }

  /** Size of the picture, CSS pixels. */
  setViewport(width: number, height: number): void {
    this.#viewport.set(width, height);
  }

  /** @param live what the real plant says, by element index; undefined without live data */
  write(states: Uint8Array, live: ReadonlyMap<number, LiveMark> | undefined): void {
    this.#bands.count = 0;
    this.#badges.count = 0;
    for (const place of this.#places) {
      const state = states[place.element]!;
      const mark = live?.get(place.element);
      if (mark !== undefined) this.#add(place, mark.state, 1, mark.stale ? 0.45 : 1);
      if (mark !== undefined || showsState(this.#kinds[place.element]!, state)) this.#add(place, state, 0, 1);
    }
    this.#bands.commit();
    this.#badges.commit();
  }

  #add(place: StatePlace, state: number, live: 0 | 1, opacity: number): void {
    const { x, y, z, yaw, halfX, halfY, badge } = place;
    if (halfX > 0) this.#bands.add([x, y, z, yaw], [halfX, halfY, state + live * 16, opacity]);
    this.#badges.add([...badge, state], [live, opacity, 0, 0]);
  }

  dispose(): void {
    this.#bands.dispose();
    this.#badges.dispose();
  }
}
