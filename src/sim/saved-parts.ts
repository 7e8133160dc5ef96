import type { Kernel } from "./kernel/kernel.ts";
import { addToLoad, extraOf, loadOf } from "./kernel/loads.ts";
import { BATCH, CARRIER, type Part, type PartExtra, type PartState, WORKPIECE } from "./kernel/parts.ts";
import type { Port } from "./kernel/ports.ts";
import { restoreTraveller, saveTraveller } from "./kernel/traveller.ts";

/** Parts as plain data, and back. */
export class SavedParts {
  readonly #kernel: Kernel;
  readonly #attributes: readonly string[];
  readonly #makerOf: (id: string) => Port;
  readonly #productOf: (id: string) => number;

  /** @param attributes ids of the plant's attributes; `makerOf` finds what made a part, `productOf` the index of a product */
  constructor(
    kernel: Kernel,
    attributes: readonly string[],
    makerOf: (id: string) => Port,
    productOf: (id: string) => number,
  ) {
    this.#kernel = kernel;
    this.#attributes = attributes;
    this.#makerOf = makerOf;
    this.#productOf = productOf;
  }

  save(part: Part): PartState {
    return {
      source: part.source.id,
      serial: part.serial,
      product: this.#kernel.products[part.product] as string,
      entered: part.entered,
      since: part.since,
      inside: part.inside,
      ...(part.traveller === undefined ? {} : { traveller: saveTraveller(part.traveller, this.#attributes) }),
      ...(part.extra === undefined ? {} : this.#saveExtra(part, part.extra)),
    };
  }

  #saveExtra(part: Part, { count, role, own, defective, reworked }: PartExtra): Partial<PartState> {
    return {
      ...(count === 0 ? {} : { load: Array.from(loadOf(part), (held) => this.save(held)) }),
      ...(role === WORKPIECE
        ? {}
        : { role: role === BATCH ? "batch" : "carrier", own: this.#kernel.products[own] as string }),
      ...(defective ? { defective } : {}),
      ...(reworked === 0 ? {} : { reworked }),
    };
  }

  restore(state: PartState): Part {
    const source = this.#makerOf(state.source);
    const part = this.#kernel.parts.create(source, state.serial, this.#productOf(state.product));
    part.entered = state.entered;
    part.since = state.since;
    part.inside = state.inside;
    if (state.traveller !== undefined) part.traveller = restoreTraveller(state.traveller, this.#attributes);
    const { load, role, own, defective, reworked } = state;
    if (role !== undefined) {
      const extra = extraOf(part);
      extra.role = role === "batch" ? BATCH : CARRIER;
      extra.own = this.#productOf(own ?? state.product);
    }
    if (defective === true) extraOf(part).defective = true;
    if (reworked !== undefined) extraOf(part).reworked = reworked;
    for (const held of load ?? []) addToLoad(part, this.restore(held));
    // A holder is not always of the product of the first that it holds: an assembly may have another main part.
    part.product = this.#productOf(state.product);
    return part;
  }
}
