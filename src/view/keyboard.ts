import type { CameraRig } from "./camera.ts";

export interface KeyboardActions {
  readonly fit: () => void;
  readonly focus: () => void;
  readonly deselect: () => void;
}

/** Keys while the canvas has the focus: what the mouse does, without a mouse. */
export function listenToKeys(
  canvas: HTMLCanvasElement,
  rig: CameraRig,
  actions: KeyboardActions,
  signal: AbortSignal,
): void {
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const others: Readonly<Record<string, () => void>> = {
    "+": () => rig.zoom(1.25),
    "=": () => rig.zoom(1.25),
    "-": () => rig.zoom(0.8),
    Home: actions.fit,
    f: actions.focus,
    F: actions.focus,
    Escape: actions.deselect,
  };
  canvas.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const arrow = arrows[event.key];
      const other = others[event.key];
      if (arrow === undefined && other === undefined) return;
      event.preventDefault();
      if (arrow === undefined) other?.();
      else if (event.shiftKey) rig.shift(arrow[0], arrow[1]);
      else rig.turn(arrow[0], -arrow[1]);
    },
    { signal },
  );
}
