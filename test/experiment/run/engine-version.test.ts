import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENGINE_VERSION } from "../../../src/experiment/run/engine-version.ts";

test("the engine's version is the package's", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(ENGINE_VERSION).toBe(manifest.version);
});
