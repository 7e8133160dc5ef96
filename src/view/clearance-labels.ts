import { CLEARANCE_LOOKS } from "./clearance-looks.ts";
import { chooseLabels, type LabelCandidate } from "./label-choice.ts";
import type { Projection, ScreenPoint } from "./projection.ts";
import { LABEL_STYLE } from "./view-style.ts";
import type { ClearanceMark } from "./view.ts";

/** At once; those nearest to the eye. */
const MOST_LABELS = 40;
/** Height of a label and room beside its words, CSS pixels. */
const HEIGHT = 24;
const PADDING = 26;
/** More than any plant is wide, m. */
const WARNING_HANDICAP = 1e6;
/** Above the place, m. */
const ABOVE = 0.35;

interface Plate {
  readonly root: HTMLElement;
  readonly anchor: readonly [number, number, number];
  readonly width: number;
  /** Where two labels meet, the nearer one stays, and an error before every warning: m that are added to its distance. */
  readonly handicap: number;
}

/** Signs and words over the places that the clearance check found; the list of findings says the same to a screen reader. */
export class ClearanceLabels {
  readonly #layer = document.createElement("div");
  readonly #context = document.createElement("canvas").getContext("2d");
  readonly #point: ScreenPoint = { x: 0, y: 0, ahead: 0 };
  #plates: readonly Plate[] = [];

  constructor(host: HTMLElement) {
    this.#layer.className = "taktwerk-view-labels";
    this.#layer.setAttribute("aria-hidden", "true");
    if (this.#context !== null) this.#context.font = LABEL_STYLE.font;
    host.append(this.#layer);
  }

  set(marks: readonly ClearanceMark[]): void {
    this.#plates = marks.map(({ severity, place, label }) => {
      const { colour, sign } = CLEARANCE_LOOKS[severity];
      const root = document.createElement("div");
      root.className = "taktwerk-view-label clearance";
      root.dataset["severity"] = severity;
      root.style.setProperty("--state", colour);
      root.textContent = `${sign} ${label}`;
      root.hidden = true;
      const handicap = severity === "error" ? 0 : WARNING_HANDICAP;
      const n = Math.max(1, place.outline.length);
      const x = place.outline.reduce((sum, corner) => sum + corner[0], 0) / n;
      const y = place.outline.reduce((sum, corner) => sum + corner[1], 0) / n;
      const width = (this.#context?.measureText(root.textContent).width ?? label.length * 7) + PADDING;
      return { root, anchor: [x, y, Math.max(place.to, place.from) + ABOVE], width, handicap };
    });
    this.#layer.replaceChildren(...this.#plates.map(({ root }) => root));
  }

  update(projection: Projection, size: { readonly width: number; readonly height: number }): void {
    const point = this.#point;
    const candidates: LabelCandidate[] = [];
    for (const [element, { anchor, width, handicap }] of this.#plates.entries()) {
      projection.to(anchor, point);
      const { x, y, ahead } = point;
      if (ahead < 0.5 || x < 0 || y < 0 || x > size.width || y > size.height) continue;
      candidates.push({ element, x, y, width, height: HEIGHT, distance: ahead + handicap, pinned: false });
    }
    const chosen = new Map(chooseLabels(candidates, MOST_LABELS).map((label) => [label.element, label]));
    for (const [i, { root }] of this.#plates.entries()) {
      const label = chosen.get(i);
      root.hidden = label === undefined;
      if (label === undefined) continue;
      root.style.transform = `translate(${Math.round(label.x)}px, ${Math.round(label.y)}px) translate(-50%, -100%)`;
      root.style.zIndex = String(1001 + Math.max(0, 999 - Math.round(label.distance)));
    }
  }

  dispose(): void {
    this.#layer.remove();
  }
}
