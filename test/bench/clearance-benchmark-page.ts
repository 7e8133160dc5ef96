import { wrap } from "comlink";
import type { Element, Plant } from "../../src/plant/schema.ts";
import type { ClearanceContract } from "../../src/protocol/clearance.ts";
import type { ClearanceBenchmark } from "./clearance-benchmark-result.ts";

/** Cells of a machine, a belt and a buffer in rows between aisles, columns and fences: a plant of everyday density. */
function plantOf(count: number): Plant {
  const elements: Element[] = [];
  const connections: Plant["connections"] = [];
  const perRow = 50;
  const kinds = ["station", "conveyor", "buffer"] as const;
  for (let i = 0; i < count; i++) {
    const [column, row] = [i % perRow, Math.floor(i / perRow)];
    const kind = kinds[i % 3] ?? "buffer";
    const placement = {
      position: [column * 4, row * 8, 0] as [number, number, number],
      rotation: i % 7 === 0 ? 90 : 0,
      size: [kind === "conveyor" ? 2.2 : 1.8, kind === "conveyor" ? 0.8 : 1.8, 1.2] as [
        number,
        number,
        number,
      ],
    };
    const common = { id: `e${i}`, placement };
    if (kind === "station") elements.push({ kind, ...common, cycleTime: 10 });
    else if (kind === "conveyor") elements.push({ kind, ...common, speed: 1, pitch: 1 });
    else elements.push({ kind, ...common });
    if (column > 0) connections.push({ from: `e${i - 1}`, to: `e${i}` });
  }
  const rows = Math.ceil(count / perRow);
  const west = -4;
  const east = perRow * 4;
  const lanes = Array.from({ length: rows }, (_, row) => row * 8 + 4);
  return {
    format: "taktwerk-plant",
    version: 1,
    id: "bench",
    name: "Benchmark",
    hierarchy: [],
    products: [{ id: "part" }],
    calendars: [],
    elements,
    connections,
    run: { horizon: 1000, warmup: 0, replications: 1, seed: 1 },
    layout: {
      floor: [west - 4, -8, east + 4, rows * 8],
      aisles: lanes.map((y) => [west, y - 1.5, east, y + 1.5]),
      walkways: lanes.map((y) => [west, y - 2.6, east, y - 1.6]),
      columns: lanes.flatMap((y) =>
        Array.from({ length: 13 }, (_, i) => [i * 16, y + 1.8, 0] as [number, number, number]),
      ),
      routes: lanes.slice(0, 10).map((y, i) => ({
        id: `route${i}`,
        points: [
          [west, y, 0],
          [east, y, 0],
          [east, y + 8, 0],
        ],
        vehicle: { front: 1, rear: 1, width: 0.9, height: 1.5, turningRadius: 1.5 },
      })),
    },
  };
}

async function benchmark(count: number, moves: number): Promise<ClearanceBenchmark> {
  const worker = new Worker(new URL("../../workers/clearance.worker.ts", import.meta.url), {
    type: "module",
  });
  const api = wrap<ClearanceContract>(worker);
  const plant = plantOf(count);
  const timed = async (action: () => PromiseLike<unknown>): Promise<number> => {
    const start = performance.now();
    await action();
    return performance.now() - start;
  };
  const firstCheck = await timed(() => api.check(plant, ""));
  const secondCheck = await timed(() => api.check(plant, ""));
  const times: number[] = [];
  let findings = 0;
  for (let k = 0; k < moves; k++) {
    const element = plant.elements[(k * 37) % count];
    if (element === undefined) continue;
    // Across rows and lanes in steps of a drag, so that it overlaps neighbours, columns, ways and routes now and then.
    const position: [number, number, number] = [(k * 0.37) % 190, (k * 0.53) % (count / 7), 0];
    const moved: Element = { ...element, placement: { ...element.placement, position } };
    times.push(await timed(async () => (findings += (await api.moved(moved)).length)));
  }
  worker.terminate();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    elements: count,
    firstCheck,
    secondCheck,
    moves,
    medianMove: at(0.5),
    p99Move: at(0.99),
    worstMove: at(1),
    findings,
  };
}

const query = new URLSearchParams(location.search);
window.clearanceBenchmark = await benchmark(
  Number(query.get("elements") ?? 2000),
  Number(query.get("moves") ?? 1000),
);
