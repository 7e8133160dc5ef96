import type { Import } from "./imports.ts";

/** A folder of the house, or `main.ts`. Rooms that do not exist yet have their place already. */
export type Room =
  | "base"
  | "plant"
  | "sim"
  | "balance"
  | "experiment"
  | "live"
  | "physics"
  | "protocol"
  | "editor"
  | "view"
  | "panels"
  | "app"
  | "node"
  | "main.ts"
  | "workers";

/** What of another room may be used: its code, only its types, or only its address (a worker's). */
type Use = "code" | "types" | "address";

/** Who may import whom. An edge that is not in this table is not allowed. */
export const ROOMS: Readonly<Record<Room, Readonly<Partial<Record<Room, Use>>>>> = {
  base: {},
  plant: { base: "code" },
  // Types of the contract that the run loop fulfils; code of the frame layout only (EXCEPTIONS below).
  sim: { base: "code", plant: "code", protocol: "types" },
  // A balance session fulfils its contract.
  balance: { base: "code", plant: "code", protocol: "types" },
  // A replication session fulfils its contract.
  experiment: { base: "code", plant: "code", sim: "code", balance: "code", protocol: "types" },
  // A live session fulfils its contract and obeys the contract's intervals.
  live: { base: "code", plant: "code", sim: "code", experiment: "code", protocol: "code" },
  physics: { base: "code", plant: "code" },
  // Contracts speak of what the core computes, but run none of it: the page would load the engine otherwise.
  protocol: {
    base: "code",
    plant: "code",
    sim: "types",
    balance: "types",
    experiment: "types",
    live: "types",
    physics: "types",
  },
  editor: { base: "code", plant: "code" },
  view: { base: "code", plant: "code", protocol: "code", editor: "code" },
  panels: { base: "code", plant: "code", protocol: "code", editor: "code", app: "code" },
  app: { base: "code", plant: "code", protocol: "code", editor: "code" },
  // The command line runs the whole core, and nothing that needs a page.
  node: {
    base: "code",
    plant: "code",
    sim: "code",
    balance: "code",
    experiment: "code",
    live: "code",
    physics: "code",
    protocol: "code",
  },
  "main.ts": {
    base: "code",
    plant: "code",
    protocol: "code",
    editor: "code",
    view: "code",
    panels: "code",
    app: "code",
    workers: "address",
  },
  workers: {
    base: "code",
    plant: "code",
    sim: "code",
    balance: "code",
    experiment: "code",
    live: "code",
    physics: "code",
    protocol: "code",
  },
};

/** Single files whose code may be used where the room's may not. */
const EXCEPTIONS: readonly { readonly from: Room; readonly to: string; readonly why: string }[] = [
  {
    from: "sim",
    to: "src/protocol/frame.ts",
    why: "The engine writes its frames itself, into the layout that the page reads: one definition for both sides.",
  },
  {
    from: "app",
    to: "src/experiment/study/editing.ts",
    why: "Scenarios are edited in the page: what they are, their differences and merges, and nothing that runs them.",
  },
];

/** Data beside the code, and who may name its address. */
const SCENES: readonly Room[] = ["app", "node"];

/** Where each package is at home. `node:` stands for all of Node's own modules. */
export const HOMES: Readonly<Record<string, readonly Room[]>> = {
  three: ["view"],
  "camera-controls": ["view"],
  "@dimforge/rapier3d-compat": ["physics"],
  preact: ["panels"],
  "@preact/signals-core": ["editor", "app", "panels", "main.ts"],
  uplot: ["panels"],
  // The schemas of plant and study files; the shape of a recording's lines, which are checked at the door as well.
  zod: ["plant", "experiment", "node"],
  "jsonc-parser": ["plant"],
  "@marcbachmann/cel-js": ["plant"],
  // Importers of other formats.
  papaparse: ["plant"],
  "fast-xml-parser": ["plant"],
  "dxf-parser": ["plant"],
  "simple-statistics": ["experiment"],
  comlink: ["workers", "app"],
  // The page's live session, and the emulator and the replay that speak for the plant.
  mqtt: ["live", "node"],
  "@bufbuild/protobuf": ["live"],
  aedes: ["node"],
  ws: ["node"],
  // Pages of the documentation, while the page is built.
  marked: ["node"],
  piscina: ["node"],
  "@nats-io/jetstream": ["node"],
  "@nats-io/transport-node": ["node"],
  "node:": ["node"],
};

/** The room of a path from the repository's root; undefined outside the house. */
export function roomOf(path: string): Room | undefined {
  const [top, second] = path.split("/");
  const name = top === "workers" ? top : top === "src" ? second : undefined;
  return name !== undefined && Object.hasOwn(ROOMS, name) ? (name as Room) : undefined;
}

/** `three/addons/x.js` → `three`, `@a/b/c` → `@a/b`, `node:fs` → `node:`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:";
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What is wrong with an import, in one line with its place; undefined when it is allowed. */
export function violation(edge: Import): string | undefined {
  const problem = edge.target === undefined ? strangerProblem(edge) : edgeProblem(edge, edge.target);
  return problem === undefined ? undefined : `${edge.file}:${edge.line}: "${edge.specifier}": ${problem}`;
}

function strangerProblem({ file, specifier, way }: Import): string | undefined {
  if (way === "dynamic" && specifier === "(computed)") return "an import() must name its file as a text";
  const room = roomOf(file);
  const name = packageOf(specifier);
  const homes = HOMES[name];
  if (homes === undefined) return `${name} has no home; give it one in test/house/import-map.ts`;
  if (room !== undefined && homes.includes(room)) return undefined;
  return `${name} is at home in ${homes.join(", ")}, not in ${room ?? file}`;
}

function edgeProblem({ file, typeOnly, way }: Import, target: string): string | undefined {
  if (!/\.(ts|tsx|css|json)$/.test(target))
    return "a relative import ends with the file's ending (.ts, .tsx)";
  if (target === "src/main.ts") return "main.ts joins everything; nothing imports it";
  const from = roomOf(file);
  if (from === undefined) return `${file} is in no room`;
  if (target.startsWith("scenes/") && way === "address" && SCENES.includes(from)) return undefined;
  const to = roomOf(target);
  if (to === undefined) return `${target} is in no room`;
  if (from === to) return undefined;
  const use = ROOMS[from][to];
  const exception = EXCEPTIONS.some((entry) => entry.from === from && entry.to === target);
  if (use === "code" || exception || (use === "types" && typeOnly) || (use === "address" && way === use)) {
    return undefined;
  }
  if (use !== undefined) return `${from} may use only ${use === "types" ? "types" : "the address"} of ${to}`;
  return `${from} may not import ${to}; it may import ${Object.keys(ROOMS[from]).join(", ") || "nothing"}`;
}
