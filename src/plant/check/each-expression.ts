import type { Assignments } from "../attributes.ts";
import type { ExpressionType } from "../expressions/expression.ts";
import type { Standing } from "../expressions/scope.ts";
import type { PathStep } from "../rule.ts";
import type { Element, Plant } from "../schema.ts";

/** An expression of the plant file, what it must be worth, and where it stands. */
export interface StandingExpression {
  readonly text: string;
  readonly type: ExpressionType;
  readonly standing: Standing;
}

type Visit = (expression: StandingExpression, path: readonly PathStep[]) => void;

/** Visits every expression of a plant with its place in the file. */
export function eachExpression(plant: Plant, visit: Visit): void {
  const types = new Map((plant.attributes ?? []).map(({ id, type }) => [id, type]));
  for (const [i, element] of plant.elements.entries()) ofElement(element, ["elements", i], types, visit);
}

type Types = ReadonlyMap<string, "number" | "text">;

function ofElement(element: Element, path: readonly PathStep[], types: Types, visit: Visit): void {
  if ("routing" in element && element.routing?.policy === "expression") {
    for (const [r, { when }] of element.routing.rules.entries())
      visit({ text: when, type: "truth", standing: "moment" }, [...path, "routing", "rules", r, "when"]);
  }
  if ("attributes" in element) ofAssignments(element.attributes ?? {}, [...path, "attributes"], types, visit);
}

function ofAssignments(
  assignments: Assignments,
  path: readonly PathStep[],
  types: Types,
  visit: Visit,
): void {
  for (const [id, value] of Object.entries(assignments)) {
    const type = types.get(id);
    if (type === undefined || typeof value !== "object" || !("expression" in value)) continue;
    visit({ text: value.expression, type, standing: "moment" }, [...path, id, "expression"]);
  }
}
