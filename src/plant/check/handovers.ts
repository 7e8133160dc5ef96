import type { Sorter } from "../elements/sorter.ts";
import type { TransferCar } from "../elements/transfer-car.ts";
import { pathLength, sorterPath } from "../geometry.ts";
import { type Report, rule, type Rule } from "../rule.ts";
import type { Element, ElementKind } from "../schema.ts";
import { checkNeighbours, NEIGHBOUR_RULES } from "./neighbours.ts";
import type { PlantIndex } from "./plant-index.ts";

const COPIES = rule("handover/copies", "error");

const OFF_RAIL = rule("transferCar/offRail", "warning");

const BEYOND = rule("sorter/beyondLoop", "error");

const ROUTING = rule("sorter/routing", "error");

const CHUTE = rule("sorter/chute", "error");

const NO_OVERFLOW = rule("sorter/noOverflow", "warning");

const PATH = rule("sorter/pathDiffers", "warning");

export const HANDOVER_RULES: readonly Rule[] = [
  COPIES,
  OFF_RAIL,
  BEYOND,
  ROUTING,
  CHUTE,
  NO_OVERFLOW,
  PATH,
  ...NEIGHBOUR_RULES,
];

/** Kinds that fetch parts where these wait; on a sorter none waits. */
const FETCHING: ReadonlySet<ElementKind> = new Set([
  "transport",
  "milkRun",
  "divert",
  "turntable",
  "transferCar",
  "sorter",
]);

/** Relative difference from which a path and the length of the trays are taken for contradicting each other. */
const TOLERANCE = 0.05;

/** Diverts, turntables, transfer cars and sorters know where their neighbours are. */
export function checkHandovers(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    const { kind } = element;
    if (kind !== "divert" && kind !== "turntable" && kind !== "transferCar" && kind !== "sorter") continue;
    if (element.routing?.policy === "copyAll") report(COPIES, ["elements", i, "routing"], { id: element.id });
    if (kind === "divert" && element.initial !== undefined) {
      const given = { [element.initial]: 0 };
      checkNeighbours(index, i, { place: "initial", given, outputs: true, isComplete: false }, report);
    }
    const both = { inputs: true, outputs: true, isComplete: true };
    if (kind === "turntable")
      checkNeighbours(index, i, { place: "angles", given: element.angles, ...both }, report);
    if (kind === "transferCar") {
      checkNeighbours(index, i, { place: "stops", given: element.stops, ...both }, report);
      checkRail(element, i, report);
    }
    if (kind === "sorter") checkSorter(index, i, element, report);
  }
}

function checkRail({ id, stops, placement }: TransferCar, at: number, report: Report): void {
  const half = placement.size[0] / 2;
  for (const [name, stop] of Object.entries(stops)) {
    if (Math.abs(stop) > half) report(OFF_RAIL, ["elements", at, "stops", name], { id, name, stop, half });
  }
}

function checkSorter(index: PlantIndex, at: number, sorter: Sorter, report: Report): void {
  const { id, inductions, chutes, routing, overflow, maxRecirculations, trays, trayPitch } = sorter;
  const path = ["elements", at];
  checkNeighbours(
    index,
    at,
    { place: "inductions", given: inductions, inputs: true, isComplete: true },
    report,
  );
  checkNeighbours(index, at, { place: "chutes", given: chutes, outputs: true, isComplete: true }, report);
  if (overflow !== undefined) {
    const given = { [overflow]: 0 };
    checkNeighbours(index, at, { place: "overflow", given, outputs: true, isComplete: false }, report);
  }
  const length = trays * trayPitch;
  const places = [
    ...Object.entries(inductions).map(([name, one]) => ["inductions", name, one.at] as const),
    ...Object.entries(chutes).map(([name, position]) => ["chutes", name, position] as const),
  ];
  for (const [member, name, position] of places) {
    if (position >= length) report(BEYOND, [...path, member, name], { id, name, position, length });
  }
  const policy = routing?.policy;
  if (policy === "roundRobinSkip" || policy === "shortestQueue")
    report(ROUTING, [...path, "routing"], { id, policy });
  for (const to of index.outputs[at] ?? []) {
    const target = index.element(to);
    if (mayFetch(target)) report(CHUTE, [...path, "chutes"], { id, target: target.id });
  }
  if (maxRecirculations !== undefined && overflow === undefined)
    report(NO_OVERFLOW, [...path, "maxRecirculations"], { id });
  const drawn = pathLength(sorterPath(sorter));
  if (sorter.path !== undefined && Math.abs(drawn - length) > TOLERANCE * drawn)
    report(PATH, [...path, "path"], { id, drawn, length });
}

function mayFetch(element: Element): boolean {
  return FETCHING.has(element.kind) || (element.kind === "station" && element.assembly !== undefined);
}
