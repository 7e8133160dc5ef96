import { PAUSED } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";

/**
 * What the last frame said, kept: the frame's own buffer goes back to the worker at once, and the camera may
 * ask for the same instant to be drawn again.
 */
export class FrameCopy {
  readonly state: Uint8Array;
  readonly progress: Float32Array;
  readonly content: Float32Array;
  product = new Uint32Array(0);
  pose = new Float32Array(0);
  movers = 0;

  /** Before the first frame everything is paused and idle. */
  constructor(elements: number) {
    this.state = new Uint8Array(elements).fill(PAUSED);
    this.progress = new Float32Array(elements).fill(Number.NaN);
    this.content = new Float32Array(elements);
  }

  take(frame: Frame): void {
    this.state.set(frame.state.subarray(0, this.state.length));
    this.progress.set(frame.progress.subarray(0, this.progress.length));
    this.content.set(frame.content.subarray(0, this.content.length));
    const movers = Math.min(frame.movers, frame.moverCapacity);
    if (movers > this.product.length) {
      const capacity = Math.ceil(movers * 1.25);
      this.product = new Uint32Array(capacity);
      this.pose = new Float32Array(capacity * 4);
    }
    this.product.set(frame.product.subarray(0, movers));
    this.pose.set(frame.pose.subarray(0, movers * 4));
    this.movers = movers;
  }

  /** Goes on with what another copy showed, where both have as many elements. */
  continue(former: FrameCopy): void {
    if (former.state.length !== this.state.length) return;
    this.state.set(former.state);
    this.progress.set(former.progress);
    this.content.set(former.content);
    this.product = former.product;
    this.pose = former.pose;
    this.movers = former.movers;
  }
}
