import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HOMES, ROOMS, packageOf, violation } from "./import-map.ts";
import { filesBelow, importsOf, productImports, ROOT } from "./imports.ts";

const imports = productImports();

function violationsOf(file: string, text: string): string[] {
  return importsOf(file, text).flatMap((edge) => violation(edge) ?? []);
}

describe("imports point one way", () => {
  test("every import is in the table of rooms, every package at home", () => {
    // Far more than a reader that overlooks most imports would find.
    expect(imports.length).toBeGreaterThan(500);
    expect(imports.flatMap((edge) => violation(edge) ?? [])).toEqual([]);
  });

  test("every relative import names a file that exists", () => {
    const missing = imports.filter(
      ({ target }) => target !== undefined && !target.includes("*") && !existsSync(join(ROOT, target)),
    );
    expect(missing.map(({ file, line, specifier }) => `${file}:${line}: ${specifier}`)).toEqual([]);
  });

  test("every folder of src is a room", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true });
    for (const { name } of folders) expect(Object.keys(ROOMS), `src/${name}`).toContain(name);
  });

  test("the rooms themselves have no circle, types left aside", () => {
    const done = new Set<string>();
    const visit = (room: keyof typeof ROOMS, path: readonly string[]): void => {
      expect(path, `a circle: ${[...path, room].join(" → ")}`).not.toContain(room);
      if (done.has(room)) return;
      for (const [next, use] of Object.entries(ROOMS[room])) {
        if (use === "code") visit(next as keyof typeof ROOMS, [...path, room]);
      }
      done.add(room);
    };
    for (const room of Object.keys(ROOMS)) visit(room as keyof typeof ROOMS, []);
  });

  test("view and panels never import each other, not even a type", () => {
    expect(ROOMS.view).not.toHaveProperty("panels");
    expect(ROOMS.panels).not.toHaveProperty("view");
    expect(ROOMS.view).not.toHaveProperty("app");
  });

  test("every package that the product needs is used, or its room is yet to come", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const used = new Set(
      imports.filter(({ target }) => target === undefined).map((edge) => packageOf(edge.specifier)),
    );
    for (const name of Object.keys(dependencies)) {
      const homes = HOMES[name] ?? [];
      expect(homes, `${name} has no home`).not.toEqual([]);
      const built = homes.some(
        (room) =>
          room === "main.ts" || filesBelow(room === "workers" ? room : `src/${room}`, [".ts"]).length > 0,
      );
      if (built) expect([...used], `${name} is not used`).toContain(name);
    }
    for (const name of used) {
      if (name !== "node:")
        expect(Object.keys(dependencies), `${name} is not in package.json`).toContain(name);
    }
  });

  test("a worker is a socket of a few lines", () => {
    for (const file of filesBelow("workers", [".ts"])) {
      const lines = readFileSync(join(ROOT, file), "utf8").split("\n").length;
      expect(lines, `lines of ${file}`).toBeLessThanOrEqual(50);
    }
  });
});

describe("the map catches what it is for", () => {
  const caught: readonly [title: string, file: string, text: string, problem: RegExp][] = [
    [
      "the core must not know the page",
      "src/sim/x.ts",
      'import { Session } from "../app/session.ts";',
      /^src\/sim\/x\.ts:1: .*sim may not import app/,
    ],
    [
      "view and panels meet in editor",
      "src/view/x.ts",
      '\n\nimport { icon } from "../panels/icons.tsx";',
      /^src\/view\/x\.ts:3: .*view may not import panels/,
    ],
    [
      "panels do not draw",
      "src/panels/x.tsx",
      'export const a = <b />;\nimport type { View } from "../view/view.ts";',
      /^src\/panels\/x\.tsx:2: .*panels may not import view/,
    ],
    [
      "a lazy import is an import",
      "src/plant/x.ts",
      'export const load = () => import("../sim/simulation.ts");',
      /plant may not import sim/,
    ],
    [
      "a re-export is an import",
      "src/base/x.ts",
      'export * from "../plant/schema.ts";',
      /base may not import plant; it may import nothing/,
    ],
    [
      "a type inside an expression is an import",
      "src/base/x.ts",
      'export type P = import("../plant/schema.ts").Plant;',
      /base may not import plant/,
    ],
    [
      "contracts run no engine",
      "src/protocol/x.ts",
      'import { Simulation, type A } from "../sim/simulation.ts";',
      /only types of sim/,
    ],
    [
      "only the frame layout of protocol is code for sim",
      "src/sim/x.ts",
      'import { LIVE_VERSION } from "../protocol/live.ts";',
      /only types of protocol/,
    ],
    [
      "workers are reached by address only",
      "src/main.ts",
      'import "../workers/live.worker.ts";',
      /only the address of workers/,
    ],
    [
      "panels start no worker",
      "src/panels/x.ts",
      'new URL("../../workers/live.worker.ts", import.meta.url);',
      /panels may not import workers/,
    ],
    [
      "three is at home in view",
      "src/panels/x.ts",
      'import { Vector3 } from "three/src/math/Vector3.js";',
      /three is at home in view, not in panels/,
    ],
    [
      "rapier is at home in physics",
      "src/app/x.ts",
      'const r = await import("@dimforge/rapier3d-compat");',
      /at home in physics/,
    ],
    [
      "Node is at home in node",
      "src/plant/x.ts",
      'import { readFileSync } from "node:fs";',
      /node: is at home in node, not in plant/,
    ],
    ["a new package needs a home", "src/app/x.ts", 'import lodash from "lodash";', /lodash has no home/],
    [
      "endings are written out",
      "src/app/x.ts",
      'import { a } from "./session";',
      /ends with the file's ending/,
    ],
    ["nothing imports main.ts", "src/app/x.ts", 'import "../main.ts";', /nothing imports it/],
    ["import() names its file", "src/app/x.ts", "await import(name);", /must name its file/],
  ];
  test.each(caught)("%s", (_, file, text, problem) => {
    const found = violationsOf(file, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(problem);
  });

  test("what is allowed passes, and what only looks like an import is none", () => {
    expect(
      violationsOf(
        "src/sim/x.ts",
        [
          'import { HEADER } from "../protocol/frame.ts";',
          'import type { SimulationContract } from "../protocol/simulation.ts";',
          'import { type Plant } from "../plant/schema.ts";',
          '// import { Session } from "../app/session.ts";',
          'export const text = `import { x } from "../app/x.ts"`;',
        ].join("\n"),
      ),
    ).toEqual([]);
    expect(
      violationsOf("src/main.ts", 'new Worker(new URL("../workers/live.worker.ts", import.meta.url));'),
    ).toEqual([]);
  });
});
