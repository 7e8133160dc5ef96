import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspectPlant } from "../../src/plant/inspect.ts";
import { readOwnPlant } from "../../src/plant/own-plant.ts";

const SCENES = join(import.meta.dirname, "../../scenes");
const files = readdirSync(SCENES).filter((name) => name.endsWith(".plant.json"));

test.each(files)("the page reads %s without checks as it would with them, and they find nothing", (file) => {
  const text = readFileSync(join(SCENES, file), "utf8");
  const inspected = inspectPlant(text);
  expect(inspected).toMatchObject({ ok: true, value: { warnings: [] } });
  expect(inspected.ok && readOwnPlant(text)).toEqual(inspected.ok && inspected.value.plant);
});
