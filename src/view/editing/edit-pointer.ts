import { addPathPoint, removePathPoint, snapped } from "../../editor/actions/layout-actions.ts";
import { type Drag, type Grip, moveDrag, pathDrag, rotateDrag, sizeDrag, STEPS } from "../../editor/drags.ts";
import type { Gesture } from "../../editor/gesture.ts";
import type { Workbench } from "../../editor/workbench.ts";
import { conveyorPath } from "../../plant/geometry.ts";
import type { Element } from "../../plant/schema.ts";
import type { EditStage } from "./edit-layer.ts";
import { CORNERS, type HandleKind } from "./handles.ts";
import { PointerMarks } from "./pointer-marks.ts";

/** Moves by fewer CSS pixels between press and release are a click, not a drag. */
const CLICK_SLOP = 5;

/** What the pressed pointer is about. */
type Press = {
  readonly x: number;
  readonly y: number;
  /** Height of the floor that the drag goes along, m. */
  readonly floor: number;
  moved: boolean;
} & (
  | { readonly about: "element"; readonly id: string; readonly shift: boolean }
  | { readonly about: "handle"; readonly kind: HandleKind; readonly number: number; readonly id: string }
  | { readonly about: "floor" }
  | { readonly about: "placing"; readonly kind: string }
);

/** Turns presses, drags and clicks into gestures of the workbench; what it has no use for is left to the camera. */
export class EditPointer {
  readonly #stage: EditStage;
  readonly #bench: Workbench;
  readonly #stop = new AbortController();
  readonly #marks: PointerMarks;
  #press: Press | undefined;
  #drag: Drag | undefined;
  #gesture: Gesture | undefined;
  #pointer = { x: 0, y: 0 };
  #lock: Grip["lock"];
  #connecting: { readonly id: string; readonly side: "in" | "out" } | undefined;
  #swallowsClick = false;

  constructor(stage: EditStage, bench: Workbench, svg: SVGElement, root: HTMLElement) {
    this.#stage = stage;
    this.#bench = bench;
    this.#marks = new PointerMarks(stage, bench, svg, root);
    const { signal } = this.#stop;
    const early = { capture: true, signal };
    stage.host.addEventListener("pointerdown", (event) => this.#down(event), early);
    stage.host.addEventListener("click", (event) => this.#click(event), early);
    stage.host.addEventListener("dblclick", (event) => this.#doubleClick(event), early);
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", () => this.#giveUp(), { signal });
    window.addEventListener("keydown", (event) => this.#key(event), early);
  }

  /** Draws what goes with the pointer. */
  update(): void {
    const press = this.#press;
    this.#marks.ghost(this.#bench.placing.peek(), this.#pointer);
    const from = this.#connecting?.id ?? this.#bench.connectFrom.peek();
    this.#marks.pending(from, this.#connecting?.side ?? "out", this.#pointer);
    this.#marks.marquee(press?.about === "floor" && press.moved ? press : undefined, this.#pointer);
  }

  dispose(): void {
    this.#giveUp();
    this.#stop.abort();
  }

  #local(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#stage.host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #down(event: PointerEvent): void {
    this.#swallowsClick = false;
    if (event.button !== 0 || !event.isPrimary) return;
    const place = this.#local(event);
    this.#pointer = place;
    const press = this.#pressed(event, place);
    if (press === undefined) return;
    event.stopPropagation();
    event.preventDefault();
    this.#stage.canvas.focus({ preventScroll: true });
    this.#swallowsClick = true;
    this.#lock = undefined;
    this.#press = press;
  }

  #pressed(event: PointerEvent, { x, y }: { x: number; y: number }): Press | undefined {
    const start = { x, y, moved: false };
    const handle =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(".edit-handle") : null;
    const selected = this.#bench.selection.id.peek();
    if (handle !== null && selected !== undefined) {
      const kind = handle.dataset["handle"] as HandleKind;
      const floor = this.#heightOf(selected, kind);
      return {
        ...start,
        floor,
        about: "handle",
        kind,
        number: Number(handle.dataset["number"]),
        id: selected,
      };
    }
    const kind = this.#bench.placing.peek();
    if (kind !== undefined) return { ...start, floor: 0, about: "placing", kind };
    const id = this.#stage.elementAt(x, y);
    if (id !== undefined)
      return { ...start, floor: this.#heightOf(id), about: "element", id, shift: event.shiftKey };
    const boxes = this.#bench.tool.peek() === "box" || event.ctrlKey;
    return boxes ? { ...start, floor: 0, about: "floor" } : undefined;
  }

  /** Height of what is dragged: parts of a path have their own. */
  #heightOf(id: string, kind?: HandleKind): number {
    const element = this.#bench.document.element(id);
    if (element?.kind === "conveyor" && (kind === "point" || kind === "between"))
      return conveyorPath(element)[0]?.[2] ?? 0;
    return element?.placement.position[2] ?? 0;
  }

  #move(event: PointerEvent): void {
    this.#pointer = this.#local(event);
    const press = this.#press;
    if (press === undefined) {
      if (this.#bench.placing.peek() !== undefined || this.#bench.connectFrom.peek() !== undefined)
        this.#stage.redraw();
      return;
    }
    const { x, y } = this.#pointer;
    if (!press.moved) {
      if (Math.hypot(x - press.x, y - press.y) <= CLICK_SLOP) return;
      press.moved = true;
      this.#begin(press);
    }
    this.#follow(event);
    this.#stage.redraw();
  }

  #follow(event: MouseEvent): void {
    const to = this.#stage.toFloor(this.#pointer.x, this.#pointer.y, this.#press?.floor);
    if (this.#drag === undefined || to === undefined) return;
    const grip = { snap: event.ctrlKey, fine: event.shiftKey, lock: this.#lock };
    this.#gesture?.show(this.#drag(to, grip));
    const press = this.#press;
    this.#marks.measure(press?.about === "handle" ? press.kind : this.#bench.tool.peek(), this.#pointer);
  }

  /** The press has become a drag. */
  #begin(press: Press): void {
    const bench = this.#bench;
    const from = this.#stage.toFloor(press.x, press.y, press.floor);
    const { plant } = bench;
    if (plant === undefined || from === undefined) return;
    if (press.about === "element") {
      if (bench.tool.peek() === "connect") {
        this.#connecting = { id: press.id, side: "out" };
        return;
      }
      if (!bench.selection.ids.peek().includes(press.id)) bench.selection.select(press.id);
      bench.show(undefined);
      const ids = bench.movable();
      if (ids.length === 0) return bench.say("locked", { id: press.id });
      const element = plant.elements.find(({ id }) => id === press.id);
      const tool = bench.tool.peek();
      if (tool === "rotate") this.#hold("rotate", rotateDrag(plant, ids, from));
      else if (tool === "size" && element !== undefined && ids.includes(press.id))
        this.#hold("size", sizeDrag(plant, press.id, nearestCorner(element, from), from));
      else this.#hold("move", moveDrag(plant, ids, press.id, from));
      return;
    }
    if (press.about === "handle") this.#beginHandle(press, from);
  }

  #beginHandle(
    { kind, number, id }: Extract<Press, { about: "handle" }>,
    from: readonly [number, number],
  ): void {
    const { plant } = this.#bench;
    const element = plant?.elements.find((each) => each.id === id);
    if (plant === undefined || element === undefined) return;
    if (kind === "rotate") return this.#hold("rotate", rotateDrag(plant, [id], from));
    if (kind === "size") return this.#hold("size", sizeDrag(plant, id, CORNERS[number] ?? [1, 1], from));
    if (kind === "in" || kind === "out") {
      this.#connecting = { id, side: kind };
      return;
    }
    if (element.kind !== "conveyor") return;
    const path = conveyorPath(element);
    if (kind === "point") return this.#hold("path", pathDrag(plant, id, path, number, from));
    const bent = addPathPoint(plant, id, path, number);
    const bentElement = bent.elements.find((each) => each.id === id);
    if (bentElement?.kind === "conveyor")
      this.#hold("path", pathDrag(bent, id, conveyorPath(bentElement), number + 1, from));
  }

  #hold(action: string, drag: Drag): void {
    this.#gesture = this.#bench.begin(action);
    this.#drag = drag;
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    this.#pointer = this.#local(event);
    if (press === undefined) return this.#dropped(event);
    this.#press = undefined;
    if (!press.moved) this.#clicked(press, event);
    else if (this.#connecting !== undefined) this.#connect(this.#connecting);
    else if (press.about === "floor") this.#selectBox(press, event.shiftKey);
    else if (press.about === "placing") this.#place(press.kind, event.ctrlKey);
    else this.#gesture?.commit();
    this.#reset();
  }

  #clicked(press: Press, event: PointerEvent): void {
    const bench = this.#bench;
    if (press.about === "placing") return this.#place(press.kind, event.ctrlKey);
    if (press.about !== "element") {
      if (press.about === "floor" && !event.ctrlKey) bench.selection.select(undefined);
      return;
    }
    if (bench.tool.peek() === "connect" || bench.connectFrom.peek() !== undefined)
      return bench.chooseEnd(press.id);
    bench.show(undefined);
    if (press.shift) bench.selection.toggle(press.id);
    else bench.selection.select(press.id);
  }

  /** Something that was dragged here from the palette. */
  #dropped(event: PointerEvent): void {
    const kind = this.#bench.placing.peek();
    const isHere =
      event.target === this.#stage.canvas ||
      document.elementFromPoint(event.clientX, event.clientY) === this.#stage.canvas;
    if (kind !== undefined && isHere && event.button === 0) this.#place(kind, event.ctrlKey);
  }

  #place(kind: string, snap: boolean): void {
    const at = this.#stage.toFloor(this.#pointer.x, this.#pointer.y);
    const step = snap ? STEPS.snap : STEPS.free;
    if (at !== undefined) this.#bench.place(kind, [snapped(at[0], step), snapped(at[1], step)]);
  }

  #connect({ id, side }: { readonly id: string; readonly side: "in" | "out" }): void {
    const other = this.#stage.elementAt(this.#pointer.x, this.#pointer.y);
    if (other === undefined || other === id) return;
    this.#bench.connect(side === "out" ? id : other, side === "out" ? other : id);
  }

  #selectBox(press: Press, adds: boolean): void {
    const [left, right] = [press.x, this.#pointer.x].sort((a, b) => a - b) as [number, number];
    const [top, bottom] = [press.y, this.#pointer.y].sort((a, b) => a - b) as [number, number];
    const inside = (this.#bench.plant?.elements ?? []).filter(({ placement }) => {
      const { x, y, ahead } = this.#stage.toScreen(placement.position);
      return ahead > 0 && x >= left && x <= right && y >= top && y <= bottom;
    });
    const { selection } = this.#bench;
    const known = adds ? selection.ids.peek() : [];
    selection.selectAll([...new Set([...known, ...inside.map(({ id }) => id)])]);
    this.#bench.say("selected", { count: selection.ids.peek().length });
  }

  #click(event: MouseEvent): void {
    if (this.#swallowsClick) event.stopPropagation();
    this.#swallowsClick = false;
  }

  /** A point of a path goes with a double click. */
  #doubleClick(event: MouseEvent): void {
    const handle =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(".edit-handle.point") : null;
    const id = this.#bench.selection.id.peek();
    if (handle === null || id === undefined) return;
    event.stopPropagation();
    this.#bench.history.edit("path", (plant) => {
      const element = plant.elements.find((each) => each.id === id);
      return element?.kind === "conveyor"
        ? removePathPoint(plant, id, conveyorPath(element), Number(handle.dataset["number"]))
        : plant;
    });
  }

  #key(event: KeyboardEvent): void {
    if (this.#press === undefined || event.ctrlKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === "escape") this.#giveUp();
    else if (key === "x") this.#lock = this.#lock === "x" ? undefined : "x";
    else if (key === "z" || key === "y") this.#lock = this.#lock === "y" ? undefined : "y";
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #giveUp(): void {
    this.#press = undefined;
    this.#gesture?.cancel();
    this.#reset();
  }

  #reset(): void {
    this.#drag = undefined;
    this.#gesture = undefined;
    this.#connecting = undefined;
    this.#marks.hideMeasure();
    this.#stage.redraw();
  }
}

/** The corner of an element's plot that is nearest to a place of the floor. */
function nearestCorner(element: Element, [x, y]: readonly [number, number]): readonly [1 | -1, 1 | -1] {
  const { position, rotation } = element.placement;
  const yaw = (rotation * Math.PI) / 180;
  const [dx, dy] = [x - position[0], y - position[1]];
  const along = Math.cos(yaw) * dx + Math.sin(yaw) * dy;
  const across = Math.cos(yaw) * dy - Math.sin(yaw) * dx;
  return [along < 0 ? -1 : 1, across < 0 ? -1 : 1];
}
