import {
  BufferGeometry,
  CanvasTexture,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  SRGBColorSpace,
} from "three";
import type { Underlay } from "../plant/layout.ts";
import type { ThemeName } from "./theme.ts";

/** Height of the lines above the floor and its paint, m. */
const ABOVE = 0.02;
/** Texts drawn at most: the largest ones. */
const MOST_TEXTS = 400;
/** Texts share one picture: its width, and the height of a row, pixels. */
const ATLAS = 2048;
const ROW = 32;
/** Ink where a layer names no colour, or the colour of paper, by theme. */
const INK: Readonly<Record<ThemeName, string>> = { light: "#1d2429", dark: "#d7dee4" };
/** Colours that stand for the paper's opposite in drawings. */
const PAPER: ReadonlySet<string> = new Set(["#ffffff", "#000000"]);

interface PlacedText {
  readonly at: readonly [number, number];
  readonly height: number;
  readonly rotation?: number | undefined;
  readonly text: string;
  readonly colour: string;
}

/** Drawings on the floor, to scale: all lines in one call, all texts in another. */
export class UnderlayLayer {
  readonly #drawn: { dispose(): void }[] = [];

  constructor(root: Object3D, underlays: readonly Underlay[], theme: ThemeName) {
    const positions: number[] = [];
    const colours: number[] = [];
    const texts: PlacedText[] = [];
    for (const { hidden, layers } of underlays) {
      if (hidden === true) continue;
      for (const layer of layers) {
        if (layer.hidden === true) continue;
        const named = layer.colour;
        const hex = named === undefined || PAPER.has(named.toLowerCase()) ? INK[theme] : named;
        const { r, g, b } = new Color(hex);
        for (const line of layer.lines) addLine(line, [r, g, b], positions, colours);
        texts.push(...(layer.texts ?? []).map((text) => ({ ...text, colour: hex })));
      }
    }
    if (positions.length > 0) this.#lines(root, positions, colours);
    if (texts.length > 0) this.#texts(root, texts);
  }

  dispose(): void {
    for (const thing of this.#drawn) thing.dispose();
    this.#drawn.length = 0;
  }

  #lines(root: Object3D, positions: readonly number[], colours: readonly number[]): void {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
    geometry.setAttribute("color", new Float32BufferAttribute(colours, 3));
    const material = new LineBasicMaterial({ vertexColors: true });
    const lines = new LineSegments(geometry, material);
    lines.frustumCulled = false;
    this.#add(root, lines, [geometry, material]);
  }

  #texts(root: Object3D, texts: readonly PlacedText[]): void {
    const largest = [...texts].sort((a, b) => b.height - a.height).slice(0, MOST_TEXTS);
    const atlas = new TextAtlas();
    const positions: number[] = [];
    const uvs: number[] = [];
    for (const text of largest) atlas.add(text, positions, uvs);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
    geometry.setAttribute("uv", new Float32BufferAttribute(uvs, 2));
    const map = atlas.texture();
    const material = new MeshBasicMaterial({ map, transparent: true, side: DoubleSide });
    material.depthWrite = false;
    this.#add(root, new Mesh(geometry, material), [geometry, material, map]);
  }

  #add(root: Object3D, thing: Mesh | LineSegments, parts: readonly { dispose(): void }[]): void {
    root.add(thing);
    const dispose = (): void => {
      thing.removeFromParent();
      for (const part of parts) part.dispose();
    };
    this.#drawn.push({ dispose });
  }
}

/** Segments between the corners `x,y x,y …`. */
function addLine(
  line: string,
  colour: readonly [number, number, number],
  positions: number[],
  colours: number[],
): void {
  let before: readonly [number, number] | undefined;
  for (const pair of line.split(" ")) {
    const comma = pair.indexOf(",");
    const [x, y] = [Number(pair.slice(0, comma)), Number(pair.slice(comma + 1))];
    if (before !== undefined) {
      positions.push(before[0], before[1], ABOVE, x, y, ABOVE);
      colours.push(...colour, ...colour);
    }
    before = [x, y];
  }
}

/** Texts side by side in one picture, row after row. */
class TextAtlas {
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D | null;
  #x = 0;
  #y = 0;

  constructor() {
    this.#canvas.width = ATLAS;
    this.#canvas.height = ATLAS;
    this.#context = this.#canvas.getContext("2d");
  }

  /** Draws a text and adds the two triangles that show it; one for which there is no room is left out. */
  add({ text, colour, at, height, rotation = 0 }: PlacedText, positions: number[], uvs: number[]): void {
    const context = this.#context;
    if (context === null) return;
    context.font = `${ROW * 0.72}px system-ui, sans-serif`;
    const width = Math.min(ATLAS, Math.ceil(context.measureText(text).width) + 4);
    if (this.#x + width > ATLAS) [this.#x, this.#y] = [0, this.#y + ROW];
    if (this.#y + ROW > ATLAS) return;
    context.fillStyle = colour;
    context.fillText(text, this.#x + 2, this.#y + ROW * 0.76);
    const [u0, u1] = [this.#x / ATLAS, (this.#x + width) / ATLAS];
    const [v0, v1] = [1 - (this.#y + ROW) / ATLAS, 1 - this.#y / ATLAS];
    this.#x += width;
    const angle = (rotation * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    // Capital letters fill about half of a row.
    const tall = height * 2;
    const long = (tall * width) / ROW;
    const drop = tall * 0.24;
    const corner = (x: number, y: number): [number, number, number] => [
      at[0] + cos * x - sin * (y - drop),
      at[1] + sin * x + cos * (y - drop),
      ABOVE,
    ];
    const [a, b, c, d] = [corner(0, 0), corner(long, 0), corner(long, tall), corner(0, tall)];
    positions.push(...a, ...b, ...c, ...a, ...c, ...d);
    uvs.push(u0, v0, u1, v0, u1, v1, u0, v0, u1, v1, u0, v1);
  }

  texture(): CanvasTexture {
    const texture = new CanvasTexture(this.#canvas);
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = 4;
    return texture;
  }
}
