import { create, toBinary } from "@bufbuild/protobuf";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArray, writeArray } from "../../src/live/sparkplug/arrays.ts";
import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import { MetricSchema, PayloadSchema } from "../../src/live/sparkplug/payload_pb.ts";
import { decodePayload, encodePayload, wireTime } from "../../src/live/sparkplug/payload.ts";
import { formatTopic, parseTopic } from "../../src/live/sparkplug/topic.ts";
import { readValue, writeValue } from "../../src/live/sparkplug/value.ts";

/** Encodes and decodes a value as a metric of a message. */
function roundTrip(value: Parameters<typeof writeValue>[0], datatype: number): unknown {
  const bytes = encodePayload({ timestamp: 1, seq: 0, metrics: [{ name: "m", datatype, value }] });
  const decoded = decodePayload(bytes);
  if (!decoded.ok) throw new Error(decoded.error);
  const metric = decoded.value.metrics[0];
  if (metric === undefined) throw new Error("the metric is lost");
  const read = readValue(metric.value, metric.datatype ?? 0);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

describe("the payload codec", () => {
  test("reads a message that another implementation encoded", () => {
    // The second message of the NIST recording, cut after its first metric: a birth with an alias and a null.
    const bytes = Buffer.from("CJGdlbL5KhISCgpsb2dpY19jb25kEAEgDDgBGAE=", "base64");
    const decoded = decodePayload(bytes);
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        timestamp: 1_475_694_907_025n,
        seq: 1n,
        metrics: [{ name: "logic_cond", alias: 1n, datatype: DATATYPE.string, isNull: true }],
      },
    });
  });

  const integers: [string, number, number, number][] = [
    ["int8", DATATYPE.int8, -128, 127],
    ["int16", DATATYPE.int16, -32_768, 32_767],
    ["int32", DATATYPE.int32, -2_147_483_648, 2_147_483_647],
    ["int64", DATATYPE.int64, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ["uint8", DATATYPE.uint8, 0, 255],
    ["uint16", DATATYPE.uint16, 0, 65_535],
    ["uint32", DATATYPE.uint32, 0, 4_294_967_295],
    ["uint64", DATATYPE.uint64, 0, Number.MAX_SAFE_INTEGER],
    ["dateTime", DATATYPE.dateTime, 0, 8_640_000_000_000],
  ];
  test.each(integers)("carries every %s", (_name, datatype, min, max) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (any) => {
        const value = min + (Math.abs(any) % (max - min + 1 > 2 ** 53 ? 2 ** 53 : max - min + 1));
        expect(roundTrip(value, datatype)).toBe(value);
      }),
    );
    expect(roundTrip(min, datatype)).toBe(min);
    expect(roundTrip(max, datatype)).toBe(max);
  });

  test("keeps 64-bit integers that no number holds", () => {
    expect(roundTrip(-(2n ** 63n), DATATYPE.int64)).toBe(-(2n ** 63n));
    expect(roundTrip(2n ** 64n - 1n, DATATYPE.uint64)).toBe(2n ** 64n - 1n);
  });

  test("understands a negative int8 both as 8 bits and with its sign extended to 32", () => {
    expect(readValue({ case: "intValue", value: 0xff }, DATATYPE.int8)).toEqual({ ok: true, value: -1 });
    expect(readValue({ case: "intValue", value: 0xffff_ffff }, DATATYPE.int8)).toEqual({
      ok: true,
      value: -1,
    });
    expect(readValue({ case: "intValue", value: 0xffff_fff6 }, DATATYPE.int16)).toEqual({
      ok: true,
      value: -10,
    });
  });

  test("understands a uint32 in either integer field", () => {
    const most = { ok: true, value: 4_294_967_295 };
    expect(readValue({ case: "intValue", value: 4_294_967_295 }, DATATYPE.uint32)).toEqual(most);
    expect(readValue({ case: "longValue", value: 4_294_967_295n }, DATATYPE.uint32)).toEqual(most);
  });

  test("carries floats, booleans, strings and bytes", () => {
    expect(roundTrip(0.1, DATATYPE.double)).toBe(0.1);
    expect(roundTrip(0.1, DATATYPE.float)).toBe(Math.fround(0.1));
    expect(roundTrip(true, DATATYPE.boolean)).toBe(true);
    expect(roundTrip("Störung", DATATYPE.string)).toBe("Störung");
    expect(roundTrip(Uint8Array.of(1, 2), DATATYPE.bytes)).toEqual(Uint8Array.of(1, 2));
  });

  test("carries arrays of every kind", () => {
    const numbers = fc.array(fc.double({ noNaN: true }));
    fc.assert(
      fc.property(numbers, (items) => {
        expect(readArray(writeArray(items, DATATYPE.doubleArray), DATATYPE.doubleArray)).toEqual({
          ok: true,
          value: items,
        });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.boolean()), (items) => {
        expect(readArray(writeArray(items, DATATYPE.booleanArray), DATATYPE.booleanArray)).toEqual({
          ok: true,
          value: items,
        });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (strings) => {
        const items = strings.map((text) => text.replaceAll("\0", ""));
        expect(readArray(writeArray(items, DATATYPE.stringArray), DATATYPE.stringArray)).toEqual({
          ok: true,
          value: items,
        });
      }),
    );
    const signed: [number, number][] = [
      [DATATYPE.int8Array, -1],
      [DATATYPE.int16Array, -300],
      [DATATYPE.int32Array, -70_000],
      [DATATYPE.int64Array, -5_000_000_000],
      [DATATYPE.uint8Array, 255],
      [DATATYPE.uint16Array, 65_535],
      [DATATYPE.uint32Array, 4_294_967_295],
      [DATATYPE.uint64Array, 5_000_000_000],
      [DATATYPE.floatArray, 0.5],
      [DATATYPE.dateTimeArray, 1_475_694_907_025],
    ];
    for (const [datatype, item] of signed)
      expect(roundTrip([item, 0, item], datatype)).toEqual([item, 0, item]);
  });

  test("reads the boolean array of the specification's example", () => {
    // Eclipse Sparkplug 3.0, section 6.4.17: twelve booleans in two bytes.
    const bytes = Uint8Array.of(0x0c, 0, 0, 0, 0x34, 0xd0);
    const bits = "001101001101".split("").map((bit) => bit === "1");
    expect(readArray(bytes, DATATYPE.booleanArray)).toEqual({ ok: true, value: bits });
  });

  test("reads a table by the types of its columns", () => {
    const metric = create(MetricSchema, {
      name: "table",
      datatype: DATATYPE.dataSet,
      value: {
        case: "datasetValue",
        value: {
          $typeName: "taktwerk.sparkplug.DataSet",
          columns: ["id", "shift"],
          types: [DATATYPE.int8, DATATYPE.string],
          rows: [
            {
              $typeName: "taktwerk.sparkplug.DataSet.Row",
              elements: [
                {
                  $typeName: "taktwerk.sparkplug.DataSet.DataSetValue",
                  value: { case: "intValue", value: 255 },
                },
                {
                  $typeName: "taktwerk.sparkplug.DataSet.DataSetValue",
                  value: { case: "stringValue", value: "early" },
                },
              ],
            },
          ],
        },
      },
    });
    const decoded = decodePayload(toBinary(PayloadSchema, create(PayloadSchema, { metrics: [metric] })));
    const value = decoded.ok ? decoded.value.metrics[0]?.value : undefined;
    expect(readValue(value ?? { case: undefined }, DATATYPE.dataSet)).toEqual({
      ok: true,
      value: { columns: ["id", "shift"], rows: [[-1, "early"]] },
    });
  });

  test("says what is wrong with a value of another type", () => {
    expect(readValue({ case: "stringValue", value: "x" }, DATATYPE.int32)).toEqual({
      ok: false,
      error: "stringValue where the datatype is int32",
    });
    expect(readArray(Uint8Array.of(1, 2, 3), DATATYPE.int16Array).ok).toBe(false);
    expect(readArray(Uint8Array.of(255, 255, 255, 255), DATATYPE.booleanArray).ok).toBe(false);
  });

  test("answers to any bytes with a payload or a reason, never by throwing (property)", () => {
    let readable = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodePayload(bytes);
        if (decoded.ok) readable += 1;
        else refused += 1;
        const metrics = decoded.ok ? decoded.value.metrics : [];
        for (const metric of metrics) readValue(metric.value, metric.datatype ?? 0);
      }),
      { numRuns: 2000 },
    );
    expect(readable).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test("answers to a damaged message with a payload or a reason (property)", () => {
    const bytes = encodePayload({
      timestamp: 1,
      seq: 7,
      metrics: [{ name: "m", alias: 3, datatype: DATATYPE.string, value: "text" }],
    });
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, length) => {
        const damaged = bytes.slice(0, length);
        damaged[at] = byte;
        if (!decodePayload(damaged).ok) refused += 1;
      }),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  test("refuses templates that are nested without end", () => {
    let bytes = Uint8Array.of();
    const wrap = (tag: number[], inner: Uint8Array): Uint8Array<ArrayBuffer> => {
      const length = [(inner.length & 127) | 128, ((inner.length >> 7) & 127) | 128, inner.length >> 14];
      return Uint8Array.from([...tag, ...length, ...inner]);
    };
    for (let i = 0; i < 500; i++) bytes = wrap([0x92, 0x01], wrap([0x12], bytes));
    expect(decodePayload(wrap([0x12], bytes)).ok).toBe(false);
  });

  test("takes no time from a timestamp that is none", () => {
    expect(wireTime(undefined)).toBeUndefined();
    expect(wireTime(0n)).toBeUndefined();
    expect(wireTime(2n ** 64n - 1n)).toBeUndefined();
    expect(wireTime(1_475_694_907_025n)).toBe(1_475_694_907_025);
  });
});

describe("topics", () => {
  test("are read and written alike", () => {
    const texts = ["spBv1.0/G/NBIRTH/N", "spBv1.0/G/DDATA/N/D", "spBv1.0/Werk 1/NDEATH/Linie ä"];
    for (const text of texts) {
      const topic = parseTopic(text);
      expect(topic.ok && formatTopic(topic.value)).toBe(text);
    }
  });

  test.each([
    ["spAv1.0/G/NBIRTH/N", "the first level is not spBv1.0"],
    ["spBv1.0/G/NBIRTH", "fewer than four levels"],
    ["spBv1.0/STATE/host", "fewer than four levels"],
    ["spBv1.0/G/HELLO/N", "HELLO is no message type"],
    ["spBv1.0/G/DDATA/N", "DDATA without a device"],
    ["spBv1.0/G/NDATA/N/D", "NDATA with a device"],
    ["spBv1.0/G/DDATA/N/D/E", "more than five levels"],
    ["spBv1.0//NBIRTH/N", "an empty level"],
  ])("%s is refused: %s", (text, reason) => {
    expect(parseTopic(text)).toEqual({ ok: false, error: reason });
  });

  test("any text is read or refused, never thrown at (property)", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const topic = parseTopic(text);
        expect(topic.ok ? formatTopic(topic.value) : topic.error).not.toBe("");
      }),
    );
  });
});
