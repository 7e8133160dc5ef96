import {
  Color,
  DoubleSide,
  type Material,
  MeshBasicMaterial,
  MeshStandardMaterial,
  ShaderMaterial,
  Vector2,
  Vector3,
} from "three";
import type { Surface } from "./assets/table.ts";
import { blobTexture, meshTexture } from "./floor-texture.ts";
import { PLAIN_FRAGMENT, PLAIN_VERTEX } from "./plain-shaders.ts";
import type { Quality } from "./renderer.ts";
import { SUN_DIRECTION, type Theme } from "./theme.ts";

/** Roughness and metalness of the lit surfaces. */
const FINISH = {
  matte: [0.6, 0],
  metal: [0.36, 0.62],
  paint: [0.3, 0.08],
  floorPaint: [0.7, 0],
  column: [0.65, 0],
} as const;
type Lit = keyof typeof FINISH;

/** Keeps paint above the floor without a gap that could be seen. */
function liftOff(material: Material, steps: number): void {
  material.depthWrite = false;
  material.polygonOffset = true;
  material.polygonOffsetFactor = -2 * steps;
  material.polygonOffsetUnits = -4 * steps;
}

/**
 * One material a surface. The lit ones differ in numbers only, so that one shader program serves them all:
 * compiling is what makes a first frame slow.
 */
export class Materials {
  readonly #table: Readonly<Record<Surface | "column", Material>>;
  readonly #fence: MeshBasicMaterial;
  readonly #blob: MeshBasicMaterial;
  readonly #plain: ShaderMaterial[] = [];
  readonly #eye = new Vector3();

  constructor(theme: Theme, quality: Quality) {
    const lit = (name: Lit): Material => (quality === "low" ? this.#makePlain(name) : standard(name));
    this.#blob = new MeshBasicMaterial({ map: blobTexture(), transparent: true, color: 0x000000 });
    this.#fence = new MeshBasicMaterial({ map: meshTexture(), transparent: true, side: DoubleSide });
    this.#fence.depthWrite = false;
    liftOff(this.#blob, 2);
    const floorPaint = lit("floorPaint");
    liftOff(floorPaint, 1);
    const column = lit("column");
    column.transparent = true;
    this.#table = {
      matte: lit("matte"),
      metal: lit("metal"),
      paint: lit("paint"),
      glow: new MeshBasicMaterial({ vertexColors: true, toneMapped: false }),
      floorPaint,
      column,
      blob: this.#blob,
      mesh: this.#fence,
    };
    this.setTheme(theme);
  }

  of(surface: Surface | "column"): Material {
    return this.#table[surface];
  }

  setTheme(theme: Theme): void {
    this.#blob.opacity = theme.blob;
    this.#fence.color = new Color(theme.fence);
    this.#fence.opacity = theme.fenceOpacity;
    for (const { uniforms } of this.#plain) {
      uniforms["sunColour"]!.value = new Color(theme.sunColour).multiplyScalar(theme.plain.sun);
      uniforms["skyColour"]!.value = new Color(theme.plain.sky);
      uniforms["groundColour"]!.value = new Color(theme.plain.ground);
    }
  }

  /** Plant coordinates of the eye, m: what mirrors show depends on it. */
  setEye(eye: readonly [number, number, number]): void {
    this.#eye.set(...eye);
  }

  dispose(): void {
    for (const material of Object.values(this.#table)) {
      if (material instanceof MeshBasicMaterial) material.map?.dispose();
      material.dispose();
    }
  }

  #makePlain(name: Lit): ShaderMaterial {
    const [roughness, metalness] = FINISH[name];
    const gloss = new Vector2((1 - roughness) ** 2 * 2.2, metalness);
    const material = new ShaderMaterial({
      vertexShader: PLAIN_VERTEX,
      fragmentShader: PLAIN_FRAGMENT,
      vertexColors: name !== "floorPaint",
      fog: true,
      toneMapped: false,
      uniforms: {
        gloss: { value: gloss },
        sunDirection: { value: new Vector3(...SUN_DIRECTION).normalize() },
        sunColour: { value: new Color() },
        skyColour: { value: new Color() },
        groundColour: { value: new Color() },
        cameraOnPlant: { value: this.#eye },
        fogColor: { value: new Color() },
        fogNear: { value: 1 },
        fogFar: { value: 2 },
      },
    });
    this.#plain.push(material);
    return material;
  }
}

function standard(name: Lit): MeshStandardMaterial {
  const [roughness, metalness] = FINISH[name];
  const material = new MeshStandardMaterial({ vertexColors: name !== "floorPaint", roughness, metalness });
  if (name === "floorPaint") {
    material.transparent = true;
    material.opacity = 0.9;
  }
  return material;
}
