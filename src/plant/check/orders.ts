import type { Ranking } from "../elements/ranking.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const TOO_MANY = rule("orders/tooMany", "error");

const LATE = rule("orders/dueBeforeRelease", "warning");

const NEVER = rule("orders/afterHorizon", "warning");

const NO_STATION = rule("ranking/noStation", "error");

const NOT_A_STATION = rule("ranking/notAStation", "error");

export const ORDER_RULES: readonly Rule[] = [TOO_MANY, LATE, NEVER, NO_STATION, NOT_A_STATION];

/** Parts that are put into a sequence at most, since all of them are kept. */
const PART_LIMIT = 1_000_000;

/** Lists of orders can be kept and met; rankings by processing time know a station. */
export function checkOrders(index: PlantIndex, report: Report): void {
  for (const [i, element] of index.plant.elements.entries()) {
    const path = ["elements", i];
    if (element.kind === "source") {
      const { arrivals, products } = element;
      if (arrivals.mode === "orders")
        ofOrders(index, arrivals.orders, [...path, "arrivals", "orders"], report);
      if (products?.order === "mix")
        ofCount(Object.values(products.quantities), [...path, "products", "quantities"], report);
    }
    if (
      element.kind === "buffer" &&
      typeof element.discipline === "object" &&
      !("priority" in element.discipline) &&
      !("sequence" in element.discipline)
    )
      ofRanking(index, i, element.discipline, [...path, "discipline"], report);
    if (element.kind === "station" && typeof element.inputPolicy === "object")
      ofRanking(index, i, element.inputPolicy, [...path, "inputPolicy"], report);
  }
}

function ofOrders(
  { plant }: PlantIndex,
  orders: readonly {
    quantity?: number | undefined;
    release?: number | undefined;
    due?: number | undefined;
  }[],
  path: readonly PathStep[],
  report: Report,
): void {
  const { horizon } = plant.run;
  ofCount(
    orders.map(({ quantity = 1 }) => quantity),
    path,
    report,
  );
  for (const [o, { release = 0, due }] of orders.entries())
    if (due !== undefined && due < release) report(LATE, [...path, o, "due"], { due, release });
  if (orders.every(({ release = 0 }) => release > horizon)) report(NEVER, path, { horizon });
}

function ofCount(quantities: readonly number[], path: readonly PathStep[], report: Report): void {
  const parts = quantities.reduce((sum, quantity) => sum + quantity, 0);
  if (parts > PART_LIMIT) report(TOO_MANY, path, { parts, limit: PART_LIMIT });
}

function ofRanking(
  index: PlantIndex,
  at: number,
  ranking: Ranking,
  path: readonly PathStep[],
  report: Report,
): void {
  if ("by" in ranking || ranking.rule === "edd") return;
  const element = index.element(at);
  if (ranking.station !== undefined) {
    const named = index.elements.get(ranking.station);
    if (named !== undefined && index.element(named).kind !== "station")
      report(NOT_A_STATION, [...path, "station"], { station: ranking.station });
    return;
  }
  const stations = (index.outputs[at] ?? []).filter((next) => index.element(next).kind === "station");
  if (element.kind !== "station" && stations.length !== 1)
    report(NO_STATION, path, { id: element.id, rule: ranking.rule, count: stations.length });
}
