import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { err, ok, type Result } from "../../base/result.ts";
import { safeInteger } from "./integer.ts";
import { type Metric, MetricSchema, type Payload, PayloadSchema } from "./payload_pb.ts";
import { type MetricValue, type Table, writeValue } from "./value.ts";

/** Largest payload that is read, bytes; a birth of ten thousand metrics is about half of it. */
export const MAX_PAYLOAD = 1 << 20;

/** Reads the bytes of a message. @returns what is wrong, in words for a specialist; never throws */
export function decodePayload(bytes: Uint8Array): Result<Payload, string> {
  if (bytes.length > MAX_PAYLOAD) return err(`${bytes.length} bytes, more than ${MAX_PAYLOAD}`);
  try {
    return ok(fromBinary(PayloadSchema, bytes));
  } catch (error) {
    // The decoder tells of truncated or nonsensical bytes only by throwing.
    return err(error instanceof Error ? error.message : String(error));
  }
}

/** A metric that we publish. */
export interface OutgoingMetric {
  /** In births always; in data messages only where there is no alias. */
  readonly name?: string;
  readonly alias?: number;
  /** Number of the datatype, see datatype.ts. */
  readonly datatype: number;
  /** ms since 1970 */
  readonly timestamp?: number;
  /** Null when absent. */
  readonly value?: Exclude<MetricValue, Table>;
  readonly historical?: boolean;
}

export interface OutgoingPayload {
  /** ms since 1970 */
  readonly timestamp: number;
  /** 0 to 255; an NDEATH has none. */
  readonly seq?: number;
  readonly metrics: readonly OutgoingMetric[];
}

/** The bytes of a message that we publish. */
export function encodePayload(payload: OutgoingPayload): Uint8Array {
  const metrics = payload.metrics.map((metric) =>
    create(MetricSchema, {
      ...(metric.name === undefined ? {} : { name: metric.name }),
      ...(metric.alias === undefined ? {} : { alias: BigInt(metric.alias) }),
      ...(metric.timestamp === undefined ? {} : { timestamp: BigInt(Math.trunc(metric.timestamp)) }),
      ...(metric.historical === undefined ? {} : { isHistorical: metric.historical }),
      datatype: metric.datatype,
      ...(metric.value === undefined
        ? { isNull: true }
        : { value: writeValue(metric.value, metric.datatype) }),
    }),
  );
  return toBinary(
    PayloadSchema,
    create(PayloadSchema, {
      timestamp: BigInt(Math.trunc(payload.timestamp)),
      ...(payload.seq === undefined ? {} : { seq: BigInt(payload.seq) }),
      metrics,
    }),
  );
}

/** A timestamp of the wire, ms since 1970; undefined where it is absent or no time at all. */
export function wireTime(timestamp: bigint | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const time = safeInteger(timestamp);
  // 8.64e15 ms is the last instant that a Date can be.
  return typeof time === "number" && time > 0 && time <= 8.64e15 ? time : undefined;
}

/** The number that ties an edge node's death to its birth; undefined where the message has none. */
export function bdSeqOf(metrics: Iterable<Metric>): number | bigint | undefined {
  for (const { name, value } of metrics) {
    if (name !== "bdSeq") continue;
    if (value.case === "longValue" || value.case === "intValue") return safeInteger(BigInt(value.value));
  }
  return undefined;
}
