import type { Edit } from "./example-plant.ts";

/** A rule, changes of the example that break it, and similar changes that do not. */
export interface RuleCase {
  readonly rule: string;
  readonly breaks: readonly Edit[];
  readonly keeps: readonly Edit[];
  /** Where the finding points, when that is worth telling. */
  readonly at?: string;
}

const placement = { position: [0, 0, 0], size: [2, 2, 1] };
const station = (id: string, more: object = {}): object => ({
  kind: "station",
  id,
  placement,
  cycleTime: 5,
  ...more,
});
const buffer = (id: string, more: object = {}): object => ({ kind: "buffer", id, placement, ...more });
/** Makes the store of the example a high-bay storage. */
const storage = (more: object = {}): Edit => [
  "/elements/3",
  {
    kind: "storage",
    id: "store",
    placement: { position: [0, 0, 0], size: [2, 6, 2] },
    bays: 2,
    levels: 2,
    bayWidth: 1,
    levelHeight: 1,
    crane: { travel: { speed: 2 }, hoist: { speed: 1 } },
    ...more,
  },
];
const route = (id: string, more: object = {}): object => ({
  id,
  points: [
    [0, 0, 0],
    [5, 0, 0],
  ],
  vehicle: { front: 1, rear: 1, width: 1, height: 1 },
  ...more,
});
const tag = { signal: "state", group: "g", node: "n", metric: "State" };
const mill = (duration: unknown): Edit => ["/elements/2/cycleTime/default", duration];
const entries = (...times: number[]): object[] => times.map((time) => ({ time }));

/** Saturated source → store directly. */
const intoStore: readonly Edit[] = [["/connections/-", { from: "in", to: "store" }]];

export const IDS_AND_REFERENCES: readonly RuleCase[] = [
  {
    rule: "id/duplicate",
    breaks: [["/products/-", { id: "a" }]],
    keeps: [["/products/1/name", "a"]],
    at: "/products/2/id",
  },
  {
    rule: "id/duplicate",
    breaks: [["/elements/2/failures/1/id", "tool"]],
    keeps: [["/elements/2/failures/1/id", "mill"]],
  },
  {
    rule: "id/duplicate",
    breaks: [["/layout", { routes: [route("tour"), route("tour")] }]],
    keeps: [["/layout", { routes: [route("tour"), route("mill")] }]],
    at: "/layout/routes/1/id",
  },
  {
    rule: "id/reserved",
    breaks: [["/hierarchy/-", { id: "constructor", level: "area", name: "x" }]],
    keeps: [["/hierarchy/-", { id: "builder", level: "area", name: "x" }]],
  },
  {
    rule: "id/duplicateConnection",
    breaks: [["/connections/-", { from: "in", to: "belt" }]],
    keeps: [["/connections/-", { from: "belt", to: "store" }]],
    at: "/connections/7",
  },
  {
    rule: "id/duplicateTag",
    breaks: [["/elements/4/tags", [tag]]],
    keeps: [["/elements/4/tags", [{ ...tag, device: "d" }]]],
  },
  {
    rule: "reference/dangling",
    breaks: [["/layout", { routes: [route("tour", { serves: ["quay-17"] })] }]],
    keeps: [["/layout", { routes: [route("tour", { serves: ["mill"] })] }]],
    at: "/layout/routes/0/serves/0",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/4/calendar", "nightwatch"]],
    keeps: [["/elements/4/calendar", "shift"]],
    at: "/elements/4/calendar",
  },
  {
    rule: "reference/misspelt",
    breaks: [["/elements/2/parent", "lien"]],
    keeps: [["/elements/2/parent", "works"]],
  },
  {
    rule: "reference/misspelt",
    breaks: [["/connections/6/from", "stroe"]],
    keeps: [],
    at: "/connections/6/from",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/0/products/sequence/0", "zebra"]],
    keeps: [["/elements/0/products/sequence/0", "b"]],
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/2/cycleTime/byProduct/zebra", 1]],
    keeps: [["/elements/2/cycleTime/byProduct/b", 1]],
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/4/routing/map/a", "nowhere"]],
    keeps: [["/elements/4/routing/map/a", "store"]],
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/2/routing/weights/nowhere", 1]],
    keeps: [["/elements/2/routing/weights/store", 1]],
  },
  { rule: "reference/dangling", breaks: [["/hierarchy/0/parent", "holding"]], keeps: [] },
  {
    rule: "reference/provenance",
    breaks: [["/products/0/provenance/~1size", { kind: "assumed", text: "t" }]],
    keeps: [["/products/1/provenance", { "/id": { kind: "source", text: "t" } }]],
  },
  {
    rule: "hierarchy/circular",
    breaks: [["/hierarchy/0/parent", "line"]],
    keeps: [["/hierarchy/-", { id: "area", level: "area", name: "x", parent: "works" }]],
  },
  { rule: "hierarchy/circular", breaks: [["/hierarchy/0/parent", "works"]], keeps: [] },
  {
    rule: "hierarchy/level",
    breaks: [["/hierarchy/-", { id: "hall", level: "area", name: "x", parent: "line" }]],
    keeps: [["/hierarchy/-", { id: "hall", level: "area", name: "x", parent: "works" }]],
  },
];

const crew = (size: number): Edit => ["/resources", [{ kind: "workers", id: "crew", size }]];
const needs = (...counts: number[]): Edit => [
  "/elements/4/workers",
  counts.map((count) => ({ pool: "crew", count })),
];

const service = (interval: number, id = "service"): Edit => [
  "/elements/2/maintenance",
  [{ id, clock: "calendar", interval, duration: 60 }],
];

const absent: Edit = ["/resources/0/absence", 0.1];

const exceptions = (...list: readonly (readonly [number, number])[]): Edit => [
  "/calendars/0/exceptions",
  list.map(([start, end]) => ({ start, end, working: false })),
];

export const WORKERS: readonly RuleCase[] = [
  {
    rule: "calendar/overlap",
    breaks: [exceptions([100, 200], [150, 300])],
    keeps: [exceptions([100, 200], [200, 300])],
    at: "/calendars/0/exceptions/1",
  },
  {
    rule: "calendar/reversed",
    breaks: [exceptions([200, 100])],
    keeps: [exceptions([2000, 2100])],
    at: "/calendars/0/exceptions/0",
  },
  {
    rule: "maintenance/endless",
    breaks: [service(60)],
    keeps: [service(61)],
    at: "/elements/2/maintenance/0/interval",
  },
  { rule: "id/duplicate", breaks: [service(500, "tool")], keeps: [service(500)] },
  {
    rule: "workers/tooFew",
    breaks: [crew(1), service(500), ["/elements/2/maintenance/0/workers", [{ pool: "crew", count: 2 }]]],
    keeps: [crew(2), service(500), ["/elements/2/maintenance/0/workers", [{ pool: "crew", count: 2 }]]],
  },
  {
    rule: "workers/tooFew",
    breaks: [crew(2), needs(3)],
    keeps: [crew(3), needs(3)],
    at: "/elements/4/workers/0",
  },
  {
    rule: "workers/tooFew",
    breaks: [crew(1), ["/elements/2/failures/0/workers", [{ pool: "crew", count: 2 }]]],
    keeps: [crew(2), ["/elements/2/failures/0/workers", [{ pool: "crew", count: 2 }]]],
    at: "/elements/2/failures/0/workers/0",
  },
  {
    rule: "workers/noShifts",
    breaks: [crew(5), needs(1), absent],
    keeps: [crew(5), needs(1), absent, ["/resources/0/calendar", "shift"]],
    at: "/resources/0/absence",
  },
  {
    rule: "reference/dangling",
    breaks: [crew(5), ["/elements/4/workers", [{ skill: "weld" }]]],
    keeps: [crew(5), ["/resources/0/skills", ["weld"]], ["/elements/4/workers", [{ skill: "weld" }]]],
    at: "/elements/4/workers/0/skill",
  },
  { rule: "workers/twice", breaks: [crew(5), needs(1, 1)], keeps: [crew(5), needs(2)] },
  {
    rule: "workers/unused",
    breaks: [crew(1)],
    keeps: [crew(1), ["/elements/4/before", [{ time: 1, workers: [{ pool: "crew" }] }]]],
    at: "/resources/0",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/4/workers", [{ pool: "nobody" }]]],
    keeps: [crew(1), needs(1)],
    at: "/elements/4/workers/0/pool",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/4/setup", { times: { a: { quux: 5 } } }]],
    keeps: [["/elements/4/setup", { times: { a: { b: 5 } }, initial: "a" }]],
    at: "/elements/4/setup/times/a/quux",
  },
  {
    rule: "id/duplicate",
    breaks: [
      ["/resources", [{ kind: "workers", id: "mill", size: 1 }]],
      ["/elements/4/workers", [{ pool: "mill" }]],
    ],
    keeps: [crew(1), needs(1)],
    at: "/resources/0/id",
  },
];

/** Pools `crew`, which the mill's operator belongs to, and `spare`. */
const two = (more: object = {}, spare: object = {}): readonly Edit[] => [
  [
    "/resources",
    [
      { kind: "workers", id: "crew", size: 4, ...more },
      { kind: "workers", id: "spare", size: 2, ...spare },
    ],
  ],
  ["/elements/4/workers", [{ pool: "crew" }]],
  ["/elements/4/before", [{ time: 1, workers: [{ pool: "spare" }] }]],
];
const pause = (window: object, more: object = {}): readonly Edit[] =>
  two({ breaks: { windows: [{ start: 100, end: 200, duration: 20, ...window }], ...more } });
const home = { position: [0, -4, 0], size: [2, 2, 2] };

/** The crew on footpaths past the example's elements, which all stand at the origin. */
const walks = (walking: object = {}, paths: object = {}, crewMore: object = {}): readonly Edit[] => [
  [
    "/resources",
    [
      {
        kind: "workers",
        id: "crew",
        size: 4,
        placement: home,
        walking: { speed: 1, footpaths: "paths", ...walking },
        ...crewMore,
      },
      {
        kind: "footpaths",
        id: "paths",
        points: [
          { id: "west", position: [-20, -2, 0] },
          { id: "east", position: [20, -2, 0] },
          { id: "far", position: [20, 30, 0] },
        ],
        paths: [
          { from: "west", to: "east" },
          { from: "east", to: "far" },
        ],
        ...paths,
      },
    ],
  ],
  ["/elements/4/workers", [{ pool: "crew" }]],
];
/** The operator's workplace, moved. */
const workplace = (x: number, y: number): Edit => [
  "/elements/4/placement",
  { position: [x, y, 0], size: [2, 2, 1] },
];

export const CREWS: readonly RuleCase[] = [
  { rule: "break/tooLong", breaks: pause({ duration: 101 }), keeps: pause({ duration: 100 }) },
  {
    rule: "break/beyondPeriod",
    breaks: pause({}, { period: 199 }),
    keeps: pause({}, { period: 200 }),
    at: "/resources/0/breaks/windows/0",
  },
  {
    rule: "break/windowTooShort",
    breaks: pause({ duration: 26 }, { atMostAway: 1 }),
    keeps: pause({ duration: 25 }, { atMostAway: 1 }),
  },
  {
    rule: "break/offShift",
    breaks: [...pause({ start: 350, end: 450 }, { period: 1000 }), ["/resources/0/calendar", "shift"]],
    keeps: [...pause({ start: 300, end: 400 }, { period: 1000 }), ["/resources/0/calendar", "shift"]],
  },
  {
    rule: "workers/nobodyElse",
    breaks: pause({}, { relief: { pool: "crew" } }),
    keeps: pause({}, { relief: { pool: "spare" } }),
    at: "/resources/0/breaks/relief/pool",
  },
  {
    rule: "workers/nobodyElse",
    breaks: two({ skills: ["weld"], calendar: "shift", absence: 0.1, replacement: { skill: "weld" } }),
    keeps: two(
      { skills: ["weld"], calendar: "shift", absence: 0.1, replacement: { skill: "weld" } },
      { skills: ["weld"] },
    ),
    at: "/resources/0/replacement",
  },
  {
    rule: "workers/neverAbsent",
    breaks: two({ replacement: { pool: "spare" } }),
    keeps: two({ calendar: "shift", absence: 0.1, replacement: { pool: "spare" } }),
  },
  {
    rule: "reference/dangling",
    breaks: pause({}, { relief: { pool: "nobody-there" } }),
    keeps: pause({}, { relief: { pool: "spare" } }),
    at: "/resources/0/breaks/relief/pool",
  },
  {
    rule: "reference/dangling",
    breaks: two({ calendar: "shift", absence: 0.1, replacement: { skill: "juggling" } }),
    keeps: two({ calendar: "shift", absence: 0.1, replacement: { pool: "spare" } }),
    at: "/resources/0/replacement/skill",
  },
  {
    rule: "reference/dangling",
    breaks: walks({ footpaths: "zebra-crossing" }),
    keeps: walks(),
    at: "/resources/0/walking/footpaths",
  },
  {
    rule: "workers/unused",
    breaks: [
      [
        "/resources",
        [
          { kind: "workers", id: "crew", size: 1 },
          { kind: "workers", id: "spare", size: 1 },
        ],
      ],
      ["/elements/4/workers", [{ pool: "crew" }]],
    ],
    keeps: [
      [
        "/resources",
        [
          {
            kind: "workers",
            id: "crew",
            size: 1,
            breaks: { windows: [{ start: 0, end: 60, duration: 60 }], relief: { pool: "spare" } },
          },
          { kind: "workers", id: "spare", size: 1 },
        ],
      ],
      ["/elements/4/workers", [{ pool: "crew" }]],
    ],
  },
  {
    rule: "footpath/duplicatePoint",
    breaks: [...walks(), ["/resources/1/points/2/id", "west"]],
    keeps: walks(),
    at: "/resources/1/points/2/id",
  },
  {
    rule: "footpath/unknownPoint",
    breaks: [...walks(), ["/resources/1/paths/1/to", "north"]],
    keeps: walks(),
    at: "/resources/1/paths/1/to",
  },
  {
    rule: "footpath/noLength",
    breaks: [...walks(), ["/resources/1/paths/1/to", "east"]],
    keeps: walks(),
    at: "/resources/1/paths/1",
  },
  {
    rule: "footpath/unused",
    breaks: [...walks(), ["/resources/0/walking", { speed: 1 }]],
    keeps: walks(),
    at: "/resources/1",
  },
  { rule: "footpath/twoWays", breaks: walks({ path: "straight" }), keeps: walks() },
  {
    rule: "footpath/noHome",
    breaks: [crew(1), needs(1), ["/resources/0/walking", { speed: 1, whenIdle: "home" }]],
    keeps: [
      crew(1),
      needs(1),
      ["/resources/0/walking", { speed: 1, whenIdle: "home" }],
      ["/resources/0/placement", home],
    ],
    at: "/resources/0",
  },
  {
    // The lower edge of the workplace is 3.01 m from the path.
    rule: "footpath/outOfReach",
    breaks: [...walks(), workplace(0, 2.01)],
    keeps: [...walks(), workplace(0, 2)],
    at: "/elements/4/placement",
  },
  {
    rule: "footpath/noWay",
    breaks: [...walks(), workplace(22, 20), ["/resources/1/paths/1/oneWay", true]],
    keeps: [...walks(), workplace(22, 20)],
    at: "/elements/4/placement",
  },
];

/** A transport of its own beside the example, which breaks no rule, and its fleet. */
const haul = (transport: object = {}, fleet: object = {}): readonly Edit[] => [
  [
    "/elements/-",
    { kind: "source", id: "yard", placement, arrivals: { mode: "interarrival", interarrival: 60 } },
  ],
  [
    "/elements/-",
    { kind: "transport", id: "haul", placement, fleet: "agv", pickup: "A", drop: "B", ...transport },
  ],
  ["/connections/-", { from: "yard", to: "haul" }],
  ["/connections/-", { from: "haul", to: "out" }],
  [
    "/resources",
    [
      {
        kind: "fleet",
        id: "agv",
        vehicles: 2,
        home: "A",
        travel: { by: "times", times: { A: { B: 60 }, B: { A: 50 } } },
        ...fleet,
      },
    ],
  ],
];
const crane = (more: object): object => ({
  travel: { by: "axes", locations: { A: [0, 0, 0], B: [9, 0, 0] }, x: { speed: 1 }, ...more },
});
const battery = { capacity: 5, chargers: ["B"], power: 9, chargeBelow: 0.3, perSecond: 0.001 };

export const TRANSPORT: readonly RuleCase[] = [
  { rule: "transport/noFleet", breaks: haul({ fleet: "agvs" }), keeps: haul(), at: "/elements/7/fleet" },
  {
    rule: "transport/noPlace",
    breaks: haul({ pickup: {} }),
    keeps: haul({ pickup: { yard: "A" } }),
    at: "/elements/7/pickup",
  },
  { rule: "transport/noPlace", breaks: haul({ drop: { store: "B" } }), keeps: haul({ drop: { out: "B" } }) },
  {
    rule: "transport/notConnected",
    breaks: haul({ drop: { out: "B", store: "B" } }),
    keeps: haul({ drop: { out: "B" } }),
    at: "/elements/7/drop/store",
  },
  {
    rule: "transport/tripExceedsVehicle",
    breaks: haul({ partsPerTrip: 3 }, { capacity: 2 }),
    keeps: haul({ partsPerTrip: 2 }, { capacity: 2 }),
    at: "/elements/7/partsPerTrip",
  },
  {
    rule: "fleet/unused",
    breaks: [
      ...haul(),
      ["/resources/-", { kind: "fleet", id: "spare", vehicles: 1, home: "A", ...crane({}) }],
    ],
    keeps: haul(),
    at: "/resources/1",
  },
  {
    rule: "tag/noVehicle",
    breaks: haul({}, { tags: [{ ...tag, signal: "vehicleState", vehicle: 9 }] }),
    keeps: haul({}, { tags: [{ ...tag, signal: "vehicleState", vehicle: 1 }] }),
    at: "/resources/0/tags/0/vehicle",
  },
  {
    rule: "tag/noBattery",
    breaks: haul({}, { tags: [{ ...tag, signal: "battery", vehicle: 1 }] }),
    keeps: haul({}, { tags: [{ ...tag, signal: "location", vehicle: 1 }] }),
    at: "/resources/0/tags/0/signal",
  },
  {
    rule: "id/duplicateTag",
    breaks: haul({}, { tags: [1, 1].map((vehicle) => ({ ...tag, signal: "location", vehicle })) }),
    keeps: haul(
      {},
      { tags: ["A", "B"].map((metric) => ({ ...tag, signal: "location", vehicle: 1, metric })) },
    ),
  },
  {
    rule: "fleet/noTime",
    breaks: haul({}, { travel: { by: "times", times: { A: { B: 60 } } } }),
    keeps: haul(),
    at: "/resources/0/travel/times",
  },
  { rule: "fleet/noTime", breaks: haul({ returnTo: "C" }), keeps: haul({ returnTo: "A" }) },
  {
    rule: "fleet/noTime",
    breaks: haul({}, { home: "H" }),
    keeps: haul({}, { home: "H", travel: { by: "times", times: { A: { B: 6 }, B: { A: 5 }, H: { A: 1 } } } }),
  },
  {
    rule: "fleet/unknownPlace",
    breaks: haul({ drop: "C" }, crane({})),
    keeps: haul({}, crane({})),
    at: "/resources/0/travel/locations",
  },
  {
    rule: "fleet/noAxis",
    breaks: haul({}, crane({ locations: { A: [0, 0, 0], B: [9, 1, 0] } })),
    keeps: haul({}, crane({ locations: { A: [0, 0, 0], B: [9, 1, 0] }, y: { speed: 1 } })),
  },
  {
    rule: "fleet/noAxis",
    breaks: haul({}, crane({ travelHeight: 3 })),
    keeps: haul({}, crane({ travelHeight: 0 })),
  },
  {
    rule: "fleet/motionWithoutNetwork",
    breaks: haul({}, { acceleration: 1 }),
    keeps: haul(),
    at: "/resources/0/acceleration",
  },
  {
    rule: "fleet/chargeLimits",
    breaks: haul({}, { battery: { ...battery, chargeTo: 0.3 } }),
    keeps: haul({}, { battery }),
    at: "/resources/0/battery/chargeBelow",
  },
  {
    rule: "reference/dangling",
    breaks: haul({}, { drivers: [{ pool: "nobody" }] }),
    keeps: haul(),
    at: "/resources/0/drivers/0/pool",
  },
  {
    rule: "time/overflow",
    breaks: haul({ loadTime: { dist: "exponential", mean: 3.1e9 } }),
    keeps: haul({ loadTime: { dist: "exponential", mean: 30 } }),
    at: "/elements/7/loadTime",
  },
];

/** A network under the fleet of `haul`. */
const drive = (network: object = {}, fleet: object = {}, transport: object = {}): readonly Edit[] => [
  ...haul(transport, {
    travel: { by: "network", network: "net" },
    home: "H",
    vehicles: 1,
    speed: { empty: 2, loaded: 1 },
    ...fleet,
  }),
  [
    "/resources/-",
    {
      kind: "network",
      id: "net",
      points: [
        { id: "A", position: [0, 0, 0] },
        { id: "B", position: [9, 0, 0] },
        { id: "H", position: [0, 5, 0], capacity: 2 },
      ],
      segments: [
        { from: "A", to: "B", twoWay: true },
        { from: "A", to: "H", twoWay: true },
      ],
      ...network,
    },
  ],
];
const point = (id: string, x: number, more: object = {}): object => ({ id, position: [x, 0, 0], ...more });

const zones = (...list: [share: number, ...products: string[]][]): object => ({
  assignment: { by: "classes", zones: list.map(([share, ...products]) => ({ share, products })) },
});
const fixed = (places: object): object => ({ assignment: { by: "fixed", places } });

export const STORAGES: readonly RuleCase[] = [
  {
    rule: "storage/largerThanPlace",
    breaks: [storage({ bays: 3 })],
    keeps: [storage()],
    at: "/elements/3/bays",
  },
  {
    rule: "storage/largerThanPlace",
    breaks: [storage({ levelHeight: 1.1 })],
    keeps: [storage({ levelHeight: 0.9 })],
    at: "/elements/3/levels",
  },
  {
    rule: "storage/zoneShares",
    breaks: [storage(zones([0.6, "a"], [0.5, "b"]))],
    keeps: [storage(zones([0.6, "a"], [0.4, "b"]))],
  },
  {
    rule: "storage/twoZones",
    breaks: [storage(zones([0.6, "a"], [0.4, "b", "a"]))],
    keeps: [storage(zones([0.6, "a"], [0.4, "b"]))],
    at: "/elements/3/assignment/zones/1/products/1",
  },
  {
    rule: "storage/outsideRack",
    breaks: [storage(fixed({ a: [{ bays: { from: 2, to: 3 } }], b: [{}] }))],
    keeps: [storage(fixed({ a: [{ bays: { from: 2, to: 2 } }], b: [{}] }))],
    at: "/elements/3/assignment/places/a/0/bays",
  },
  {
    rule: "storage/noPlace",
    breaks: [storage(fixed({ a: [{}] }))],
    keeps: [storage(fixed({ a: [{}], b: [{}] }))],
  },
  {
    rule: "storage/noRoomToRelocate",
    breaks: [storage({ depth: 2, bays: 1, levels: 1, sides: 1 })],
    keeps: [storage({ depth: 2, bays: 1, levels: 1 })],
  },
  {
    rule: "reference/dangling",
    breaks: [storage(zones([0.5, "quux"]))],
    keeps: [storage(zones([0.5, "a"]))],
  },
];

export const TRAFFIC: readonly RuleCase[] = [
  {
    rule: "network/none",
    breaks: drive({}, { travel: { by: "network", network: "nets" } }),
    keeps: drive(),
    at: "/resources/0/travel/network",
  },
  { rule: "network/noSpeed", breaks: drive({}, { speed: undefined }), keeps: drive(), at: "/resources/0" },
  {
    rule: "network/duplicatePoint",
    breaks: [...drive(), ["/resources/1/points/-", point("A", 3)]],
    keeps: [...drive(), ["/resources/1/points/-", point("C", 3)]],
    at: "/resources/1/points/3/id",
  },
  {
    rule: "network/unknownPoint",
    breaks: [...drive(), ["/resources/1/segments/-", { from: "A", to: "Z" }]],
    keeps: [...drive(), ["/resources/1/segments/-", { from: "A", to: "B" }]],
    at: "/resources/1/segments/2/to",
  },
  {
    rule: "network/noLength",
    breaks: [...drive(), ["/resources/1/segments/-", { from: "A", to: "A" }]],
    keeps: [...drive(), ["/resources/1/segments/-", { from: "B", to: "A" }]],
    at: "/resources/1/segments/2",
  },
  { rule: "network/notAPoint", breaks: drive({}, {}, { drop: "Z" }), keeps: drive(), at: "/resources/0" },
  {
    rule: "network/noWay",
    breaks: [...drive(), ["/resources/1/segments/0/twoWay", false]],
    keeps: drive(),
    at: "/resources/1",
  },
  {
    rule: "network/homeFull",
    breaks: drive({}, { vehicles: 3 }),
    keeps: drive({}, { vehicles: 2 }),
    at: "/resources/1/points/2",
  },
  {
    rule: "network/deadlock",
    breaks: drive(
      { points: [point("A", 0), point("B", 9), point("H", -9)] },
      { vehicles: 2, home: ["A", "B"] },
      { pickup: "H" },
    ),
    keeps: drive({}, { vehicles: 2 }),
    at: "/resources/1",
  },
  {
    rule: "network/tooFewRefuges",
    breaks: drive(
      {
        points: [
          point("A", 0, { capacity: 2 }),
          point("B", 9, { capacity: 2 }),
          point("H", -9, { capacity: 2 }),
        ],
      },
      { vehicles: 5, home: ["H", "H", "A", "A", "B"] },
    ),
    keeps: drive({}, { vehicles: 2 }),
    at: "/resources/1",
  },
  {
    rule: "network/blockedStart",
    breaks: drive(
      {
        points: [point("T", 18), point("A", 0), point("B", 9), point("S", -9)],
        segments: [
          { from: "S", to: "A", twoWay: true },
          { from: "A", to: "B", twoWay: true },
          { from: "B", to: "T", twoWay: true },
        ],
      },
      { vehicles: 2, home: ["A", "B"] },
    ),
    keeps: drive({}, { vehicles: 2 }),
  },
  {
    rule: "network/shortSegment",
    breaks: drive({}, { size: { length: 6, width: 1 } }),
    keeps: drive({}, { size: { length: 5, width: 1 } }),
    at: "/resources/1/segments/1",
  },
  {
    rule: "network/unused",
    breaks: [
      ...haul(),
      [
        "/resources/-",
        {
          kind: "network",
          id: "net",
          points: [point("A", 0), point("B", 1)],
          segments: [{ from: "A", to: "B" }],
        },
      ],
    ],
    keeps: drive(),
    at: "/resources/1",
  },
];

export const FLOW: readonly RuleCase[] = [
  { rule: "flow/unconnected", breaks: [["/elements/-", station("spare")]], keeps: [], at: "/elements/6" },
  {
    rule: "flow/unreachable",
    breaks: [
      ["/elements/-", station("spare")],
      ["/connections/-", { from: "spare", to: "out" }],
    ],
    keeps: [
      ["/elements/-", station("spare")],
      ["/connections/-", { from: "spare", to: "out" }],
      ["/connections/-", { from: "belt", to: "spare" }],
    ],
  },
  {
    rule: "flow/deadEnd",
    breaks: [
      ["/elements/-", station("spare")],
      ["/connections/-", { from: "belt", to: "spare" }],
    ],
    keeps: [
      ["/elements/-", station("spare")],
      ["/connections/-", { from: "belt", to: "spare" }],
      ["/connections/-", { from: "spare", to: "out" }],
    ],
  },
  {
    rule: "flow/sourceInput",
    breaks: [["/connections/-", { from: "belt", to: "in" }]],
    keeps: [["/connections/-", { from: "belt", to: "bench" }]],
    at: "/connections/7",
  },
  {
    rule: "flow/sinkOutput",
    breaks: [["/connections/-", { from: "out", to: "store" }]],
    keeps: [["/connections/-", { from: "belt", to: "out" }]],
  },
  {
    rule: "flow/selfConnection",
    breaks: [["/connections/-", { from: "belt", to: "belt" }]],
    keeps: [["/connections/-", { from: "belt", to: "bench" }]],
  },
  {
    rule: "flow/noWaitingRoom",
    breaks: [
      ["/elements/4/routing/map/a", "mill"],
      ["/connections/-", { from: "bench", to: "mill" }],
    ],
    keeps: [
      ["/elements/-", buffer("pause", { capacity: 2 })],
      ["/elements/4/routing/map/a", "pause"],
      ["/connections/-", { from: "bench", to: "pause" }],
      ["/connections/-", { from: "pause", to: "mill" }],
    ],
    at: "/elements/2",
  },
  {
    rule: "flow/noWaitingRoom",
    breaks: [
      ["/elements/4/routing/map/a", "mill"],
      ["/connections/-", { from: "bench", to: "mill" }],
      ["/resources", [{ kind: "conwip", id: "few", section: ["mill", "bench"], limit: 2 }]],
    ],
    keeps: [
      ["/elements/4/routing/map/a", "mill"],
      ["/connections/-", { from: "bench", to: "mill" }],
      ["/resources", [{ kind: "conwip", id: "few", section: ["mill", "bench"], limit: 1 }]],
    ],
  },
  { rule: "flow/noSource", breaks: [["/elements/0", buffer("in", { capacity: 1 })]], keeps: [] },
  {
    rule: "routing/notConnected",
    breaks: [["/elements/2/routing/weights/out", 1]],
    keeps: [
      ["/elements/2/routing/weights/out", 1],
      ["/connections/-", { from: "mill", to: "out" }],
    ],
    at: "/elements/2/routing/weights/out",
  },
  {
    rule: "routing/notConnected",
    breaks: [["/elements/4/routing/map/a", "belt"]],
    keeps: [["/elements/4/routing/map/a", "store"]],
  },
  {
    rule: "routing/noWeight",
    breaks: [["/elements/2/routing/weights", { store: 0, bench: 0 }]],
    keeps: [["/elements/2/routing/weights", { store: 0, bench: 1 }]],
  },
  {
    rule: "routing/neverChosen",
    breaks: [["/elements/2/routing/weights/bench", 0]],
    keeps: [["/elements/2/routing/weights/bench", 0.001]],
  },
  {
    rule: "product/noCycleTime",
    breaks: [mill(undefined)],
    keeps: [mill(undefined), ["/elements/2/cycleTime/byProduct/b", 5]],
    at: "/elements/2/cycleTime",
  },
  {
    rule: "product/noCycleTime",
    breaks: [
      ["/elements/-", station("late", { cycleTime: { byProduct: { a: 1 } } })],
      ["/connections/5/to", "late"],
      ["/elements/4/routing/map/b", "late"],
      ["/connections/-", { from: "late", to: "out" }],
    ],
    keeps: [
      ["/elements/-", station("late", { cycleTime: { byProduct: { b: 1 } } })],
      ["/connections/5/to", "late"],
      ["/elements/4/routing/map/b", "late"],
      ["/connections/-", { from: "late", to: "out" }],
    ],
  },
  {
    rule: "product/noDestination",
    breaks: [["/elements/4/routing/map/b", undefined]],
    keeps: [["/elements/4/routing/map/b", "out"]],
  },
  {
    rule: "product/noPriority",
    breaks: [["/elements/3/discipline/priority/b", undefined]],
    keeps: [["/elements/3/discipline", "lifo"]],
  },
  {
    rule: "product/noWeight",
    breaks: [["/elements/0/products", { order: "random", weights: { a: 0, b: 0 } }]],
    keeps: [["/elements/0/products", { order: "random", weights: { a: 0, b: 1 } }]],
  },
  {
    rule: "product/unused",
    breaks: [["/elements/0/products/sequence", ["a"]]],
    keeps: [["/elements/0/products/sequence", ["b", "a"]]],
    at: "/products/1",
  },
  {
    rule: "zeroTime/flood",
    breaks: [...intoStore, ["/elements/3/capacity", undefined]],
    keeps: [...intoStore, ["/elements/3/capacity", undefined], ["/elements/0/arrivals/conwip", 9]],
  },
  {
    rule: "zeroTime/flood",
    breaks: [
      ["/elements/-", station("pass", { cycleTime: 0 })],
      ["/elements/-", buffer("heap")],
      ["/connections/-", { from: "in", to: "pass" }],
      ["/connections/-", { from: "pass", to: "heap" }],
      ["/connections/-", { from: "heap", to: "belt" }],
    ],
    keeps: [
      ["/elements/-", station("pass", { cycleTime: 1 })],
      ["/elements/-", buffer("heap")],
      ["/connections/-", { from: "in", to: "pass" }],
      ["/connections/-", { from: "pass", to: "heap" }],
      ["/connections/-", { from: "heap", to: "belt" }],
    ],
  },
  {
    rule: "zeroTime/shortCircuit",
    breaks: intoStore,
    keeps: [
      ...intoStore,
      ["/connections/6/to", "bench"],
      ["/elements/4/routing/map/b", "out"],
      ["/connections/5", { from: "mill", to: "out" }],
      ["/elements/2/routing/weights/out", 1],
    ],
  },
  {
    rule: "zeroTime/loop",
    breaks: [
      ["/elements/-", buffer("ring", { capacity: 1 })],
      ["/connections/-", { from: "store", to: "ring" }],
      ["/connections/-", { from: "ring", to: "store" }],
    ],
    keeps: [
      ["/elements/-", station("ring")],
      ["/connections/-", { from: "store", to: "ring" }],
      ["/connections/-", { from: "ring", to: "store" }],
    ],
  },
];

export const NUMBERS: readonly RuleCase[] = [
  {
    rule: "distribution/order",
    breaks: [mill({ dist: "uniform", min: 2, max: 1 })],
    keeps: [mill({ dist: "uniform", min: 1, max: 1 })],
    at: "/elements/2/cycleTime/default",
  },
  {
    rule: "distribution/order",
    breaks: [mill({ dist: "triangular", min: 1, mode: 4, max: 3 })],
    keeps: [mill({ dist: "triangular", min: 1, mode: 3, max: 3 })],
  },
  {
    rule: "distribution/order",
    breaks: [["/elements/2/failures/1/timeToRepair", { dist: "normal", mean: 5, sd: 1, min: 8, max: 6 }]],
    keeps: [["/elements/2/failures/1/timeToRepair", { dist: "normal", mean: 5, sd: 1, min: 2, max: 8 }]],
  },
  {
    rule: "distribution/noMass",
    breaks: [mill({ dist: "normal", mean: 10, sd: 1, max: 1 })],
    keeps: [mill({ dist: "normal", mean: 10, sd: 1, max: 14 })],
  },
  {
    rule: "distribution/truncationShiftsMean",
    breaks: [mill({ dist: "normal", mean: 10, sd: 10 })],
    keeps: [mill({ dist: "normal", mean: 10, sd: 3 })],
  },
  {
    rule: "distribution/weightCount",
    breaks: [mill({ dist: "empirical", values: [1, 2], weights: [1] })],
    keeps: [mill({ dist: "empirical", values: [1, 2], weights: [1, 0] })],
  },
  {
    rule: "distribution/weightCount",
    breaks: [
      mill({
        dist: "mixture",
        weights: [1],
        components: [
          { dist: "constant", value: 1 },
          { dist: "constant", value: 2 },
        ],
      }),
    ],
    keeps: [mill({ dist: "mixture", weights: [1], components: [{ dist: "constant", value: 1 }] })],
  },
  {
    rule: "distribution/noWeight",
    breaks: [mill({ dist: "empirical", values: [1, 2], weights: [0, 0] })],
    keeps: [mill({ dist: "empirical", values: [1, 2] })],
  },
  { rule: "distribution/nested", breaks: [mill(nested(9))], keeps: [mill(nested(8))] },
  {
    rule: "time/zeroInterarrival",
    breaks: [["/elements/0/arrivals", { mode: "interarrival", interarrival: 1e-7 }]],
    keeps: [["/elements/0/arrivals", { mode: "interarrival", interarrival: 1 }]],
  },
  {
    rule: "time/zeroCycle",
    breaks: [["/elements/4/cycleTime", 0]],
    keeps: [["/elements/4/cycleTime", { dist: "uniform", min: 0, max: 1 }]],
  },
  {
    rule: "time/warmup",
    breaks: [["/run/warmup", 10_000]],
    keeps: [["/run/warmup", 9999]],
    at: "/run/warmup",
  },
  {
    rule: "time/overflow",
    breaks: [mill({ dist: "erlang", k: 2, mean: 3e9 })],
    keeps: [mill({ dist: "erlang", k: 2, mean: 2e9 })],
  },
  {
    rule: "time/overflow",
    breaks: [
      [
        "/elements/2/failures/1/timeToFailure",
        {
          dist: "sum",
          components: [
            { dist: "constant", value: 2e9 },
            { dist: "constant", value: 2e9 },
          ],
        },
      ],
    ],
    keeps: [
      [
        "/elements/2/failures/1/timeToFailure",
        { dist: "sum", components: [{ dist: "constant", value: 2e9 }] },
      ],
    ],
  },
  {
    rule: "conveyor/shorterThanPitch",
    breaks: [["/elements/1/pitch", 10.1]],
    keeps: [["/elements/1/pitch", 10]],
  },
  { rule: "conveyor/capacity", breaks: [["/elements/1/capacity", 6]], keeps: [["/elements/1/capacity", 5]] },
  {
    rule: "conveyor/capacity",
    breaks: [
      ["/elements/1/length", 0.3],
      ["/elements/1/pitch", 0.1],
      ["/elements/1/capacity", 4],
    ],
    keeps: [
      ["/elements/1/length", 0.3],
      ["/elements/1/pitch", 0.1],
      ["/elements/1/capacity", 3],
    ],
  },
  {
    rule: "conveyor/pathWithoutLength",
    breaks: [
      [
        "/elements/1/path",
        [
          [1, 1, 1],
          [1, 1, 1],
        ],
      ],
    ],
    keeps: [
      [
        "/elements/1/path",
        [
          [1, 1, 1],
          [1, 4, 1],
        ],
      ],
    ],
  },
  {
    rule: "conveyor/lengthDiffers",
    breaks: [
      [
        "/elements/1/path",
        [
          [0, 0, 1],
          [8, 0, 1],
        ],
      ],
      ["/elements/1/length", 10],
    ],
    keeps: [
      [
        "/elements/1/path",
        [
          [0, 0, 1],
          [9.8, 0, 1],
        ],
      ],
      ["/elements/1/length", 10],
    ],
  },
  {
    rule: "failure/endless",
    breaks: [
      ["/elements/2/failures/0/timeToFailure", 0],
      ["/elements/2/failures/0/timeToRepair", 0],
    ],
    keeps: [["/elements/2/failures/0/timeToFailure", 1]],
  },
  {
    rule: "failure/alwaysDown",
    breaks: [["/elements/2/failures/0/timeToFailure", { dist: "uniform", min: 0, max: 0 }]],
    keeps: [["/elements/2/failures/0/timeToFailure", { dist: "uniform", min: 0, max: 9 }]],
  },
  {
    rule: "failure/noRepairTime",
    breaks: [["/elements/2/failures/0/timeToRepair", 0]],
    keeps: [["/elements/2/failures/0/timeToRepair", 1]],
  },
  {
    rule: "calendar/reversed",
    breaks: [["/calendars/0/working/1/end", 500]],
    keeps: [["/calendars/0/working/1/end", 501]],
    at: "/calendars/0/working/1",
  },
  {
    rule: "calendar/beyondPeriod",
    breaks: [["/calendars/0/working/1/end", 1001]],
    keeps: [["/calendars/0/working/1/end", 1000]],
  },
  {
    rule: "calendar/overlap",
    breaks: [["/calendars/0/working/1/start", 399]],
    keeps: [["/calendars/0/working/1/start", 400]],
  },
  {
    rule: "calendar/overlap",
    breaks: [["/calendars/0/working/-", { start: 100, end: 200 }]],
    keeps: [["/calendars/0/working/-", { start: 900, end: 950 }]],
  },
  {
    rule: "calendar/neverWorking",
    breaks: [
      ["/run/horizon", 400],
      ["/run/warmup", 0],
      ["/calendars/0/working/0/start", 450],
      ["/calendars/0/working/0/end", 460],
    ],
    keeps: [
      ["/run/horizon", 500],
      ["/run/warmup", 0],
      ["/calendars/0/working/0/start", 450],
      ["/calendars/0/working/0/end", 460],
    ],
  },
  {
    rule: "calendar/endsEarly",
    breaks: [["/calendars/0/period", undefined]],
    keeps: [
      ["/calendars/0/period", undefined],
      ["/calendars/0/working/1/end", 10_000],
    ],
  },
  {
    rule: "calendar/unused",
    breaks: [["/elements/2/calendar", undefined]],
    keeps: [
      ["/elements/2/calendar", undefined],
      ["/elements/4/calendar", "shift"],
    ],
  },
  { rule: "calendar/neverFits", breaks: [mill(401)], keeps: [mill(400)] },
  {
    rule: "calendar/neverFits",
    breaks: [mill(502), ["/calendars/0/working/1/end", 1000], ["/calendars/0/working/0/end", 1]],
    keeps: [mill(501), ["/calendars/0/working/1/end", 1000], ["/calendars/0/working/0/end", 1]],
  },
  {
    rule: "schedule/beyondPeriod",
    breaks: [["/elements/0/arrivals", { mode: "schedule", entries: entries(1, 50), period: 50 }]],
    keeps: [["/elements/0/arrivals", { mode: "schedule", entries: entries(1, 50), period: 51 }]],
  },
  {
    rule: "schedule/afterHorizon",
    breaks: [["/elements/0/arrivals", { mode: "schedule", entries: entries(10_001, 20_000) }]],
    keeps: [["/elements/0/arrivals", { mode: "schedule", entries: entries(10_000, 20_000) }]],
  },
  {
    rule: "schedule/tooMany",
    breaks: [
      [
        "/elements/0/arrivals",
        { mode: "schedule", entries: [{ time: 0, quantity: 1_000_000 }], period: 0.001 },
      ],
    ],
    keeps: [
      ["/elements/0/arrivals", { mode: "schedule", entries: [{ time: 0, quantity: 1_000_000 }], period: 10 }],
    ],
  },
];

/** A line of the two stations of the example, with three tasks; `more` replaces members. */
function line(more: object = {}, ...tasks: readonly object[]): object {
  const given = [
    { id: "drill", time: 4, station: "mill" },
    { id: "ream", time: 3, predecessors: ["drill"], station: "mill", tools: ["reamer"] },
    { id: "clean", time: 5, predecessors: ["ream"], station: "bench" },
  ];
  return {
    id: "cell",
    takt: 12,
    repositioning: 2,
    stations: ["mill", "bench"],
    tasks: [...given, ...tasks],
    ...more,
  };
}

const balance = (more: object = {}, ...tasks: readonly object[]): Edit => [
  "/balance",
  [line(more, ...tasks)],
];

export const BALANCES: readonly RuleCase[] = [
  {
    rule: "line/circular",
    breaks: [
      balance({}, { id: "a", time: 1, predecessors: ["b"] }, { id: "b", time: 1, predecessors: ["a"] }),
    ],
    keeps: [balance({}, { id: "a", time: 1, predecessors: ["b"] }, { id: "b", time: 1 })],
    at: "/balance/0/tasks/4/predecessors",
  },
  {
    rule: "line/circular",
    breaks: [balance({}, { id: "a", time: 1, predecessors: ["a"] })],
    keeps: [balance({}, { id: "a", time: 1, predecessors: ["drill", "ream", "clean"] })],
  },
  {
    rule: "line/duplicateTask",
    breaks: [balance({}, { id: "drill", time: 1 })],
    keeps: [balance({}, { id: "drill2", time: 1 })],
    at: "/balance/0/tasks/3/id",
  },
  {
    rule: "line/unknownTask",
    breaks: [balance({}, { id: "a", time: 1, predecessors: ["polish"] })],
    keeps: [balance({}, { id: "a", time: 1, predecessors: ["clean"] })],
    at: "/balance/0/tasks/3/predecessors/0",
  },
  {
    rule: "line/unknownTask",
    breaks: [balance({ apart: [["drill", "polish"]] })],
    keeps: [balance({ apart: [["drill", "clean"]] })],
    at: "/balance/0/apart/0/1",
  },
  {
    rule: "line/misspeltTask",
    breaks: [balance({ plan: { mill: ["drill", "raem"] } })],
    keeps: [balance({ plan: { mill: ["drill", "ream"] } })],
    at: "/balance/0/plan/mill/1",
  },
  {
    rule: "line/notAStation",
    breaks: [balance({ stations: ["mill", "bench", "store"] })],
    keeps: [balance()],
    at: "/balance/0/stations/2",
  },
  {
    rule: "reference/misspelt",
    breaks: [balance({ stations: ["mill", "bench", "bensh"] })],
    keeps: [balance()],
    at: "/balance/0/stations/2",
  },
  {
    rule: "reference/dangling",
    breaks: [balance({ mix: { a: 1, lorry: 2 } })],
    keeps: [balance({ mix: { a: 1, b: 2 } })],
    at: "/balance/0/mix/lorry",
  },
  {
    rule: "reference/dangling",
    breaks: [balance({}, { id: "paint", time: 1, timeByProduct: { lorry: 2 } })],
    keeps: [balance({}, { id: "paint", time: 1, timeByProduct: { b: 2 } })],
  },
  {
    rule: "id/duplicate",
    breaks: [["/balance", [line(), line({ stations: ["bench"] })]]],
    keeps: [balance()],
    at: "/balance/1/id",
  },
  {
    rule: "line/notInLine",
    breaks: [balance({}, { id: "paint", time: 1, station: "store" })],
    keeps: [balance({}, { id: "paint", time: 1, station: "bench" })],
    at: "/balance/0/tasks/3/station",
  },
  {
    rule: "line/notInLine",
    breaks: [balance({ equipment: { reamer: ["mill", "belt"] } })],
    keeps: [balance({ equipment: { reamer: ["mill"] } })],
  },
  {
    rule: "line/stationTwice",
    breaks: [["/balance", [line(), { ...line({ stations: ["bench"], tasks: [] }), id: "other" }]]],
    keeps: [balance()],
    at: "/balance/1/stations/0",
  },
  { rule: "line/stationTwice", breaks: [balance({ stations: ["mill", "bench", "mill"] })], keeps: [] },
  {
    rule: "line/assignedTwice",
    breaks: [balance({ plan: { mill: ["drill", "ream"], bench: ["ream", "clean"] } })],
    keeps: [balance({ plan: { mill: ["drill"], bench: ["ream", "clean"] } })],
    at: "/balance/0/plan/bench/0",
  },
  {
    rule: "line/unknownName",
    breaks: [
      balance({ loadLimits: [{ name: "points", most: 9 }] }, { id: "lift", time: 1, loads: { pints: 4 } }),
      balance({ zonesApart: [["front", "rear"]] }, { id: "a", time: 1, zone: "front" }),
      balance({ setups: { forward: [{ from: "drill", to: "polish", time: 2 }] } }),
      balance({ setups: { forward: [], backward: [{ from: "polish", to: "drill", time: 2 }] } }),
      balance({ workers: [{ id: "smith", cannot: ["polish"] }] }),
      balance({ workers: [{ id: "smith", times: { polish: 2 } }] }),
      balance({ stationTypes: [{ id: "bench", times: { polish: 2 } }] }),
      balance({ workers: [{ id: "smith" }], manning: { mill: [{ worker: "joiner" }] } }),
      balance({ stationTypes: [{ id: "bench" }], manning: { mill: [{ stationType: "lathe" }] } }),
      balance({ isTwoSided: true, manning: { mill: [{ side: "left", tasks: ["polish"] }] } }),
    ],
    keeps: [
      balance({ loadLimits: [{ name: "points", most: 9 }] }, { id: "lift", time: 1, loads: { points: 4 } }),
      balance({
        setups: { forward: [{ from: "drill", to: "ream", time: 2 }] },
        workers: [{ id: "smith", cannot: ["clean"], times: { drill: 3 } }],
        manning: { mill: [{ worker: "smith" }] },
      }),
    ],
  },
  {
    rule: "line/sameName",
    breaks: [
      balance({ workers: [{ id: "smith" }, { id: "smith" }] }),
      balance({ stationTypes: [{ id: "bench" }, { id: "bench" }] }),
      balance({
        loadLimits: [
          { name: "points", most: 9 },
          { name: "points", most: 8 },
        ],
      }),
    ],
    keeps: [balance({ workers: [{ id: "smith" }, { id: "joiner" }] })],
  },
  {
    rule: "line/needs",
    breaks: [
      balance({}, { id: "a", time: 1, deviation: 0.2 }),
      balance({}, { id: "a", time: 1, side: "left" }),
      balance({ isTwoSided: true }, { id: "a", time: 1, todaySide: "left" }),
      balance({}, { id: "a", time: 1, skills: ["weld"] }),
      balance({}, { id: "a", time: 1, equipment: ["press"] }),
      balance({ budget: 100 }),
    ],
    keeps: [
      balance({ certainty: 0.95 }, { id: "a", time: 1, deviation: 0.2 }),
      balance({ isTwoSided: true }, { id: "a", time: 1, side: "left", station: "mill", todaySide: "left" }),
      balance({ workers: [{ id: "smith", skills: ["weld"], cost: 4 }], budget: 100 }),
    ],
  },
  {
    rule: "line/notInLine",
    breaks: [balance({ workers: [{ id: "smith" }], manning: { saw: [{ worker: "smith" }] } })],
    keeps: [balance({ workers: [{ id: "smith" }], manning: { bench: [{ worker: "smith" }] } })],
  },
  { rule: "line/noTime", breaks: [balance({ takt: 2 })], keeps: [balance({ takt: 7.5 })] },
  {
    rule: "line/noWeight",
    breaks: [balance({ mix: { a: 0, b: 0 } })],
    keeps: [balance({ mix: { a: 0, b: 1 } })],
  },
  {
    rule: "line/longTask",
    breaks: [balance({ takt: 6.9 })],
    keeps: [balance({ takt: 7 })],
    at: "/balance/0/tasks/2/time",
  },
  {
    rule: "line/longTask",
    breaks: [balance({}, { id: "paint", time: 1, timeByProduct: { b: 11 } })],
    keeps: [balance({ overload: 0.1 }, { id: "paint", time: 1, timeByProduct: { b: 11 } })],
  },
  {
    rule: "line/unassigned",
    breaks: [balance({}, { id: "paint", time: 1 })],
    keeps: [balance({ tasks: [{ id: "paint", time: 1 }] })],
    at: "/balance/0/tasks/3",
  },
  {
    rule: "line/precedence",
    breaks: [balance({ plan: { mill: ["drill", "clean"], bench: ["ream"] } })],
    keeps: [balance({ plan: { mill: ["drill", "ream", "clean"] } })],
    at: "/balance/0/plan/mill/1",
  },
  {
    rule: "line/forbiddenStation",
    breaks: [balance({ equipment: { reamer: ["bench"] } })],
    keeps: [balance({ equipment: { drillPress: ["bench"] } })],
    at: "/balance/0/tasks/1/station",
  },
  {
    rule: "line/forbiddenStation",
    breaks: [balance({ apart: [["drill", "ream"]] })],
    keeps: [balance({ apart: [["drill", "clean"]] })],
  },
];

function nested(depth: number): object {
  const inner = depth === 1 ? { dist: "constant", value: 1 } : nested(depth - 1);
  return { dist: "sum", components: [inner] };
}
