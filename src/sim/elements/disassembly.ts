import type { Disassembly as DisassemblyPlan } from "../../plant/elements/assembly.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { discard, isHolder, load, unload, workpiecesIn } from "../kernel/loads.ts";
import { BATCH, type Part } from "../kernel/parts.ts";
import type { Port } from "../kernel/ports.ts";
import type { BuildContext } from "./element.ts";

/** Takes parts apart (SPEC A7 to A9). */
export class Disassembly {
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #bill: readonly { readonly product: number; readonly quantity: number }[] | undefined;
  readonly #remainder: number | undefined;

  constructor({ bill, remainder }: DisassemblyPlan, context: BuildContext) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    this.#bill = bill?.map(({ product, quantity = 1 }) => ({ product: context.product(product), quantity }));
    this.#remainder = remainder === undefined ? undefined : context.product(remainder);
  }

  /** What comes out of the part, in the order in which it leaves. */
  split(part: Part): Part[] {
    if (!isHolder(part)) return this.#takeApart(part);
    const held = unload(this.#kernel, this.#port, part);
    const out = this.#bill === undefined ? held : held.flatMap((one) => this.split(one));
    if (part.extra?.role !== BATCH) return [...out, part];
    discard(this.#kernel, this.#port, part, "unpacked");
    return out;
  }

  #takeApart(part: Part): Part[] {
    const inside = unload(this.#kernel, this.#port, part);
    const out = this.#bill === undefined ? inside : this.#byBill(part, inside);
    for (const one of out) if (!one.inside) this.#comeOut(one);
    if (this.#remainder === undefined && this.#bill !== undefined) {
      this.#kernel.system.end(part);
      for (const one of inside) if (!out.includes(one)) discard(this.#kernel, this.#port, one, "used up");
      discard(this.#kernel, this.#port, part, "used up");
      return out;
    }
    for (const one of inside) if (!out.includes(one)) load(this.#kernel, this.#port, part, one);
    if (this.#remainder !== undefined) part.product = this.#remainder;
    return [...out, part];
  }

  /** Parts of the bill: those that are in the part first, new ones as old as it for the rest. */
  #byBill(part: Part, inside: readonly Part[]): Part[] {
    const out: Part[] = [];
    for (const { product, quantity } of this.#bill ?? []) {
      const found = inside.filter((one) => one.product === product && !out.includes(one)).slice(0, quantity);
      out.push(...found);
      for (let i = found.length; i < quantity; i++) out.push(this.#make(part, product));
    }
    return out;
  }

  #make(from: Part, product: number): Part {
    const kernel = this.#kernel;
    const made = kernel.parts.create(this.#port, this.#port.made++, product);
    made.entered = from.entered;
    kernel.system.begin(made);
    if (kernel.trace !== undefined) {
      const { cause } = kernel;
      kernel.log(this.#port.index, "create", made);
      kernel.cause = cause;
    }
    return made;
  }

  /** What had been built in counts as a part in the system again. */
  #comeOut(part: Part): void {
    for (const workpiece of workpiecesIn(part)) this.#kernel.system.begin(workpiece);
  }
}
