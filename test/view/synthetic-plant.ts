import { conveyorPath, pathLength, pointAlong } from "../../src/plant/geometry.ts";
import { type Element, type ElementKind, type Plant, plantSchema } from "../../src/plant/schema.ts";
import { STARVED, WORKING } from "../../src/plant/states.ts";
import { Frame, frameBytes, HEADER } from "../../src/protocol/frame.ts";

/** The elements of a plant as the simulation worker lists them. */
export function elementList(plant: Plant): { id: string; kind: ElementKind }[] {
  return plant.elements.map(({ id, kind }) => ({ id, kind }));
}

/** Parallel lines of weld cells joined by conveyors, each from a source to a sink; 4 robots a cell. */
export function weldingPlant(lines: number, cells: number): Plant {
  const elements: unknown[] = [];
  const connections: { from: string; to: string }[] = [];
  const columns: [number, number, number][] = [];
  for (let line = 0; line < lines; line++) {
    const y = line * 12;
    let former: string | undefined;
    const add = (element: { id: string; [key: string]: unknown }): void => {
      elements.push(element);
      if (former !== undefined) connections.push({ from: former, to: element.id });
      former = element.id;
    };
    const place = (x: number, size: [number, number, number]): unknown => ({ position: [x, y, 0], size });
    add({
      kind: "source",
      id: `in-${line}`,
      placement: place(-5, [4, 4, 3]),
      arrivals: { mode: "saturated" },
    });
    for (let cell = 0; cell < cells; cell++) {
      const x = 3 + cell * 13;
      const conveyor = { kind: "conveyor", id: `conveyor-${line}-${cell}`, speed: 0.3, pitch: 5 };
      add({ ...conveyor, placement: place(x - 4.5, [3, 1.5, 0.55]) });
      add({
        kind: "station",
        id: `cell-${line}-${cell}`,
        name: `Weld ${line + 1}.${cell + 1}`,
        placement: place(x + 1.5, [9, 6.4, 2.5]),
        cycleTime: 50,
        appearance: { asset: "robotCell", robots: 4 },
      });
    }
    add({ kind: "sink", id: `out-${line}`, placement: place(cells * 13 + 0.5, [4, 4, 3]) });
    for (let i = 0; i <= cells; i++) columns.push([-6 + i * 13, y - 6, 0]);
  }
  return plantSchema.parse({
    format: "taktwerk-plant",
    version: 1,
    id: "welding",
    name: "Welding",
    products: [{ id: "body", shape: "carBody", finish: "bare" }],
    elements,
    connections,
    run: { horizon: 3600 },
    layout: { aisles: [[-8, 4.4, cells * 13, 7.6]], columns },
  });
}

/** Side by side conveyors that only carry boxes, for measuring. */
export function conveyorPlant(conveyors: number, length: number): Plant {
  return plantSchema.parse({
    format: "taktwerk-plant",
    version: 1,
    id: "conveyors",
    name: "Conveyors",
    products: ["box", "engine", "cylinder", "pallet"].map((shape) => ({
      id: shape,
      shape,
      size: [0.5, 0.4, 0.4],
    })),
    elements: Array.from({ length: conveyors }, (_, i) => ({
      kind: "conveyor",
      id: `conveyor-${i}`,
      placement: { position: [0, i * 2, 0], size: [length, 0.8, 0.6] },
      speed: 0.5,
      pitch: 0.6,
    })),
    run: { horizon: 3600 },
  });
}

/** A frame with room for so many parts. */
export function emptyFrame(plant: Plant, movers: number): Frame {
  const elements = plant.elements.length;
  return new Frame(new ArrayBuffer(frameBytes(elements, movers)), elements);
}

/** Fills a frame for a time (s): every station at work, `movers` parts evenly on the conveyors, moving. */
export function fillFrame(plant: Plant, frame: Frame, time: number, movers: number): void {
  frame.header[HEADER.time] = time;
  frame.header[HEADER.movers] = movers;
  plant.elements.forEach((element, i) => {
    const works = element.kind === "station";
    frame.state[i] = works ? WORKING : STARVED;
    frame.progress[i] = works ? (time / 50 + i * 0.37) % 1 : Number.NaN;
  });
  const conveyors = plant.elements.filter((element) => element.kind === "conveyor").map(measured);
  for (let m = 0; m < movers; m++) {
    const { path, length } = conveyors[m % conveyors.length]!;
    const slot = Math.floor(m / conveyors.length) / Math.ceil(movers / conveyors.length);
    const { x, y, z, yaw } = pointAlong(path, (slot * length + time * 0.5) % length);
    frame.key[m] = m;
    frame.product[m] = m % plant.products.length;
    frame.pose.set([x, y, z, yaw], m * 4);
  }
}

function measured(element: Extract<Element, { kind: "conveyor" }>): {
  path: ReturnType<typeof conveyorPath>;
  length: number;
} {
  const path = conveyorPath(element);
  return { path, length: pathLength(path) };
}
