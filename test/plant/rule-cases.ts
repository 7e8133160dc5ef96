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
