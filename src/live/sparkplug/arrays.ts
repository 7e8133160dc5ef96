import { err, ok, type Result } from "../../base/result.ts";
import { DATATYPE } from "./datatype.ts";
import { safeInteger } from "./integer.ts";

export type ArrayItem = number | bigint | boolean | string;

type Reader = (view: DataView, offset: number) => number | bigint;
type Writer = (view: DataView, offset: number, item: number | bigint) => void;

interface Layout {
  /** Bytes an item. */
  readonly size: number;
  readonly read: Reader;
  readonly write: Writer;
}

const signed64: Layout = {
  size: 8,
  read: (view, at) => safeInteger(view.getBigInt64(at, true)),
  write: (view, at, item) => view.setBigInt64(at, BigInt(item), true),
};
const unsigned64: Layout = {
  size: 8,
  read: (view, at) => safeInteger(view.getBigUint64(at, true)),
  write: (view, at, item) => view.setBigUint64(at, BigInt(item), true),
};

/** Arrays are packed little-endian into `bytes_value` (Eclipse Sparkplug 3.0, section 6.4.17). */
const LAYOUTS = new Map<number, Layout>([
  [
    DATATYPE.int8Array,
    { size: 1, read: (v, at) => v.getInt8(at), write: (v, at, x) => v.setInt8(at, Number(x)) },
  ],
  [
    DATATYPE.int16Array,
    { size: 2, read: (v, at) => v.getInt16(at, true), write: (v, at, x) => v.setInt16(at, Number(x), true) },
  ],
  [
    DATATYPE.int32Array,
    { size: 4, read: (v, at) => v.getInt32(at, true), write: (v, at, x) => v.setInt32(at, Number(x), true) },
  ],
  [DATATYPE.int64Array, signed64],
  [
    DATATYPE.uint8Array,
    { size: 1, read: (v, at) => v.getUint8(at), write: (v, at, x) => v.setUint8(at, Number(x)) },
  ],
  [
    DATATYPE.uint16Array,
    {
      size: 2,
      read: (v, at) => v.getUint16(at, true),
      write: (v, at, x) => v.setUint16(at, Number(x), true),
    },
  ],
  [
    DATATYPE.uint32Array,
    {
      size: 4,
      read: (v, at) => v.getUint32(at, true),
      write: (v, at, x) => v.setUint32(at, Number(x), true),
    },
  ],
  [DATATYPE.uint64Array, unsigned64],
  [
    DATATYPE.floatArray,
    {
      size: 4,
      read: (v, at) => v.getFloat32(at, true),
      write: (v, at, x) => v.setFloat32(at, Number(x), true),
    },
  ],
  [
    DATATYPE.doubleArray,
    {
      size: 8,
      read: (v, at) => v.getFloat64(at, true),
      write: (v, at, x) => v.setFloat64(at, Number(x), true),
    },
  ],
  [DATATYPE.dateTimeArray, unsigned64],
]);

export function isArrayType(datatype: number): boolean {
  return LAYOUTS.has(datatype) || datatype === DATATYPE.booleanArray || datatype === DATATYPE.stringArray;
}

/** Booleans: their number as uint32 little-endian, then bits, the first in the highest bit of its byte. */
function readBooleans(bytes: Uint8Array): Result<boolean[], string> {
  if (bytes.length < 4) return err("a boolean array without its length");
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (count > (bytes.length - 4) * 8) return err("a boolean array shorter than its length says");
  return ok(Array.from({ length: count }, (_, i) => ((bytes[4 + (i >> 3)] ?? 0) & (128 >> (i & 7))) !== 0));
}

function writeBooleans(items: readonly ArrayItem[]): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(items.length / 8));
  new DataView(bytes.buffer).setUint32(0, items.length, true);
  for (const [i, item] of items.entries()) {
    if (item === true) bytes[4 + (i >> 3)] = (bytes[4 + (i >> 3)] ?? 0) | (128 >> (i & 7));
  }
  return bytes;
}

/** Strings: each ends with a zero byte. */
function readStrings(bytes: Uint8Array): Result<string[], string> {
  if (bytes.length === 0) return ok([]);
  if (bytes.at(-1) !== 0) return err("a string array whose last string has no end");
  return ok(new TextDecoder().decode(bytes.subarray(0, -1)).split("\0"));
}

/** Reads an array from the bytes of a metric. */
export function readArray(bytes: Uint8Array, datatype: number): Result<ArrayItem[], string> {
  if (datatype === DATATYPE.booleanArray) return readBooleans(bytes);
  if (datatype === DATATYPE.stringArray) return readStrings(bytes);
  const layout = LAYOUTS.get(datatype);
  if (layout === undefined) return err(`datatype ${datatype} is no array`);
  if (bytes.length % layout.size !== 0) {
    return err(`an array of ${bytes.length} bytes, not a multiple of ${layout.size}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ok(Array.from({ length: bytes.length / layout.size }, (_, i) => layout.read(view, i * layout.size)));
}

/** Packs an array; items of the wrong kind count as 0, false or "". */
export function writeArray(items: readonly ArrayItem[], datatype: number): Uint8Array {
  if (datatype === DATATYPE.booleanArray) return writeBooleans(items);
  if (datatype === DATATYPE.stringArray) {
    return new TextEncoder().encode(items.map((item) => `${String(item).replaceAll("\0", "")}\0`).join(""));
  }
  const layout = LAYOUTS.get(datatype);
  if (layout === undefined) return new Uint8Array();
  const bytes = new Uint8Array(items.length * layout.size);
  const view = new DataView(bytes.buffer);
  for (const [i, item] of items.entries()) {
    layout.write(view, i * layout.size, typeof item === "bigint" || typeof item === "number" ? item : 0);
  }
  return bytes;
}
