import type { Workbench } from "../editor/workbench.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import type { State } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";
import { buildScenery, type BuiltPlant } from "./build-scenery.ts";
import { drawSymbol } from "./draw-symbol.ts";
import { DrawLoop } from "./draw-loop.ts";
import { FrameCopy } from "./frame-copy.ts";
import type { Bounds } from "./camera-fit.ts";
import type { EditLayer, EditStage } from "./editing/edit-layer.ts";
import { type MarkedMover, MoverBoxes, prefersMover } from "./mover-boxes.ts";
import { boundsOf, type OrientedBox } from "./picking.ts";
import type { ScreenPoint } from "./projection.ts";
import type { LiveMark } from "./state-marks.ts";
import { symbolOf } from "../editor/state-symbols.ts";
import { THEMES, type ThemeName } from "./theme.ts";
import { drawClearance } from "./draw-clearance.ts";
import { drawLiveMovers } from "./draw-live-movers.ts";
import type { ClearanceMark, LiveMoverMark, View, ViewOptions, ViewStatistics } from "./view.ts";
import { viewTexts } from "./view-texts.ts";

/** CSS pixels between the plant and the edge: at the top lies the page's hint, at the bottom its legend. */
const MARGIN = { side: 40, top: 76, bottom: 60 };

/** Around what is marked, and how near a click must be, CSS pixels. */
const MARK_RADIUS = 10;
/** CSS pixels a metre, at least, while the plan goes along with something. */
const FOLLOW_SCALE = 24;

/** Plant metres → CSS pixels: x = x0 + scale · east, y = y0 − scale · north. */
interface Scale {
  readonly scale: number;
  readonly x0: number;
  readonly y0: number;
}

/** The floor plan from above, for computers without WebGL: states by colour and symbol, parts as dots. */
export class PlanView implements View, EditStage {
  readonly mode = "plan";
  readonly #canvas = document.createElement("canvas");
  readonly #loop = new DrawLoop(() => this.#draw());
  readonly #resize = new ResizeObserver(() => this.#loop.invalidate());
  readonly #host: HTMLElement;
  readonly #root = document.createElement("div");
  #theme: ThemeName;
  #built: BuiltPlant | undefined;
  #frame = new FrameCopy(0);
  #live: ReadonlyMap<string, LiveMark> | undefined;
  #found: readonly ClearanceMark[] = [];
  #heat: ReadonlyMap<string, string> | undefined;
  #liveMovers: readonly LiveMoverMark[] = [];
  #selected: ReadonlySet<string> = new Set();
  #plant: string | undefined;
  #order: ReadonlyMap<string, number> | undefined;
  #boxes: MoverBoxes | undefined;
  #mover: MarkedMover | undefined;
  #followed = false;
  #bench: Workbench | undefined;
  #editing: EditLayer | undefined;
  #fits = true;
  #fitted = { width: 0, height: 0 };
  #scale: Scale = { scale: 1, x0: 0, y0: 0 };
  #milliseconds = 0;

  constructor(host: HTMLElement, options: ViewOptions) {
    this.#host = host;
    this.#theme = options.theme;
    this.#root.style.cssText = "position: relative; width: 100%; height: 100%; overflow: hidden";
    this.#canvas.style.cssText = "display: block; width: 100%; height: 100%";
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "application");
    this.#canvas.setAttribute("aria-label", viewTexts(options.locale).canvas);
    this.#root.append(this.#canvas);
    this.#canvas.addEventListener("click", ({ offsetX, offsetY }) => {
      const mover = this.#bench === undefined ? this.#moverAt(offsetX, offsetY) : undefined;
      if (mover === undefined || this.#boxes === undefined) options.onSelect(this.#idAt(offsetX, offsetY));
      else options.onSelectMover?.(this.#boxes.nameOf(this.#frame, mover));
    });
    host.append(this.#root);
    this.#resize.observe(host);
  }

  setPlant(plant: Plant, elements: readonly { readonly id: string; readonly kind: ElementKind }[]): void {
    const another = this.#plant !== plant.id;
    this.#plant = plant.id;
    this.#boxes = new MoverBoxes(plant);
    this.#built = buildScenery(plant, elements, THEMES[this.#theme]);
    if (another) this.#frame = new FrameCopy(this.#built.elements.length);
    else this.#frame.resize(this.#built.elements.length);
    this.#placeFrames();
    // An edit does not move what one looks at.
    this.#fits ||= another;
    this.#loop.invalidate();
  }

  #placeFrames(): void {
    const order = this.#order;
    if (order === undefined || this.#built === undefined) return;
    this.#frame.setPlaces(Int32Array.from(this.#built.elements, ({ id }) => order.get(id) ?? -1));
  }

  /** Handles and gestures of editing; their code is fetched when editing begins. */
  async #edit(): Promise<void> {
    const { EditLayer } = await import("./editing/edit-layer.ts");
    this.#editing?.dispose();
    this.#editing = this.#bench === undefined ? undefined : new EditLayer(this, this.#bench);
    this.#loop.invalidate();
  }

  drawFrame(frame: Frame): void {
    this.#frame.take(frame);
    this.#loop.invalidate();
  }

  setFrameOrder(order: ReadonlyMap<string, number>): void {
    this.#order = order;
    this.#placeFrames();
  }

  setSelection(id: string | undefined, ids: readonly string[] = id === undefined ? [] : [id]): void {
    this.#selected = new Set(ids);
    this.#loop.invalidate();
  }

  setMover(mover: MarkedMover | undefined, followed: boolean): void {
    // What was gone along with is left for the whole plant again.
    if (this.#followed && !followed) this.#fits = true;
    this.#mover = mover;
    this.#followed = followed;
    this.#loop.invalidate();
  }

  setEditor(bench: Workbench | undefined): void {
    this.#bench = bench;
    if (bench !== undefined || this.#editing !== undefined) void this.#edit();
  }

  get host(): HTMLElement {
    return this.#root;
  }

  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.#host.clientWidth, height: this.#host.clientHeight };
  }

  toScreen([x, y]: readonly [number, number, number]): ScreenPoint {
    const { scale, x0, y0 } = this.#scale;
    return { x: x0 + x * scale, y: y0 - y * scale, ahead: 1 };
  }

  toFloor(x: number, y: number): readonly [number, number] {
    const { scale, x0, y0 } = this.#scale;
    return [(x - x0) / scale, (y0 - y) / scale];
  }

  elementAt(x: number, y: number): string | undefined {
    return this.#idAt(x, y);
  }

  boxOf(id: string): OrientedBox | undefined {
    const index = this.#built?.elements.findIndex((element) => element.id === id) ?? -1;
    return this.#built?.scenery.boxes[index];
  }

  redraw(): void {
    this.#loop.invalidate();
  }

  setOverlay(live: ReadonlyMap<string, LiveMark> | undefined): void {
    this.#live = live;
    this.#loop.invalidate();
  }

  setClearance(marks: readonly ClearanceMark[] = []): void {
    this.#found = marks;
    this.#loop.invalidate();
  }

  setHeat(colours: ReadonlyMap<string, string> | undefined): void {
    this.#heat = colours;
    this.#loop.invalidate();
  }

  setLiveMovers(marks: readonly LiveMoverMark[] = []): void {
    this.#liveMovers = marks;
    this.#loop.invalidate();
  }

  /** The plan always shows everything. */
  focus(): void {
    this.#loop.invalidate();
  }

  fit(): void {
    this.#fits = true;
    this.#loop.invalidate();
  }

  lookFrom(): void {
    this.#loop.invalidate();
  }

  setTheme(theme: ThemeName): void {
    this.#theme = theme;
    this.#loop.invalidate();
  }

  setLocale(locale: string, _stateNames: (state: State) => string): void {
    this.#canvas.setAttribute("aria-label", viewTexts(locale).canvas);
    this.#loop.invalidate();
  }

  setLabels(): void {
    this.#loop.invalidate();
  }

  setReducedMotion(): void {
    // Nothing moves here but the parts themselves.
  }

  screenshotReady(): Promise<void> {
    return this.#loop.idle();
  }

  statistics(): ViewStatistics {
    const drawings = this.#loop.drawn;
    const instances = (this.#built?.elements.length ?? 0) + this.#frame.movers;
    const frameScriptMilliseconds = this.#milliseconds;
    return { drawCalls: 0, triangles: 0, instances, drawings, frameScriptMilliseconds, quality: "low" };
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#loop.stop();
    this.#editing?.dispose();
    this.#root.remove();
  }

  #draw(): boolean {
    const start = performance.now();
    const { clientWidth: width, clientHeight: height } = this.#host;
    const ratio = window.devicePixelRatio;
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    const context = this.#canvas.getContext("2d");
    if (context === null) return false;
    context.scale(ratio, ratio);
    context.fillStyle = THEMES[this.#theme].background;
    context.fillRect(0, 0, width, height);
    const bounds = boundsOf(this.#built?.scenery.boxes ?? []);
    if (this.#built === undefined || bounds === undefined) return false;
    if (this.#fits || width !== this.#fitted.width || height !== this.#fitted.height)
      this.#fit(bounds, width, height);
    const marked = this.#markedBox();
    if (this.#followed && marked !== undefined) this.#goAlong(marked, width, height);
    const { scale, x0, y0 } = this.#scale;
    this.#built.scenery.boxes.forEach((box, i) => this.#drawElement(context, box, i));
    this.#drawParts(context);
    if (marked !== undefined) this.#drawMark(context, marked);
    const at = (x: number, y: number): readonly [number, number] => [x0 + x * scale, y0 - y * scale];
    drawLiveMovers(context, this.#liveMovers, at, THEMES[this.#theme].selection);
    drawClearance(context, this.#found, at);
    this.#editing?.update();
    this.#milliseconds = performance.now() - start;
    return false;
  }

  #fit({ low, high }: Bounds, width: number, height: number): void {
    this.#fits = false;
    this.#fitted = { width, height };
    const [long, deep] = [high[0] - low[0], high[1] - low[1]];
    const [wide, tall] = [width - 2 * MARGIN.side, height - MARGIN.top - MARGIN.bottom];
    const scale = Math.max(0.01, Math.min(wide / long, tall / deep));
    const x0 = width / 2 - ((low[0] + high[0]) / 2) * scale;
    const y0 = (height + MARGIN.top - MARGIN.bottom) / 2 + ((low[1] + high[1]) / 2) * scale;
    this.#scale = { scale, x0, y0 };
  }

  /** As near as shows the next metres, with the mover in the middle. */
  #goAlong({ x, y }: OrientedBox, width: number, height: number): void {
    const scale = Math.max(this.#scale.scale, FOLLOW_SCALE);
    this.#scale = { scale, x0: width / 2 - x * scale, y0: height / 2 + y * scale };
  }

  #markedBox(): OrientedBox | undefined {
    const found = this.#mover === undefined ? undefined : this.#boxes?.find(this.#mover, this.#frame);
    return found === undefined ? undefined : this.#boxes?.box(this.#frame, found);
  }

  #drawMark(context: CanvasRenderingContext2D, { x, y }: OrientedBox): void {
    const { scale, x0, y0 } = this.#scale;
    context.strokeStyle = THEMES[this.#theme].selection;
    context.lineWidth = 3;
    context.beginPath();
    context.arc(x0 + x * scale, y0 - y * scale, MARK_RADIUS, 0, 2 * Math.PI);
    context.stroke();
  }

  /** The mover next to a place of the picture, where a click there is about it. */
  #moverAt(px: number, py: number): number | undefined {
    const { scale, x0, y0 } = this.#scale;
    const { pose, movers } = this.#frame;
    let best: number | undefined;
    let nearest = MARK_RADIUS;
    for (let n = 0; n < movers; n++) {
      const distance = Math.hypot(x0 + pose[n * 4]! * scale - px, y0 - pose[n * 4 + 1]! * scale - py);
      if (distance < nearest) [best, nearest] = [n, distance];
    }
    const id = this.#idAt(px, py);
    const box = id === undefined ? undefined : this.boxOf(id);
    if (best === undefined || box === undefined || id === undefined || this.#boxes === undefined) return best;
    const mover = this.#boxes.box(this.#frame, best);
    return prefersMover(box, mover, this.#selected.has(id), this.#markedBox()) ? best : undefined;
  }

  #drawElement(context: CanvasRenderingContext2D, box: OrientedBox, i: number): void {
    const { scale, x0, y0 } = this.#scale;
    const element = this.#built!.elements[i]!;
    const symbol = symbolOf(this.#frame.state[i]!);
    const theme = THEMES[this.#theme];
    context.save();
    context.translate(x0 + box.x * scale, y0 - box.y * scale);
    context.rotate(-box.yaw);
    const [w, h] = [box.halfX * 2 * scale, box.halfY * 2 * scale];
    context.fillStyle = this.#heat?.get(element.id) ?? theme.floor;
    context.fillRect(-w / 2, -h / 2, w, h);
    context.strokeStyle = this.#selected.has(element.id) ? theme.selection : symbol.colour;
    context.lineWidth = this.#selected.has(element.id) ? 4 : 2;
    context.strokeRect(-w / 2, -h / 2, w, h);
    context.rotate(box.yaw);
    if (element.kind === "station") drawSymbol(context, this.#frame.state[i]!, -9, -9, 18);
    const live = this.#live?.get(element.id);
    if (live !== undefined) drawSymbol(context, live.state, 12, -9, 18);
    context.restore();
  }

  #drawParts(context: CanvasRenderingContext2D): void {
    const { scale, x0, y0 } = this.#scale;
    const { pose, movers } = this.#frame;
    context.fillStyle = THEMES[this.#theme].selection;
    for (let m = 0; m < movers; m++) {
      context.fillRect(x0 + pose[m * 4]! * scale - 2, y0 - pose[m * 4 + 1]! * scale - 2, 4, 4);
    }
  }

  #idAt(x: number, y: number): string | undefined {
    const { scale, x0, y0 } = this.#scale;
    const index = this.#built?.scenery.boxes.findIndex((box) => {
      const dx = (x - x0) / scale - box.x;
      const dy = (y0 - y) / scale - box.y;
      const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
      return Math.abs(cos * dx + sin * dy) <= box.halfX && Math.abs(cos * dy - sin * dx) <= box.halfY;
    });
    return index === undefined ? undefined : this.#built?.elements[index]?.id;
  }
}
