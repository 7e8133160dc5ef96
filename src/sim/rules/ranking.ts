import { defined } from "../../base/assert.ts";
import type { Ranking } from "../../plant/elements/ranking.ts";
import type { BuildContext } from "../elements/element.ts";
import type { Evaluation } from "./evaluate.ts";

/** Stands for what has no finite key: after all others. */
const LAST = Number.MAX_VALUE;

/** The key of a part by a ranking; the smallest goes first (SPEC O1 to O3). */
export function rankingOf(ranking: Ranking, context: BuildContext): Evaluation<number> {
  const { rules, port } = context;
  if ("by" in ranking) {
    const sign = ranking.first === "largest" ? -1 : 1;
    const key = rules.number(ranking.by);
    return (part) => finite(sign * key(part));
  }
  if (ranking.rule === "edd") return ({ traveller }) => finite(traveller?.due ?? LAST);
  const own = rules.stationTimes(port.id) === undefined ? undefined : port.id;
  const next = port.links.map(({ to }) => to.id).find((id) => rules.stationTimes(id) !== undefined);
  const station = defined(ranking.station ?? own ?? next, `station that ${port.id} ranks by`);
  const times = defined(rules.stationTimes(station), `cycle times of ${station}`);
  const time = (product: number): number => times[product] ?? 0;
  switch (ranking.rule) {
    case "spt":
      return ({ product }) => time(product);
    case "lpt":
      return ({ product }) => -time(product);
    case "slack":
      return ({ traveller, product }) => finite((traveller?.due ?? LAST) - time(product));
    case "wspt":
      return ({ traveller, product }) => finite(time(product) / (traveller?.weight ?? 1));
  }
}

function finite(key: number): number {
  return key < LAST ? key : LAST;
}
