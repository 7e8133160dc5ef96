import { reservedDestinations } from "../reserved-destinations.ts";
import type { Routing } from "../elements/common.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const NOT_CONNECTED = rule("routing/notConnected", "error");

const NO_WEIGHT = rule("routing/noWeight", "error");

const NEVER_CHOSEN = rule("routing/neverChosen", "warning");

export const ROUTING_RULES: readonly Rule[] = [NOT_CONNECTED, NO_WEIGHT, NEVER_CHOSEN];

/** Routings name connected elements, and all of them. */
export function checkRoutings(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (!("routing" in element) || element.routing === undefined) continue;
    checkRouting(index, i, element.routing, report);
  }
}

function checkRouting(index: PlantIndex, at: number, routing: Routing, report: Report): void {
  const { id } = index.element(at);
  const path = ["elements", at, "routing"];
  const targets = namedTargets(routing);
  if (targets === undefined) return;
  const connected = new Set((index.outputs[at] ?? []).map((output) => index.element(output).id));
  const chosen = new Set<string>();
  for (const { place, target, never } of targets) {
    if (!never) chosen.add(target);
    // A target that does not exist has its own finding.
    if (index.elements.has(target) && !connected.has(target))
      report(NOT_CONNECTED, [...path, ...place], { id, target });
  }
  if (chosen.size === 0 && routing.policy === "probability") {
    report(NO_WEIGHT, [...path, "weights"], { id });
    return;
  }
  for (const target of reservedDestinations(index.element(at))) connected.delete(target);
  for (const target of connected) if (!chosen.has(target)) report(NEVER_CHOSEN, path, { id, target });
}

type Target = { readonly place: readonly PathStep[]; readonly target: string; readonly never: boolean };

/** What the routing names; undefined for policies that take every connection into account. */
function namedTargets(routing: Routing): Target[] | undefined {
  if (routing.policy === "probability") {
    return Object.entries(routing.weights).map(([target, weight]) => ({
      place: ["weights", target],
      target,
      never: weight === 0,
    }));
  }
  if (routing.policy === "expression") {
    return [
      ...routing.rules.map(({ to }, i) => ({ place: ["rules", i, "to"], target: to, never: false })),
      { place: ["otherwise"], target: routing.otherwise, never: false },
    ];
  }
  if (routing.policy !== "byProduct") return undefined;
  return Object.entries(routing.map).map(([product, target]) => ({
    place: ["map", product],
    target,
    never: false,
  }));
}
