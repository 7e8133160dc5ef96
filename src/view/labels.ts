import { type LabelCandidate, chooseLabels } from "./label-choice.ts";
import { LABEL_STYLE } from "./view-style.ts";

/** At most so many labels at once, and fewer on a small picture: one for so many square CSS pixels. */
const LIMIT = 50;
const AREA_PER_LABEL = 16_000;

/** Measures of the two types of view-style.ts, CSS pixels. */
const FULL = { scale: 1, line: 15, padding: 20, rim: 7 } as const;
const SMALL = { scale: 0.9, line: 12, padding: 14, rim: 2 } as const;

/** What a label says; undefined lines are left out. */
export interface LabelText {
  readonly name: string;
  readonly state: string | undefined;
  /** sRGB hex of the state. */
  readonly colour: string;
  readonly live: string | undefined;
  readonly liveColour: string | undefined;
  /** In small type, for what is far. */
  readonly small: boolean;
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
  size({ name, state, live, small }: LabelText): { width: number; height: number } {
    const type = small ? SMALL : FULL;
    const lines = [name, state, live].filter((line) => line !== undefined);
    const width = Math.max(...lines.map((line) => this.#width(line)));
    return { width: width * type.scale + type.padding, height: lines.length * type.line + type.rim };
  }

  /** @param width,height of the picture, CSS pixels */
  show(candidates: readonly TextCandidate[], width: number, height: number): void {
    const limit = Math.min(LIMIT, Math.ceil((width * height) / AREA_PER_LABEL));
    const chosen = this.visible ? chooseLabels(candidates, limit) : candidates.filter((c) => c.pinned);
    chosen.forEach((label, i) => {
      const plate = (this.#plates[i] ??= this.#makePlate());
      fill(plate, label.text);
      place(plate, label, width);
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

/** Puts a label over its place, within the picture's sides. */
function place(plate: Plate, label: TextCandidate, pictureWidth: number): void {
  const { root } = plate;
  const half = label.width / 2 + 2;
  const x = Math.round(Math.max(half, Math.min(label.x, pictureWidth - half)));
  const transform = `translate(${x}px, ${Math.round(label.y)}px) translate(-50%, -100%)`;
  if (plate.transform !== transform) root.style.transform = plate.transform = transform;
  const opacity = label.pinned ? 1 : Math.min(1, Math.max(0.4, 1.25 - label.distance / 150));
  root.style.opacity = opacity.toFixed(2);
  root.style.zIndex = String(label.pinned ? 1000 : Math.max(0, 999 - Math.round(label.distance)));
  root.classList.toggle("pinned", label.pinned);
  root.classList.toggle("small", label.text.small);
  root.hidden = false;
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
