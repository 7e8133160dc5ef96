import type { Object3D } from "three";
import type { Workbench } from "../editor/workbench.ts";
import type { Plant } from "../plant/schema.ts";
import type { ClearanceMarks } from "./clearance-marks.ts";
import type { EditLayer, EditStage } from "./editing/edit-layer.ts";
import type { HeatMarks } from "./heat-marks.ts";
import type { LiveMovers } from "./live-movers.ts";
import type { PlantLayer } from "./plant-layer.ts";
import type { Projection } from "./projection.ts";
import type { ThemeName } from "./theme.ts";
import type { UnderlayLayer } from "./underlay.ts";
import type { ClearanceMark, LiveMoverMark } from "./view.ts";

/** Where further layers are put. */
export interface LayerRoots {
  readonly stage: Object3D;
  readonly marks: Object3D;
  readonly page: HTMLElement;
}

/** What is drawn beside the plant only sometimes, and whose code is fetched with the first of it: handles, clearance, heat maps, drawings. */
export class FurtherLayers {
  readonly #stage: EditStage & { redraw(): void };
  readonly #roots: LayerRoots;
  readonly #stop = new AbortController();
  #bench: Workbench | undefined;
  #editing: EditLayer | undefined;
  #found: readonly ClearanceMark[] = [];
  #clearance: ClearanceMarks | undefined;
  #colours: ReadonlyMap<string, string> | undefined;
  #heat: HeatMarks | undefined;
  #live: readonly LiveMoverMark[] = [];
  #liveMovers: LiveMovers | undefined;
  #plant: Plant | undefined;
  #underlays: UnderlayLayer | undefined;

  constructor(stage: EditStage & { redraw(): void }, roots: LayerRoots) {
    this.#stage = stage;
    this.#roots = roots;
  }

  /** Handles and gestures of editing; undefined takes them away. */
  edit(bench: Workbench | undefined): void {
    this.#bench = bench;
    if (bench !== undefined || this.#editing !== undefined) void this.#edit();
  }

  /** What the clearance check found, on this plant. */
  clear(marks: readonly ClearanceMark[], layer: PlantLayer | undefined): void {
    this.#found = marks;
    if (marks.length > 0 || this.#clearance !== undefined) void this.#showClearance(layer);
  }

  /** Colours of a heat map by element; undefined takes them away. */
  warm(colours: ReadonlyMap<string, string> | undefined, layer: PlantLayer | undefined): void {
    this.#colours = colours;
    if (layer !== undefined && (colours !== undefined || this.#heat !== undefined))
      void this.#showHeat(layer);
  }

  /** Vehicles of the real plant. */
  live(marks: readonly LiveMoverMark[]): void {
    this.#live = marks;
    if (marks.length > 0 || this.#liveMovers !== undefined) void this.#showLive();
  }

  /** Another layer draws the plant. */
  restore(layer: PlantLayer): void {
    this.warm(this.#colours, layer);
    this.clear(this.#found, layer);
  }

  /** Drawings on the floor. */
  lay(plant: Plant, theme: ThemeName): void {
    this.#plant = plant;
    const underlays = plant.layout?.underlays ?? [];
    if (underlays.length > 0 || this.#underlays !== undefined) void this.#layUnderlays(plant, theme);
  }

  update(projection: Projection, size: { readonly width: number; readonly height: number }): void {
    this.#clearance?.update(projection, size);
    this.#liveMovers?.update(projection, size);
    this.#editing?.update();
  }

  dispose(): void {
    this.#stop.abort();
    this.#clearance?.dispose();
    this.#heat?.dispose();
    this.#editing?.dispose();
    this.#underlays?.dispose();
    this.#liveMovers?.dispose();
  }

  async #showLive(): Promise<void> {
    const { LiveMovers } = await import("./live-movers.ts");
    if (this.#stop.signal.aborted) return;
    this.#liveMovers ??= new LiveMovers(this.#roots.page);
    this.#liveMovers.show(this.#live);
    this.#stage.redraw();
  }

  async #edit(): Promise<void> {
    const { EditLayer } = await import("./editing/edit-layer.ts");
    if (this.#stop.signal.aborted) return;
    this.#editing?.dispose();
    this.#editing = this.#bench === undefined ? undefined : new EditLayer(this.#stage, this.#bench);
    this.#stage.redraw();
  }

  async #showClearance(layer: PlantLayer | undefined): Promise<void> {
    const { ClearanceMarks } = await import("./clearance-marks.ts");
    if (this.#stop.signal.aborted || layer === undefined) return;
    this.#clearance ??= new ClearanceMarks(this.#roots.marks, this.#roots.page);
    this.#clearance.show(this.#found, layer);
    this.#stage.redraw();
  }

  async #showHeat(layer: PlantLayer): Promise<void> {
    const { HeatMarks } = await import("./heat-marks.ts");
    if (this.#stop.signal.aborted) return;
    this.#heat ??= new HeatMarks(this.#roots.stage);
    this.#heat.show(this.#colours ?? new Map(), layer);
    this.#stage.redraw();
  }

  async #layUnderlays(plant: Plant, theme: ThemeName): Promise<void> {
    const { UnderlayLayer } = await import("./underlay.ts");
    // Another plant may have come meanwhile.
    if (this.#stop.signal.aborted || plant !== this.#plant) return;
    this.#underlays?.dispose();
    this.#underlays = new UnderlayLayer(this.#roots.stage, plant.layout?.underlays ?? [], theme);
    this.#stage.redraw();
  }
}
