import { conveyorLength, pathLength } from "../geometry.ts";
import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const SHORT = rule(
  "conveyor/shorterThanPitch",
  "error",
  [
    "“{id}” is {length} m long, less than its pitch of {pitch} m, so no part fits",
    "Make it longer, or the pitch smaller",
  ],
  [
    "„{id}“ ist {length} m lang, kürzer als der Abstand von {pitch} m, also passt kein Teil darauf",
    "Verlängern Sie den Förderer, oder verkleinern Sie den Abstand",
  ],
);

const CAPACITY = rule(
  "conveyor/capacity",
  "error",
  [
    "“{id}” cannot hold {capacity} parts: {length} m at a pitch of {pitch} m is room for {fits}",
    "Give {fits} at most, or leave the capacity out",
  ],
  [
    "„{id}“ kann keine {capacity} Teile aufnehmen: {length} m bei {pitch} m Abstand bieten Platz für {fits}",
    "Geben Sie höchstens {fits} an, oder lassen Sie die Kapazität weg",
  ],
);

const PATH = rule(
  "conveyor/pathWithoutLength",
  "error",
  ["All points of the path of “{id}” are the same", "Give at least two different points, or remove the path"],
  [
    "Alle Punkte des Wegs von „{id}“ sind gleich",
    "Geben Sie mindestens zwei verschiedene Punkte an, oder entfernen Sie den Weg",
  ],
);

const DIFFERS = rule(
  "conveyor/lengthDiffers",
  "warning",
  [
    "“{id}” has a length of {length} m, but its path is {path} m long",
    "Correct one of them, or remove “length”",
  ],
  [
    "„{id}“ hat eine Länge von {length} m, sein Weg aber ist {path} m lang",
    "Berichtigen Sie eines davon, oder entfernen Sie „length“",
  ],
);

export const CONVEYOR_RULES: readonly Rule[] = [SHORT, CAPACITY, PATH, DIFFERS];

/** Relative difference from which length and path are taken for contradicting each other. */
const TOLERANCE = 0.05;

/** Conveyors are as long as what they carry needs. */
export function checkConveyors({ plant }: PlantIndex, report: Report): void {
  for (const [i, element] of plant.elements.entries()) {
    if (element.kind !== "conveyor") continue;
    const { id, pitch, capacity } = element;
    const length = conveyorLength(element);
    const path = element.path === undefined ? length : pathLength(element.path);
    if (path === 0) {
      report(PATH, ["elements", i, "path"], { id });
      continue;
    }
    // A hair of tolerance, since 0.3 / 0.1 is not 3 in binary.
    const fits = Math.floor(length / pitch + 1e-9);
    if (fits < 1) report(SHORT, ["elements", i], { id, length, pitch });
    else if (capacity !== undefined && capacity > fits) {
      report(CAPACITY, ["elements", i, "capacity"], { id, capacity, length, pitch, fits });
    }
    if (Math.abs(length - path) > TOLERANCE * path)
      report(DIFFERS, ["elements", i, "length"], { id, length, path });
  }
}
