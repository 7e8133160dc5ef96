/**
 * Sparkplug B datatypes and their numbers on the wire (Eclipse Sparkplug 3.0, section 6.4.16).
 */
export const DATATYPE = {
  unknown: 0,
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  uint8: 5,
  uint16: 6,
  uint32: 7,
  uint64: 8,
  float: 9,
  double: 10,
  boolean: 11,
  string: 12,
  dateTime: 13,
  text: 14,
  uuid: 15,
  dataSet: 16,
  bytes: 17,
  file: 18,
  template: 19,
  propertySet: 20,
  propertySetList: 21,
  int8Array: 22,
  int16Array: 23,
  int32Array: 24,
  int64Array: 25,
  uint8Array: 26,
  uint16Array: 27,
  uint32Array: 28,
  uint64Array: 29,
  floatArray: 30,
  doubleArray: 31,
  booleanArray: 32,
  stringArray: 33,
  dateTimeArray: 34,
} as const;

const NAMES = new Map<number, string>(Object.entries(DATATYPE).map(([name, code]) => [code, name]));

/** Name of a datatype's number; undefined for a number that Sparkplug 3.0 does not know. */
export function datatypeName(code: number): string | undefined {
  return NAMES.get(code);
}
