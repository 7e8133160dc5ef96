import {
  NeutralToneMapping,
  PCFShadowMap,
  type PerspectiveCamera,
  PMREMGenerator,
  type Scene,
  type Texture,
  WebGLRenderer,
} from "three";
import { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
import { err, ok, type Result } from "../base/result.ts";
import type { AmbientOcclusion } from "./ambient-occlusion.ts";

/** low: no shadows, light once a corner, fewer pixels; what a computer without a graphics processor can draw. */
export type Quality = "low" | "normal";

/** A frame that takes longer than this is drawn by the processor, or as good as, ms. */
const SLOW_FRAME = 250;

/** The frame that is measured; the first ones also compile shaders and send textures. */
const MEASURED_FRAME = 3;

/** A frame with ambient occlusion must not take longer than this, or it is given up again, ms. */
const SLOW_OCCLUSION = 45;

/** Drawn pixels per frame at most, at low quality. */
const LOW_PIXELS = 1_100_000;

/** Pixels of the drawing buffer per CSS pixel. */
export function pixelRatio(quality: Quality, device: number, width: number, height: number): number {
  if (quality === "normal") return Math.min(device, 2);
  return Math.min(device, 1, Math.sqrt(LOW_PIXELS / Math.max(1, width * height)));
}

/** Names under which browsers tell that the processor draws. */
export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

export interface RendererOptions {
  readonly quality: Quality | undefined;
  /** Where a graphics processor draws at normal quality, when undefined. */
  readonly ambientOcclusion: boolean | undefined;
  readonly onLost: () => void;
  readonly onRestored: () => void;
  /** The picture could be better now: draw it again. */
  readonly onRefined: () => void;
}

/** The only module that knows which renderer draws the stage. */
export class StageRenderer {
  readonly canvas: HTMLCanvasElement;
  quality: Quality;
  readonly #renderer: WebGLRenderer;
  readonly #options: RendererOptions;
  readonly #software: boolean;
  readonly #stop = new AbortController();
  #environment: Texture | undefined;
  #occlusion: AmbientOcclusion | undefined;
  /** Since the way of drawing changed. */
  #frames = 0;
  #width = 1;
  #height = 1;

  private constructor(renderer: WebGLRenderer, software: boolean, options: RendererOptions) {
    this.#renderer = renderer;
    this.canvas = renderer.domElement;
    this.#options = options;
    this.#software = software;
    this.quality = options.quality ?? (software ? "low" : "normal");
    renderer.toneMapping = NeutralToneMapping;
    renderer.autoClear = false;
    renderer.info.autoReset = false;
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    renderer.shadowMap.autoUpdate = false;
    const { signal } = this.#stop;
    this.canvas.addEventListener("webglcontextlost", (event) => (event.preventDefault(), options.onLost()), {
      signal,
    });
    this.canvas.addEventListener("webglcontextrestored", () => (this.#forget(), options.onRestored()), {
      signal,
    });
  }

  /** @returns an error text for specialists when the browser offers no WebGL */
  static create(options: RendererOptions): Result<StageRenderer, string> {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("webgl2", {
      antialias: true,
      powerPreference: "high-performance",
      stencil: false,
    });
    if (context === null) return err("WebGL 2 is not available");
    try {
      const renderer = new WebGLRenderer({ canvas, context });
      return ok(new StageRenderer(renderer, isSoftware(rendererName(context)), options));
    } catch (error) {
      return err(error instanceof Error ? error.message : String(error));
    }
  }

  get anisotropy(): number {
    return this.quality === "low" ? 1 : Math.min(8, this.#renderer.capabilities.getMaxAnisotropy());
  }

  get drawCalls(): number {
    return this.#renderer.info.render.calls;
  }

  get triangles(): number {
    return this.#renderer.info.render.triangles;
  }

  get lost(): boolean {
    return this.#renderer.getContext().isContextLost();
  }

  /** Drawing-buffer pixels per CSS pixel. */
  get ratio(): number {
    return this.#renderer.getPixelRatio();
  }

  set exposure(exposure: number) {
    this.#renderer.toneMappingExposure = exposure;
  }

  /** Size of the canvas, CSS pixels. */
  setSize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#renderer.setPixelRatio(pixelRatio(this.quality, window.devicePixelRatio, width, height));
    this.#renderer.setSize(width, height, true);
    this.#occlusion?.setSize(width, height);
  }

  /** The light of the surroundings, prefiltered. */
  environment(): Texture {
    if (this.#environment === undefined) {
      const generator = new PMREMGenerator(this.#renderer);
      const room = new RoomEnvironment();
      this.#environment = generator.fromScene(room, 0.04).texture;
      room.dispose();
      generator.dispose();
    }
    return this.#environment;
  }

  /** Redraws the shadows with the next frame. */
  invalidateShadows(): void {
    this.#renderer.shadowMap.needsUpdate = true;
  }

  /**
   * Draws the stage, and the marks on top of it.
   * @returns whether the quality was lowered by what a frame took; then it is to be drawn again
   */
  render(stage: Scene, marks: Scene, camera: PerspectiveCamera): boolean {
    const start = performance.now();
    const renderer = this.#renderer;
    renderer.info.reset();
    renderer.clear();
    if (this.#occlusion === undefined) renderer.render(stage, camera);
    else this.#occlusion.render(camera);
    renderer.render(marks, camera);
    if (++this.#frames !== MEASURED_FRAME) return false;
    if (this.#occlusion !== undefined) {
      if (this.#finish(start) > SLOW_OCCLUSION && this.#options.ambientOcclusion !== true)
        this.#dropOcclusion();
      return false;
    }
    if (
      this.#options.quality === undefined &&
      this.quality === "normal" &&
      this.#finish(start) > SLOW_FRAME
    ) {
      this.quality = "low";
      this.setSize(this.#width, this.#height);
      return true;
    }
    this.#refine(stage);
    return false;
  }

  /** Waits until what was asked for is really drawn. @returns ms since `start` */
  #finish(start: number): number {
    const context = this.#renderer.getContext();
    context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    return performance.now() - start;
  }

  /** Fetches the ambient occlusion, now that pictures are there. */
  #refine(stage: Scene): void {
    const wanted = this.#options.ambientOcclusion ?? !this.#software;
    if (!wanted || this.quality === "low") return;
    import("./ambient-occlusion.ts").then(
      ({ AmbientOcclusion }) => {
        if (this.#stop.signal.aborted) return;
        this.#occlusion = new AmbientOcclusion(this.#renderer, stage);
        this.#occlusion.setSize(this.#width, this.#height);
        this.#frames = 0;
        this.#options.onRefined();
      },
      // The stage is complete without it: a page that lost its server keeps its picture.
      () => undefined,
    );
  }

  #dropOcclusion(): void {
    this.#occlusion?.dispose();
    this.#occlusion = undefined;
  }

  dispose(): void {
    this.#stop.abort();
    this.#dropOcclusion();
    this.#forget();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #forget(): void {
    this.#environment?.dispose();
    this.#environment = undefined;
  }
}

function rendererName(context: WebGL2RenderingContext): string {
  const extension = context.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = context.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  return String(name);
}
