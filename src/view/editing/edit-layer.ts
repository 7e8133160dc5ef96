import type { Workbench } from "../../editor/workbench.ts";
import type { Element, Plant } from "../../plant/schema.ts";
import type { OrientedBox } from "../picking.ts";
import type { ScreenPoint } from "../projection.ts";
import { EditPointer } from "./edit-pointer.ts";
import { installEditStyle } from "./edit-style.ts";
import { Handles } from "./handles.ts";
import { listenToNudges } from "./nudges.ts";
import { type Place, portOf } from "./ports.ts";

/** What editing needs of a view, whether it is the stage or the floor plan. CSS pixels from the upper left of `host`. */
export interface EditStage {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly size: { readonly width: number; readonly height: number };
  toScreen(point: Place): ScreenPoint;
  /** The place of the floor under a pixel; undefined where there is sky. @param height of the floor, m */
  toFloor(x: number, y: number, height?: number): readonly [number, number] | undefined;
  elementAt(x: number, y: number): string | undefined;
  boxOf(id: string): OrientedBox | undefined;
  redraw(): void;
}

/** In a plant with more connections than these only those of what is selected are drawn. */
const MOST_LINES = 400;
const SVG = "http://www.w3.org/2000/svg";
/** Half the width and the length of an arrow's head, px. */
const HEAD = [5, 12] as const;

/** Draws connections and handles over the view while the plant is edited, and turns what the pointer does into edits. */
export class EditLayer {
  readonly #stage: EditStage;
  readonly #bench: Workbench;
  readonly #root = document.createElement("div");
  readonly #flow = document.createElementNS(SVG, "path");
  readonly #heads = document.createElementNS(SVG, "path");
  readonly #handles: Handles;
  readonly #pointer: EditPointer;
  readonly #stops: (() => void)[] = [];

  constructor(stage: EditStage, bench: Workbench) {
    this.#stage = stage;
    this.#bench = bench;
    this.#root.className = "edit-layer";
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("aria-hidden", "true");
    this.#flow.setAttribute("class", "flow");
    this.#heads.setAttribute("class", "flow-head");
    svg.append(this.#flow, this.#heads);
    this.#root.append(svg);
    stage.host.append(this.#root);
    this.#handles = new Handles(this.#root, stage);
    this.#pointer = new EditPointer(stage, bench, svg, this.#root);
    const redraw = (): void => stage.redraw();
    this.#stops.push(
      installEditStyle(),
      bench.shown.subscribe(redraw),
      bench.tool.subscribe(redraw),
      bench.connectFrom.subscribe(redraw),
      bench.selection.ids.subscribe(redraw),
      listenToNudges(stage, bench),
    );
  }

  /** After each drawing: everything goes where the picture is now. */
  update(): void {
    const plant = this.#bench.shown.peek();
    if (plant === undefined) return;
    const selected = new Set(this.#bench.selection.ids.peek());
    this.#drawFlow(plant, selected);
    const [only] = selected.size === 1 ? selected : [undefined];
    const element = plant.elements.find(({ id }) => id === only);
    const isFree = element !== undefined && this.#bench.movable().includes(element.id);
    this.#handles.update(isFree ? element : undefined);
    this.#pointer.update();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#pointer.dispose();
    this.#root.remove();
  }

  #drawFlow(plant: Plant, selected: ReadonlySet<string>): void {
    const all = plant.connections.length <= MOST_LINES;
    const byId = new Map<string, Element>(plant.elements.map((element) => [element.id, element]));
    let [lines, heads] = ["", ""];
    for (const { from, to } of plant.connections) {
      if (!all && !selected.has(from) && !selected.has(to)) continue;
      const [source, target] = [byId.get(from), byId.get(to)];
      if (source === undefined || target === undefined) continue;
      const a = this.#stage.toScreen(portOf(source, this.#stage.boxOf(from), "out"));
      const b = this.#stage.toScreen(portOf(target, this.#stage.boxOf(to), "in"));
      if (a.ahead <= 0 || b.ahead <= 0) continue;
      lines += `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
      heads += headPath(a, b);
    }
    this.#flow.setAttribute("d", lines);
    this.#heads.setAttribute("d", heads);
  }
}

/** An arrow's head on the way from one point to another, a little beyond its middle. */
export function headPath(a: ScreenPoint, b: ScreenPoint): string {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length < 4) return "";
  const [ux, uy] = [dx / length, dy / length];
  const [half, long] = [Math.min(HEAD[0], length / 4), Math.min(HEAD[1], length / 2)];
  const [tx, ty] = [a.x + dx * 0.55 + (ux * long) / 2, a.y + dy * 0.55 + (uy * long) / 2];
  const [bx, by] = [tx - ux * long, ty - uy * long];
  const point = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${point(tx, ty)}L${point(bx - uy * half, by + ux * half)}L${point(bx + uy * half, by - ux * half)}Z`;
}
