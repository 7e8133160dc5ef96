import type { RuleCase } from "./check-cases.ts";
import type { Edit } from "./example-plant.ts";

const weight = { id: "weight", type: "number" };
const byRule = (when: string, attributes: readonly object[] = [weight]): readonly Edit[] => [
  ["/attributes", attributes],
  ["/elements/2/routing", { policy: "expression", rules: [{ when, to: "store" }], otherwise: "bench" }],
];

export const EXPRESSIONS: readonly RuleCase[] = [
  {
    rule: "expression/syntax",
    breaks: byRule("part.attributes.weight >"),
    keeps: byRule("part.attributes.weight > 1"),
    at: "/elements/2/routing/rules/0/when",
  },
  { rule: "expression/unknown", breaks: byRule("part.weigth > 1"), keeps: byRule("part.weight > 1") },
  { rule: "expression/type", breaks: byRule("part.product > 1"), keeps: byRule("part.product > 'a'") },
  {
    rule: "expression/forbidden",
    breaks: byRule("part.product.matches('a*')"),
    keeps: byRule("part.product.contains('a')"),
  },
  {
    rule: "reference/misspelt",
    breaks: byRule("content('stroe') > 1"),
    keeps: byRule("content('store') > 1"),
  },
  {
    rule: "attribute/type",
    breaks: [...byRule("true"), ["/elements/0/attributes", { weight: "heavy" }]],
    keeps: [...byRule("true"), ["/elements/0/attributes", { weight: { dist: "constant", value: 3 } }]],
    at: "/elements/0/attributes/weight",
  },
  {
    rule: "attribute/type",
    breaks: [...byRule("true"), ["/elements/2/attributesAtFinish", { weight: "heavy" }]],
    keeps: [...byRule("true"), ["/elements/2/attributesAtFinish", { weight: { expression: "time / 2" } }]],
    at: "/elements/2/attributesAtFinish/weight",
  },
  {
    rule: "reference/misspelt",
    breaks: [...byRule("true"), ["/elements/2/attributesAtStart", { wieght: 3 }]],
    keeps: [...byRule("true"), ["/elements/2/attributesAtStart", { weight: 3 }]],
  },
  {
    rule: "expression/unknown",
    breaks: [...byRule("true"), ["/elements/2/cycleTimeFactor", "part.attributes.wieght"]],
    keeps: [...byRule("true"), ["/elements/2/cycleTimeFactor", "part.attributes.weight"]],
    at: "/elements/2/cycleTimeFactor",
  },
  {
    rule: "attribute/unforeseeableTime",
    breaks: [
      ["/elements/2/cycleTimeFactor", "part.serial"],
      ["/elements/2/assembly", { bills: [{ inputs: [{ product: "a", quantity: 2 }] }] }],
    ],
    keeps: [["/elements/2/cycleTimeFactor", "part.serial"]],
    at: "/elements/2/cycleTimeFactor",
  },
  {
    rule: "attribute/type",
    breaks: [...byRule("true"), ["/products/0/attributes", { weight: "heavy" }]],
    keeps: [...byRule("true"), ["/products/0/attributes", { weight: 3 }]],
  },
  {
    rule: "reference/misspelt",
    breaks: [...byRule("true"), ["/products/0/attributes", { wieght: 3 }]],
    keeps: [...byRule("true"), ["/products/0/attributes", { weight: 3 }]],
  },
  { rule: "id/duplicate", breaks: byRule("true", [weight, weight]), keeps: byRule("true", [weight]) },
  {
    rule: "routing/neverChosen",
    breaks: [
      [
        "/elements/2/routing",
        { policy: "expression", rules: [{ when: "true", to: "store" }], otherwise: "store" },
      ],
    ],
    keeps: byRule("true"),
  },
  {
    rule: "reference/misspelt",
    breaks: [
      [
        "/elements/2/routing",
        { policy: "expression", rules: [{ when: "true", to: "stroe" }], otherwise: "bench" },
      ],
    ],
    keeps: byRule("true"),
  },
];

const orders = (...list: readonly object[]): Edit => [
  "/elements/0/arrivals",
  { mode: "orders", orders: [{ id: "o0", product: "b" }, ...list] },
];
const mix = (quantities: object, sequence: object): Edit => [
  "/elements/0/products",
  { order: "mix", quantities, sequence },
];
const ranked = (discipline: unknown): Edit => ["/elements/3/discipline", discipline];
/** A station behind the store. */
const press: readonly Edit[] = [
  [
    "/elements/-",
    { kind: "station", id: "press", placement: { position: [0, 0, 0], size: [1, 1, 1] }, cycleTime: 1 },
  ],
  ["/connections/-", { from: "store", to: "press" }],
  ["/connections/-", { from: "press", to: "out" }],
];

export const ORDERS: readonly RuleCase[] = [
  {
    rule: "orders/tooMany",
    breaks: [orders({ id: "o1", product: "a", quantity: 1_000_000 })],
    keeps: [orders({ id: "o1", product: "a", quantity: 999_999 })],
  },
  {
    rule: "orders/dueBeforeRelease",
    breaks: [orders({ id: "o1", product: "a", release: 10, due: 9 })],
    keeps: [orders({ id: "o1", product: "a", release: 10, due: 10 })],
    at: "/elements/0/arrivals/orders/1/due",
  },
  {
    rule: "orders/afterHorizon",
    breaks: [
      ["/elements/0/arrivals", { mode: "orders", orders: [{ id: "o", product: "a", release: 10_001 }] }],
    ],
    keeps: [
      ["/elements/0/arrivals", { mode: "orders", orders: [{ id: "o", product: "a", release: 10_000 }] }],
    ],
  },
  {
    rule: "ranking/noStation",
    breaks: [ranked({ rule: "spt" })],
    keeps: [...press, ranked({ rule: "spt" })],
  },
  { rule: "ranking/noStation", breaks: [ranked({ rule: "slack" })], keeps: [ranked({ rule: "edd" })] },
  {
    rule: "ranking/notAStation",
    breaks: [ranked({ rule: "wspt", station: "belt" })],
    keeps: [ranked({ rule: "wspt", station: "mill" })],
    at: "/elements/3/discipline/station",
  },
  {
    rule: "reference/misspelt",
    breaks: [ranked({ rule: "spt", station: "mil" })],
    keeps: [ranked({ rule: "spt", station: "mill" })],
  },
  { rule: "expression/type", breaks: [ranked({ by: "part.product" })], keeps: [ranked({ by: "part.due" })] },
  {
    rule: "expression/unknown",
    breaks: [mix({ a: 1, b: 1 }, { by: "carSequencing", rules: [{ when: "time > 1", most: 1, of: 2 }] })],
    keeps: [
      mix({ a: 1, b: 1 }, { by: "carSequencing", rules: [{ when: "part.product == 'a'", most: 1, of: 2 }] }),
    ],
  },
  {
    rule: "reference/dangling",
    breaks: [mix({ a: 1, b: 1 }, { by: "campaign", families: { zebra: "x" } })],
    keeps: [mix({ a: 1, b: 1 }, { by: "campaign", families: { a: "x" } })],
  },
  {
    rule: "reference/dangling",
    breaks: [orders({ id: "o1", product: "zebra" })],
    keeps: [orders({ id: "o1", product: "a" })],
  },
  {
    rule: "attribute/type",
    breaks: [
      ["/attributes", [{ id: "weight", type: "number" }]],
      orders({ id: "o1", product: "a", attributes: { weight: "x" } }),
    ],
    keeps: [
      ["/attributes", [{ id: "weight", type: "number" }]],
      orders({ id: "o1", product: "a", attributes: { weight: 1 } }),
    ],
  },
];

const control = (resource: object): Edit => ["/resources", [{ id: "c", ...resource }]];
const loop = (section: readonly string[], more: object = {}): Edit =>
  control({ kind: "kanban", section, cards: { a: 2 }, ...more });
const gate = (open: string, into: readonly string[] = ["mill"]): Edit =>
  control({ kind: "gate", into, open });

export const CONTROLS: readonly RuleCase[] = [
  {
    rule: "control/border",
    breaks: [loop(["mill", "out"])],
    keeps: [loop(["mill", "store"])],
    at: "/resources/0/section/1",
  },
  {
    rule: "control/transforms",
    breaks: [loop(["mill"]), ["/elements/2/routing", { policy: "copyAll" }]],
    keeps: [loop(["mill"])],
  },
  { rule: "control/noEntry", breaks: [gate("true", ["in"])], keeps: [gate("true", ["belt"])] },
  { rule: "control/signal", breaks: [loop(["mill"], { signal: 3 })], keeps: [loop(["mill"], { signal: 2 })] },
  {
    rule: "control/stock",
    breaks: [control({ kind: "supermarket", section: ["store"], stock: { a: { min: 3, max: 3 } } })],
    keeps: [control({ kind: "supermarket", section: ["store"], stock: { a: { min: 2, max: 3 } } })],
  },
  {
    rule: "control/asksSource",
    breaks: [gate("content('in') > 1")],
    keeps: [gate("content('belt') > 1 || finished('mill') > 3")],
  },
  {
    rule: "control/notPulled",
    breaks: [
      loop(["mill"]),
      ["/elements/0/products", { order: "pull", loop: "c" }],
      ["/elements/0/arrivals", { mode: "interarrival", interarrival: 5 }],
    ],
    keeps: [loop(["mill"]), ["/elements/0/products", { order: "pull", loop: "c" }]],
  },
  {
    rule: "control/notWithdrawn",
    breaks: [ranked({ sequence: ["a"] })],
    keeps: [ranked({ sequence: ["a", "b", "b"] })],
  },
  {
    rule: "expression/unknown",
    breaks: [gate("time > 3")],
    keeps: [gate("part.serial > 3")],
    at: "/resources/0/open",
  },
  { rule: "reference/misspelt", breaks: [gate("true", ["mil"])], keeps: [gate("true")] },
  { rule: "reference/misspelt", breaks: [loop(["mill", "stroe"])], keeps: [loop(["mill", "store"])] },
  { rule: "reference/dangling", breaks: [loop(["mill"], { cards: { zebra: 1 } })], keeps: [loop(["mill"])] },
  {
    rule: "reference/dangling",
    breaks: [["/elements/0/products", { order: "pull", loop: "nothing" }]],
    keeps: [loop(["mill"]), ["/elements/0/products", { order: "pull", loop: "c" }]],
  },
  {
    rule: "zeroTime/flood",
    breaks: [
      ["/connections/-", { from: "in", to: "store" }],
      ["/elements/3/capacity", undefined],
    ],
    keeps: [
      ["/connections/-", { from: "in", to: "store" }],
      ["/elements/3/capacity", undefined],
      control({ kind: "conwip", section: ["store"], limit: 4 }),
    ],
  },
];
