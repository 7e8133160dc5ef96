import { chooseLabels, type LabelCandidate } from "./label-choice.ts";
import type { Projection, ScreenPoint } from "./projection.ts";
import { LABEL_STYLE } from "./view-style.ts";
import type { LiveMoverMark } from "./view.ts";

/** At once; those nearest to the eye. */
const MOST_LABELS = 40;
const HEIGHT = 18;
const PADDING = 20;
/** Of the words above the place, CSS pixels. */
const ABOVE = 14;

interface Pin {
  readonly mark: LiveMoverMark;
  readonly ring: HTMLElement;
  readonly label: HTMLElement;
  readonly width: number;
}

/** Where the vehicles of the real plant are: a ring at the place, beside the simulated ones, with words. */
export class LiveMovers {
  readonly #layer = document.createElement("div");
  readonly #context = document.createElement("canvas").getContext("2d");
  readonly #point: ScreenPoint = { x: 0, y: 0, ahead: 0 };
  #pins: readonly Pin[] = [];

  constructor(host: HTMLElement) {
    this.#layer.className = "taktwerk-view-labels";
    // The details of the fleet say the same to those who cannot see.
    this.#layer.setAttribute("aria-hidden", "true");
    if (this.#context !== null) this.#context.font = LABEL_STYLE.font;
    host.append(this.#layer);
  }

  show(marks: readonly LiveMoverMark[]): void {
    const former = this.#pins;
    this.#pins = marks.map((mark, i) => {
      const known = former[i];
      const { ring, label } = known ?? {
        ring: document.createElement("div"),
        label: document.createElement("div"),
      };
      ring.className = mark.stale ? "taktwerk-view-live-ring stale" : "taktwerk-view-live-ring";
      ring.style.setProperty("--state", mark.colour);
      label.className = "taktwerk-view-label small live-mover";
      label.style.setProperty("--state", mark.colour);
      if (label.textContent !== mark.text) label.textContent = mark.text;
      const width = (this.#context?.measureText(mark.text).width ?? mark.text.length * 7) + PADDING;
      return { mark, ring, label, width };
    });
    if (former.length !== this.#pins.length)
      this.#layer.replaceChildren(...this.#pins.flatMap(({ ring, label }) => [ring, label]));
  }

  update(projection: Projection, size: { readonly width: number; readonly height: number }): void {
    const point = this.#point;
    const candidates: LabelCandidate[] = [];
    this.#pins.forEach(({ mark, ring, width }, element) => {
      projection.to([mark.x, mark.y, 0.1], point);
      const { x, y, ahead } = point;
      const isSeen = ahead >= 0.5 && x >= 0 && y >= 0 && x <= size.width && y <= size.height;
      ring.hidden = !isSeen;
      if (!isSeen) return;
      ring.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
      candidates.push({ element, x, y: y - ABOVE, width, height: HEIGHT, distance: ahead, pinned: false });
    });
    const chosen = new Map(chooseLabels(candidates, MOST_LABELS).map((label) => [label.element, label]));
    this.#pins.forEach(({ label }, i) => {
      const place = chosen.get(i);
      label.hidden = place === undefined;
      if (place !== undefined)
        label.style.transform = `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px) translate(-50%, -100%)`;
    });
  }

  dispose(): void {
    this.#layer.remove();
  }
}
