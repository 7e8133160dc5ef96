import { useState } from "preact/hooks";

/** A drag shorter than this is a click, px. */
const LEAST_DRAG = 6;

/** A drag across that chooses a range, px from the left edge of what is dragged on. */
export interface Brush {
  readonly drag: readonly [from: number, to: number] | undefined;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
  };
}

/** @param click where there was no drag; `target` is what was under the pointer when it went down */
export function useBrush(
  choose: (from: number, to: number) => void,
  click: (x: number, target: Element | undefined) => void,
): Brush {
  const [drag, setDrag] = useState<readonly [number, number]>();
  const [target, setTarget] = useState<Element>();
  const place = (event: PointerEvent): number =>
    event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  return {
    drag,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        setTarget(event.target instanceof Element ? event.target : undefined);
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        setDrag([place(event), place(event)]);
      },
      onPointerMove: (event) => {
        if (drag !== undefined) setDrag([drag[0], place(event)]);
      },
      onPointerUp: (event) => {
        if (drag === undefined) return;
        const [low, high] = [Math.min(drag[0], place(event)), Math.max(drag[0], place(event))];
        setDrag(undefined);
        if (high - low >= LEAST_DRAG) choose(low, high);
        else click(high, target);
      },
      onPointerCancel: () => setDrag(undefined),
    },
  };
}
