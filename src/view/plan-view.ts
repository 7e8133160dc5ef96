import type { ElementKind, Plant } from "../plant/schema.ts";
import type { State } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";
import { buildScenery, type BuiltPlant } from "./build-scenery.ts";
import { drawSymbol } from "./draw-symbol.ts";
import { DrawLoop } from "./draw-loop.ts";
import { FrameCopy } from "./frame-copy.ts";
import { boundsOf, type OrientedBox } from "./picking.ts";
import type { LiveMark } from "./state-marks.ts";
import { symbolOf } from "../editor/state-symbols.ts";
import { THEMES, type ThemeName } from "./theme.ts";
import { drawClearance } from "./draw-clearance.ts";
import type { ClearanceMark, View, ViewOptions, ViewStatistics } from "./view.ts";

/** CSS pixels between the plant and the edge: at the top lies the page's hint, at the bottom its legend. */
const MARGIN = { side: 40, top: 76, bottom: 60 };

/** Plant metres → CSS pixels: x = x0 + scale · east, y = y0 − scale · north. */
interface Scale {
  readonly scale: number;
  readonly x0: number;
  readonly y0: number;
}

/** The floor plan from above, for computers without WebGL: states by colour and symbol, parts as dots. */
export class PlanView implements View {
  readonly mode = "plan";
  readonly #canvas = document.createElement("canvas");
  readonly #loop = new DrawLoop(() => this.#draw());
  readonly #resize = new ResizeObserver(() => this.#loop.invalidate());
  readonly #host: HTMLElement;
  #theme: ThemeName;
  #built: BuiltPlant | undefined;
  #frame = new FrameCopy(0);
  #live: ReadonlyMap<string, LiveMark> | undefined;
  #found: readonly ClearanceMark[] = [];
  #selected: string | undefined;
  #scale: Scale = { scale: 1, x0: 0, y0: 0 };
  #milliseconds = 0;

  constructor(host: HTMLElement, options: ViewOptions) {
    this.#host = host;
    this.#theme = options.theme;
    this.#canvas.style.cssText = "display: block; width: 100%; height: 100%";
    this.#canvas.addEventListener("click", (event) =>
      options.onSelect(this.#idAt(event.offsetX, event.offsetY)),
    );
    host.append(this.#canvas);
    this.#resize.observe(host);
  }

  setPlant(plant: Plant, elements: readonly { readonly id: string; readonly kind: ElementKind }[]): void {
    this.#built = buildScenery(plant, elements, THEMES[this.#theme]);
    this.#frame = new FrameCopy(this.#built.elements.length);
    this.#loop.invalidate();
  }

  drawFrame(frame: Frame): void {
    this.#frame.take(frame);
    this.#loop.invalidate();
  }

  setSelection(id: string | undefined): void {
    this.#selected = id;
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

  /** The plan always shows everything. */
  focus(): void {
    this.#loop.invalidate();
  }

  fit(): void {
    this.#loop.invalidate();
  }

  lookFrom(): void {
    this.#loop.invalidate();
  }

  setTheme(theme: ThemeName): void {
    this.#theme = theme;
    this.#loop.invalidate();
  }

  setLocale(_locale: string, _stateNames: (state: State) => string): void {
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
    this.#canvas.remove();
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
    const [long, deep] = [bounds.high[0] - bounds.low[0], bounds.high[1] - bounds.low[1]];
    const scale = Math.max(
      0.01,
      Math.min((width - 2 * MARGIN.side) / long, (height - MARGIN.top - MARGIN.bottom) / deep),
    );
    const x0 = width / 2 - ((bounds.low[0] + bounds.high[0]) / 2) * scale;
    const y0 = (height + MARGIN.top - MARGIN.bottom) / 2 + ((bounds.low[1] + bounds.high[1]) / 2) * scale;
    this.#scale = { scale, x0, y0 };
    this.#built.scenery.boxes.forEach((box, i) => this.#drawElement(context, box, i));
    this.#drawParts(context);
    drawClearance(context, this.#found, (x, y) => [x0 + x * scale, y0 - y * scale]);
    this.#milliseconds = performance.now() - start;
    return false;
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
    context.fillStyle = theme.floor;
    context.fillRect(-w / 2, -h / 2, w, h);
    context.strokeStyle = element.id === this.#selected ? theme.selection : symbol.colour;
    context.lineWidth = element.id === this.#selected ? 4 : 2;
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
