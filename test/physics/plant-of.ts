import type { Layout } from "../../src/plant/layout.ts";
import { type Plant, plantSchema } from "../../src/plant/schema.ts";

export type Vector = readonly [number, number, number];

export interface Thing {
  readonly id: string;
  readonly kind?: "station" | "buffer" | "conveyor" | "source" | "sink";
  readonly at: Vector;
  readonly size?: Vector;
  readonly rotation?: number;
  readonly path?: readonly Vector[];
}

const EXTRA = {
  station: { cycleTime: 10 },
  buffer: {},
  conveyor: { speed: 1, pitch: 0.01 },
  source: { arrivals: { mode: "saturated" } },
  sink: {},
};

/** A plant of things that stand somewhere, connected as told (`a>b`); what its flow lacks is not looked at. */
export function plantOf(
  things: readonly Thing[],
  connections: readonly string[] = [],
  layout?: Layout,
): Plant {
  const text = JSON.stringify({
    format: "taktwerk-plant",
    version: 1,
    id: "layout",
    name: "Layout",
    products: [{ id: "part" }],
    elements: things.map(({ id, kind = "station", at, size = [2, 2, 2], rotation, path }) => ({
      kind,
      id,
      placement: { position: at, size, ...(rotation === undefined ? {} : { rotation }) },
      ...(path === undefined ? {} : { path }),
      ...EXTRA[kind],
    })),
    connections: connections.map((pair) => {
      const [from, to] = pair.split(">");
      return { from, to };
    }),
    run: { horizon: 1000 },
    ...(layout === undefined ? {} : { layout }),
  });
  return plantSchema.parse(JSON.parse(text));
}
