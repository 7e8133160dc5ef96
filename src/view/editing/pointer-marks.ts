import { newElement } from "../../editor/actions/element-actions.ts";
import type { Workbench } from "../../editor/workbench.ts";
import type { EditStage } from "./edit-layer.ts";
import { CORNERS } from "./handles.ts";
import { cornerOf, portOf } from "./ports.ts";

interface Pixel {
  readonly x: number;
  readonly y: number;
}

const SVG = "http://www.w3.org/2000/svg";

/** What goes with the pointer: the plot of what is to be placed, a connection under way, a box, and measures. */
export class PointerMarks {
  readonly #stage: EditStage;
  readonly #bench: Workbench;
  readonly #ghost = document.createElementNS(SVG, "polygon");
  readonly #marquee = document.createElementNS(SVG, "rect");
  readonly #pending = document.createElementNS(SVG, "path");
  readonly #measure = document.createElement("div");

  constructor(stage: EditStage, bench: Workbench, svg: SVGElement, root: HTMLElement) {
    this.#stage = stage;
    this.#bench = bench;
    this.#ghost.setAttribute("class", "ghost");
    this.#marquee.setAttribute("class", "marquee");
    this.#pending.setAttribute("class", "flow pending");
    this.#measure.className = "edit-measure";
    this.#measure.hidden = true;
    svg.append(this.#pending, this.#ghost, this.#marquee);
    root.append(this.#measure);
  }

  /** The plot of a new element under the pointer; none without a kind. */
  ghost(kind: string | undefined, { x, y }: Pixel): void {
    const { plant } = this.#bench;
    const at = this.#stage.toFloor(x, y);
    const element =
      kind === undefined || plant === undefined || at === undefined
        ? undefined
        : newElement(plant, kind, "ghost", at);
    const corners =
      element === undefined
        ? []
        : CORNERS.map(([along, across]) => this.#stage.toScreen(cornerOf(element, along, across)));
    const points = corners.map((corner) => `${corner.x.toFixed(1)},${corner.y.toFixed(1)}`);
    this.#ghost.setAttribute("points", points.join(" "));
  }

  /** A line from a port to the pointer; none without an element. */
  pending(id: string | undefined, side: "in" | "out", pointer: Pixel): void {
    const element = this.#bench.shown.peek()?.elements.find((each) => each.id === id);
    if (element === undefined) return this.#pending.setAttribute("d", "");
    const { x, y } = this.#stage.toScreen(portOf(element, this.#stage.boxOf(element.id), side));
    return this.#pending.setAttribute("d", `M${x} ${y}L${pointer.x} ${pointer.y}`);
  }

  /** A box from where it was begun to the pointer. */
  marquee(start: Pixel | undefined, { x, y }: Pixel): void {
    this.#marquee.setAttribute("visibility", start === undefined ? "hidden" : "visible");
    if (start === undefined) return;
    this.#marquee.setAttribute("x", String(Math.min(start.x, x)));
    this.#marquee.setAttribute("y", String(Math.min(start.y, y)));
    this.#marquee.setAttribute("width", String(Math.abs(x - start.x)));
    this.#marquee.setAttribute("height", String(Math.abs(y - start.y)));
  }

  /** Says beside the pointer where, how large, or how far turned the selected element is. @param what is being done */
  measure(what: string, { x, y }: Pixel): void {
    const id = this.#bench.selection.id.peek();
    const placement = this.#bench.shown.peek()?.elements.find((each) => each.id === id)?.placement;
    if (placement === undefined) return;
    const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
    const { position, size, rotation } = placement;
    this.#measure.textContent =
      what === "rotate"
        ? `${format.format(rotation)}°`
        : what === "size"
          ? `${format.format(size[0])} × ${format.format(size[1])} m`
          : `x ${format.format(position[0])} m · y ${format.format(position[1])} m`;
    this.#measure.style.transform = `translate(${x + 14}px, ${y + 14}px)`;
    this.#measure.hidden = false;
  }

  hideMeasure(): void {
    this.#measure.hidden = true;
  }
}
