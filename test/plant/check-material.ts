import type { RuleCase } from "./check-cases.ts";
import type { Edit } from "./example-plant.ts";

const placement = { position: [0, 0, 0], size: [2, 2, 1] };
const source = (product: string): object => ({
  kind: "source",
  id: `in-${product}`,
  placement,
  arrivals: { mode: "interarrival", interarrival: 10 },
  products: { order: "cyclic", sequence: [product] },
});
const buffer = (id: string, more: object = {}): object => ({ kind: "buffer", id, placement, ...more });
const bills = (...inputs: readonly object[]): object => ({ bills: [{ inputs }] });

/** A second line beside the example's: parts from `in-a` and `in-b` through stores of their own into `join`. */
function cell(join: object, ...more: readonly Edit[]): Edit[] {
  return [
    ["/elements/-", source("a")],
    ["/elements/-", source("b")],
    ["/elements/-", buffer("as")],
    ["/elements/-", buffer("bs", { capacity: 4 })],
    ["/elements/-", { kind: "station", id: "join", placement, cycleTime: 5, ...join }],
    ["/elements/-", { kind: "sink", id: "end", placement }],
    ["/connections/-", { from: "in-a", to: "as" }],
    ["/connections/-", { from: "in-b", to: "bs" }],
    ["/connections/-", { from: "as", to: "join" }],
    ["/connections/-", { from: "bs", to: "join" }],
    ["/connections/-", { from: "join", to: "end" }],
    ...more,
  ];
}

const both = { assembly: bills({ from: "as" }, { product: "b", quantity: 4 }) };
const mixed: Edit = ["/elements/6/products", { order: "cyclic", sequence: ["a", "b"] }];

/** Pallets that go from `home` to `join`, are loaded there, and come back from `off`. */
function pallets(change: object, ...more: readonly Edit[]): Edit[] {
  return cell(
    { assembly: bills({ product: "pallet" }, { from: "as" }, { from: "bs" }) },
    ["/products/-", { id: "pallet" }],
    ["/elements/-", buffer("home", { capacity: 5 })],
    [
      "/elements/-",
      {
        kind: "station",
        id: "off",
        placement,
        cycleTime: 5,
        disassembly: {},
        routing: { policy: "byProduct", map: { a: "end", b: "end", pallet: "home" } },
      },
    ],
    ["/connections/11/to", "off"],
    ["/connections/-", { from: "home", to: "join" }],
    ["/connections/-", { from: "off", to: "end" }],
    ["/connections/-", { from: "off", to: "home" }],
    [
      "/resources",
      [
        {
          kind: "carriers",
          id: "pallets",
          product: "pallet",
          count: 5,
          capacity: 2,
          home: "home",
          ...change,
        },
      ],
    ],
    ...more,
  );
}

/** `mill` makes defects; `join` inspects. */
const inspect = (inspection: object, ...more: readonly Edit[]): Edit[] => [
  ["/elements/2/defects", 0.1],
  ["/elements/4/inspection", inspection],
  ["/elements/4/routing", { policy: "firstAvailable" }],
  ["/elements/4/id", "bench"],
  ...more,
];
const toRepair: readonly Edit[] = [
  ["/elements/-", { kind: "station", id: "repair", placement, cycleTime: 5 }],
  ["/connections/-", { from: "bench", to: "repair" }],
  ["/connections/-", { from: "repair", to: "bench" }],
];

/** Assembly, carriers and quality. */
export const MATERIAL: readonly RuleCase[] = [
  {
    rule: "assembly/notConnected",
    breaks: cell({ assembly: bills({ from: "store" }, { product: "b" }) }),
    keeps: cell(both),
    at: "/elements/10/assembly/bills/0/inputs/0/from",
  },
  {
    rule: "assembly/neverComplete",
    breaks: cell({ assembly: bills({ from: "as", product: "b" }, { from: "bs" }) }),
    keeps: cell(both),
    at: "/elements/10/assembly/bills/0/inputs/0",
  },
  {
    rule: "assembly/unusedBill",
    breaks: cell({
      assembly: {
        bills: [{ inputs: [{ from: "as" }, { from: "bs" }] }, { inputs: [{ from: "as", product: "b" }] }],
      },
    }),
    keeps: cell(both),
    at: "/elements/10/assembly/bills/1/inputs/0",
  },
  {
    rule: "assembly/notTaken",
    breaks: cell({ assembly: bills({ from: "as", product: "a" }, { from: "bs" }) }, mixed),
    keeps: cell({ assembly: bills({ from: "as" }, { from: "bs" }) }, mixed),
    at: "/elements/10/assembly/bills",
  },
  {
    rule: "assembly/cannotGather",
    breaks: cell({ assembly: bills({ from: "as" }, { from: "bs", quantity: 5 }) }),
    keeps: cell({ assembly: bills({ from: "as" }, { from: "bs", quantity: 4 }) }),
    at: "/elements/10/assembly/bills/0/inputs/1",
  },
  {
    rule: "assembly/cannotGather",
    breaks: cell({
      assembly: bills({ from: "as" }, { from: "bs", quantity: 2 }, { from: "bs", product: "b", quantity: 3 }),
    }),
    keeps: cell({ assembly: bills({ from: "as", quantity: 400 }, { from: "bs" }) }),
    at: "/elements/10/assembly/bills/0/inputs/2",
  },
  {
    rule: "assembly/allAndProduct",
    breaks: cell({ assembly: { bills: [{ inputs: [{ quantity: 2 }], product: "b" }], output: "all" } }),
    keeps: cell({ assembly: { bills: [{ inputs: [{ quantity: 2 }] }], output: "all" } }),
    at: "/elements/10/assembly/bills/0/product",
  },
  {
    rule: "routing/copiesOfSource",
    breaks: [["/elements/0/routing", { policy: "copyAll" }]],
    keeps: [["/elements/2/routing", { policy: "copyAll" }]],
    at: "/elements/0/routing",
  },
  {
    rule: "routing/copiesToAssembly",
    breaks: cell(both, ["/elements/8/routing", { policy: "copyAll" }]),
    keeps: cell(both, ["/elements/2/routing", { policy: "copyAll" }]),
    at: "/elements/8/routing",
  },
  {
    rule: "product/noCycleTime",
    breaks: cell({
      cycleTime: { byProduct: { a: 5, b: 5 } },
      assembly: { bills: [{ inputs: [{ from: "as" }, { from: "bs" }], product: "ab" }] },
    }),
    keeps: cell({
      cycleTime: { byProduct: { a: 5 } },
      assembly: { bills: [{ inputs: [{ from: "as" }, { from: "bs" }] }] },
    }),
  },
  {
    rule: "product/noDestination",
    breaks: pallets({}, ["/elements/13/routing/map", { a: "end", pallet: "home" }]),
    keeps: pallets({}),
    at: "/elements/13/routing/map",
  },
  {
    rule: "reference/dangling",
    breaks: cell({ disassembly: { bill: [{ product: "quux" }] } }),
    keeps: cell({ disassembly: { bill: [{ product: "b" }], remainder: "a" } }),
    at: "/elements/10/disassembly/bill/0/product",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/2/defects", { byProduct: { quux: 0.1 } }]],
    keeps: [["/elements/2/defects", { byProduct: { a: 0.1 }, default: 0 }]],
    at: "/elements/2/defects/byProduct/quux",
  },
  {
    rule: "reference/dangling",
    breaks: pallets({ home: "nowhere" }),
    keeps: pallets({}),
    at: "/resources/0/home",
  },
  {
    rule: "reference/dangling",
    breaks: [["/elements/3", { kind: "batcher", id: "store", placement, quantity: 2, container: "quux" }]],
    keeps: [["/elements/3", { kind: "batcher", id: "store", placement, quantity: 2, container: "a" }]],
    at: "/elements/3/container",
  },
  { rule: "carriers/home", breaks: pallets({ home: "off" }), keeps: pallets({}), at: "/resources/0/home" },
  {
    rule: "carriers/homeTooSmall",
    breaks: pallets({ count: 6 }),
    keeps: pallets({ count: 5 }),
    at: "/resources/0/home",
  },
  {
    rule: "carriers/product",
    breaks: pallets({ product: "a" }),
    keeps: pallets({}),
    at: "/resources/0/product",
  },
  {
    rule: "carriers/overloaded",
    breaks: pallets({ capacity: 1 }),
    keeps: pallets({ capacity: 2 }),
    at: "/elements/10/assembly/bills/0",
  },
  {
    rule: "carriers/lost",
    breaks: pallets({}, ["/elements/13/routing/map/pallet", "end"]),
    keeps: pallets({}),
    at: "/resources/0",
  },
  {
    rule: "carriers/noReturn",
    breaks: pallets(
      {},
      ["/elements/-", buffer("yard")],
      ["/connections/-", { from: "off", to: "yard" }],
      ["/elements/13/routing/map/pallet", "yard"],
      ["/connections/-", { from: "yard", to: "end" }],
    ),
    keeps: pallets({}),
    at: "/resources/0",
  },
  {
    rule: "carriers/unused",
    breaks: pallets({}, ["/elements/10/assembly/bills/0/inputs/0", { product: "a" }]),
    keeps: pallets({}),
    at: "/resources/0",
  },
  {
    rule: "inspection/notConnected",
    breaks: inspect({ rework: { to: "belt", limit: 2 } }),
    keeps: inspect({ rework: { to: "repair", limit: 2 } }, ...toRepair),
    at: "/elements/4/inspection/rework/to",
  },
  {
    rule: "inspection/noWayOn",
    breaks: inspect({ rework: { to: "out", limit: 1 }, scrap: "store" }),
    keeps: inspect({ scrap: "store" }),
    at: "/elements/4/inspection",
  },
  {
    rule: "inspection/sameWay",
    breaks: inspect({ rework: { to: "repair", limit: 2 }, scrap: "repair" }, ...toRepair),
    keeps: inspect({ rework: { to: "repair", limit: 2 } }, ...toRepair),
    at: "/elements/4/inspection/scrap",
  },
  {
    rule: "inspection/routedToo",
    breaks: inspect({ scrap: "store" }, [
      "/elements/4/routing",
      { policy: "probability", weights: { out: 1, store: 1 } },
    ]),
    keeps: inspect({ scrap: "store" }, [
      "/elements/4/routing",
      { policy: "probability", weights: { out: 1 } },
    ]),
    at: "/elements/4/routing",
  },
  {
    rule: "routing/neverChosen",
    breaks: inspect({}, ["/elements/4/routing", { policy: "probability", weights: { out: 1 } }]),
    keeps: inspect({ scrap: "store" }, [
      "/elements/4/routing",
      { policy: "probability", weights: { out: 1 } },
    ]),
    at: "/elements/4/routing",
  },
  {
    rule: "inspection/nothingToFind",
    breaks: [["/elements/4/inspection", {}]],
    keeps: inspect({}),
    at: "/elements/4/inspection",
  },
];
