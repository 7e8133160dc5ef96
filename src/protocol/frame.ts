/**
 * Layout of a frame: what is drawn for one instant, in one ArrayBuffer that is transferred, never copied.
 *
 * ```
 * header    16 × float64   see HEADER
 * state     E × uint8      index into STATES, padded to 8 bytes
 * content   E × float32    parts inside
 * progress  E × float32    share of the running cycle that is done, 0 to 1; NaN when nothing is worked on
 * key       M × uint32     identity of the part: the same number is the same part in the next frame
 * product   M × uint32     index of the product in the plant file; products + i for a vehicle of its i-th fleet, then pools of workers, machines, trailers
 * pose      M × 4 float32  x, y, z in metres (plant coordinates, z up; the middle of the part's underside), yaw in radians
 * ```
 * E elements in the order of the plant file, M movers (parts and vehicles that can be seen).
 */
const HEADER_SLOTS = 16;
const HEADER_BYTES = HEADER_SLOTS * 8;

/** Slots of the header. */
export const HEADER = {
  version: 0,
  /** Simulated time, s. */
  time: 1,
  /** Number of the frame since the plant was loaded. */
  sequence: 2,
  /** Simulated seconds a second that were asked for; 0 is paused, Infinity as fast as it goes. */
  speed: 3,
  /** Simulated seconds a second that were reached lately. */
  measuredSpeed: 4,
  elements: 5,
  movers: 6,
  /** Events processed since the start of the run. */
  events: 7,
  /** Parts in the system. */
  wip: 8,
  /** Parts finished since the start of the run, warm-up included. */
  finished: 9,
  /** Movers that did not fit into the buffer; they exist but are not drawn. */
  hidden: 10,
  /** Which load of a plant the frame belongs to (`LoadedPlant.load`): frames and calls travel apart. */
  load: 11,
} as const;

export const FRAME_VERSION = 1;

function align8(bytes: number): number {
  return (bytes + 7) & ~7;
}

/** Bytes of a frame for so many elements and movers. */
export function frameBytes(elements: number, movers: number): number {
  return HEADER_BYTES + align8(elements) + align8(elements * 8) + movers * 24;
}

/** Keys of vehicles and workers have the highest 9 bits set, which those of a part hardly ever have. */
const MEMBER_KEY = 0xff80_0000;

/** Key of a vehicle or worker. @param group place among the fleets, and then the pools of workers, of the plant file @param index from 0 */
export function memberKey(group: number, index: number): number {
  return (MEMBER_KEY | (group << 14) | (index & 0x3fff)) >>> 0;
}

/** A vehicle or worker by its key. */
export function memberOf(key: number): { readonly group: number; readonly index: number } {
  return { group: (key & ~MEMBER_KEY) >>> 14, index: key & 0x3fff };
}

/** Typed views on one frame; made once for a buffer, without copying. */
export class Frame {
  readonly buffer: ArrayBuffer;
  readonly header: Float64Array;
  readonly state: Uint8Array;
  readonly content: Float32Array;
  readonly progress: Float32Array;
  readonly key: Uint32Array;
  readonly product: Uint32Array;
  readonly pose: Float32Array;
  /** Movers that the buffer has room for. */
  readonly moverCapacity: number;

  /** @param elements number of elements E of the plant that the buffer was made for */
  constructor(buffer: ArrayBuffer, elements: number) {
    this.buffer = buffer;
    this.header = new Float64Array(buffer, 0, HEADER_SLOTS);
    let offset = HEADER_BYTES;
    this.state = new Uint8Array(buffer, offset, elements);
    offset += align8(elements);
    this.content = new Float32Array(buffer, offset, elements);
    this.progress = new Float32Array(buffer, offset + elements * 4, elements);
    offset += align8(elements * 8);
    const movers = Math.floor((buffer.byteLength - offset) / 24);
    this.moverCapacity = movers;
    this.key = new Uint32Array(buffer, offset, movers);
    this.product = new Uint32Array(buffer, offset + movers * 4, movers);
    this.pose = new Float32Array(buffer, offset + movers * 8, movers * 4);
  }

  get time(): number {
    return this.header[HEADER.time] ?? 0;
  }

  get movers(): number {
    return this.header[HEADER.movers] ?? 0;
  }
}
