import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readPlant } from "../../src/plant/read.ts";
import type { Plant } from "../../src/plant/schema.ts";

/** The scenes, by the name of their file. */
export const SCENES = [
  "hello-line",
  "body-shop",
  "machining",
  "final-assembly",
  "agv-lane",
  "nist-cell",
  "gearbox-cell",
] as const;

export function sceneText(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../scenes/${name}.plant.json`, import.meta.url)), "utf8");
}

/** A scene that must be without findings. */
export function readScene(name: string): Plant {
  const read = readPlant(sceneText(name));
  if (!read.ok)
    throw new Error(`scenes/${name}.plant.json: ${read.error.map(({ message }) => message).join("; ")}`);
  return read.value.plant;
}
