import { err, ok, type Result } from "../../base/result.ts";
import { type ArrayItem, isArrayType, readArray, writeArray } from "./arrays.ts";
import { DATATYPE, datatypeName } from "./datatype.ts";
import { safeInteger } from "./integer.ts";
import type { DataSet, DataSet_DataSetValue, Metric, PropertyValue } from "./payload_pb.ts";

/** A table in a metric; a cell is undefined where it is null. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (MetricValue | undefined)[])[];
}

/** A value as the plant means it. A DateTime is ms since 1970. */
export type MetricValue = number | bigint | boolean | string | Uint8Array | readonly ArrayItem[] | Table;

type WireValue = Metric["value"] | DataSet_DataSetValue["value"] | PropertyValue["value"];

/** Bits of the integer datatypes; negative for signed ones. DateTime is a UInt64. */
const INTEGER_BITS = new Map<number, number>([
  [DATATYPE.int8, -8],
  [DATATYPE.int16, -16],
  [DATATYPE.int32, -32],
  [DATATYPE.int64, -64],
  [DATATYPE.uint8, 8],
  [DATATYPE.uint16, 16],
  [DATATYPE.uint32, 32],
  [DATATYPE.uint64, 64],
  [DATATYPE.dateTime, 64],
]);

/**
 * Signed integers travel as two's complement in an unsigned field. Some senders extend the sign to 32
 * bits and some only to the type's own, and UInt32 comes as an int or a long value; all are understood.
 */
function integer(wire: number | bigint, bits: number): number | bigint {
  const width = Math.abs(bits);
  const raw = BigInt(wire);
  return safeInteger(bits < 0 ? BigInt.asIntN(width, raw) : BigInt.asUintN(width, raw));
}

function tableOf(table: DataSet): Result<Table, string> {
  const rows: (MetricValue | undefined)[][] = [];
  for (const { elements } of table.rows) {
    const row: (MetricValue | undefined)[] = [];
    for (const [column, { value }] of elements.entries()) {
      const cell = readValue(value, table.types[column] ?? DATATYPE.unknown);
      if (!cell.ok) return cell;
      row.push(cell.value);
    }
    rows.push(row);
  }
  return ok({ columns: table.columns, rows });
}

function mismatch(wire: WireValue, datatype: number): { ok: false; error: string } {
  return err(`${wire.case ?? "no value"} where the datatype is ${datatypeName(datatype) ?? datatype}`);
}

function readNumber(wire: WireValue, datatype: number): Result<MetricValue, string> {
  switch (wire.case) {
    case "intValue":
    case "longValue": {
      const bits = INTEGER_BITS.get(datatype);
      return ok(bits === undefined ? safeInteger(BigInt(wire.value)) : integer(wire.value, bits));
    }
    case "floatValue":
    case "doubleValue":
      return ok(wire.value);
    default:
      return mismatch(wire, datatype);
  }
}

function readByItself(wire: WireValue): Result<MetricValue | undefined, string> {
  switch (wire.case) {
    case undefined:
      return ok(undefined);
    case "intValue":
    case "longValue":
    case "floatValue":
    case "doubleValue":
      return readNumber(wire, DATATYPE.unknown);
    case "booleanValue":
    case "stringValue":
    case "bytesValue":
      return ok(wire.value);
    case "datasetValue":
      return tableOf(wire.value);
    default:
      return err("a template or property set has no single value");
  }
}

/**
 * The value of a metric, cell or property, understood by its datatype. Without one (0: a data message of
 * a metric whose birth was missed) by the field that it came in; a negative integer then looks positive.
 * @returns undefined for null, or what is wrong with it
 */
export function readValue(wire: WireValue, datatype: number): Result<MetricValue | undefined, string> {
  if (wire.case === undefined || datatype === DATATYPE.unknown || datatypeName(datatype) === undefined) {
    return readByItself(wire);
  }
  if (INTEGER_BITS.has(datatype) || datatype === DATATYPE.float || datatype === DATATYPE.double) {
    return readNumber(wire, datatype);
  }
  if (isArrayType(datatype)) {
    return wire.case === "bytesValue" ? readArray(wire.value, datatype) : mismatch(wire, datatype);
  }
  switch (datatype) {
    case DATATYPE.boolean:
      if (wire.case === "booleanValue") return ok(wire.value);
      return wire.case === "intValue" ? ok(wire.value !== 0) : mismatch(wire, datatype);
    case DATATYPE.string:
    case DATATYPE.text:
    case DATATYPE.uuid:
      return wire.case === "stringValue" ? ok(wire.value) : mismatch(wire, datatype);
    case DATATYPE.bytes:
    case DATATYPE.file:
      return wire.case === "bytesValue" ? ok(wire.value) : mismatch(wire, datatype);
    case DATATYPE.dataSet:
      return wire.case === "datasetValue" ? tableOf(wire.value) : mismatch(wire, datatype);
    default:
      return readByItself(wire);
  }
}

function writeInteger(value: number | bigint, bits: number): Metric["value"] {
  const whole = typeof value === "bigint" ? value : BigInt(Math.trunc(value));
  return Math.abs(bits) === 64
    ? { case: "longValue", value: BigInt.asUintN(64, whole) }
    : { case: "intValue", value: Number(BigInt.asUintN(Math.abs(bits), whole)) };
}

/** The wire form of a value that we publish; tables and templates we only read. */
export function writeValue(value: Exclude<MetricValue, Table>, datatype: number): Metric["value"] {
  const bits = INTEGER_BITS.get(datatype);
  if (typeof value === "number" || typeof value === "bigint") {
    if (bits !== undefined) return writeInteger(value, bits);
    return { case: datatype === DATATYPE.float ? "floatValue" : "doubleValue", value: Number(value) };
  }
  if (typeof value === "boolean") return { case: "booleanValue", value };
  if (typeof value === "string") return { case: "stringValue", value };
  if (value instanceof Uint8Array) return { case: "bytesValue", value };
  return { case: "bytesValue", value: writeArray(value, datatype) };
}
