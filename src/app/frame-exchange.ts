import { Frame, HEADER } from "../protocol/frame.ts";
import type { RunStopped } from "../protocol/simulation.ts";

export interface FrameReceiver {
  /** Draws a frame; its buffer is gone afterwards. */
  draw(frame: Frame): void;
  stopped(stopped: RunStopped): void;
}

/** A browser draws nothing for this long where it gives no animation frames (a tab in the background), ms. */
const SLOWEST = 1000;

/**
 * The page's side of the frame pool. The newest frame is drawn with the display's next one and its buffer
 * sent back; a frame that a newer one overtakes goes back undrawn. Frames of another plant than the one that
 * the page knows of are not drawn: those of the next plant wait, those of a former one go back.
 */
export class FrameExchange {
  readonly #port: MessagePort;
  readonly #receiver: FrameReceiver;
  #newest: ArrayBuffer | undefined;
  #load = 0;
  #elements = 0;
  #asked = false;

  constructor(port: MessagePort, receiver: FrameReceiver) {
    this.#port = port;
    this.#receiver = receiver;
    port.addEventListener("message", (event: MessageEvent<ArrayBuffer | RunStopped>) =>
      this.#receive(event.data),
    );
    port.start();
  }

  /** From now on, frames of this load are drawn. */
  expect(load: number, elements: number): void {
    this.#load = load;
    this.#elements = elements;
    this.#ask();
  }

  close(): void {
    this.#newest = undefined;
    this.#port.close();
  }

  #receive(data: ArrayBuffer | RunStopped): void {
    if (data instanceof ArrayBuffer) {
      if (this.#newest !== undefined) this.#giveBack(this.#newest);
      this.#newest = data;
      this.#ask();
    } else {
      this.#receiver.stopped(data);
    }
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    const draw = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.#asked = false;
      this.#draw();
    };
    const frame = requestAnimationFrame(draw);
    const timer = setTimeout(draw, SLOWEST);
  }

  #draw(): void {
    const buffer = this.#newest;
    if (buffer === undefined) return;
    const load = new Float64Array(buffer, 0, HEADER.load + 1)[HEADER.load] ?? 0;
    if (load > this.#load) return;
    this.#newest = undefined;
    if (load === this.#load) this.#receiver.draw(new Frame(buffer, this.#elements));
    this.#giveBack(buffer);
  }

  #giveBack(buffer: ArrayBuffer): void {
    this.#port.postMessage(buffer, [buffer]);
  }
}
