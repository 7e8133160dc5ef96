import { CanvasTexture, NoColorSpace, RepeatWrapping, SRGBColorSpace } from "three";
import type { Theme } from "./theme.ts";

/** Side of the floor that one texture covers before it repeats, m: two slabs between joints. */
export const FLOOR_TILE = 16;

/** Pixels of that side; half where the processor has to make and to draw them. */
const PIXELS = 1024;

/** A small generator, so that the floor looks the same each time. */
function noiseSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Smooth noise that wraps around: `cells` random values a side, blended. @returns −1 to 1 */
function wrappedNoise(cells: number, random: () => number): (u: number, v: number) => number {
  const grid = Float32Array.from({ length: cells * cells }, () => random() * 2 - 1);
  return (u, v) => {
    const x = u * cells;
    const y = v * cells;
    const i = Math.floor(x);
    const j = Math.floor(y);
    const fade = (t: number): number => t * t * (3 - 2 * t);
    const fx = fade(x - i);
    const fy = fade(y - j);
    const at = (a: number, b: number): number => grid[(b % cells) * cells + (a % cells)]!;
    const low = at(i, j) + (at(i + 1, j) - at(i, j)) * fx;
    const high = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * fx;
    return low + (high - low) * fy;
  };
}

/** Ground concrete: clouds at three scales, grain, and sawn joints every eight metres. */
function drawConcrete(context: CanvasRenderingContext2D, theme: Theme, pixels: number): void {
  context.fillStyle = theme.floor;
  context.fillRect(0, 0, pixels, pixels);
  const random = noiseSource(7);
  const clouds = [wrappedNoise(5, random), wrappedNoise(17, random), wrappedNoise(61, random)] as const;
  const image = context.getImageData(0, 0, pixels, pixels);
  const data = image.data;
  for (let y = 0; y < pixels; y++) {
    for (let x = 0; x < pixels; x++) {
      const [u, v] = [x / pixels, y / pixels];
      const cloud = clouds[0](u, v) * 2.4 + clouds[1](u, v) * 2.4 + clouds[2](u, v) * 2;
      const grain = (random() - 0.5) * 7 + (random() < 0.0016 ? -16 : 0);
      const at = (y * pixels + x) * 4;
      for (let k = 0; k < 3; k++) data[at + k] = data[at + k]! + cloud + grain;
    }
  }
  context.putImageData(image, 0, 0);
  const joint = Math.max(2, Math.round(pixels / 340));
  context.fillStyle = theme.joint;
  for (const at of [0, pixels / 2]) {
    context.fillRect(at, 0, joint, pixels);
    context.fillRect(0, at, pixels, joint);
  }
}

/** @param raw without conversion from sRGB, for shaders that write to the screen directly */
export function floorTexture(theme: Theme, anisotropy: number, raw: boolean): CanvasTexture {
  const pixels = raw ? PIXELS / 2 : PIXELS;
  const canvas = document.createElement("canvas");
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext("2d");
  if (context !== null) drawConcrete(context, theme, pixels);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = raw ? NoColorSpace : SRGBColorSpace;
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.anisotropy = anisotropy;
  return texture;
}

/** Wire mesh of a fence, seen through between the wires; one canvas for all panels. */
export function meshTexture(): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = 256;
  canvas.height = 256;
  const context = canvas.getContext("2d");
  if (context !== null) {
    context.strokeStyle = "#ffffff";
    context.lineWidth = 3;
    context.globalAlpha = 0.85;
    for (let i = 0; i <= 256; i += 16) {
      context.strokeRect(i, -8, 0.01, 272);
      context.strokeRect(-8, i, 272, 0.01);
    }
    context.globalAlpha = 0.16;
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, 256, 256);
    context.globalAlpha = 1;
    context.lineWidth = 10;
    context.strokeRect(0, 0, 256, 256);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}

/** Soft round spot: dark in the middle, nothing at the edge. */
export function blobTexture(): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 64;
  const context = canvas.getContext("2d");
  if (context !== null) {
    const image = context.createImageData(64, 64);
    for (let y = 0; y < 64; y++) {
      for (let x = 0; x < 64; x++) {
        const fall = (t: number): number => {
          const edge = Math.max(0, 1 - Math.abs(t / 31.5 - 1));
          const s = Math.min(1, edge * 2.2);
          return s * s * (3 - 2 * s);
        };
        image.data[(y * 64 + x) * 4 + 3] = 255 * fall(x) * fall(y);
      }
    }
    context.putImageData(image, 0, 0);
  }
  return new CanvasTexture(canvas);
}
