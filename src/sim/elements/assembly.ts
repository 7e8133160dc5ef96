import type { Micros } from "../../base/units.ts";
import type { Assembly as AssemblyPlan, Bill } from "../../plant/elements/assembly.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { extraOf, isHolder, load, makeBatch, rename, workpiecesIn } from "../kernel/loads.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import type { Need } from "../trace/condition.ts";
import type { BuildContext } from "./element.ts";

/** One line of a bill. */
interface Input {
  /** Id of the element that the parts come from; undefined for any. */
  readonly from: string | undefined;
  /** Index of the product; undefined for any. */
  readonly product: number | undefined;
  readonly quantity: number;
}

interface RunningBill {
  readonly inputs: readonly Input[];
  /** Parts that it takes in all. */
  readonly total: number;
  /** Index of the product that the base becomes; undefined when it keeps its own. */
  readonly product: number | undefined;
}

/** Parts that are all there and go together. */
export interface Picked {
  readonly bill: RunningBill;
  /** Links whose first parts are taken, in the order of taking; the base is one of them. */
  readonly links: readonly Link[];
  /** Place of the base among them. */
  readonly base: number;
  /** Since when the base is ready, µs. */
  readonly since: Micros;
  /** Index of the product that it will be worked on as. */
  readonly product: number;
}

/** Parts that wait for a bill, in the order in which they would be taken. */
interface Gathered {
  readonly links: readonly Link[];
  readonly parts: readonly Part[];
  /** By input, how many are still to come. */
  readonly needed: readonly number[];
  /** Place of the first part of the first input, and of the first holder. */
  readonly first: number | undefined;
  readonly carrier: number | undefined;
}

/** Takes parts together by bills of material, and puts them together (SPEC A1 to A6). */
export class Assembly {
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #bills: readonly RunningBill[];
  readonly #keepsAll: boolean;

  constructor(plan: AssemblyPlan, context: BuildContext) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    this.#keepsAll = plan.output === "all";
    this.#bills = plan.bills.map((bill) => runningBill(bill, context));
    context.port.choosy = true;
    context.port.gathers = true;
  }

  /**
   * The bill whose parts are all there: of several the one that the policy prefers, or else the one whose base is
   * ready longest.
   */
  find(inOrder: boolean, preferred: (picked: Picked) => boolean): Picked | undefined {
    let best: Picked | undefined;
    let bestPreferred = false;
    for (const bill of this.#bills) {
      const picked = this.#pick(bill);
      if (picked === undefined) continue;
      const isPreferred = preferred(picked);
      const better =
        best === undefined ||
        (isPreferred && !bestPreferred) ||
        (!inOrder && isPreferred === bestPreferred && picked.since < best.since);
      if (better) [best, bestPreferred] = [picked, isPreferred];
    }
    return best;
  }

  /** Takes the parts and puts them together. @returns what the work is done on */
  take({ bill, links, base }: Picked): Part {
    const kernel = this.#kernel;
    const { cause } = kernel;
    let latest: Micros = -1;
    let completing = cause;
    const parts = links.map((link) => {
      kernel.cause = cause;
      const part = kernel.flow.take(link);
      // The part that came last is what the start waited for.
      if (part.since >= latest) [latest, completing] = [part.since, kernel.cause];
      return part;
    });
    const main = parts[base] as Part;
    const others = parts.filter((part) => part !== main);
    kernel.cause = completing;
    const work = this.#keepsAll ? this.#together(main, parts) : this.#join(bill, main, others);
    kernel.cause = completing;
    return work;
  }

  /** Every part leaves again at the end: until then they are one batch. */
  #together(main: Part, parts: readonly Part[]): Part {
    const batch = makeBatch(this.#kernel, this.#port, main.product);
    for (const part of parts) load(this.#kernel, this.#port, batch, part);
    batch.product = main.product;
    return batch;
  }

  #join(bill: RunningBill, main: Part, others: readonly Part[]): Part {
    const kernel = this.#kernel;
    const [target] = workpiecesIn(main);
    if (target === undefined) {
      for (const part of others) load(kernel, this.#port, main, part);
      return main;
    }
    for (const part of others) {
      for (const built of workpiecesIn(part)) {
        if (built.extra?.defective === true) extraOf(target).defective = true;
        kernel.system.end(built);
      }
      load(kernel, this.#port, target, part);
    }
    if (bill.product !== undefined) rename(main, bill.product);
    return main;
  }

  /** What the bill that lacks least still needs; of equals the first in the plant file. */
  missing(): Need[] {
    const open = this.#bills.map((bill) => {
      const { needed } = this.#gather(bill);
      return bill.inputs.flatMap(({ from, product }, i) =>
        (needed[i] as number) > 0 ? [{ from, product, count: needed[i] as number }] : [],
      );
    });
    const lacks = (inputs: readonly { readonly count: number }[]): number =>
      inputs.reduce((sum, { count }) => sum + count, 0);
    return open.reduce((best, other) => (lacks(other) < lacks(best) ? other : best));
  }

  /** Goes through what waits, longest first, and takes from each as long as its next part is needed. */
  #pick(bill: RunningBill): Picked | undefined {
    const { links, parts, first, carrier } = this.#gather(bill);
    const base = carrier ?? first;
    if (links.length < bill.total || base === undefined) return undefined;
    const main = parts[base] as Part;
    return { bill, links, base, since: main.since, product: this.#productOf(bill, main, parts) };
  }

  /** What the bill would take of what waits, and how much of each of its inputs it still needs after that. */
  #gather(bill: RunningBill): Gathered {
    const needed = bill.inputs.map(({ quantity }) => quantity);
    const links: Link[] = [];
    const parts: Part[] = [];
    let first: number | undefined;
    let carrier: number | undefined;
    for (
      let link = this.#port.waitHead;
      link !== undefined && links.length < bill.total;
      link = link.waitNext
    ) {
      let part = link.queue.head;
      for (let left = link.queue.count; left > 0 && part !== undefined; left--) {
        const input = needing(bill.inputs, needed, link, part);
        if (input < 0) break;
        (needed[input] as number)--;
        if (input === 0) first ??= links.length;
        if (isHolder(part)) carrier ??= links.length;
        links.push(link);
        parts.push(part);
        // Gates and card loops let parts pass one by one.
        if (link.crossing !== undefined) break;
        part = part.next;
      }
    }
    return { links, parts, needed, first, carrier };
  }

  #productOf(bill: RunningBill, main: Part, parts: readonly Part[]): number {
    if (this.#keepsAll) return main.product;
    const [target] = workpiecesIn(main);
    if (target !== undefined) return bill.product ?? main.product;
    return parts.find((part) => part !== main)?.product ?? main.product;
  }
}

/** The first input that still needs this part; negative when none does. */
function needing(inputs: readonly Input[], needed: readonly number[], link: Link, part: Part): number {
  return inputs.findIndex(
    ({ from, product }, i) =>
      (needed[i] as number) > 0 &&
      (from === undefined || from === link.from.id) &&
      (product === undefined || product === part.product),
  );
}

function runningBill({ inputs, product }: Bill, context: BuildContext): RunningBill {
  const running = inputs.map((input): Input => ({
    from: input.from,
    product: input.product === undefined ? undefined : context.product(input.product),
    quantity: input.quantity ?? 1,
  }));
  return {
    inputs: running,
    total: running.reduce((total, { quantity }) => total + quantity, 0),
    product: product === undefined ? undefined : context.product(product),
  };
}
