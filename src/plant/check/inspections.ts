import { type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const NOT_CONNECTED = rule("inspection/notConnected", "error");

const NO_WAY_ON = rule("inspection/noWayOn", "error");

const SAME_WAY = rule("inspection/sameWay", "error");

const ROUTED_TOO = rule("inspection/routedToo", "error");

const NOTHING_TO_FIND = rule("inspection/nothingToFind", "warning");

export const INSPECTION_RULES: readonly Rule[] = [
  NOT_CONNECTED,
  NO_WAY_ON,
  SAME_WAY,
  ROUTED_TOO,
  NOTHING_TO_FIND,
];

/** Rework and scrap have connections of their own, and there is something to find. */
export function checkInspections(index: PlantIndex, report: Report): void {
  const { elements } = index.plant;
  const spoiling = [...elements.keys()].filter((i) => {
    const element = elements[i];
    return element?.kind === "station" && element.defects !== undefined;
  });
  const spoilt = index.reach(spoiling, index.outputs);
  for (const [i, element] of elements.entries()) {
    if (element.kind !== "station" || element.inspection === undefined) continue;
    const { id, inspection } = element;
    const path = ["elements", i, "inspection"];
    const targets = new Set((index.outputs[i] ?? []).map((to) => index.element(to).id));
    const { rework, scrap } = inspection;
    for (const [target, place] of [
      [rework?.to, ["rework", "to"]],
      [scrap, ["scrap"]],
    ] as const) {
      if (target === undefined) continue;
      if (index.elements.has(target) && !targets.has(target))
        report(NOT_CONNECTED, [...path, ...place], { id, target });
      targets.delete(target);
      if (isRouted(element.routing, target)) report(ROUTED_TOO, ["elements", i, "routing"], { id, target });
    }
    if (rework !== undefined && rework.to === scrap)
      report(SAME_WAY, [...path, "scrap"], { id, target: scrap });
    if (targets.size === 0) report(NO_WAY_ON, path, { id });
    if (!spoilt.has(i) && (inspection.falseReject ?? 0) === 0) report(NOTHING_TO_FIND, path, { id });
  }
}

type Routing = Extract<PlantIndex["plant"]["elements"][number], { kind: "station" }>["routing"];

/** Whether the routing names the destination. */
function isRouted(routing: Routing, target: string): boolean {
  if (routing?.policy === "probability") return Object.hasOwn(routing.weights, target);
  if (routing?.policy === "expression")
    return routing.otherwise === target || routing.rules.some(({ to }) => to === target);
  return routing?.policy === "byProduct" && Object.values(routing.map).includes(target);
}
