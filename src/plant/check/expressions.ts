import type { Assignments, Attribute, AttributeValue } from "../attributes.ts";
import { parseExpression } from "../expressions/parse-expression.ts";
import { scopeOf } from "../expressions/scope.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { eachExpression } from "./each-expression.ts";
import type { PlantIndex } from "./plant-index.ts";

const FAULTS = {
  syntax: rule("expression/syntax", "error"),
  unknown: rule("expression/unknown", "error"),
  type: rule("expression/type", "error"),
  forbidden: rule("expression/forbidden", "error"),
} as const;

const ATTRIBUTE_TYPE = rule("attribute/type", "error");

export const EXPRESSION_RULES: readonly Rule[] = [...Object.values(FAULTS), ATTRIBUTE_TYPE];

/** Expressions can be read, name what is known, and are of the type that is wanted; values are of their attribute's type. */
export function checkExpressions({ plant, omitted }: PlantIndex, report: Report): void {
  const attributes = plant.attributes ?? [];
  eachExpression(plant, ({ text, type, standing }, path) => {
    const parsed = parseExpression(text, scopeOf(attributes, standing), type);
    // What it names may be among the attributes left out.
    if (!parsed.ok && (omitted === undefined || parsed.error.rule !== "unknown"))
      report(FAULTS[parsed.error.rule], path, parsed.error.values);
  });
  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const values = (given: Assignments | undefined, path: readonly PathStep[]): void => {
    for (const [id, value] of Object.entries(given ?? {})) {
      const attribute = byId.get(id);
      if (attribute !== undefined && !fits(value, attribute))
        report(ATTRIBUTE_TYPE, [...path, "attributes", id], { id, ...wordsOf(attribute) });
    }
  };
  for (const [i, product] of plant.products.entries()) values(product.attributes, ["products", i]);
  for (const [i, element] of plant.elements.entries()) {
    if ("attributes" in element) values(element.attributes, ["elements", i]);
    if (element.kind === "source" && element.arrivals.mode === "orders") {
      for (const [o, order] of element.arrivals.orders.entries())
        values(order.attributes, ["elements", i, "arrivals", "orders", o]);
    }
  }
}

function fits(value: Assignments[string] | AttributeValue, { type }: Attribute): boolean {
  if (typeof value === "object") return "expression" in value || type === "number";
  return typeof value === (type === "number" ? "number" : "string");
}

function wordsOf({ type }: Attribute): { expected: { en: string; de: string } } {
  return type === "number"
    ? { expected: { en: "a number", de: "eine Zahl" } }
    : { expected: { en: "a text", de: "ein Text" } };
}
