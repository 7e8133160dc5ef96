import type { Assignments, Attribute, AttributeValue } from "../attributes.ts";
import type { Station } from "../elements/station.ts";
import { parseExpression } from "../expressions/parse-expression.ts";
import { scopeOf } from "../expressions/scope.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { assignmentsOf, eachExpression } from "./each-expression.ts";
import type { PlantIndex } from "./plant-index.ts";

const FAULTS = {
  syntax: rule("expression/syntax", "error"),
  unknown: rule("expression/unknown", "error"),
  type: rule("expression/type", "error"),
  forbidden: rule("expression/forbidden", "error"),
} as const;

const ATTRIBUTE_TYPE = rule("attribute/type", "error");

const UNFORESEEABLE = rule("attribute/unforeseeableTime", "error");

export const EXPRESSION_RULES: readonly Rule[] = [...Object.values(FAULTS), ATTRIBUTE_TYPE, UNFORESEEABLE];

/** Expressions can be read, name what is known, and are of the type that is wanted; values are of their attribute's type. */
export function checkExpressions(index: PlantIndex, report: Report): void {
  const { plant, omitted } = index;
  const attributes = plant.attributes ?? [];
  eachExpression(plant, ({ text, type, standing }, path) => {
    const parsed = parseExpression(text, scopeOf(attributes, standing), type);
    // What it names may be among the attributes left out.
    if (!parsed.ok && (omitted === undefined || parsed.error.rule !== "unknown"))
      report(FAULTS[parsed.error.rule], path, parsed.error.values);
  });
  const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const values = (given: Assignments | undefined, path: readonly PathStep[], member = "attributes"): void => {
    for (const [id, value] of Object.entries(given ?? {})) {
      const attribute = byId.get(id);
      if (attribute !== undefined && !fits(value, attribute))
        report(ATTRIBUTE_TYPE, [...path, member, id], { id, ...wordsOf(attribute) });
    }
  };
  for (const [i, product] of plant.products.entries()) values(product.attributes, ["products", i]);
  for (const [i, element] of plant.elements.entries()) {
    for (const { member, given } of assignmentsOf(element)) values(given, ["elements", i], member);
    if (element.kind === "station" && isUnforeseeable(element, index))
      report(UNFORESEEABLE, ["elements", i, "cycleTimeFactor"], { id: element.id });
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

/** Whether something must fit before the end of the shift that has no attributes yet: it is still to be assembled. */
function isUnforeseeable(station: Station, { plant, calendars }: PlantIndex): boolean {
  if (station.cycleTimeFactor === undefined || station.assembly === undefined) return false;
  const calendar = station.calendar === undefined ? undefined : calendars.get(station.calendar);
  return plant.calendars[calendar ?? -1]?.interruption === "startIfFits";
}
