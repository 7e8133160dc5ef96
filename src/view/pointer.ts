/** Moves by fewer CSS pixels between press and release are a click, not a drag. */
const CLICK_SLOP = 5;

/** What the pointer does that is not the camera's: places are given from −1 to 1, y up. */
export interface PointerActions {
  readonly click: (x: number, y: number) => void;
  readonly doubleClick: (x: number, y: number) => void;
  /** At most once a display frame; undefined when the pointer leaves. */
  readonly hover: (place: { x: number; y: number } | undefined) => void;
}

/** Tells clicks from drags, and hovers without asking more often than the display shows. */
export class Pointer {
  readonly #stop = new AbortController();
  readonly #canvas: HTMLCanvasElement;
  #pressed: { x: number; y: number } | undefined;
  #hover: number | undefined;

  constructor(canvas: HTMLCanvasElement, actions: PointerActions) {
    this.#canvas = canvas;
    const { signal } = this.#stop;
    canvas.addEventListener(
      "pointerdown",
      (event) => {
        canvas.focus({ preventScroll: true });
        this.#pressed =
          event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY } : undefined;
      },
      { signal },
    );
    // On the document: the camera's controls may hold the pointer while it is down.
    document.addEventListener(
      "pointerup",
      (event) => {
        const pressed = this.#pressed;
        this.#pressed = undefined;
        if (pressed === undefined || event.shiftKey) return;
        if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > CLICK_SLOP) return;
        actions.click(...this.#place(event));
      },
      { signal },
    );
    canvas.addEventListener("dblclick", (event) => actions.doubleClick(...this.#place(event)), { signal });
    canvas.addEventListener("pointermove", (event) => this.#later(event, actions), { signal });
    canvas.addEventListener("pointerleave", () => actions.hover(undefined), { signal });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  dispose(): void {
    this.#stop.abort();
    if (this.#hover !== undefined) cancelAnimationFrame(this.#hover);
  }

  #later(event: PointerEvent, actions: PointerActions): void {
    if (event.buttons !== 0 || event.pointerType === "touch") return;
    const [x, y] = this.#place(event);
    if (this.#hover !== undefined) cancelAnimationFrame(this.#hover);
    this.#hover = requestAnimationFrame(() => {
      this.#hover = undefined;
      actions.hover({ x, y });
    });
  }

  #place(event: MouseEvent): [number, number] {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return [((event.clientX - left) / width) * 2 - 1, 1 - ((event.clientY - top) / height) * 2];
  }
}
