import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SCHEMA_FILE, schemaText } from "../../src/node/write-schema.ts";

describe("scenes/plant.schema.json", () => {
  const text = readFileSync(SCHEMA_FILE, "utf8");

  test("is what the code says; if not, run npm run schema", () => {
    expect(text).toBe(schemaText());
  });

  test("keeps the units", () => {
    const { $defs } = JSON.parse(text);
    expect($defs.Conveyor.properties.speed.unit).toBe("m/s");
    expect($defs.Placement.properties.rotation.unit).toBe("deg");
    expect($defs.Plant.properties.run.properties.horizon.unit).toBe("s");
  });

  test("asks only for what has no default", () => {
    const { $defs } = JSON.parse(text);
    expect($defs.Plant.required).toEqual(["format", "version", "id", "name", "products", "elements", "run"]);
  });
});
