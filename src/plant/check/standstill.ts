import { type Report, rule, type Rule } from "../rule.ts";
import type { Element } from "../schema.ts";
import { strongComponents } from "../traffic/network-graph.ts";
import type { PlantIndex } from "./plant-index.ts";
import { destinations, productFlow } from "./product-flow.ts";

const NO_ROOM = rule("flow/noWaitingRoom", "warning");

export const STANDSTILL_RULES: readonly Rule[] = [NO_ROOM];

/** Kinds that keep a finished part until the next element takes it, and in which nothing can wait meanwhile. */
const WITHOUT_ROOM: ReadonlySet<Element["kind"]> = new Set(["station", "divert", "turntable", "transferCar"]);

/**
 * Loops of machines with no room to wait in between: once each holds a part that the next one is to take, none can
 * move again. That is the circular wait of Coffman, Elphick and Shoshani (1971); fewer parts than places exclude it.
 */
export function checkStandstill(index: PlantIndex, report: Report): void {
  const flow = productFlow(index);
  const hasRoom = (at: number): boolean => !WITHOUT_ROOM.has(index.element(at).kind);
  const ways = index.plant.elements.map((_, at) => {
    if (hasRoom(at)) return [];
    const targets = new Set(
      [...(flow[at]?.left ?? [])].flatMap((product) => destinations(index, at, product)),
    );
    return [...targets].filter((to) => to !== at && !hasRoom(to)).map((to) => ({ to }));
  });
  const members = new Map<number, number[]>();
  for (const [at, component] of strongComponents(ways, () => true).entries())
    members.set(component, [...(members.get(component) ?? []), at]);
  for (const loop of members.values()) {
    const [first] = loop;
    if (first === undefined || loop.length < 2 || isLimited(index, loop)) continue;
    const ids = loop.map((at) => `“${index.element(at).id}”`);
    report(NO_ROOM, ["elements", first], { ids: ids.join(", ") });
  }
}

/** Whether cards let fewer parts into the loop than it has places. */
function isLimited(index: PlantIndex, loop: readonly number[]): boolean {
  const places = loop.reduce((sum, at) => {
    const element = index.element(at);
    return sum + (element.kind === "station" ? (element.servers ?? 1) : 1);
  }, 0);
  return (index.plant.resources ?? []).some((resource) => {
    if (resource.kind !== "conwip" && resource.kind !== "kanban") return false;
    const cards =
      resource.kind === "conwip"
        ? resource.limit
        : Object.values(resource.cards).reduce((sum, count) => sum + count, 0);
    return cards < places && loop.every((at) => resource.section.includes(index.element(at).id));
  });
}
