import { PAUSED } from "../plant/states.ts";
import type { Frame } from "../protocol/frame.ts";

/**
 * What the last frame said, kept: the frame's own buffer goes back to the worker at once, and the camera may
 * ask for the same instant to be drawn again.
 */
export class FrameCopy {
  state: Uint8Array;
  progress: Float32Array;
  content: Float32Array;
  product = new Uint32Array(0);
  key = new Uint32Array(0);
  pose = new Float32Array(0);
  movers = 0;
  /** Place of each element in the frames, −1 where it has none; undefined while they are as in the plant. */
  #places: Int32Array | undefined;

  /** Before the first frame everything is paused and idle. */
  constructor(elements: number) {
    this.state = new Uint8Array(elements).fill(PAUSED);
    this.progress = new Float32Array(elements).fill(Number.NaN);
    this.content = new Float32Array(elements);
  }

  /** From now on, elements stand in the frames at these places. */
  setPlaces(places: Int32Array): void {
    this.#places = places.every((place, i) => place === i) ? undefined : places;
  }

  take(frame: Frame): void {
    if (this.#places === undefined) this.#takeInOrder(frame);
    else this.#takeByPlace(frame, this.#places);
    const movers = Math.min(frame.movers, frame.moverCapacity);
    if (movers > this.product.length) {
      const capacity = Math.ceil(movers * 1.25);
      this.product = new Uint32Array(capacity);
      this.key = new Uint32Array(capacity);
      this.pose = new Float32Array(capacity * 4);
    }
    this.product.set(frame.product.subarray(0, movers));
    this.key.set(frame.key.subarray(0, movers));
    this.pose.set(frame.pose.subarray(0, movers * 4));
    this.movers = movers;
  }

  #takeInOrder(frame: Frame): void {
    this.state.set(frame.state.subarray(0, this.state.length));
    this.progress.set(frame.progress.subarray(0, this.progress.length));
    this.content.set(frame.content.subarray(0, this.content.length));
  }

  #takeByPlace(frame: Frame, places: Int32Array): void {
    for (let i = 0; i < this.state.length; i++) {
      const place = places[i] ?? -1;
      this.state[i] = frame.state[place] ?? PAUSED;
      this.progress[i] = frame.progress[place] ?? Number.NaN;
      this.content[i] = frame.content[place] ?? 0;
    }
  }

  /** Makes room for another number of elements, and moves what is known of one of them. */
  resize(elements: number): void {
    const kept = Math.min(elements, this.state.length);
    const { state, progress, content } = this;
    this.state = new Uint8Array(elements).fill(PAUSED);
    this.progress = new Float32Array(elements).fill(Number.NaN);
    this.content = new Float32Array(elements);
    this.state.set(state.subarray(0, kept));
    this.progress.set(progress.subarray(0, kept));
    this.content.set(content.subarray(0, kept));
  }

  /** What is known of one element is from now on known of another. */
  renumber(from: number, to: number): void {
    this.state[to] = this.state[from] ?? PAUSED;
    this.progress[to] = this.progress[from] ?? Number.NaN;
    this.content[to] = this.content[from] ?? 0;
  }

  /** Goes on with what another copy showed, where both have as many elements. */
  continue(former: FrameCopy): void {
    if (former.state.length !== this.state.length) return;
    this.state.set(former.state);
    this.progress.set(former.progress);
    this.content.set(former.content);
    this.product = former.product;
    this.key = former.key;
    this.pose = former.pose;
    this.movers = former.movers;
  }
}
