import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DIST } from "./open-app.ts";

/** Everything that is fetched before the first running frame, gzipped, bytes. */
const LIMIT = 300_000;

const assets = readdirSync(join(DIST, "assets"));
const read = (name: string): string => readFileSync(join(DIST, "assets", name), "utf8");

/** Files that a file of the build imports by itself, not on demand. */
function staticImports(name: string): string[] {
  const found = [...read(name).matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)];
  return found.map((match) => match[1] ?? "").filter((imported) => assets.includes(imported));
}

function withImports(names: readonly string[]): Set<string> {
  const all = new Set<string>();
  const add = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    if (name.endsWith(".js")) for (const imported of staticImports(name)) add(imported);
  };
  for (const name of names) add(name);
  return all;
}

function only(pattern: RegExp): string {
  const found = assets.filter((name) => pattern.test(name));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} files are like ${pattern}`);
  return found[0];
}

/** Of several of which one is fetched. */
function largest(pattern: RegExp): string {
  const found = assets.filter((name) => pattern.test(name));
  const [first] = found.sort((a, b) => gzipSync(read(b)).length - gzipSync(read(a)).length);
  if (found.length < 2 || first === undefined) throw new Error(`No files are like ${pattern}`);
  return first;
}

const html = readFileSync(join(DIST, "index.html"), "utf8");
const needed = withImports([
  ...[...html.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map((match) => match[1] ?? ""),
  only(/^view-.*\.js$/),
  largest(/^(?:en|de)-.*\.js$/),
  only(/^simulation\.worker-.*\.js$/),
  only(/^body-shop\.plant-.*\.json$/),
]);

test("what loads before the first running frame is at most 300 kB gzipped", () => {
  const sizes = [...needed].map((name) => [name, gzipSync(read(name), { level: 9 }).length] as const);
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, gzipSync(html, { level: 9 }).length);
  const list = sizes.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} kB`).join(", ");
  console.log(`${(total / 1000).toFixed(1)} kB of ${LIMIT / 1000} kB: ${list}`);
  expect(total).toBeLessThanOrEqual(LIMIT);
});

test("physics, chart and MQTT are not in it", () => {
  for (const name of needed) {
    expect(name).not.toMatch(/rapier|plot|live\.worker/i);
    expect(read(name)).not.toMatch(/RawRigidBodySet|rapier_wasm/);
  }
});

test("nothing is fetched from elsewhere", () => {
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
