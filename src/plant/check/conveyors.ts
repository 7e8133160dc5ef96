import { conveyorLength, pathLength } from "../geometry.ts";
import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const SHORT = rule("conveyor/shorterThanPitch", "error");

const CAPACITY = rule("conveyor/capacity", "error");

const PATH = rule("conveyor/pathWithoutLength", "error");

const DIFFERS = rule("conveyor/lengthDiffers", "warning");

export const CONVEYOR_RULES: readonly Rule[] = [SHORT, CAPACITY, PATH, DIFFERS];

/** Relative difference from which length and path are taken for contradicting each other. */
const TOLERANCE = 0.05;

/** Conveyors are as long as what they carry needs. */
export function checkConveyors({ plant }: PlantIndex, report: Report): void {
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind !== "conveyor" && element.kind !== "merge") continue;
    const { id, pitch } = element;
    const capacity = element.kind === "conveyor" ? element.capacity : undefined;
    const length = conveyorLength(element);
    const path = element.path === undefined ? length : pathLength(element.path);
    if (path === 0) {
      report(PATH, ["elements", i, "path"], { id });
      continue;
    }
    if (Math.abs(length - path) > TOLERANCE * path)
      report(DIFFERS, ["elements", i, "length"], { id, length, path });
    if (typeof pitch !== "number") continue;
    // A hair of tolerance, since 0.3 / 0.1 is not 3 in binary.
    const fits = Math.floor(length / pitch + 1e-9);
    if (fits < 1) report(SHORT, ["elements", i], { id, length, pitch });
    else if (capacity !== undefined && capacity > fits) {
      report(CAPACITY, ["elements", i, "capacity"], { id, capacity, length, pitch, fits });
    }
  }
}
