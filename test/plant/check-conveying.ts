import type { RuleCase } from "./check-cases.ts";
import type { Edit } from "./example-plant.ts";

const placement = { position: [0, 0, 0], size: [10, 4, 1] };

/** In the place of the example's conveyor, between `in` and `mill`. */
const instead = (more: object): Edit => ["/elements/1", { id: "belt", placement, ...more }];
const gap: readonly Edit[] = [
  ["/elements/1/pitch", { gap: 0.5 }],
  ["/products/0/size", [1, 1, 1]],
  ["/products/1/size", [2, 1, 1]],
];
const merge = (more: object = {}): Edit => instead({ kind: "merge", speed: 1, pitch: 1, ...more });
const turntable = (angles: object, more: object = {}): Edit =>
  instead({ kind: "turntable", speed: 30, loadTime: 1, angles, ...more });
const car = (stops: object): Edit => instead({ kind: "transferCar", speed: 1, loadTime: 1, stops });
const sorter = (more: object = {}): Edit =>
  instead({
    kind: "sorter",
    trays: 20,
    trayPitch: 1,
    speed: 1,
    inductions: { in: { at: 0 } },
    chutes: { mill: 5 },
    ...more,
  });
const second: Edit = ["/connections/-", { from: "belt", to: "store" }];

export const CONVEYING: readonly RuleCase[] = [
  {
    rule: "conveyor/noPartLength",
    breaks: gap.slice(0, 2),
    keeps: gap,
    at: "/products/1",
  },
  {
    rule: "conveyor/partTooLong",
    breaks: [...gap, ["/products/1/size", [9.6, 1, 1]]],
    keeps: [...gap, ["/products/1/size", [9.5, 1, 1]]],
  },
  {
    rule: "conveyor/restartDelay",
    breaks: [
      ["/elements/1/restartDelay", 1],
      ["/elements/1/accumulating", false],
    ],
    keeps: [["/elements/1/restartDelay", 1]],
  },
  {
    rule: "merge/inletBeyond",
    breaks: [merge({ inlets: { in: 10 } })],
    keeps: [merge({ inlets: { in: 9 } })],
    at: "/elements/1/inlets/in",
  },
  {
    rule: "neighbour/notConnected",
    breaks: [merge({ inlets: { mill: 1 } })],
    keeps: [merge({ inlets: { in: 1 } })],
  },
  {
    rule: "neighbour/notConnected",
    breaks: [instead({ kind: "divert", transferTime: 1, initial: "store" })],
    keeps: [instead({ kind: "divert", transferTime: 1, initial: "mill" })],
  },
  {
    rule: "neighbour/noPlace",
    breaks: [turntable({ in: 0 })],
    keeps: [turntable({ in: 0, mill: 90 })],
    at: "/elements/1/angles",
  },
  { rule: "neighbour/noPlace", breaks: [car({ mill: 0 })], keeps: [car({ in: 1, mill: 0 })] },
  {
    rule: "reference/dangling",
    breaks: [car({ in: 1, mill: 0, quay: 2 })],
    keeps: [car({ in: 1, mill: 0 })],
  },
  {
    rule: "handover/copies",
    breaks: [turntable({ in: 0, mill: 90 }, { routing: { policy: "copyAll" } })],
    keeps: [turntable({ in: 0, mill: 90 }, { routing: { policy: "roundRobin" } })],
  },
  { rule: "transferCar/offRail", breaks: [car({ in: 5.5, mill: 0 })], keeps: [car({ in: 5, mill: 0 })] },
  {
    rule: "sorter/beyondLoop",
    breaks: [sorter({ chutes: { mill: 20 } })],
    keeps: [sorter({ chutes: { mill: 19 } })],
  },
  {
    rule: "sorter/routing",
    breaks: [sorter({ chutes: { mill: 5, store: 6 }, routing: { policy: "shortestQueue" } }), second],
    keeps: [sorter({ chutes: { mill: 5, store: 6 }, routing: { policy: "roundRobin" } }), second],
  },
  {
    rule: "sorter/chute",
    breaks: [sorter(), ["/elements/2", { kind: "divert", id: "mill", placement, transferTime: 1 }]],
    keeps: [sorter(), ["/elements/2", { kind: "buffer", id: "mill", placement, capacity: 4 }]],
  },
  {
    rule: "sorter/noOverflow",
    breaks: [sorter({ maxRecirculations: 2 })],
    keeps: [sorter({ maxRecirculations: 2, overflow: "store", chutes: { mill: 5, store: 6 } }), second],
  },
  {
    rule: "sorter/pathDiffers",
    breaks: [
      sorter({
        path: [
          [0, 0, 1],
          [5, 0, 1],
          [5, 4, 1],
          [0, 4, 1],
        ],
      }),
    ],
    keeps: [
      sorter({
        path: [
          [0, 0, 1],
          [6, 0, 1],
          [6, 4, 1],
          [0, 4, 1],
        ],
      }),
    ],
  },
];
