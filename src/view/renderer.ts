import {
  type Camera,
  NeutralToneMapping,
  PCFShadowMap,
  PMREMGenerator,
  type Scene,
  type Texture,
  WebGLRenderer,
} from "three";
import { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
import { err, ok, type Result } from "../base/result.ts";

/** low: no shadows, light once a corner, fewer pixels; what a computer without a graphics processor can draw. */
export type Quality = "low" | "normal";

/** A frame that takes longer than this is drawn by the processor, or as good as, ms. */
const SLOW_FRAME = 250;

/** The frame that is measured; the first ones also compile shaders and send textures. */
const MEASURED_FRAME = 3;

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
  readonly onLost: () => void;
  readonly onRestored: () => void;
}

/** The only module that knows which renderer draws the stage. */
export class StageRenderer {
  readonly canvas: HTMLCanvasElement;
  quality: Quality;
  readonly #renderer: WebGLRenderer;
  readonly #asked: Quality | undefined;
  readonly #stop = new AbortController();
  #environment: Texture | undefined;
  #frames = 0;
  #width = 1;
  #height = 1;

  private constructor(renderer: WebGLRenderer, quality: Quality, options: RendererOptions) {
    this.#renderer = renderer;
    this.canvas = renderer.domElement;
    this.#asked = options.quality;
    this.quality = quality;
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
    const quality = options.quality ?? probeQuality();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("webgl2", {
      antialias: true,
      powerPreference: "high-performance",
      stencil: false,
    });
    if (context === null) return err("WebGL 2 is not available");
    try {
      return ok(new StageRenderer(new WebGLRenderer({ canvas, context }), quality, options));
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
  render(stage: Scene, marks: Scene, camera: Camera): boolean {
    const start = performance.now();
    const renderer = this.#renderer;
    renderer.info.reset();
    renderer.clear();
    renderer.render(stage, camera);
    renderer.render(marks, camera);
    if (++this.#frames !== MEASURED_FRAME || this.#asked !== undefined || this.quality === "low")
      return false;
    // Reading a pixel waits until the frame is really drawn.
    const context = renderer.getContext();
    context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    if (performance.now() - start < SLOW_FRAME) return false;
    this.quality = "low";
    this.setSize(this.#width, this.#height);
    return true;
  }

  dispose(): void {
    this.#stop.abort();
    this.#forget();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  #forget(): void {
    this.#environment?.dispose();
    this.#environment = undefined;
  }
}

/** Asks a throw-away context who draws, so that nothing is built for the wrong quality. */
function probeQuality(): Quality {
  const context = document.createElement("canvas").getContext("webgl2");
  if (context === null) return "low";
  const extension = context.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = context.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return isSoftware(String(name)) ? "low" : "normal";
}
