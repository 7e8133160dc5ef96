import type { Plant } from "../plant/schema.ts";
import type { Vector } from "./vector.ts";

/** Points of the networks of vehicles and of footpaths, m: they are part of what is to be seen of a plant. */
export function pathPoints(plant: Plant | undefined): Vector[] {
  return (plant?.resources ?? []).flatMap((resource): Vector[] =>
    resource.kind === "network" || resource.kind === "footpaths"
      ? resource.points.map(({ position: [x, y, z] }) => [x, y, z])
      : [],
  );
}
