import type { MilkRun, MilkRunDelivery } from "../elements/milk-run.ts";
import { fleetCapacity } from "../fleet-capacity.ts";
import type { Fleet } from "../resources/fleet.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import { checkPlannedLap, PLANNED_LAP_RULES } from "./planned-laps.ts";
import type { PlantIndex } from "./plant-index.ts";
import { productFlow } from "./product-flow.ts";

const NO_FLEET = rule("milkRun/noFleet", "error");

const SHARED = rule("milkRun/sharedFleet", "error");

const NOT_CONNECTED = rule("milkRun/notConnected", "error");

const NOT_SERVED = rule("milkRun/notServed", "error");

const TWO_STOPS = rule("milkRun/twoStops", "error");

const DUPLICATE = rule("milkRun/duplicate", "error");

const POINT_OF_USE = rule("milkRun/pointOfUse", "error");

const NEVER_THERE = rule("milkRun/neverThere", "warning");

const LIMITS = rule("milkRun/limits", "error");

const TOO_LARGE = rule("milkRun/tooLarge", "error");

const NO_SIZE = rule("milkRun/noSize", "warning");

const CAPACITY = rule("fleet/capacityOfTrailers", "warning");

export const MILK_RUN_RULES: readonly Rule[] = [
  NO_FLEET,
  SHARED,
  NOT_CONNECTED,
  NOT_SERVED,
  TWO_STOPS,
  DUPLICATE,
  POINT_OF_USE,
  NEVER_THERE,
  LIMITS,
  TOO_LARGE,
  NO_SIZE,
  CAPACITY,
  ...PLANNED_LAP_RULES,
];

/** Stores, out of which each container is taken by itself. */
const STORES: ReadonlySet<string> = new Set(["buffer", "storage", "conveyor"]);

/** Milk runs have trains of their own, stops for all that they serve, and demands that a lap can meet. */
export function checkMilkRuns(index: PlantIndex, report: Report): void {
  const { elements, resources = [] } = index.plant;
  for (const [i, resource] of resources.entries())
    if (resource.kind === "fleet" && resource.trailers !== undefined && resource.capacity !== undefined)
      if (resource.capacity !== fleetCapacity(resource))
        report(CAPACITY, ["resources", i, "capacity"], {
          id: resource.id,
          capacity: resource.capacity,
          trailers: fleetCapacity(resource),
        });
  for (const [i, element] of elements.entries()) {
    if (element.kind !== "milkRun") continue;
    const path = ["elements", i];
    const isWhole = checkStops(index, i, element, report);
    const fleet = fleetOf(index, element, path, report);
    if (!checkTasks(index, i, element, report) || !isWhole || fleet === undefined) continue;
    checkSizes(index, element, fleet, path, report);
    checkPlannedLap(index, element, fleet, path, report);
  }
}

function fleetOf(
  index: PlantIndex,
  milkRun: MilkRun,
  path: readonly PathStep[],
  report: Report,
): Fleet | undefined {
  const { elements, resources = [] } = index.plant;
  const place = [...path, "fleet"];
  const fleet = resources.find((resource) => resource.kind === "fleet" && resource.id === milkRun.fleet);
  if (fleet?.kind !== "fleet") {
    const known = resources.filter(({ kind }) => kind === "fleet").map(({ id }) => id);
    if (index.omitted?.resources.has(milkRun.fleet) !== true)
      report(NO_FLEET, place, { id: milkRun.fleet, known: known.join(", ") });
    return undefined;
  }
  const other = elements.find(
    (element) =>
      (element.kind === "transport" || element.kind === "milkRun") &&
      element.fleet === fleet.id &&
      element.id !== milkRun.id,
  );
  if (other === undefined) return fleet;
  report(SHARED, place, { id: milkRun.id, fleet: fleet.id, other: other.id });
  return undefined;
}

/** Ids of the elements before and after an element. */
function neighboursOf(index: PlantIndex, i: number): { before: Set<string>; after: Set<string> } {
  const ids = (list: readonly number[] = []): Set<string> => new Set(list.map((at) => index.element(at).id));
  return { before: ids(index.inputs[i]), after: ids(index.outputs[i]) };
}

/** Every neighbour stands at one stop, and nobody else. @returns whether that is so */
function checkStops(index: PlantIndex, i: number, { id, stops }: MilkRun, report: Report): boolean {
  const { before, after } = neighboursOf(index, i);
  const stopOf = new Map<string, string>();
  let isWhole = true;
  for (const [s, { at, serves = [] }] of stops.entries()) {
    for (const [k, other] of serves.entries()) {
      const path = ["elements", i, "stops", s, "serves", k];
      if (!index.elements.has(other)) continue;
      const known = stopOf.get(other);
      if (known !== undefined) report(TWO_STOPS, path, { id, other, first: known, second: at });
      else if (!before.has(other) && !after.has(other)) report(NOT_CONNECTED, path, { id, other });
      else {
        stopOf.set(other, at);
        continue;
      }
      isWhole = false;
    }
  }
  for (const other of new Set([...before, ...after])) {
    if (stopOf.has(other)) continue;
    report(NOT_SERVED, ["elements", i, "stops"], { id, other });
    isWhole = false;
  }
  return isWhole;
}

/** Deliveries and returns go from elements before to elements after, each once. @returns whether that is so */
function checkTasks(index: PlantIndex, i: number, milkRun: MilkRun, report: Report): boolean {
  const { before, after } = neighboursOf(index, i);
  const { id, deliveries, returns = [] } = milkRun;
  let isWhole = true;
  const told = new Set<string>();
  const check = (
    list: "deliveries" | "returns",
    tasks: readonly { from: string; to: string; product?: string }[],
  ): void => {
    for (const [k, { from, to, product = "" }] of tasks.entries()) {
      const path = ["elements", i, list, k];
      for (const [end, name, known] of [
        ["from", from, before],
        ["to", to, after],
      ] as const) {
        if (known.has(name)) continue;
        isWhole = false;
        if (index.elements.has(name)) report(NOT_CONNECTED, [...path, end], { id, other: name });
      }
      const key = product === "" ? `${from}\n` : `${to}\n${product}`;
      if (told.has(key)) {
        isWhole = false;
        report(DUPLICATE, path, { id, what: product === "" ? from : product, to });
      }
      told.add(key);
    }
  };
  check("deliveries", deliveries);
  check("returns", returns);
  for (const [k, delivery] of deliveries.entries())
    checkDelivery(index, milkRun, delivery, ["elements", i, "deliveries", k], report);
  return isWhole;
}

function checkDelivery(
  index: PlantIndex,
  { id }: MilkRun,
  { from, to, product, demand }: MilkRunDelivery,
  path: readonly PathStep[],
  report: Report,
): void {
  const [origin, target] = [index.elements.get(from), index.elements.get(to)];
  if (target !== undefined) {
    const element = index.element(target);
    const gathers = element.kind === "station" && element.assembly !== undefined;
    if (gathers || (demand.by !== "fixed" && !STORES.has(element.kind)))
      report(POINT_OF_USE, [...path, "to"], { id, to });
  }
  const flow = origin === undefined ? undefined : productFlow(index)[origin];
  if (flow !== undefined && index.products.has(product) && !index.exhausted && !flow.left.has(product))
    report(NEVER_THERE, [...path, "product"], { id, product, from });
  if (demand.by === "refill" && (demand.min ?? 0) >= demand.max)
    report(LIMITS, [...path, "demand", "min"], { min: demand.min ?? 0, max: demand.max });
}

/** Where trailers have a volume, every container has one too, and fits into it. */
function checkSizes(
  { plant }: PlantIndex,
  { id, deliveries }: MilkRun,
  { trailers }: Fleet,
  path: readonly PathStep[],
  report: Report,
): void {
  const limit = trailers?.volume;
  if (limit === undefined) return;
  const sizes = new Map(plant.products.map(({ id: product, size }) => [product, size]));
  const carried = new Set(
    plant.resources?.flatMap((resource) => (resource.kind === "carriers" ? [resource.product] : [])),
  );
  // What is on a carrier takes the room of the carrier.
  const loose = deliveries.filter(() => carried.size === 0).map(({ product }) => product);
  for (const product of new Set([...loose, ...carried])) {
    const size = sizes.get(product);
    if (size === undefined) {
      report(NO_SIZE, path, { id, product });
      continue;
    }
    const volume = size[0] * size[1] * size[2];
    if (volume > limit + 1e-9) report(TOO_LARGE, path, { id, product, volume, limit });
  }
}
