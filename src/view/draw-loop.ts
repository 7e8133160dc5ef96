/**
 * Draws when something changed, and only then: any number of changes before the next display frame are one
 * drawing. While `draw` returns true (the camera still glides) it goes on by itself.
 */
export class DrawLoop {
  /** Drawings since the start. */
  drawn = 0;
  readonly #draw: (seconds: number) => boolean;
  readonly #waiting: (() => void)[] = [];
  #request: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: number | undefined;
  #drawnAt = -Infinity;

  /** @param draw gets the seconds since the last drawing of an unbroken row, 0 at its start */
  constructor(draw: (seconds: number) => boolean) {
    this.#draw = draw;
  }

  /** With the next display frame. */
  invalidate(): void {
    this.#request ??= requestAnimationFrame((now) => this.#run(now));
  }

  /** As `invalidate`, but no sooner than so many milliseconds after the last drawing. */
  invalidateAfter(pause: number): void {
    const left = this.#drawnAt + pause - performance.now();
    if (left <= 0) this.invalidate();
    else if (this.#request === undefined) this.#timer ??= setTimeout(() => this.#wake(), left);
  }

  /** Resolves when nothing is left to draw. */
  idle(): Promise<void> {
    if (!this.#busy) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#release();
  }

  get #busy(): boolean {
    return this.#request !== undefined || this.#timer !== undefined;
  }

  #wake(): void {
    this.#timer = undefined;
    this.invalidate();
  }

  #run(now: number): void {
    this.#request = undefined;
    // A long gap is no time that the camera should glide through at once.
    const seconds = this.#last === undefined ? 0 : Math.min((now - this.#last) / 1000, 0.1);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const goesOn = this.#draw(seconds);
    this.#drawnAt = performance.now();
    this.drawn++;
    this.#last = goesOn ? now : undefined;
    if (goesOn) this.invalidate();
    if (!this.#busy) this.#release();
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
