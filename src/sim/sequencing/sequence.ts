import type { Sequencing } from "../../plant/elements/sequencing.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { Rules } from "../rules/rules.ts";
import { campaignSequence } from "./campaign.ts";
import { carSequence } from "./car-sequencing.ts";
import { levelSequence } from "./level.ts";

export interface Sequenced {
  /** Places of the parts in the list, first to come first. */
  readonly order: readonly number[];
  /** Stretches in which an n-of-m rule is broken; absent without such rules. */
  readonly violations?: number;
}

/** Puts parts that are yet to come into a sequence (SPEC O5 to O9). */
export function sequenceParts(
  parts: readonly Part[],
  sequencing: Sequencing,
  kernel: Kernel,
  rules: Rules,
): Sequenced {
  const places = [...parts.keys()];
  const by = (key: (part: Part) => number): Sequenced => ({
    // Sorting keeps the order of equals.
    order: places.sort((a, b) => compare(key(parts[a] as Part), key(parts[b] as Part))),
  });
  switch (sequencing.by) {
    case "given":
      return { order: places };
    case "edd":
      return by(({ traveller }) => traveller?.due ?? Infinity);
    case "priority":
      return by(({ traveller }) => traveller?.priority ?? 0);
    case "campaign": {
      const families = parts.map(({ product }) => {
        const id = kernel.products[product] as string;
        return sequencing.families?.[id] ?? id;
      });
      return { order: campaignSequence(families, sequencing.most) };
    }
    case "level":
      return { order: levelOrder(parts) };
    case "carSequencing": {
      const tests = sequencing.rules.map(({ when }) => rules.truth(when, "order"));
      const options = parts.map((part) => tests.map((test) => test(part)));
      const { order, violations } = carSequence(options, sequencing.rules);
      return { order, violations };
    }
  }
}

/** Infinity is equal to itself here, which a difference would not tell. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function levelOrder(parts: readonly Part[]): number[] {
  const byProduct = new Map<number, number[]>();
  for (const [place, { product }] of parts.entries()) {
    const places = byProduct.get(product);
    if (places === undefined) byProduct.set(product, [place]);
    else places.push(place);
  }
  const lists = [...byProduct.values()];
  const next = lists.map(() => 0);
  return levelSequence(lists.map(({ length }) => length)).map((product) => {
    const taken = next[product] as number;
    next[product] = taken + 1;
    return (lists[product] as number[])[taken] as number;
  });
}
