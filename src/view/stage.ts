import {
  Color,
  DirectionalLight,
  Fog,
  Group,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  type Texture,
} from "three";
import { FLOOR_TILE, floorTexture } from "./floor-texture.ts";
import { LAYERS } from "./layers.ts";
import { PLAIN_FLOOR_FRAGMENT, PLAIN_FLOOR_VERTEX } from "./plain-shaders.ts";
import type { Quality, StageRenderer } from "./renderer.ts";
import { SUN_DIRECTION, type Theme } from "./theme.ts";

/** Side of the floor plane, m; beyond the fog nobody sees where it ends. */
const GROUND = 6400;

interface Extent {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

function floorMaterial(quality: Quality): MeshStandardMaterial | ShaderMaterial {
  // Drawn first and without depth: what is painted on it never fights with it, however far its corners are.
  const ground = { depthWrite: false, fog: true } as const;
  if (quality === "normal") return new MeshStandardMaterial({ ...ground, roughness: 0.62, metalness: 0 });
  return new ShaderMaterial({
    ...ground,
    vertexShader: PLAIN_FLOOR_VERTEX,
    fragmentShader: PLAIN_FLOOR_FRAGMENT,
    toneMapped: false,
    uniforms: {
      map: { value: null },
      light: { value: 1 },
      repeat: { value: GROUND / FLOOR_TILE },
      fogColor: { value: new Color() },
      fogNear: { value: 1 },
      fogFar: { value: 2 },
    },
  });
}

/** The three.js scene: light, air and floor, and one turned group in which everything uses plant axes. */
export class Stage {
  readonly scene = new Scene();
  /** What is drawn after the stage: state marks and the selection; same axes as `plant`. */
  readonly marks = new Scene();
  /** Plant axes (x east, y north, z up) inside three's (y up). */
  readonly plant = new Group();
  readonly plantMarks = new Group();
  readonly #renderer: StageRenderer;
  readonly #sun = new DirectionalLight();
  readonly #floor: Mesh<PlaneGeometry, MeshStandardMaterial | ShaderMaterial>;
  readonly #fog = new Fog(0xffffff, 100, 400);
  #texture: Texture | undefined;
  #theme: Theme;

  constructor(renderer: StageRenderer, theme: Theme) {
    this.#renderer = renderer;
    this.#theme = theme;
    for (const group of [this.plant, this.plantMarks]) group.rotation.x = -Math.PI / 2;
    this.scene.add(this.plant, this.#sun, this.#sun.target);
    this.marks.add(this.plantMarks);
    this.scene.fog = this.#fog;
    this.#sun.shadow.mapSize.set(2048, 2048);
    this.#sun.shadow.bias = -0.0004;
    this.#sun.shadow.normalBias = 0.04;
    const geometry = new PlaneGeometry(GROUND, GROUND);
    this.#floor = new Mesh(geometry, floorMaterial(renderer.quality));
    this.#floor.receiveShadow = true;
    this.#floor.renderOrder = -1;
    this.#floor.layers.enable(LAYERS.occlusion);
    this.plant.add(this.#floor);
    this.setTheme(theme);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    const background = new Color(theme.background);
    this.scene.background = background;
    this.#fog.color = background;
    this.#texture?.dispose();
    this.#texture = floorTexture(theme, this.#renderer.anisotropy, this.#renderer.quality === "low");
    this.#texture.repeat.set(GROUND / FLOOR_TILE, GROUND / FLOOR_TILE);
    this.#paveFloor();
    this.#sun.color.set(theme.sunColour);
    this.#sun.intensity = theme.sun;
    this.#renderer.exposure = theme.exposure;
    this.applyQuality();
  }

  /** Surroundings, floor and shadows as the quality allows; also after a lost context. */
  applyQuality(): void {
    const normal = this.#renderer.quality === "normal";
    this.scene.environment = normal ? this.#renderer.environment() : null;
    this.scene.environmentIntensity = this.#theme.environment;
    if (normal === this.#floor.material instanceof ShaderMaterial) {
      this.#floor.material.dispose();
      this.#floor.material = floorMaterial(this.#renderer.quality);
      this.#paveFloor();
    }
    if (this.#sun.castShadow !== normal) this.#sun.castShadow = normal;
    this.#renderer.invalidateShadows();
  }

  #paveFloor(): void {
    const { material } = this.#floor;
    if (material instanceof ShaderMaterial) {
      material.uniforms["map"]!.value = this.#texture;
      material.uniforms["light"]!.value = this.#theme.plain.floor;
    } else material.map = this.#texture ?? null;
  }

  /** Puts the sun so that its shadow map just covers the plant. */
  light(extent: Extent): void {
    const [cx, cy] = [(extent.low[0] + extent.high[0]) / 2, (extent.low[1] + extent.high[1]) / 2];
    const radius = Math.hypot(extent.high[0] - extent.low[0], extent.high[1] - extent.low[1]) / 2 + 6;
    this.#sun.target.position.set(cx, 0, -cy);
    const [sx, sy, sz] = SUN_DIRECTION;
    this.#sun.position.set(cx + radius * sx, radius * sz, -cy - radius * sy);
    const camera = this.#sun.shadow.camera;
    camera.left = camera.bottom = -radius;
    camera.right = camera.top = radius;
    camera.near = 0.1;
    camera.far = radius * 3.4;
    camera.updateProjectionMatrix();
    this.#renderer.invalidateShadows();
  }

  /** Fog begins behind what is looked at. @param distance from the eye to the target, m */
  setAir(distance: number, plantSize: number): void {
    this.#fog.near = distance * 1.1 + plantSize * 0.35 + 30;
    this.#fog.far = distance * 3.2 + plantSize * 1.6 + 160;
  }

  dispose(): void {
    this.#floor.geometry.dispose();
    this.#texture?.dispose();
    this.#floor.material.dispose();
    this.#sun.shadow.dispose();
  }
}
