import type { Workbench } from "../editor/workbench.ts";
import type { ClearancePlace } from "../plant/clearance.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import type { State } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";
import type { MarkedMover, MoverName } from "./mover-boxes.ts";
import { PlanView } from "./plan-view.ts";
import { type Quality, StageRenderer } from "./renderer.ts";
import { StageView } from "./stage-view.ts";
import type { LiveMark } from "./state-marks.ts";
import type { ThemeName } from "./theme.ts";

export type { Quality } from "./renderer.ts";
export type { LiveMark } from "./state-marks.ts";
export type { ThemeName } from "./theme.ts";

/** What the app may want to tell the user; the view goes on as well as it can. */
export type ViewProblem =
  /** No WebGL here: a floor plan is drawn instead. */
  | { readonly kind: "noWebGL"; readonly detail: string }
  /** The graphics driver dropped the picture; it comes back by itself. */
  | { readonly kind: "contextLost" }
  | { readonly kind: "contextRestored" };

export interface ViewOptions {
  readonly theme: ThemeName;
  /** BCP 47; for numbers and the view's few words. */
  readonly locale: string;
  readonly stateNames: (state: State) => string;
  /** An element was clicked, or the empty floor. The app answers with `setSelection`. */
  readonly onSelect: (id: string | undefined) => void;
  /** A part, vehicle or worker was clicked. The app answers with `setMover`. */
  readonly onSelectMover?: ((mover: MoverName) => void) | undefined;
  readonly onHover?: ((id: string | undefined) => void) | undefined;
  readonly onProblem?: ((problem: ViewProblem) => void) | undefined;
  readonly reducedMotion: boolean;
  /** Chosen by what draws and how long a frame takes, when absent. */
  readonly quality?: Quality | undefined;
  /** Soft darkness where things meet; at normal quality where a graphics processor draws, when absent. */
  readonly ambientOcclusion?: boolean | undefined;
}

/** A place where something is in the way of something else. */
export interface ClearanceMark {
  readonly severity: "error" | "warning";
  readonly place: ClearancePlace;
  /** Ids of the elements that it is about; they are framed. */
  readonly elements: readonly string[];
  /** What is wrong, in a few words with the measure. */
  readonly label: string;
}

/** A vehicle of the real plant, plant coordinates in m. */
export interface LiveMoverMark {
  readonly x: number;
  readonly y: number;
  /** What it is called and does. */
  readonly text: string;
  /** sRGB hex of what it does. */
  readonly colour: string;
  readonly stale: boolean;
}

export interface ViewStatistics {
  /** Of the last drawing. */
  readonly drawCalls: number;
  readonly triangles: number;
  readonly instances: number;
  /** Drawings since the view was made. */
  readonly drawings: number;
  /** JavaScript time of the last drawn frame: taking it over, writing, handing it to WebGL, ms; no GPU time. */
  readonly frameScriptMilliseconds: number;
  readonly quality: Quality;
}

/** Draws a plant and its frames into a host element. Everything takes effect with the next display frame. */
export interface View {
  /** stage: three-dimensional; plan: the floor plan that stands in where there is no WebGL. */
  readonly mode: "stage" | "plan";
  /** A plant that is an edit of the one before is drawn by what changed. @param elements all of the plant's */
  setPlant(plant: Plant, elements: readonly { readonly id: string; readonly kind: ElementKind }[]): void;
  /** Takes the frame over; its buffer is free again when this returns. */
  drawFrame(frame: Frame): void;
  /** The order of the elements in the frames, by id, where it is not the plant's: an edit may not run yet. */
  setFrameOrder(order: ReadonlyMap<string, number>): void;
  /** @param ids all that are selected; the one that was selected last when absent */
  setSelection(id: string | undefined, ids?: readonly string[]): void;
  /** Marks a part, vehicle or worker, and lets the camera go along with it. */
  setMover(mover: MarkedMover | undefined, followed: boolean): void;
  /** Lets the plant be edited here; undefined ends it. */
  setEditor(bench: Workbench | undefined): void;
  /** States and counts of the real plant by element id, drawn beside the simulated ones. */
  setOverlay(live: ReadonlyMap<string, LiveMark> | undefined): void;
  /** Where vehicles of the real plant are, drawn beside the simulated ones. */
  setLiveMovers(marks: readonly LiveMoverMark[] | undefined): void;
  /** What the clearance check found: hatched where things meet, with a sign and words; errors first. */
  setClearance(marks: readonly ClearanceMark[] | undefined): void;
  /** Colours of a heat map (CSS) by element id; undefined ends it. */
  setHeat(colours: ReadonlyMap<string, string> | undefined): void;
  /** Looks at an element, at the selected one when no id is given, or else at everything. */
  focus(id?: string): void;
  /** Shows the whole plant. */
  fit(): void;
  /** Looks from one point to another, plant coordinates in m. */
  lookFrom(eye: readonly [number, number, number], target: readonly [number, number, number]): void;
  setTheme(theme: ThemeName): void;
  setLocale(locale: string, stateNames: (state: State) => string): void;
  setLabels(visible: boolean): void;
  setReducedMotion(reduced: boolean): void;
  /** Resolves when nothing is left to draw. */
  screenshotReady(): Promise<void>;
  statistics(): ViewStatistics;
  dispose(): void;
}

/** @param host is filled completely; the view follows its size */
export function createView(host: HTMLElement, options: ViewOptions): View {
  // The renderer outlives no view: both are made and disposed of together.
  const nothing = (): void => undefined;
  const hooks = { lost: nothing, restored: nothing, refined: nothing };
  const renderer = StageRenderer.create({
    quality: options.quality,
    onLost: () => hooks.lost(),
    onRestored: () => hooks.restored(),
    onRefined: () => hooks.refined(),
    ambientOcclusion: options.ambientOcclusion,
  });
  if (!renderer.ok) {
    options.onProblem?.({ kind: "noWebGL", detail: renderer.error });
    return new PlanView(host, options);
  }
  const view = new StageView(host, options, renderer.value);
  hooks.lost = () => options.onProblem?.({ kind: "contextLost" });
  hooks.refined = () => view.redraw();
  hooks.restored = () => {
    view.restore();
    options.onProblem?.({ kind: "contextRestored" });
  };
  return view;
}
