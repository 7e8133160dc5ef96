import { toMicros, type Micros } from "../../base/units.ts";
import type { Order, Source } from "../../plant/elements/source.ts";
import { Part } from "../kernel/parts.ts";
import { Traveller } from "../kernel/traveller.ts";
import { sequenceParts } from "../sequencing/sequence.ts";
import type { BuildContext } from "./element.ts";

export type Orders = Extract<Source["arrivals"], { mode: "orders" }>;

/** A part that is yet to come. */
interface Item {
  readonly order: Order;
  readonly product: number;
  readonly release: Micros;
}

/** The parts of a list of orders in the sequence in which they come (SPEC O4 to O9). */
export class OrderList {
  readonly violations: number | undefined;
  readonly #context: BuildContext;
  readonly #items: readonly Item[];
  #next = 0;

  constructor({ orders, sequence }: Orders, context: BuildContext) {
    this.#context = context;
    const groups = new Map<Micros, Item[]>();
    for (const order of orders) {
      const release = toMicros(order.release ?? 0);
      const group = groups.get(release) ?? [];
      groups.set(release, group);
      const item = { order, product: context.product(order.product), release };
      for (let i = order.quantity ?? 1; i > 0; i--) group.push(item);
    }
    const sorted = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
    let violations = 0;
    this.#items = sorted.flatMap((group) => {
      const parts = group.map((item, i) => this.describe(new Part(context.port, i, item.product), item));
      const { kernel, rules } = context;
      const sequenced = sequenceParts(parts, sequence ?? { by: "given" }, kernel, rules);
      violations += sequenced.violations ?? 0;
      return sequenced.order.map((place) => group[place] as Item);
    });
    this.violations = sequence?.by === "carSequencing" ? violations : undefined;
  }

  /** When the next part is released, µs; Infinity when none is left. */
  get release(): Micros {
    return this.#items[this.#next]?.release ?? Infinity;
  }

  /** Takes the next one. */
  take(): Item {
    return this.#items[this.#next++] as Item;
  }

  /** Writes onto the part what its order says. */
  describe(part: Part, { order }: Item): Part {
    const traveller = new Traveller();
    traveller.order = order.id;
    if (order.due !== undefined) traveller.due = toMicros(order.due);
    traveller.priority = order.priority ?? 0;
    traveller.weight = order.weight ?? 1;
    part.traveller = traveller;
    const { rules } = this.#context;
    for (const [id, value] of Object.entries(order.attributes ?? {}))
      rules.set(part, rules.indexOf(id), value);
    return part;
  }

  save(): number {
    return this.#next;
  }

  restore(next: number): void {
    this.#next = next;
  }
}

/** Products of one round of a mix, first to come first. */
export function mixRound(
  mix: Extract<NonNullable<Source["products"]>, { order: "mix" }>,
  context: BuildContext,
): { products: number[]; violations: number | undefined } {
  const parts: Part[] = [];
  for (const [id, quantity] of Object.entries(mix.quantities)) {
    for (let i = 0; i < quantity; i++) parts.push(new Part(context.port, parts.length, context.product(id)));
  }
  const { kernel, rules } = context;
  const { order, violations } = sequenceParts(parts, mix.sequence ?? { by: "given" }, kernel, rules);
  return { products: order.map((place) => (parts[place] as Part).product), violations };
}
