import { STEPS } from "../../editor/drags.ts";
import type { Workbench } from "../../editor/workbench.ts";
import type { EditStage } from "./edit-layer.ts";

/** Directions of the floor: east, north, west, south. */
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Directions of the arrow keys in the picture. */
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrow keys move what is selected along the axis of the floor that looks most like the arrow. @returns ends it */
export function listenToNudges(stage: EditStage, bench: Workbench): () => void {
  const stop = new AbortController();
  const listen = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    const [id] = bench.movable();
    const element = id === undefined ? undefined : bench.document.element(id);
    if (arrow === undefined || element === undefined || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.ctrlKey ? STEPS.snap : event.shiftKey ? STEPS.fine : STEPS.free;
    const [east, north] = directionOf(stage, element.placement.position, arrow);
    bench.nudge(east * step, north * step);
  };
  // Before the view's own keys: without a selection the arrows turn the camera.
  stage.host.addEventListener("keydown", listen, { capture: true, signal: stop.signal });
  return () => stop.abort();
}

function directionOf(
  stage: EditStage,
  [x, y, z]: readonly [number, number, number],
  arrow: readonly [number, number],
): readonly [number, number] {
  const here = stage.toScreen([x, y, z]);
  let best: readonly [number, number] = [0, 0];
  let most = -Infinity;
  for (const [east, north] of DIRECTIONS) {
    const there = stage.toScreen([x + east, y + north, z]);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const likeness = (dx * arrow[0] + dy * arrow[1]) / (Math.hypot(dx, dy) || 1);
    if (likeness > most) [most, best] = [likeness, [east, north]];
  }
  return best;
}
