import { Frame, frameBytes } from "../protocol/frame.ts";

const BUFFERS = 3;
const FEWEST_MOVERS = 256;
/** More parts than this are counted, but not drawn. */
const MOST_MOVERS = 131_072;

/**
 * The buffers of the frames that circulate between the worker and the page. Exactly three are in existence:
 * those here, and those on their way. Their size follows the plant and the parts in it.
 */
export class FramePool {
  readonly #free: ArrayBuffer[] = [];
  #away = 0;
  #elements = 0;
  #movers = FEWEST_MOVERS;

  /** Frames from now on have room for so many elements. */
  resize(elements: number): void {
    this.#elements = elements;
    this.#movers = FEWEST_MOVERS;
    this.#free.length = 0;
  }

  /** A frame to be written and sent, or undefined while all buffers are on their way. */
  take(): Frame | undefined {
    if (this.#away >= BUFFERS) return undefined;
    this.#away++;
    const buffer = this.#free.pop() ?? new ArrayBuffer(frameBytes(this.#elements, this.#movers));
    return new Frame(buffer, this.#elements);
  }

  /** Takes back a buffer; one of a former size is let go. */
  give(buffer: ArrayBuffer): void {
    this.#away = Math.max(0, this.#away - 1);
    if (buffer.byteLength === frameBytes(this.#elements, this.#movers)) this.#free.push(buffer);
  }

  /**
   * A frame had no room for so many movers: the next ones will.
   * @returns whether the next frame can show more
   */
  grow(hidden: number): boolean {
    if (hidden <= 0) return false;
    const movers = Math.min(MOST_MOVERS, Math.ceil((this.#movers + hidden) * 1.25));
    if (movers === this.#movers) return false;
    this.#movers = movers;
    this.#free.length = 0;
    return true;
  }
}
