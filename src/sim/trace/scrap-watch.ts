import type { Micros } from "../../base/units.ts";
import type { RunParts } from "../build-run.ts";
import { isHolder, loadOf, workpiecesIn } from "../kernel/loads.ts";
import type { Part } from "../kernel/parts.ts";
import { crossingOf } from "../resources/gated-links.ts";

/** Told when a part that the constraint has worked on becomes scrap: its product, its ideal time there, and where. */
type ToldOfScrap = (product: number, time: Micros, station: string) => void;

/**
 * Remembers what the constraint has spent on the parts that are still in the plant, and finds out when one of them is
 * scrapped. Parts that leave are forgotten, so that it holds no more than the plant does.
 */
export class ScrapWatch {
  readonly #products: readonly string[];
  readonly #spent = new Map<string, { product: number; time: Micros }>();
  readonly #tell: ToldOfScrap;

  private constructor({ kernel, plant, ports }: RunParts, tell: ToldOfScrap) {
    this.#products = kernel.products;
    this.#tell = tell;
    plant.elements.forEach((element, i) => {
      const port = ports[i];
      if (port === undefined) return;
      if (element.kind === "sink") {
        for (const link of ports.flatMap(({ links }) => links))
          if (link.to === port) crossingOf(link).told.push((part) => this.#left(part, undefined));
      }
      if (element.kind !== "station" || element.inspection === undefined) return;
      (port.ended ??= []).push((part, how) => how === "scrap" && this.#left(part, element.id));
      const { scrap } = element.inspection;
      for (const link of port.links)
        if (link.to.id === scrap) crossingOf(link).told.unshift((part) => this.#left(part, element.id));
    });
  }

  /** Undefined where nothing can become scrap. */
  static of(run: RunParts, tell: ToldOfScrap): ScrapWatch | undefined {
    const inspects = run.plant.elements.some(
      (element) => element.kind === "station" && element.inspection !== undefined,
    );
    return inspects ? new ScrapWatch(run, tell) : undefined;
  }

  /** So much ideal time was spent on a part; of a carrier or batch each workpiece has its share. */
  produced(part: Part, time: Micros): void {
    const pieces = isHolder(part) ? [...workpiecesIn(part)] : [part];
    const each = Math.floor(time / pieces.length);
    pieces.forEach((piece, i) => {
      const name = nameOf(piece);
      const share = i === 0 ? time - each * (pieces.length - 1) : each;
      const known = this.#spent.get(name);
      if (known === undefined) this.#spent.set(name, { product: part.product, time: share });
      else known.time += share;
    });
  }

  clear(): void {
    this.#spent.clear();
  }

  save(): { [part: string]: [product: string, time: Micros] } {
    return Object.fromEntries(
      Array.from(this.#spent, ([name, { product, time }]) => [
        name,
        [this.#products[product] as string, time],
      ]),
    );
  }

  restore(saved: { readonly [part: string]: readonly [product: string, time: Micros] }): void {
    this.#spent.clear();
    for (const [name, [product, time]] of Object.entries(saved))
      this.#spent.set(name, { product: this.#products.indexOf(product), time });
  }

  /** The part and all that it holds has left, as scrap of a station or as a finished one. */
  #left(part: Part, station: string | undefined): void {
    const name = nameOf(part);
    const known = this.#spent.get(name);
    if (known !== undefined) {
      this.#spent.delete(name);
      if (station !== undefined) this.#tell(known.product, known.time, station);
    }
    for (const held of loadOf(part)) this.#left(held, station);
  }
}

function nameOf({ source, serial }: Part): string {
  return `${source.id}#${serial}`;
}
