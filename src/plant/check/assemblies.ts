import type { AssemblyInput, Bill } from "../elements/assembly.ts";
import type { Station } from "../elements/station.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Element } from "../schema.ts";
import { productOf } from "./load-tokens.ts";
import { candidates } from "./material-flow.ts";
import type { PlantIndex } from "./plant-index.ts";
import { HERE, productFlow } from "./product-flow.ts";

const NOT_CONNECTED = rule("assembly/notConnected", "error");

const NEVER_COMPLETE = rule("assembly/neverComplete", "error");

const UNUSED_BILL = rule("assembly/unusedBill", "warning");

const NOT_TAKEN = rule("assembly/notTaken", "error");

const CANNOT_GATHER = rule("assembly/cannotGather", "error");

const ALL_AND_PRODUCT = rule("assembly/allAndProduct", "warning");

const COPIES_OF_SOURCE = rule("routing/copiesOfSource", "error");

const COPIES_TO_ASSEMBLY = rule("routing/copiesToAssembly", "error");

export const ASSEMBLY_RULES: readonly Rule[] = [
  NOT_CONNECTED,
  NEVER_COMPLETE,
  UNUSED_BILL,
  NOT_TAKEN,
  CANNOT_GATHER,
  ALL_AND_PRODUCT,
  COPIES_OF_SOURCE,
  COPIES_TO_ASSEMBLY,
];

/** Bills of material can be met by what comes, and take all of it. */
export function checkAssemblies(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    if (element.kind === "station" && element.assembly !== undefined) checkStation(index, i, element, report);
    if ("routing" in element && element.routing?.policy === "copyAll") checkCopies(index, i, element, report);
  }
}

function checkCopies(index: PlantIndex, at: number, { kind, id }: Element, report: Report): void {
  const path = ["elements", at, "routing"];
  if (kind === "source") report(COPIES_OF_SOURCE, path, { id });
  for (const to of index.outputs[at] ?? []) {
    const target = index.element(to);
    if (target.kind === "station" && target.assembly !== undefined)
      report(COPIES_TO_ASSEMBLY, path, { id, target: target.id });
  }
}

function checkStation(index: PlantIndex, at: number, station: Station, report: Report): void {
  const { id, assembly } = station;
  const bills = assembly?.bills ?? [];
  const { arrivals } = productFlow(index)[at] ?? { arrivals: new Map() };
  const path = ["elements", at, "assembly", "bills"];
  const missing = bills.map(({ inputs }) =>
    inputs.findIndex((input) => candidates(index, input, arrivals).size === 0),
  );
  const dead = missing.every((input) => input >= 0);
  for (const [b, bill] of bills.entries()) {
    const lacking = missing[b] ?? -1;
    if (lacking >= 0) {
      const where = [...path, b, "inputs", lacking];
      report(dead ? NEVER_COMPLETE : UNUSED_BILL, where, { id, ...named(bill.inputs[lacking]) });
    }
    checkInputs(index, at, bill, [...path, b], report);
    if (assembly?.output === "all" && bill.product !== undefined) {
      report(ALL_AND_PRODUCT, [...path, b, "product"], { id, product: bill.product });
    }
  }
  for (const [from, tokens] of arrivals) {
    if (from === HERE) continue;
    for (const token of tokens) {
      const taken = bills.some(({ inputs }) =>
        inputs.some((input) => candidates(index, input, new Map([[from, new Set([token])]])).size > 0),
      );
      if (!taken) report(NOT_TAKEN, path, { id, from: index.element(from).id, product: productOf(token) });
    }
  }
}

function named(input: AssemblyInput | undefined): { product: string; from: string } {
  return { product: input?.product ?? "*", from: input?.from ?? "*" };
}

function checkInputs(
  index: PlantIndex,
  at: number,
  { inputs }: Bill,
  path: readonly PathStep[],
  report: Report,
): void {
  const { id } = index.element(at);
  const feeders = index.inputs[at] ?? [];
  const needed = new Map<number, number>();
  for (const [k, { from, quantity = 1 }] of inputs.entries()) {
    const place = [...path, "inputs", k];
    if (from === undefined) {
      const offered = feeders.reduce((total, feeder) => total + offers(index, feeder), 0);
      // Without any connection there is another finding.
      if (feeders.length > 0 && quantity > offered)
        report(CANNOT_GATHER, place, { id, from: "*", quantity, offered });
      continue;
    }
    const feeder = index.elements.get(from);
    if (feeder === undefined) continue;
    if (!feeders.includes(feeder)) {
      report(NOT_CONNECTED, [...place, "from"], { id, from });
      continue;
    }
    const total = (needed.get(feeder) ?? 0) + quantity;
    needed.set(feeder, total);
    const offered = offers(index, feeder);
    if (total > offered) report(CANNOT_GATHER, place, { id, from, quantity: total, offered });
  }
}

/** Parts that an element can have ready for one destination at the same time. */
function offers(index: PlantIndex, at: number): number {
  const element = index.element(at);
  const several = (index.outputs[at]?.length ?? 0) > 1;
  switch (element.kind) {
    case "buffer": {
      const policy = several ? element.routing?.policy : undefined;
      const fixed = new Set(["roundRobin", "probability", "byProduct", "expression"]).has(policy ?? "");
      return fixed ? 1 : (element.capacity ?? Infinity);
    }
    case "source":
      if (element.arrivals.mode === "saturated") return 1;
      return element.arrivals.mode === "interarrival" && element.arrivals.overflow === "lost" ? 0 : Infinity;
    case "station":
      return element.disassembly === undefined && element.assembly?.output !== "all"
        ? (element.servers ?? 1)
        : Infinity;
    case "storage":
      return (element.aisles ?? 1) * (element.exitPlaces ?? 1);
    case "transport":
    case "unbatcher":
      return Infinity;
    default:
      return 1;
  }
}
