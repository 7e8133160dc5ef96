import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScene } from "../golden/scenes.ts";
import { HASHED_SCENES, runHashes } from "./event-log-hash.ts";

/**
 * The hashes that Node and Chromium (test/browser/determinism.browser.test.ts) are both held against. After a change
 * that is meant to change results: `UPDATE_GOLDEN=1 npx vitest run --project node test/sim/determinism`.
 */
const FILE = fileURLToPath(new URL("./event-log-hashes.json", import.meta.url));

test("K7: in Node the event logs and results of the scenes have the hashes that every JavaScript engine must give", () => {
  const hashes = Object.fromEntries(
    Object.entries(HASHED_SCENES).map(([name, until]) => [
      name,
      runHashes(readScene(name as keyof typeof HASHED_SCENES), until),
    ]),
  );
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(FILE, `${JSON.stringify(hashes, undefined, 2)}\n`);
  expect(hashes).toEqual(JSON.parse(readFileSync(FILE, "utf8")));
  for (const { lines } of Object.values(hashes)) expect(lines).toBeGreaterThan(1000);
});
