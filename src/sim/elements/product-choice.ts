import type { RandomStream, StreamState } from "../../base/random.ts";
import type { Source } from "../../plant/elements/source.ts";
import { weightedChoice } from "../kernel/variates.ts";
import type { CardLoop } from "../resources/card-loop.ts";
import type { BuildContext } from "./element.ts";
import { mixRound } from "./order-list.ts";

/** Chooses the product of each part (SPEC S5). */
export class ProductChoice {
  violations: number | undefined = undefined;
  /** Loop whose board says what is made. */
  loop: CardLoop | undefined = undefined;
  /** Undefined where every part is the plant's first product. */
  readonly #next: (() => number) | undefined;
  readonly #stream: RandomStream | undefined;
  #position = 0;

  constructor(source: Source, context: BuildContext) {
    const choice = source.products;
    if (choice === undefined) {
      this.#next = undefined;
    } else if (choice.order === "cyclic") {
      const sequence = choice.sequence.map((id) => context.product(id));
      this.#next = () => sequence[this.#position++ % sequence.length] as number;
    } else if (choice.order === "pull") {
      const loop = context.loop(choice.loop);
      loop.serve(context.port);
      this.loop = loop;
      this.#next = () => loop.next ?? 0;
    } else if (choice.order === "mix") {
      const { products, violations } = mixRound(choice, context);
      this.violations = violations;
      this.#next = () => products[this.#position++ % products.length] as number;
    } else {
      const stream = context.stream("products");
      // Sorted, so that the order in which the file names them changes nothing.
      const ids = Object.keys(choice.weights).sort();
      const draw = weightedChoice(ids.map((id) => choice.weights[id] ?? 0));
      const products = ids.map((id) => context.product(id));
      this.#stream = stream;
      this.#next = () => products[draw(stream)] as number;
    }
  }

  /** There is nothing to make now. */
  get idle(): boolean {
    return this.loop !== undefined && this.loop.next === undefined;
  }

  next(): number {
    return this.#next === undefined ? 0 : this.#next();
  }

  save(): ChoiceState {
    return { position: this.#position, stream: this.#stream?.state() ?? [] };
  }

  restore(state: ChoiceState): void {
    this.#position = state.position;
    this.#stream?.restore(state.stream as StreamState);
  }
}

export type ChoiceState = { position: number; stream: number[] };
