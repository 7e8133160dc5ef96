import { asDistribution } from "../../plant/as-distribution.ts";
import type { Routing } from "../../plant/elements/common.ts";
import type { Source } from "../../plant/elements/source.ts";
import type { Station } from "../../plant/elements/station.ts";
import { meanOf } from "../../plant/mean.ts";
import { plannedRunTime } from "../../plant/planned-run-time.ts";
import { reservedDestinations } from "../../plant/reserved-destinations.ts";
import type { Element, Plant } from "../../plant/schema.ts";

/** Parts per second by product. */
type Flow = Map<string, number>;

/** Sweeps over the plant: enough for loops of rework to settle to a thousandth. */
const SWEEPS = 60;

/**
 * The constraint of a plant by its ideal load: parts that come to each station, in the mix of the sources and split
 * as the routings say, times their mean time there, by server; without any disturbance (SPEC Y7).
 * @returns undefined where no station works on anything
 */
export function findConstraint(plant: Plant): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [id, load] of idealLoads(plant)) if (load > most) [best, most] = [id, load];
  return best;
}

/** Ideal load of each station: seconds of work a second and server; relative where sources are saturated. */
export function idealLoads(plant: Plant): Map<string, number> {
  const flows = new Map(plant.elements.map(({ id }): [string, Flow] => [id, new Map()]));
  const made = sourceFlows(plant);
  const inputs = Map.groupBy(plant.connections, ({ to }) => to);
  const elements = new Map(plant.elements.map((element) => [element.id, element]));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const element of plant.elements) {
      const flow: Flow = new Map(made.get(element.id));
      for (const { from } of inputs.get(element.id) ?? []) {
        const before = elements.get(from) as Element;
        for (const [product, rate] of outflow(before, flows.get(from) as Flow))
          add(flow, product, rate * shareOf(plant, elements, before, element.id, product));
      }
      flows.set(element.id, flow);
    }
  }
  return new Map(
    plant.elements.flatMap((element) =>
      element.kind === "station"
        ? [[element.id, loadOf(element, flows.get(element.id) as Flow)] as const]
        : [],
    ),
  );
}

function loadOf(station: Station, flow: Flow): number {
  let work = 0;
  for (const [product, rate] of outflow(station, flow))
    work += rate * (plannedRunTime(station, product) ?? 0);
  return work / (station.servers ?? 1);
}

/** What each source makes; one that is always at hand counts as the quickest of the others, or as one part a second. */
function sourceFlows(plant: Plant): Map<string, Flow> {
  const sources = plant.elements.filter((element) => element.kind === "source");
  const paced = new Map(sources.map((source) => [source.id, rateOf(source)]));
  const quickest = Math.max(0, ...Array.from(paced.values(), (rate) => rate ?? 0)) || 1;
  return new Map(
    sources.map((source) => {
      const mix = mixOf(plant, source);
      const rate = paced.get(source.id) ?? quickest;
      const total = [...mix.values()].reduce((sum, weight) => sum + weight, 0) || 1;
      return [source.id, new Map(Array.from(mix, ([product, weight]) => [product, (rate * weight) / total]))];
    }),
  );
}

/** Parts per second; undefined where raw parts are always at hand. */
function rateOf({ arrivals }: Source): number | undefined {
  if (arrivals.mode === "interarrival") {
    const mean = meanOf(asDistribution(arrivals.interarrival));
    return mean > 0 ? (arrivals.batchSize ?? 1) / mean : undefined;
  }
  if (arrivals.mode !== "schedule") return undefined;
  const parts = arrivals.entries.reduce((sum, { quantity = 1 }) => sum + quantity, 0);
  const span = arrivals.period ?? Math.max(0, ...arrivals.entries.map(({ time }) => time));
  return span > 0 ? parts / span : undefined;
}

/** Weights of the products that a source makes. */
function mixOf(plant: Plant, { arrivals, products }: Source): Flow {
  const mix: Flow = new Map();
  const first = plant.products[0]?.id ?? "";
  if (arrivals.mode === "orders") {
    for (const { product, quantity = 1 } of arrivals.orders) add(mix, product, quantity);
    return mix;
  }
  if (arrivals.mode === "schedule" && arrivals.entries.some(({ product }) => product !== undefined)) {
    for (const { product = first, quantity = 1 } of arrivals.entries) add(mix, product, quantity);
    return mix;
  }
  if (products === undefined) add(mix, first, 1);
  else if (products.order === "cyclic") for (const product of products.sequence) add(mix, product, 1);
  else if (products.order === "mix")
    for (const [product, quantity] of Object.entries(products.quantities)) add(mix, product, quantity);
  else if (products.order === "pull")
    for (const product of cardsOf(plant, products.loop)) add(mix, product, 1);
  else for (const [product, weight] of Object.entries(products.weights)) add(mix, product, weight);
  return mix;
}

function cardsOf(plant: Plant, id: string): string[] {
  const loop = plant.resources?.find((resource) => resource.id === id);
  if (loop?.kind === "kanban") return Object.keys(loop.cards);
  return loop?.kind === "supermarket" ? Object.keys(loop.stock) : [];
}

/** What leaves an element: what came, or what an assembly makes of it, as often as the scarcest of its parts allows. */
function outflow(element: Element, flow: Flow): Flow {
  if (element.kind !== "station" || element.assembly === undefined || element.assembly.output === "all")
    return flow;
  const made: Flow = new Map();
  for (const { inputs, product } of element.assembly.bills) {
    // Carriers come from no source; what is on them is what is worked on.
    const parts = inputs.flatMap(({ product: part, quantity = 1 }) => {
      const rate = part === undefined ? 0 : (flow.get(part) ?? 0);
      return part === undefined || rate === 0 ? [] : [{ part, rate: rate / quantity }];
    });
    const [base] = parts;
    if (base === undefined) {
      if (inputs.some((input) => input.product === undefined))
        for (const [part, rate] of flow) add(made, product ?? part, rate);
      continue;
    }
    add(made, product ?? base.part, Math.min(...parts.map(({ rate }) => rate)));
  }
  return made;
}

/** Share of a product that goes from an element to one of its destinations. */
function shareOf(
  plant: Plant,
  elements: ReadonlyMap<string, Element>,
  from: Element,
  to: string,
  product: string,
): number {
  const reserved = reservedDestinations(from);
  const all = plant.connections
    .filter((connection) => connection.from === from.id)
    .map((connection) => connection.to);
  const destinations = all.filter((id) => !reserved.has(id));
  if (reserved.has(to)) return 0;
  const routing: Routing | undefined = "routing" in from ? from.routing : undefined;
  switch (routing?.policy) {
    case "byProduct":
      return routing.map[product] === to ? 1 : 0;
    case "probability": {
      const total = destinations.reduce((sum, id) => sum + (routing.weights[id] ?? 0), 0);
      return total > 0 ? (routing.weights[to] ?? 0) / total : 0;
    }
    case "copyAll":
      return 1;
    case "roundRobin":
    case "expression":
      return 1 / destinations.length;
    default: {
      // Whoever is free takes the next part, so that the quicker ones take more.
      const speed = (id: string): number => speedOf(elements.get(id), product);
      return speed(to) / destinations.reduce((sum, id) => sum + speed(id), 0);
    }
  }
}

function speedOf(element: Element | undefined, product: string): number {
  if (element?.kind !== "station") return 1;
  const time = plannedRunTime(element, product) ?? 0;
  return time > 0 ? (element.servers ?? 1) / time : 1;
}

function add(flow: Flow, product: string, rate: number): void {
  flow.set(product, (flow.get(product) ?? 0) + rate);
}
