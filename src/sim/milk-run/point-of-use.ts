import type { Micros } from "../../base/units.ts";
import type { MilkRunDelivery, MilkRunDemand } from "../../plant/elements/milk-run.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { crossingOf } from "../resources/gated-links.ts";

/** A product at a point of use: its stock, its signals, and how long it was missing (SPEC MR8 to MR12, MR17). */
export class PointOfUse {
  /** Index of the product. */
  readonly product: number;
  readonly demand: MilkRunDemand;
  /** Laps from collecting a card to loading; 0 where signals count at once. */
  readonly laps: number;
  /** Containers on trains for it. */
  aboard = 0;
  /** Cards that the next train loads for. */
  open = 0;
  /** Cards that lie here, that a train has brought back, and that are picked until the next departure. */
  box = 0;
  #handed = 0;
  #picking = 0;
  /** Containers here that came with a card. */
  #carded = 0;
  #stock = 0;
  readonly #kernel: Kernel;
  readonly #told: () => void;
  /** In the observed time: the integral of the stock, time without any, both up to `since`, and how often it ran out. */
  #content: Micros = 0;
  #out: Micros = 0;
  #since: Micros = 0;
  /** When the stock rose from nothing. */
  #thereSince: Micros = 0;
  #outs = 0;
  #most = 0;
  delivered = 0;

  /** @param told when something is ordered at once, or a card lies here */
  constructor(
    delivery: MilkRunDelivery,
    product: number,
    place: { port: Port; into: readonly Link[]; kernel: Kernel },
    told: () => void,
  ) {
    this.product = product;
    this.demand = delivery.demand;
    this.#kernel = place.kernel;
    this.#told = told;
    const { demand } = delivery;
    this.laps = demand.by === "cards" ? (demand.laps ?? 1) : 0;
    if (demand.by === "cards") this.open = demand.cards;
    const { port } = place;
    for (const link of place.into)
      crossingOf(link).told.push((part) => {
        if (part.product === product) this.#change(1);
      });
    for (const link of port.links)
      crossingOf(link).told.push((part) => {
        if (part.product === product) this.#withdraw();
      });
    (port.ended ??= []).push((part) => {
      if (part.product === product) this.#withdraw();
    });
  }

  get stock(): number {
    return this.#stock;
  }

  /** Cards on their way that no train can load for yet. */
  get pending(): number {
    return this.#handed + this.#picking;
  }

  /** Containers that a train with so many for it should load. */
  wanted(onTrain: number): number {
    const { demand } = this;
    switch (demand.by) {
      case "cards":
        return this.open;
      case "refill": {
        const there = this.#stock + this.aboard;
        return there <= (demand.min ?? demand.max - 1) ? demand.max - there : 0;
      }
      default:
        return demand.quantity - onTrain;
    }
  }

  loaded(): void {
    this.aboard++;
    if (this.demand.by === "cards") this.open--;
  }

  /** One of ours has come in; the stock was told by its connection. */
  unloaded(): void {
    this.aboard--;
    this.delivered++;
    if (this.demand.by === "cards") this.#carded++;
  }

  /** A train takes the cards that lie here. */
  collect(): number {
    const cards = this.box;
    this.box = 0;
    return cards;
  }

  /** A train is back with cards. */
  handIn(cards: number): void {
    if (this.laps === 1) this.open += cards;
    else this.#handed += cards;
  }

  /** A train departs: what was picked meanwhile is there, and what was handed in is picked until the next one. */
  depart(): void {
    this.open += this.#picking;
    this.#picking = this.#handed;
    this.#handed = 0;
  }

  resetStatistics(): void {
    this.#content = 0;
    this.#out = 0;
    this.#outs = 0;
    this.#since = this.#kernel.now;
    this.#most = this.#stock;
    this.delivered = 0;
  }

  report(): PointOfUseFigures {
    const { now, observedSince } = this.#kernel;
    const running = now - this.#since;
    const observed = now - observedSince;
    const share = (total: Micros, rate: number): number =>
      observed > 0 ? (total + rate * running) / observed : rate;
    return {
      delivered: this.delivered,
      meanStock: share(this.#content, this.#stock),
      maxStock: this.#most,
      stockOuts: this.#outs,
      stockOutShare: share(this.#out, this.#stock === 0 ? 1 : 0),
    };
  }

  save(): number[] {
    const cards = [this.aboard, this.open, this.box, this.#handed, this.#picking, this.#carded];
    const counted = [this.#stock, this.#content, this.#out, this.#since, this.#outs, this.#most];
    return [...cards, ...counted, this.delivered, this.#thereSince];
  }

  restore(state: readonly number[]): void {
    const [
      aboard,
      open,
      box,
      handed,
      picking,
      carded,
      stock,
      content,
      out,
      since,
      outs,
      most,
      delivered,
      there,
    ] = state as SavedPointOfUse;
    this.#thereSince = there;
    [this.aboard, this.open, this.box, this.delivered] = [aboard, open, box, delivered];
    [this.#handed, this.#picking, this.#carded, this.#stock] = [handed, picking, carded, stock];
    [this.#content, this.#out, this.#since, this.#outs, this.#most] = [content, out, since, outs, most];
  }

  /** A container is taken out: its card is free. */
  #withdraw(): void {
    this.#change(-1);
    if (this.#carded > 0) {
      this.#carded--;
      if (this.laps === 0) this.open++;
      else this.box++;
    }
    this.#told();
  }

  #change(by: 1 | -1): void {
    const { now } = this.#kernel;
    const passed = now - this.#since;
    this.#content += this.#stock * passed;
    if (this.#stock === 0) this.#out += passed;
    this.#since = now;
    if (this.#stock === 0) this.#thereSince = now;
    this.#stock += by;
    if (this.#stock === 0 && now > this.#thereSince) this.#outs++;
    this.#most = Math.max(this.#most, this.#stock);
  }
}

type SavedPointOfUse = [
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number],
];

/** What happened to a product at a point of use in the observed time. */
export interface PointOfUseFigures {
  /** Containers that trains brought. */
  readonly delivered: number;
  /** Containers there, time average and most. */
  readonly meanStock: number;
  readonly maxStock: number;
  /** How often a stock came to nothing, and the share of time without any, 0 to 1. */
  readonly stockOuts: number;
  readonly stockOutShare: number;
}
