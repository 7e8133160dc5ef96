import type { Element } from "../../plant/schema.ts";
import type { Port } from "../kernel/ports.ts";
import { crossingOf } from "../resources/gated-links.ts";

/** Marks the connections of points of use before their elements are built, so that nobody passes parts there untold. */
export function watchPointsOfUse(elements: readonly Element[], ports: readonly Port[]): void {
  const watched = new Set(
    elements.flatMap((element) => (element.kind === "milkRun" ? element.deliveries.map(({ to }) => to) : [])),
  );
  if (watched.size === 0) return;
  for (const { links } of ports)
    for (const link of links) if (watched.has(link.from.id) || watched.has(link.to.id)) crossingOf(link);
}
