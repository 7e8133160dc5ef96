import {
  Camera,
  HalfFloatType,
  MeshBasicMaterial,
  type PerspectiveCamera,
  type Scene,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { EffectComposer } from "three/addons/postprocessing/EffectComposer.js";
import { GTAOPass } from "three/addons/postprocessing/GTAOPass.js";
import { OutputPass } from "three/addons/postprocessing/OutputPass.js";
import { RenderPass } from "three/addons/postprocessing/RenderPass.js";
import { LAYERS } from "./layers.ts";

/** How far occlusion reaches, m. */
const RADIUS = 0.7;

/**
 * The soft darkness where things meet (ground-truth ambient occlusion). Loaded after the first picture, and
 * only where a graphics processor draws; without it the stage is complete.
 */
export class AmbientOcclusion {
  readonly #renderer: WebGLRenderer;
  readonly #scene: Scene;
  readonly #depthOnly = new MeshBasicMaterial({ colorWrite: false });
  readonly #composer: EffectComposer;
  readonly #stagePass: RenderPass;
  readonly #occlusion: GTAOPass;
  /** Sees what is solid only: a fence's mesh or a spot on the floor would throw a shadow like a wall. */
  #solidEye: PerspectiveCamera | undefined;

  constructor(renderer: WebGLRenderer, scene: Scene) {
    this.#renderer = renderer;
    this.#scene = scene;
    const size = renderer.getDrawingBufferSize(new Vector2());
    const target = new WebGLRenderTarget(size.x, size.y, { type: HalfFloatType, samples: 4 });
    this.#composer = new EffectComposer(renderer, target);
    this.#stagePass = new RenderPass(scene, new Camera());
    this.#occlusion = new GTAOPass(scene, new Camera(), size.x, size.y);
    this.#occlusion.blendIntensity = 0.9;
    this.#occlusion.updateGtaoMaterial({ radius: RADIUS, distanceExponent: 1.4, thickness: 1, samples: 12 });
    this.#occlusion.updatePdMaterial({ radius: 6, rings: 2, samples: 12 });
    this.#composer.addPass(this.#stagePass);
    this.#composer.addPass(this.#occlusion);
    this.#composer.addPass(new OutputPass());
  }

  /** Size of the picture, CSS pixels. */
  setSize(width: number, height: number): void {
    this.#composer.setPixelRatio(this.#renderer.getPixelRatio());
    this.#composer.setSize(width, height);
  }

  /** Draws the stage with occlusion to the screen, and its depth without colour for what is drawn next. */
  render(camera: PerspectiveCamera): void {
    const eye = (this.#solidEye ??= camera.clone());
    eye.copy(camera);
    eye.layers.set(LAYERS.occlusion);
    eye.updateMatrixWorld(true);
    this.#stagePass.camera = camera;
    this.#occlusion.camera = eye;
    this.#composer.render();
    this.#renderer.setRenderTarget(null);
    this.#renderer.clearDepth();
    eye.layers.set(LAYERS.depth);
    const { background } = this.#scene;
    this.#scene.background = null;
    this.#scene.overrideMaterial = this.#depthOnly;
    this.#renderer.render(this.#scene, eye);
    this.#scene.overrideMaterial = null;
    this.#scene.background = background;
  }

  dispose(): void {
    for (const pass of this.#composer.passes) pass.dispose();
    this.#composer.dispose();
    this.#depthOnly.dispose();
  }
}
