import { DATATYPE } from "../../src/live/sparkplug/datatype.ts";
import { encodePayload, type OutgoingMetric } from "../../src/live/sparkplug/payload.ts";
import type { TaggedPlant } from "../../src/protocol/live.ts";

/** A line of two stations with tags: `drill` by aliases of the device Drill, `press` by names of the node. */
export const TAGGED: TaggedPlant = {
  id: "tagged",
  hierarchy: [],
  elements: [
    {
      kind: "station",
      id: "drill",
      placement: { position: [0, 0, 0], rotation: 0, size: [1, 1, 1] },
      cycleTime: 1,
      tags: [
        {
          signal: "state",
          group: "G",
          node: "N",
          device: "Drill",
          metric: "Status",
          map: { RUN: "working", HALT: "failed" },
        },
        { signal: "count", group: "G", node: "N", device: "Drill", metric: "Parts" },
      ],
    },
    {
      kind: "station",
      id: "press",
      placement: { position: [2, 0, 0], rotation: 0, size: [1, 1, 1] },
      cycleTime: 1,
      tags: [{ signal: "content", group: "G", node: "N", metric: "Inside" }],
    },
  ],
};

export interface MessageParts {
  readonly seq?: number;
  readonly bdSeq?: number;
  readonly metrics?: readonly OutgoingMetric[];
  /** ms since 1970 */
  readonly sent?: number;
}

export function payload({ seq, bdSeq, metrics = [], sent = 1000 }: MessageParts): Uint8Array {
  const birthNumber: OutgoingMetric[] =
    bdSeq === undefined ? [] : [{ name: "bdSeq", datatype: DATATYPE.int64, value: bdSeq }];
  return encodePayload({
    timestamp: sent,
    metrics: [...birthNumber, ...metrics],
    ...(seq === undefined ? {} : { seq }),
  });
}

export const NODE = {
  birth: "spBv1.0/G/NBIRTH/N",
  data: "spBv1.0/G/NDATA/N",
  death: "spBv1.0/G/NDEATH/N",
} as const;

export const DRILL = {
  birth: "spBv1.0/G/DBIRTH/N/Drill",
  data: "spBv1.0/G/DDATA/N/Drill",
  death: "spBv1.0/G/DDEATH/N/Drill",
} as const;

/** The drill's birth: `Status` has the alias 1, `Parts` the alias 2. */
export function drillBirth(seq: number, status = "RUN", parts = 10, sent = 1000): Uint8Array {
  return payload({
    seq,
    sent,
    metrics: [
      { name: "Status", alias: 1, datatype: DATATYPE.string, value: status },
      { name: "Parts", alias: 2, datatype: DATATYPE.int32, value: parts },
    ],
  });
}

/** What a device sends after its birth: no name, no type. */
export function aliased(alias: number, value: string | number, timestamp?: number): OutgoingMetric {
  return {
    alias,
    datatype: typeof value === "string" ? DATATYPE.string : DATATYPE.int32,
    value,
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}
