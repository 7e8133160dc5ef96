import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readPlant } from "../../src/plant/read.ts";
import type { Element } from "../../src/plant/schema.ts";
import { readScene, SCENES, sceneText } from "./scenes.ts";

test("every scene is tested here", () => {
  const files = readdirSync("scenes").filter((name) => name.endsWith(".plant.json"));
  expect(files.map((name) => name.replace(".plant.json", "")).sort()).toEqual([...SCENES].sort());
});

/** Members that are choices of the plant's owner, so that somebody will ask where they come from. */
const QUESTIONED = ["cycleTime", "speed", "pitch", "capacity", "servers", "failures"] as const;

function unexplained(element: Element): string[] {
  const explained = Object.keys(element.provenance ?? {});
  return QUESTIONED.filter(
    (name) => name in element && !explained.some((path) => path.startsWith(`/${name}`)),
  ).map((name) => `${element.id}/${name}`);
}

describe.each(SCENES)("%s", (name) => {
  test("has no findings", () => {
    const read = readPlant(sceneText(name));
    expect(read.ok ? read.value.warnings : read.error).toEqual([]);
  });

  test("reads the same when it is written and read again", () => {
    const plant = readScene(name);
    const again = readPlant(JSON.stringify(plant));
    expect(again.ok && again.value.plant).toEqual(plant);
  });

  test("says of every number of its elements where it comes from", () => {
    expect(readScene(name).elements.flatMap(unexplained)).toEqual([]);
  });
});
