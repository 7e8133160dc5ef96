import type { Texture } from "three";
import type { Workbench } from "../editor/workbench.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import type { State } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";
import { CameraRig } from "./camera.ts";
import { DrawLoop } from "./draw-loop.ts";
import { ElementLabels } from "./element-labels.ts";
import { listenToKeys } from "./keyboard.ts";
import { Materials } from "./materials.ts";
import type { EditStage } from "./editing/edit-layer.ts";
import { FurtherLayers } from "./further-layers.ts";
import { cornersOf, hitBox, type OrientedBox, pick } from "./picking.ts";
import { isInside, type MarkedMover, MoverBoxes, prefersMover } from "./mover-boxes.ts";
import { PlantLayer } from "./plant-layer.ts";
import { pathPoints } from "./path-points.ts";
import { Pointer } from "./pointer.ts";
import { Projection, type ScreenPoint } from "./projection.ts";
import type { StageRenderer } from "./renderer.ts";
import { SelectionBox } from "./selection-box.ts";
import { Stage } from "./stage.ts";
import { stateAtlas } from "./state-atlas.ts";
import type { LiveMark } from "./state-marks.ts";
import { THEMES, type ThemeName } from "./theme.ts";
import type { ClearanceMark, LiveMoverMark, View, ViewOptions, ViewStatistics } from "./view.ts";
import { installStyle } from "./view-style.ts";
import { viewTexts } from "./view-texts.ts";

/** Between two drawings of frames where the processor draws, ms: it also has the simulation to run. */
const LOW_PAUSE = 100;

/** From what the camera goes along with, m; where it is nearer already it stays. */
const FOLLOW_DISTANCE = 18;

/** The three-dimensional view: joins stage, camera, plant layer, labels and input, and decides when to draw. */
export class StageView implements View, EditStage {
  readonly mode = "stage";
  readonly #root = document.createElement("div");
  readonly #options: ViewOptions;
  readonly #renderer: StageRenderer;
  readonly #stage: Stage;
  #materials: Materials;
  readonly #atlas: Texture;
  readonly #rig: CameraRig;
  readonly #labels: ElementLabels;
  readonly #selectionBox: SelectionBox;
  readonly #moverBox: SelectionBox;
  #boxes: MoverBoxes | undefined;
  #mover: MarkedMover | undefined;
  #followed = false;
  #edited = false;
  readonly #loop: DrawLoop;
  readonly #further: FurtherLayers;
  readonly #pointer: Pointer;
  readonly #projection = new Projection();
  readonly #resize: ResizeObserver;
  readonly #stop = new AbortController();
  readonly #removeStyle: () => void;
  #theme: ThemeName;
  #plant: Plant | undefined;
  #order: readonly { readonly id: string; readonly kind: ElementKind }[] = [];
  #layer: PlantLayer | undefined;
  #live: ReadonlyMap<string, LiveMark> | undefined;
  #liveByIndex: ReadonlyMap<number, LiveMark> | undefined;
  #selected: string | undefined;
  #selection: readonly string[] = [];
  #frameOrder: ReadonlyMap<string, number> | undefined;
  #hovered: number | undefined;
  #size = { width: 1, height: 1 };
  /** What the next drawing has to look after, besides drawing. */
  #moved = true;
  #changed = true;
  #takeMilliseconds = 0;
  #scriptMilliseconds = 0;

  constructor(host: HTMLElement, options: ViewOptions, renderer: StageRenderer) {
    this.#options = options;
    this.#renderer = renderer;
    this.#theme = options.theme;
    const theme = THEMES[options.theme];
    const { canvas } = renderer;
    this.#removeStyle = installStyle();
    this.#root.className = `taktwerk-view ${options.theme}`;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", viewTexts(options.locale).canvas);
    this.#root.append(canvas);
    host.append(this.#root);
    this.#stage = new Stage(renderer, theme);
    this.#materials = new Materials(theme, renderer.quality);
    this.#atlas = stateAtlas();
    this.#loop = new DrawLoop((seconds) => this.#draw(seconds));
    this.#rig = new CameraRig(canvas, options.reducedMotion, () => this.#loop.invalidate());
    this.#labels = new ElementLabels(this.#root, options.locale, options.stateNames);
    this.#selectionBox = new SelectionBox(this.#stage.plantMarks, theme.selection);
    this.#moverBox = new SelectionBox(this.#stage.plantMarks, theme.selection);
    const roots = { stage: this.#stage.plant, marks: this.#stage.plantMarks, page: this.#root };
    this.#further = new FurtherLayers(this, roots);
    this.#pointer = new Pointer(canvas, {
      click: (x, y) => this.#click(x, y),
      doubleClick: (x, y) => this.#focusAt(x, y),
      hover: (place) => this.#hover(place === undefined ? undefined : this.#indexAt(place.x, place.y)),
    });
    const deselect = (): void => this.#options.onSelect(undefined);
    const keys = { fit: () => this.fit(), focus: () => this.focus(), deselect };
    listenToKeys(canvas, this.#rig, keys, this.#stop.signal);
    this.#resize = new ResizeObserver(() => this.#measure());
    this.#resize.observe(this.#root);
    this.#measure();
  }

  setPlant(plant: Plant, elements: readonly { readonly id: string; readonly kind: ElementKind }[]): void {
    const another = this.#plant?.id !== plant.id;
    if (this.#plant !== plant) this.#boxes = new MoverBoxes(plant);
    this.#plant = plant;
    this.#order = elements;
    if (this.#layer?.update(plant) === true) this.#followEdit();
    else this.#build();
    if (another) this.#showAll(false);
  }

  setFrameOrder(order: ReadonlyMap<string, number>): void {
    this.#frameOrder = order;
    this.#layer?.setFrameOrder(order);
  }

  drawFrame(frame: Frame): void {
    const start = performance.now();
    this.#layer?.frame.take(frame);
    this.#changed = true;
    this.#loop.invalidateAfter(this.#renderer.quality === "low" ? LOW_PAUSE : 0);
    this.#takeMilliseconds = performance.now() - start;
  }

  setSelection(id: string | undefined, ids: readonly string[] = id === undefined ? [] : [id]): void {
    this.#selected = id;
    this.#selection = ids;
    const boxes = ids.map((each) => this.boxOf(each)).filter((box) => box !== undefined);
    this.#selectionBox.show(boxes);
    this.#loop.invalidate();
  }

  setEditor(bench: Workbench | undefined): void {
    this.#edited = bench !== undefined;
    this.#further.edit(bench);
  }

  setMover(mover: MarkedMover | undefined, followed: boolean): void {
    const begins = followed && !this.#followed;
    this.#mover = mover;
    this.#followed = followed;
    if (begins) this.#rig.approach(FOLLOW_DISTANCE);
    this.#markMover();
    this.#loop.invalidate();
  }

  get host(): HTMLElement {
    return this.#root;
  }

  get canvas(): HTMLCanvasElement {
    return this.#renderer.canvas;
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  toScreen(point: readonly [number, number, number]): ScreenPoint {
    return this.#projection.to(point, { x: 0, y: 0, ahead: 0 });
  }

  toFloor(x: number, y: number, height = 0): readonly [number, number] | undefined {
    const { width, height: tall } = this.#size;
    const { origin, direction } = this.#rig.ray((x / width) * 2 - 1, 1 - (y / tall) * 2);
    const distance = (height - origin[2]) / direction[2];
    // What is farther away than that is the horizon, not a place.
    if (!(distance > 0) || distance > 5000) return undefined;
    return [origin[0] + direction[0] * distance, origin[1] + direction[1] * distance];
  }

  elementAt(x: number, y: number): string | undefined {
    const { width, height } = this.#size;
    return this.#idAt((x / width) * 2 - 1, 1 - (y / height) * 2);
  }

  boxOf(id: string): OrientedBox | undefined {
    const index = this.#indexOf(id);
    return index === undefined ? undefined : this.#layer?.scenery.boxes[index];
  }

  setOverlay(live: ReadonlyMap<string, LiveMark> | undefined): void {
    this.#live = live;
    this.#indexOverlay();
    this.#changed = true;
    this.#loop.invalidate();
  }

  setClearance(marks: readonly ClearanceMark[] = []): void {
    this.#further.clear(marks, this.#layer);
  }

  setHeat(colours: ReadonlyMap<string, string> | undefined): void {
    this.#further.warm(colours, this.#layer);
  }

  setLiveMovers(marks: readonly LiveMoverMark[] = []): void {
    this.#further.live(marks);
  }

  focus(id: string | undefined = this.#selected): void {
    const box = id === undefined ? this.#markedBox() : this.boxOf(id);
    if (box === undefined) return this.fit();
    const radius = Math.hypot(box.halfX, box.halfY, box.height / 2);
    this.#rig.focus([box.x, box.y, box.z + box.height / 2], radius);
    this.#loop.invalidate();
  }

  fit(): void {
    this.#showAll(true);
  }

  lookFrom(eye: readonly [number, number, number], target: readonly [number, number, number]): void {
    this.#rig.lookAt(eye, target);
    this.#loop.invalidate();
  }

  setTheme(theme: ThemeName): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#root.className = `taktwerk-view ${theme}`;
    this.#stage.setTheme(THEMES[theme]);
    this.#materials.setTheme(THEMES[theme]);
    this.#selectionBox.setColour(THEMES[theme].selection);
    this.#moverBox.setColour(THEMES[theme].selection);
    this.#build();
  }

  setLocale(locale: string, stateNames: (state: State) => string): void {
    this.#labels.setLocale(locale, stateNames);
    this.#renderer.canvas.setAttribute("aria-label", viewTexts(locale).canvas);
    this.#loop.invalidate();
  }

  setLabels(visible: boolean): void {
    this.#labels.visible = visible;
    this.#loop.invalidate();
  }

  setReducedMotion(reduced: boolean): void {
    this.#rig.setReducedMotion(reduced);
  }

  screenshotReady(): Promise<void> {
    return this.#loop.idle();
  }

  statistics(): ViewStatistics {
    return {
      drawCalls: this.#renderer.drawCalls,
      triangles: this.#renderer.triangles,
      instances: this.#layer?.instances ?? 0,
      drawings: this.#loop.drawn,
      frameScriptMilliseconds: this.#scriptMilliseconds,
      quality: this.#renderer.quality,
    };
  }

  /** Draws the same again. */
  redraw(): void {
    this.#loop.invalidate();
  }

  /** The graphics context came back empty: everything that was drawn into textures is drawn again. */
  restore(): void {
    this.#stage.applyQuality();
    this.#moved = true;
    this.#changed = true;
    this.#loop.invalidate();
  }

  dispose(): void {
    this.#stop.abort();
    this.#resize.disconnect();
    this.#loop.stop();
    this.#pointer.dispose();
    this.#rig.dispose();
    this.#labels.dispose();
    this.#further.dispose();
    this.#layer?.dispose();
    this.#selectionBox.dispose();
    this.#moverBox.dispose();
    this.#materials.dispose();
    this.#atlas.dispose();
    this.#stage.dispose();
    this.#renderer.dispose();
    this.#root.remove();
    this.#removeStyle();
  }

  #build(): void {
    if (this.#plant === undefined) return this.#loop.invalidate();
    const former = this.#layer;
    former?.dispose();
    const roots = { stage: this.#stage.plant, marks: this.#stage.plantMarks };
    const { quality } = this.#renderer;
    const looks = { materials: this.#materials, atlas: this.#atlas, theme: THEMES[this.#theme], quality };
    this.#layer = new PlantLayer(this.#plant, this.#order, roots, looks);
    // A change of theme or a small edit keeps the picture of the instant.
    if (this.#frameOrder !== undefined) this.#layer.setFrameOrder(this.#frameOrder);
    if (former !== undefined) this.#layer.frame.continue(former.frame);
    this.#layer.setViewport(this.#size.width, this.#size.height);
    this.#stage.light(this.#layer.bounds);
    this.#indexOverlay();
    this.#hovered = undefined;
    this.#moved = true;
    this.#changed = true;
    this.setSelection(this.#selected, this.#selection);
    this.#further.restore(this.#layer);
    this.#further.lay(this.#plant, this.#theme);
  }

  /** What an edit changed is drawn already; what goes by its places follows. */
  #followEdit(): void {
    if (this.#frameOrder !== undefined) this.#layer?.setFrameOrder(this.#frameOrder);
    this.#indexOverlay();
    this.#moved = true;
    this.#changed = true;
    this.setSelection(this.#selected, this.#selection);
    if (this.#layer !== undefined) this.#further.restore(this.#layer);
    this.#loop.invalidate();
  }

  /** With the materials of another quality. */
  #rebuild(): void {
    const former = this.#materials;
    this.#materials = new Materials(THEMES[this.#theme], this.#renderer.quality);
    this.#stage.setTheme(THEMES[this.#theme]);
    this.#build();
    former.dispose();
  }

  #draw(seconds: number): boolean {
    const start = performance.now();
    const layer = this.#layer;
    if (this.#changed) this.#markMover();
    const gliding = this.#rig.update(seconds);
    if (this.#renderer.lost) return false;
    if (layer !== undefined) {
      const { eye } = this.#rig;
      if (gliding || this.#moved) {
        this.#materials.setEye(eye);
        if (layer.look(eye)) this.#renderer.invalidateShadows();
        this.#stage.setAir(this.#rig.distance, layer.bounds.high[0] - layer.bounds.low[0]);
      }
      if (gliding || this.#moved || this.#changed) layer.write(eye, this.#liveByIndex);
      this.#projection.set(this.#rig.camera, this.#size.width, this.#size.height);
      this.#labels.update(layer, this.#projection, this.#size, this.#pinned(), this.#liveByIndex);
      this.#further.update(this.#projection, this.#size);
    }
    this.#moved = false;
    this.#changed = false;
    const lowered = this.#renderer.render(this.#stage.scene, this.#stage.marks, this.#rig.camera);
    if (lowered) this.#rebuild();
    this.#scriptMilliseconds = performance.now() - start + this.#takeMilliseconds;
    return gliding || lowered;
  }

  /** The mark, and the camera, go along with what moves. */
  #markMover(): void {
    const box = this.#markedBox();
    this.#moverBox.show(box === undefined ? [] : [box]);
    if (box !== undefined && this.#followed) this.#rig.follow([box.x, box.y, box.z + box.height / 2]);
  }

  #markedBox(): OrientedBox | undefined {
    const frame = this.#layer?.frame;
    if (frame === undefined || this.#mover === undefined) return undefined;
    const found = this.#boxes?.find(this.#mover, frame);
    return found === undefined ? undefined : this.#boxes?.box(frame, found);
  }

  #click(x: number, y: number): void {
    const mover = this.#edited ? undefined : this.#moverAt(x, y);
    const frame = this.#layer?.frame;
    if (mover === undefined || frame === undefined || this.#boxes === undefined)
      return this.#options.onSelect(this.#idAt(x, y));
    return this.#options.onSelectMover?.(this.#boxes.nameOf(frame, mover));
  }

  /** The mover that a click is about. */
  #moverAt(x: number, y: number): number | undefined {
    const { scenery, frame, elements } = this.#layer ?? {};
    const boxes = this.#boxes;
    if (scenery === undefined || frame === undefined || boxes === undefined) return undefined;
    const ray = this.#rig.ray(x, y);
    const hit = boxes.hit(ray, frame);
    if (hit === undefined) return undefined;
    const target = pick(ray, scenery.targets);
    const index = target === undefined ? undefined : scenery.targetElements[target];
    const box = index === undefined ? undefined : scenery.boxes[index];
    if (target === undefined || index === undefined || box === undefined) return hit.mover;
    const isChosen = elements?.[index]?.id === this.#selected;
    const mover = boxes.box(frame, hit.mover);
    const inside = prefersMover(box, mover, isChosen, this.#markedBox());
    const isBehind =
      (hitBox(ray, scenery.targets[target]!) ?? 0) < hit.distance && !isInside(box, mover.x, mover.y);
    return inside && !isBehind ? hit.mover : undefined;
  }

  #pinned(): number[] {
    const hovered = this.#hovered;
    const named = [this.#indexOf(this.#selected), hovered].filter((i) => i !== undefined);
    return named.filter((i) => i < (this.#layer?.elements.length ?? 0));
  }

  #showAll(smooth: boolean): void {
    const layer = this.#layer;
    if (layer === undefined || layer.elements.length === 0) return;
    const points = [...cornersOf(layer.scenery.boxes), ...pathPoints(this.#plant)];
    this.#rig.fit(points, layer.bounds, smooth);
    this.#moved = true;
    this.#loop.invalidate();
  }

  #measure(): void {
    const width = Math.max(1, this.#root.clientWidth);
    const height = Math.max(1, this.#root.clientHeight);
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    this.#renderer.setSize(width, height);
    this.#rig.setAspect(width / height);
    this.#layer?.setViewport(width, height);
    this.#moved = true;
    this.#loop.invalidate();
  }

  #indexOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.#layer?.indexOf.get(id);
  }

  #indexOverlay(): void {
    if (this.#live === undefined) return void (this.#liveByIndex = undefined);
    const marks = new Map<number, LiveMark>();
    for (const [id, mark] of this.#live) {
      const index = this.#indexOf(id);
      if (index !== undefined) marks.set(index, mark);
    }
    this.#liveByIndex = marks;
  }

  #indexAt(x: number, y: number): number | undefined {
    const scenery = this.#layer?.scenery;
    const target = pick(this.#rig.ray(x, y), scenery?.targets ?? []);
    return target === undefined ? undefined : scenery?.targetElements[target];
  }

  #idAt(x: number, y: number): string | undefined {
    const index = this.#indexAt(x, y);
    return index === undefined ? undefined : this.#layer?.elements[index]?.id;
  }

  #focusAt(x: number, y: number): void {
    const id = this.#idAt(x, y);
    if (id !== undefined) this.focus(id);
  }

  #hover(index: number | undefined): void {
    if (index === this.#hovered) return;
    this.#hovered = index;
    this.#renderer.canvas.style.cursor = index === undefined ? "" : "pointer";
    this.#options.onHover?.(index === undefined ? undefined : this.#layer?.elements[index]?.id);
    this.#loop.invalidate();
  }
}
