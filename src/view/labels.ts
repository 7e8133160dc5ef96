import { type LabelCandidate, chooseLabels } from "./label-choice.ts";
import { LABEL_STYLE } from "./view-style.ts";

/** At most so many labels at once. */
const LIMIT = 50;
const LINE_HEIGHT = 15;
const PADDING = 16;

/** What a label says; undefined lines are left out. */
export interface LabelText {
  readonly name: string;
  readonly state: string | undefined;
  /** sRGB hex of the state. */
  readonly colour: string;
  readonly live: string | undefined;
  readonly liveColour: string | undefined;
}

/** A candidate and what it would say. */
export interface TextCandidate extends LabelCandidate {
  readonly text: LabelText;
}

interface Plate {
  readonly root: HTMLElement;
  readonly name: HTMLElement;
  readonly state: HTMLElement;
  readonly live: HTMLElement;
  shown: LabelText | undefined;
  transform: string;
}

/**
 * Labels as DOM elements over the canvas: crisp text in every language at the price of a handful of elements.
 * Widths are measured in a canvas and places are set by transforms, so that no drawing asks for a layout.
 */
export class Labels {
  readonly #layer = document.createElement("div");
  readonly #plates: Plate[] = [];
  readonly #widths = new Map<string, number>();
  readonly #context = document.createElement("canvas").getContext("2d");
  visible = true;

  constructor(host: HTMLElement) {
    this.#layer.className = "taktwerk-view-labels";
    // The tree of objects beside the canvas says the same to those who cannot see.
    this.#layer.setAttribute("aria-hidden", "true");
    if (this.#context !== null) this.#context.font = LABEL_STYLE.font;
    host.append(this.#layer);
  }

  /** Room that a label will take, CSS pixels. */
  size(text: LabelText): { width: number; height: number } {
    const lines = [text.name, text.state, text.live].filter((line) => line !== undefined);
    return {
      width: Math.max(...lines.map((line) => this.#width(line))) + PADDING,
      height: lines.length * LINE_HEIGHT + 8,
    };
  }

  show(candidates: readonly TextCandidate[]): void {
    const chosen = this.visible ? chooseLabels(candidates, LIMIT) : candidates.filter((c) => c.pinned);
    chosen.forEach((label, i) => {
      const plate = (this.#plates[i] ??= this.#makePlate());
      fill(plate, label.text);
      const opacity = label.pinned ? 1 : Math.min(1, Math.max(0.35, 1.25 - label.distance / 140));
      const transform = `translate(${Math.round(label.x)}px, ${Math.round(label.y)}px) translate(-50%, -100%)`;
      if (plate.transform !== transform) plate.root.style.transform = plate.transform = transform;
      plate.root.style.opacity = opacity.toFixed(2);
      plate.root.style.zIndex = String(label.pinned ? 1000 : Math.max(0, 999 - Math.round(label.distance)));
      plate.root.classList.toggle("pinned", label.pinned);
      plate.root.hidden = false;
    });
    for (let i = chosen.length; i < this.#plates.length; i++) this.#plates[i]!.root.hidden = true;
  }

  dispose(): void {
    this.#layer.remove();
  }

  #makePlate(): Plate {
    const root = document.createElement("div");
    const line = (className: string): HTMLElement => {
      const span = document.createElement("span");
      span.className = className;
      root.append(span);
      return span;
    };
    const [name, state, live] = [line("name"), line("state"), line("live")];
    root.className = "taktwerk-view-label";
    this.#layer.append(root);
    return { root, name, state, live, shown: undefined, transform: "" };
  }

  #width(line: string): number {
    const known = this.#widths.get(line);
    if (known !== undefined) return known;
    // Counts make ever new lines; the memory of their widths is thrown away now and then.
    if (this.#widths.size > 5000) this.#widths.clear();
    const width = this.#context?.measureText(line).width ?? line.length * 7;
    this.#widths.set(line, width);
    return width;
  }
}

function fill(plate: Plate, text: LabelText): void {
  const { shown } = plate;
  plate.shown = text;
  if (shown?.name !== text.name) plate.name.textContent = text.name;
  if (shown === undefined || shown.state !== text.state) fillLine(plate.state, text.state);
  if (shown?.colour !== text.colour) plate.root.style.setProperty("--state", text.colour);
  if (shown === undefined || shown.live !== text.live) fillLine(plate.live, text.live);
  if (shown?.liveColour !== text.liveColour)
    plate.root.style.setProperty("--live", text.liveColour ?? "transparent");
}

function fillLine(line: HTMLElement, text: string | undefined): void {
  line.textContent = text ?? "";
  line.hidden = text === undefined;
}
