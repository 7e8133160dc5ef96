import type { State } from "../plant/states.ts";
import { STATES, WORKING } from "../plant/states.ts";
import { Labels, type LabelText, type TextCandidate } from "./labels.ts";
import type { PlantLayer } from "./plant-layer.ts";
import type { Projection, ScreenPoint } from "./projection.ts";
import type { LiveMark } from "./state-marks.ts";
import { symbolOf } from "../editor/state-symbols.ts";
import { viewTexts } from "./view-texts.ts";

/** Labels farther away than this are too small a thing to name, m. */
const REACH = 220;

/** Farther away than this a label that would only say that all is well says the name alone, m. */
const FULL_REACH = 50;

/** Of a big plant only so many of the nearest labels are worded and measured: more could never be shown. */
const CONSIDERED = 200;

type Place = Omit<TextCandidate, "width" | "height" | "text">;

/** Words and numbers of the labels in one language. */
interface Wording {
  readonly stateNames: (state: State) => string;
  readonly number: Intl.NumberFormat;
  readonly plural: Intl.PluralRules;
  readonly locale: string;
}

/** Says of each element near the eye what it is called and what it does. */
export class ElementLabels {
  readonly #labels: Labels;
  readonly #point: ScreenPoint = { x: 0, y: 0, ahead: 0 };
  #wording: Wording;

  constructor(host: HTMLElement, locale: string, stateNames: (state: State) => string) {
    this.#labels = new Labels(host);
    this.#wording = wordingOf(locale, stateNames);
  }

  setLocale(locale: string, stateNames: (state: State) => string): void {
    this.#wording = wordingOf(locale, stateNames);
  }

  set visible(visible: boolean) {
    this.#labels.visible = visible;
  }

  /** @param pinned indices of the elements whose labels must be seen */
  update(
    layer: PlantLayer,
    projection: Projection,
    size: { readonly width: number; readonly height: number },
    pinned: readonly number[],
    live: ReadonlyMap<number, LiveMark> | undefined,
  ): void {
    const places: Place[] = [];
    const point = this.#point;
    layer.elements.forEach((element, i) => {
      const isPinned = pinned.includes(i);
      if (!isPinned && (element.kind === "conveyor" || !this.#labels.visible)) return;
      projection.to(layer.scenery.anchors[i]!, point);
      const { x, y, ahead } = point;
      if (ahead < 0.5 || ahead > REACH || x < 0 || y < 0 || x > size.width || y > size.height) return;
      places.push({ element: i, x, y, distance: ahead, pinned: isPinned });
    });
    places.sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.distance - b.distance);
    const candidates = places.slice(0, CONSIDERED).map((place): TextCandidate => {
      const text = this.#text(layer, place.element, live, !place.pinned && place.distance > FULL_REACH);
      return { ...place, ...this.#labels.size(text), text };
    });
    this.#labels.show(candidates, size.width, size.height);
  }

  dispose(): void {
    this.#labels.dispose();
  }

  #text(
    layer: PlantLayer,
    i: number,
    live: ReadonlyMap<number, LiveMark> | undefined,
    brief: boolean,
  ): LabelText {
    const element = layer.elements[i]!;
    const state = layer.frame.state[i]!;
    const holds = element.kind === "buffer" || element.kind === "conveyor";
    const mark = live?.get(i);
    const says = holds ? this.#contentText(layer.frame.content[i]!) : this.#stateName(state);
    return {
      name: element.name ?? element.id,
      state: brief && mark === undefined && (holds || state === WORKING) ? undefined : says,
      colour: symbolOf(state).colour,
      live: mark === undefined ? undefined : this.#liveLine(mark),
      small: brief,
      liveColour: mark === undefined ? undefined : symbolOf(mark.state).colour,
    };
  }

  #contentText(content: number): string {
    const { locale, number, plural } = this.#wording;
    const [one, more] = viewTexts(locale).parts;
    return `${number.format(content)} ${plural.select(content) === "one" ? one : more}`;
  }

  #liveLine(mark: LiveMark): string {
    const texts = viewTexts(this.#wording.locale);
    const parts = [this.#stateName(mark.state)];
    if (mark.count !== undefined) parts.push(this.#wording.number.format(mark.count));
    if (mark.stale) parts.push(texts.stale);
    return `${texts.plant}: ${parts.join(" · ")}`;
  }

  #stateName(state: number): string {
    return this.#wording.stateNames(STATES[state] ?? "paused");
  }
}

function wordingOf(locale: string, stateNames: (state: State) => string): Wording {
  return { stateNames, locale, number: new Intl.NumberFormat(locale), plural: new Intl.PluralRules(locale) };
}
