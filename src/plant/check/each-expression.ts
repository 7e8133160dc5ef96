import type { Assignments } from "../attributes.ts";
import type { Station } from "../elements/station.ts";
import type { Sequencing } from "../elements/sequencing.ts";
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
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind === "gate")
      visit({ text: resource.open, type: "truth", standing: "watch" }, ["resources", i, "open"]);
  }
}

type Types = ReadonlyMap<string, "number" | "text">;

function ofElement(element: Element, path: readonly PathStep[], types: Types, visit: Visit): void {
  if ("routing" in element && element.routing?.policy === "expression") {
    for (const [r, { when }] of element.routing.rules.entries())
      visit({ text: when, type: "truth", standing: "moment" }, [...path, "routing", "rules", r, "when"]);
  }
  if (element.kind === "buffer") ofRanking(element.discipline, [...path, "discipline"], visit);
  if (element.kind === "station") ofStation(element, path, visit);
  if (element.kind === "source") {
    const { arrivals, products } = element;
    if (arrivals.mode === "orders") ofSequencing(arrivals.sequence, [...path, "arrivals", "sequence"], visit);
    if (products?.order === "mix") ofSequencing(products.sequence, [...path, "products", "sequence"], visit);
  }
  for (const { member, given } of assignmentsOf(element))
    ofAssignments(given, [...path, member], types, visit);
}

function ofStation(station: Station, path: readonly PathStep[], visit: Visit): void {
  ofRanking(station.inputPolicy, [...path, "inputPolicy"], visit);
  if (station.cycleTimeFactor !== undefined)
    visit({ text: station.cycleTimeFactor, type: "number", standing: "moment" }, [
      ...path,
      "cycleTimeFactor",
    ]);
}

/** What an element sets on parts, by the member that says so. */
export function assignmentsOf(element: Element): { readonly member: string; readonly given: Assignments }[] {
  const members =
    element.kind === "station"
      ? (["attributesAtStart", "attributesAtFinish"] as const).map(
          (member) => [member, element[member]] as const,
        )
      : element.kind === "source"
        ? [["attributes", element.attributes] as const]
        : [];
  return members.flatMap(([member, given]) => (given === undefined ? [] : [{ member, given }]));
}

function ofRanking(ranking: object | string | undefined, path: readonly PathStep[], visit: Visit): void {
  if (typeof ranking === "object" && "by" in ranking && typeof ranking.by === "string")
    visit({ text: ranking.by, type: "number", standing: "moment" }, [...path, "by"]);
}

function ofSequencing(sequence: Sequencing | undefined, path: readonly PathStep[], visit: Visit): void {
  if (sequence?.by !== "carSequencing") return;
  for (const [r, { when }] of sequence.rules.entries())
    visit({ text: when, type: "truth", standing: "order" }, [...path, "rules", r, "when"]);
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
