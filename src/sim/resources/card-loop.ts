import type { Micros } from "../../base/units.ts";
import type { Conwip, Kanban, Supermarket } from "../../plant/resources/controls.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import type { FlowNode, Gate, Port } from "../kernel/ports.ts";
import { border, crossingOf, GatedLinks } from "./gated-links.ts";
import type { ResourceContext, ResourceModel } from "./resource.ts";

type LoopElement = Kanban | Conwip | Supermarket;

/** Cards of one product, or of all. Each is free, back without counting yet, or on a part inside. */
interface Cards {
  readonly total: number;
  /** So many must be back before they are free again. */
  readonly signal: number;
  free: number;
  back: number;
}

/** A loop of cards that runs: kanban, CONWIP and supermarkets alike (SPEC P1 to P5). */
export class CardLoop implements ResourceModel, FlowNode, Gate {
  readonly port: Port;
  readonly #kernel: Kernel;
  readonly #links: GatedLinks;
  readonly #element: LoopElement;
  /** By product; of CONWIP all are the same. Undefined: the product needs no card. */
  readonly #cards: readonly (Cards | undefined)[];
  /** Products of free cards, the one that is free longest first; what is to be made next. */
  readonly #board: number[] = [];
  /** Sources that make what the board says. */
  readonly #makers: Port[] = [];
  #inside = 0;
  #since: Micros = 0;
  #content: Micros = 0;
  #most = 0;
  #entered = 0;

  constructor(element: LoopElement, context: ResourceContext) {
    const { kernel, port } = context;
    this.port = port;
    this.port.node = this;
    this.#kernel = kernel;
    this.#element = element;
    this.#links = new GatedLinks(kernel);
    const common: Cards | undefined =
      element.kind === "conwip"
        ? { total: element.limit, signal: 1, free: element.limit, back: 0 }
        : undefined;
    this.#cards = kernel.products.map((product) =>
      element.kind === "conwip" ? common : cardsOf(element, product),
    );
    this.#cards.forEach((cards, product) => {
      if (element.kind !== "conwip") for (let i = cards?.free ?? 0; i > 0; i--) this.#board.push(product);
    });
  }

  /** Finds the connections where cards are taken and given back. */
  connect(ports: readonly Port[]): void {
    for (const port of ports)
      if (this.#element.section.includes(port.id)) (port.ended ??= []).push((part) => this.#leave(part));
    const { into, outOf } = border(ports, new Set(this.#element.section));
    for (const link of into) {
      this.#links.guard(link, this);
      crossingOf(link).told.push((part) => this.#enter(part));
    }
    for (const link of outOf) crossingOf(link).told.push((part) => this.#leave(part));
  }

  /** Lets a source make what the board says; it settles when there may be more to make. */
  serve(source: Port): void {
    this.#makers.push(source);
  }

  /** The product to be made next; undefined while there is nothing to make. */
  get next(): number | undefined {
    return this.#board[0];
  }

  get kind(): LoopElement["kind"] {
    return this.#element.kind;
  }

  /** Parts with a card inside the section. */
  get inside(): number {
    return this.#inside;
  }

  /** Parts that are ready and held back for want of a card. */
  get heldBack(): number {
    return this.#links.heldBack;
  }

  /** Cards as they are now, by product; those of all products once. */
  cards(): { product?: string; total: number; free: number; back: number }[] {
    const { products } = this.#kernel;
    return this.#cards.flatMap((cards, product) => {
      if (cards === undefined || this.#cards.indexOf(cards) < product) return [];
      const { total, free, back } = cards;
      const own = this.#element.kind === "conwip" ? {} : { product: products[product] as string };
      return [{ ...own, total, free: Math.max(0, free), back }];
    });
  }

  start(): void {}

  admits({ product }: Part): boolean {
    const cards = this.#cards[product];
    return cards === undefined || cards.free > 0;
  }

  /** Cards are free: who was held back may pass, and sources may make more. */
  settle(): void {
    this.#links.open();
    for (const source of this.#makers) this.#kernel.wake(source);
  }

  resetStatistics(): void {
    this.#since = this.#kernel.now;
    this.#content = 0;
    this.#most = this.#inside;
    this.#entered = 0;
  }

  report(tables: ResultTables, id: string): void {
    this.#account(0);
    const { now, observedSince } = this.#kernel;
    tables.resources[id] = {
      kind: this.#element.kind,
      cards: [...new Set(this.#cards)].reduce((sum, cards) => sum + (cards?.total ?? 0), 0),
      meanInside: now > observedSince ? this.#content / (now - observedSince) : this.#inside,
      maxInside: this.#most,
      entered: this.#entered,
    };
  }

  save(): ElementState {
    this.#account(0);
    const { products } = this.#kernel;
    const cards = this.#cards.flatMap((one, product) =>
      one === undefined ? [] : [[products[product] as string, [one.free, one.back]] as [string, number[]]],
    );
    return {
      cards: Object.fromEntries(cards),
      board: this.#board.map((product) => products[product] as string),
      inside: this.#inside,
      content: this.#content,
      most: this.#most,
      entered: this.#entered,
    };
  }

  restore(state: ElementState): void {
    const { products } = this.#kernel;
    const saved = state["cards"] as { [product: string]: [number, number] };
    this.#cards.forEach((cards, product) => {
      const one = saved[products[product] as string];
      if (cards !== undefined && one !== undefined) [cards.free, cards.back] = one;
    });
    this.#board.splice(0, Infinity, ...(state["board"] as string[]).map((id) => products.indexOf(id)));
    this.#inside = state["inside"] as number;
    this.#since = this.#kernel.now;
    this.#content = state["content"] as number;
    this.#most = state["most"] as number;
    this.#entered = state["entered"] as number;
  }

  /** No parts flow through a loop, and it has no timers. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }
  onTimer(): void {}

  #enter({ product }: Part): void {
    const cards = this.#cards[product];
    if (cards === undefined) return;
    this.#account(1);
    this.#entered++;
    cards.free--;
    // Copies that come in together may take more than there are; then nothing comes in until they are back.
    const place = this.#board.indexOf(product);
    if (place >= 0) this.#board.splice(place, 1);
    if (cards.free <= 0) this.#links.close();
  }

  #leave({ product }: Part): void {
    const cards = this.#cards[product];
    if (cards === undefined) return;
    this.#account(-1);
    if (++cards.back < cards.signal) return;
    const before = Math.max(cards.free, 0);
    cards.free += cards.back;
    if (this.#element.kind !== "conwip")
      for (let i = Math.max(cards.free, 0) - before; i > 0; i--) this.#board.push(product);
    cards.back = 0;
    this.#kernel.wake(this.port);
  }

  #account(change: number): void {
    const { now } = this.#kernel;
    this.#content += this.#inside * (now - this.#since);
    this.#since = now;
    this.#inside += change;
    this.#most = Math.max(this.#most, this.#inside);
  }
}

function cardsOf(element: Kanban | Supermarket, product: string): Cards | undefined {
  if (element.kind === "kanban") {
    const total = element.cards[product];
    if (total === undefined) return undefined;
    return { total, signal: Math.min(element.signal ?? 1, total), free: total, back: 0 };
  }
  const stock = element.stock[product];
  if (stock === undefined) return undefined;
  return { total: stock.max, signal: stock.max - stock.min, free: stock.max, back: 0 };
}

export function buildCardLoop(element: LoopElement, context: ResourceContext): ResourceModel {
  return new CardLoop(element, context);
}
