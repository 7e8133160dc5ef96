import type { TransferCar } from "../../plant/elements/transfer-car.ts";
import type { Site } from "./site.ts";

const STEEL = "#3a3f45";
const BODY = "#e8862a";
const RAIL = "#1f5fa8";

/** Two rails in the floor and a car with a roller bed across them; its progress is its place on the rails. */
export function buildTransferCar(_element: TransferCar, site: Site): void {
  const { along, across, workHeight } = site;
  const length = Math.min(along, across * 0.9, Math.max(1, along * 0.3));
  const place = (progress: number): number => (Number.isFinite(progress) ? (progress - 0.5) * along : 0);
  for (const side of [-1, 1]) {
    site.box("always", 0, side * across * 0.32, 0, [along + length, 0.09, 0.06], STEEL);
    for (const end of [-1, 1])
      site.box("near", (end * (along + length)) / 2, side * across * 0.32, 0, [0.14, 0.3, 0.26], "#f2b705");
  }
  site.stand("floorPaint", "always", [0, 0, 0.01], [along + length, across, 1], "#8c949a");
  site.piece("box", BODY, (p) => ({ at: [place(p), 0, 0.1], scale: [length, across * 0.84, 0.2] }));
  site.piece("box", STEEL, (p) => ({
    at: [place(p), 0, 0.3],
    scale: [length * 0.7, across * 0.6, Math.max(0.05, workHeight - 0.42)],
  }));
  // Parts go on and off across the rails or along them: the bed shows no direction of its own.
  site.piece("rollers", "#ffffff", (p) => ({
    at: [place(p), 0, workHeight],
    scale: [length / 1.2, across * 0.84 - 0.1, 1],
  }));
  for (const side of [-1, 1]) {
    site.piece("box", RAIL, (p) => ({
      at: [place(p) + (side * length) / 2, 0, workHeight - 0.13],
      scale: [0.07, across * 0.84, 0.14],
    }));
  }
  site.state(along / 2 + length / 2, across / 2 + 0.1, [0, across / 2, workHeight + 0.75]);
  site.outline(Math.max(workHeight, 0.4), [0, 0, workHeight + 1.2]);
}
