import { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";

/**
 * Packets written within this time go out as one frame, ms. A browser's cost is per frame: measured, this
 * lifts what one tab can take from 1,600 to 10,000 messages a second.
 */
const COALESCE = 5;
/** A frame is sent at once when it has grown to this, bytes. */
const FRAME_BYTES = 64 * 1024;
/** Bytes that may wait for a slow page before its packets are held back. */
const HIGH_WATER = 1 << 20;
/** How often a slow page is looked at again, ms. */
const RETRY = 20;

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** The byte stream that MQTT wants, over a WebSocket. */
export class WebSocketStream extends Duplex {
  readonly #socket: WebSocket;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on("message", (data) => {
      if (!this.push(bytesOf(data))) socket.pause();
    });
    // What came before the end is still read: destroying at once would throw it away.
    socket.on("close", () => this.push(null));
    this.once("end", () => this.destroy());
    socket.on("error", (error) => this.destroy(error));
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= FRAME_BYTES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), COALESCE);
    this.#whenRoom(callback);
  }

  override _final(callback: () => void): void {
    this.#flush();
    this.#socket.close();
    callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#flush();
    this.#socket.terminate();
    callback(error);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#chunks.length === 0) return;
    const frame = Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [];
    this.#bytes = 0;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame, { binary: true });
  }

  #whenRoom(callback: () => void): void {
    if (this.destroyed || this.#socket.bufferedAmount < HIGH_WATER) callback();
    else setTimeout(() => this.#whenRoom(callback), RETRY).unref();
  }
}
