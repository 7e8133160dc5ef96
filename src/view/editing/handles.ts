import { conveyorPath } from "../../plant/geometry.ts";
import type { Element } from "../../plant/schema.ts";
import type { EditStage } from "./edit-layer.ts";
import { cornerOf, type Place, portOf, turnHandleOf } from "./ports.ts";

/** What a handle does. Its number is the corner of the plot, or the point of the path. */
export type HandleKind = "rotate" | "size" | "point" | "between" | "out" | "in";

/** Corners of a plot by number: signs along and across. */
export const CORNERS = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
] as const;

/** Paths of more points than these are edited by their numbers alone. */
const MOST_POINTS = 60;

interface Wanted {
  readonly kind: HandleKind;
  readonly at: Place;
  readonly number: number;
}

/** The handles of the one element that is selected: squares that size it, round ones that turn, bend and connect it. */
export class Handles {
  readonly #root: HTMLElement;
  readonly #stage: EditStage;
  readonly #made: HTMLElement[] = [];

  constructor(root: HTMLElement, stage: EditStage) {
    this.#root = root;
    this.#stage = stage;
  }

  update(element: Element | undefined): void {
    const wanted = element === undefined ? [] : this.#wantedOf(element);
    for (const [i, { kind, at, number }] of wanted.entries()) {
      const handle = this.#handle(i);
      const { x, y, ahead } = this.#stage.toScreen(at);
      const isPort = kind === "in" || kind === "out";
      handle.className = `edit-handle ${isPort ? `port ${kind}` : kind}`;
      handle.dataset["handle"] = kind;
      handle.dataset["number"] = String(number);
      handle.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      handle.hidden = ahead <= 0;
    }
    for (const handle of this.#made.slice(wanted.length)) handle.hidden = true;
  }

  #wantedOf(element: Element): Wanted[] {
    const box = this.#stage.boxOf(element.id);
    const ports: Wanted[] = (["in", "out"] as const)
      .filter((side) => element.kind !== (side === "in" ? "source" : "sink"))
      .map((kind) => ({
        kind,
        at: raised(portOf(element, box, kind), kind === "in" ? -1 : 1, element),
        number: 0,
      }));
    const turn: Wanted = { kind: "rotate", at: turnHandleOf(element), number: 0 };
    if (element.kind !== "conveyor") {
      const corners = CORNERS.map(([along, across], number): Wanted => ({
        kind: "size",
        at: cornerOf(element, along, across),
        number,
      }));
      return [turn, ...corners, ...ports];
    }
    const path = conveyorPath(element).slice(0, MOST_POINTS);
    const points = path.map((at, number): Wanted => ({ kind: "point", at, number }));
    const between = path.slice(1).map((b, number): Wanted => {
      const a = path[number] ?? b;
      return { kind: "between", at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2], number };
    });
    return [turn, ...between, ...points, ...ports];
  }

  #handle(i: number): HTMLElement {
    const known = this.#made[i];
    if (known !== undefined) return known;
    const handle = document.createElement("div");
    this.#root.append(handle);
    this.#made.push(handle);
    return handle;
  }
}

/** A port's handle stands a little outside, clear of what else is there. */
function raised([x, y, z]: Place, sign: 1 | -1, element: Element): Place {
  const path = element.kind === "conveyor" ? conveyorPath(element) : undefined;
  const [a, b] = path === undefined ? [] : sign < 0 ? [path[1], path[0]] : path.slice(-2);
  const yaw =
    a !== undefined && b !== undefined
      ? Math.atan2(b[1] - a[1], b[0] - a[0])
      : ((element.placement.rotation + (sign < 0 ? 180 : 0)) * Math.PI) / 180;
  return [x + Math.cos(yaw) * 0.9, y + Math.sin(yaw) * 0.9, z];
}
