import { type Report, rule, type Rule } from "../rule.ts";
import { cycleDurationOf, isAlwaysZero, workTimes } from "../support.ts";
import { handlingTimes } from "./each-duration.ts";
import type { PlantIndex } from "./plant-index.ts";
import { destinations, productFlow, sourceProducts } from "./product-flow.ts";

const LOOP = rule("zeroTime/loop", "error");

const FLOOD = rule("zeroTime/flood", "error");

const SHORT_CIRCUIT = rule("zeroTime/shortCircuit", "error");

export const ZERO_TIME_RULES: readonly Rule[] = [LOOP, FLOOD, SHORT_CIRCUIT];

/** Nothing happens without end at one instant. */
export function checkZeroTime(index: PlantIndex, report: Report): void {
  checkSaturatedSources(index, report);
  const flow = productFlow(index);
  const told = new Set<string>();
  for (const { id: product } of index.plant.products) {
    const circle = findCircle(index, product, (at) => flow[at]?.met.has(product) === true);
    if (circle === undefined) continue;
    const names = circle.map((at) => index.element(at).id);
    const key = [...names].sort().join(" ");
    if (told.has(key)) continue;
    told.add(key);
    report(LOOP, ["elements", circle[0] ?? 0], { circle: [...names, names[0] ?? ""].join(" → ") });
  }
}

/** Whether a product passes the element without any time. */
function takesNoTime(index: PlantIndex, at: number, product: string): boolean {
  const element = index.element(at);
  if (element.kind === "buffer" || element.kind === "batcher" || element.kind === "unbatcher") return true;
  // Whatever a change-over or a movement takes, it may be none.
  if (element.kind === "divert" || element.kind === "turntable" || element.kind === "transferCar")
    return handlingTimes(element).every(
      ([name, time]) => name === "switchTime" || time === undefined || isAlwaysZero(time),
    );
  if (element.kind !== "station") return false;
  return workTimes(element).every(({ time }) => {
    const duration = cycleDurationOf(time, product);
    return duration !== undefined && isAlwaysZero(duration);
  });
}

function checkSaturatedSources(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (element.kind !== "source" || element.arrivals.mode !== "saturated") continue;
    const limited = element.arrivals.conwip !== undefined;
    const told = new Set<number>();
    for (const product of sourceProducts(index, element)) {
      for (const at of reachedAtOnce(index, i, product)) {
        const target = index.element(at);
        if (told.has(at)) continue;
        told.add(at);
        if (target.kind === "sink")
          report(SHORT_CIRCUIT, ["elements", i], { id: element.id, target: target.id });
        if (
          target.kind === "buffer" &&
          target.capacity === undefined &&
          !limited &&
          !holdsCards(index, target.id, product)
        ) {
          report(FLOOD, ["elements", i, "arrivals"], { id: element.id, target: target.id });
        }
      }
    }
  }
}

/** Whether the element is in the section of a loop that limits the product. */
function holdsCards({ plant }: PlantIndex, id: string, product: string): boolean {
  return (plant.resources ?? []).some((resource) => {
    if (resource.kind === "conwip") return resource.section.includes(id);
    if (resource.kind === "kanban")
      return resource.section.includes(id) && Object.hasOwn(resource.cards, product);
    return (
      resource.kind === "supermarket" &&
      resource.section.includes(id) &&
      Object.hasOwn(resource.stock, product)
    );
  });
}

/** Elements that a product gets to from a source before any time passes. */
function reachedAtOnce(index: PlantIndex, source: number, product: string): Set<number> {
  const reached = new Set(destinations(index, source, product));
  for (const at of reached) {
    if (!takesNoTime(index, at, product) || !index.spend(1 + (index.outputs[at]?.length ?? 0))) continue;
    for (const next of destinations(index, at, product)) reached.add(next);
  }
  return reached;
}

/** A circle of elements that the product meets and that all take no time; depth first, without recursion. */
function findCircle(
  index: PlantIndex,
  product: string,
  meets: (at: number) => boolean,
): number[] | undefined {
  const done = new Set<number>();
  for (const start of index.plant.elements.keys()) {
    if (!index.spend(1)) return undefined;
    if (done.has(start) || !meets(start) || !takesNoTime(index, start, product)) continue;
    const path = [start];
    const onPath = new Set(path);
    const pending = [[...destinations(index, start, product)]];
    while (path.length > 0) {
      const next = pending.at(-1)?.pop();
      if (next === undefined) {
        const left = path.pop() ?? start;
        onPath.delete(left);
        done.add(left);
        pending.pop();
      } else if (onPath.has(next)) return path.slice(path.indexOf(next));
      else if (!done.has(next) && takesNoTime(index, next, product)) {
        path.push(next);
        onPath.add(next);
        pending.push([...destinations(index, next, product)]);
      }
    }
  }
  return undefined;
}
