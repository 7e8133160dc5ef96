import type { Assembly, AssemblyInput, Bill, Disassembly } from "../elements/assembly.ts";
import type { Batcher } from "../elements/batcher.ts";
import type { Element } from "../schema.ts";
import { contentOf, held, holderOf, isBatch, productOf, type Token, withProduct } from "./load-tokens.ts";
import type { PlantIndex } from "./plant-index.ts";

/** Tokens that came to an element, by the element that they came from. */
export type Arrivals = ReadonlyMap<number, ReadonlySet<Token>>;

/** What an element makes of what comes to it. */
export interface Made {
  /** What it works on. */
  readonly worked: ReadonlySet<Token>;
  readonly left: ReadonlySet<Token>;
}

/** Which products can be in which, learnt on the way; it only grows. */
export class Contents {
  /** Product → products built into it. */
  readonly #within = new Map<string, Set<string>>();
  /** First product in a holder → others beside it. */
  readonly #beside = new Map<string, Set<string>>();
  /** Products of carriers. */
  readonly carriers: ReadonlySet<string>;
  /** Counts what was learnt. */
  learnt = 0;

  constructor(carriers: ReadonlySet<string>) {
    this.carriers = carriers;
  }

  within(product: string): ReadonlySet<string> {
    return this.#within.get(product) ?? new Set();
  }

  beside(product: string): ReadonlySet<string> {
    return this.#beside.get(product) ?? new Set();
  }

  buildIn(product: string, component: string): void {
    this.#add(this.#within, product, component);
  }

  putBeside(first: string, other: string): void {
    this.#add(this.#beside, first, other);
  }

  #add(map: Map<string, Set<string>>, key: string, value: string): void {
    const known = map.get(key) ?? new Set();
    map.set(key, known);
    if (known.has(value)) return;
    known.add(value);
    this.learnt++;
  }
}

/** Whether parts leave an element as something else than they came. */
export function transforms(element: Element): boolean {
  if (element.kind === "batcher" || element.kind === "unbatcher") return true;
  return (
    element.kind === "station" &&
    (element.assembly !== undefined || element.disassembly !== undefined || element.inspection !== undefined)
  );
}

/** What leaves an element that transforms. */
export function made(index: PlantIndex, at: number, arrivals: Arrivals, contents: Contents): Made {
  const element = index.element(at);
  const all = new Set([...arrivals.values()].flatMap((tokens) => [...tokens]));
  if (element.kind === "batcher") return { worked: all, left: batched(element, all, contents) };
  if (element.kind === "unbatcher") {
    const left = [...all].flatMap((token) =>
      holderOf(token) === undefined ? [token] : unpacked(token, contents),
    );
    return { worked: all, left: new Set(left) };
  }
  if (element.kind !== "station") return { worked: all, left: all };
  const { assembly, disassembly, inspection } = element;
  const { worked, left } =
    assembly === undefined ? { worked: all, left: all } : assembled(index, assembly, arrivals, contents);
  const apart =
    disassembly === undefined
      ? [...left]
      : [...left].flatMap((token) => takenApart(token, disassembly, contents));
  // A carrier whose load is scrapped on the spot goes on empty.
  const emptied =
    inspection === undefined || inspection.scrap !== undefined
      ? []
      : apart.map(holderOf).filter((holder) => holder !== undefined && !isBatch(holder));
  return { worked, left: new Set([...apart, ...emptied.filter((holder) => holder !== undefined)]) };
}

/** Tokens that an input can take, of those that came. */
export function candidates(index: PlantIndex, input: AssemblyInput, arrivals: Arrivals): Set<Token> {
  const found = new Set<Token>();
  for (const [from, tokens] of arrivals) {
    if (input.from !== undefined && index.plant.elements[from]?.id !== input.from) continue;
    for (const token of tokens) {
      if (input.product === undefined || input.product === productOf(token)) found.add(token);
    }
  }
  return found;
}

function assembled(index: PlantIndex, assembly: Assembly, arrivals: Arrivals, contents: Contents): Made {
  const worked = new Set<Token>();
  const left = new Set<Token>();
  for (const bill of assembly.bills) {
    const inputs = bill.inputs.map((input) => candidates(index, input, arrivals));
    if (inputs.some((tokens) => tokens.size === 0)) continue;
    if (assembly.output === "all") {
      for (const token of inputs[0] ?? []) worked.add(token);
      for (const token of inputs.flatMap((tokens) => [...tokens])) left.add(token);
    } else {
      for (const token of joined(bill, inputs, contents)) {
        worked.add(token);
        left.add(token);
      }
    }
  }
  return { worked, left };
}

/** What a bill makes: the base with the others in it, or a carrier with the others on it. */
function joined(bill: Bill, inputs: readonly ReadonlySet<Token>[], contents: Contents): Token[] {
  const results: Token[] = [];
  const isHolder = (token: Token): boolean => holderOf(token) !== undefined || contents.carriers.has(token);
  inputs.forEach((tokens, k) => {
    const others = inputs.flatMap((other, i) => {
      const more = i !== k || (bill.inputs[i]?.quantity ?? 1) > 1;
      return more ? [...other] : [];
    });
    for (const token of tokens) {
      if (contents.carriers.has(token)) {
        const loads = others.filter((other) => !contents.carriers.has(other));
        for (const load of loads) {
          results.push(held(load, token));
          for (const other of loads) contents.putBeside(productOf(load), productOf(other));
        }
      } else if (isHolder(token) || (k === 0 && canBeBare(inputs, isHolder))) {
        const result = bill.product === undefined ? token : withProduct(token, bill.product);
        const product = productOf(result);
        for (const inner of contents.within(productOf(token))) contents.buildIn(product, inner);
        for (const other of others)
          if (!contents.carriers.has(other)) contents.buildIn(product, productOf(other));
        results.push(result);
      }
    }
  });
  return results;
}

/** Whether no input needs a carrier, so that the base can be a bare part. */
function canBeBare(inputs: readonly ReadonlySet<Token>[], isHolder: (token: Token) => boolean): boolean {
  return inputs.every((tokens) => [...tokens].some((token) => !isHolder(token)));
}

function takenApart(token: Token, { bill, remainder }: Disassembly, contents: Contents): Token[] {
  const holder = holderOf(token);
  if (holder !== undefined) {
    const out = unpacked(token, contents);
    if (bill === undefined) return out;
    return out.flatMap((one) => (one === holder ? [one] : takenApart(one, { bill, remainder }, contents)));
  }
  if (contents.carriers.has(token)) return [token];
  const named = bill?.map(({ product }) => product) ?? [...contents.within(token)];
  if (remainder !== undefined) {
    for (const inner of contents.within(token)) contents.buildIn(remainder, inner);
    return [...named, remainder];
  }
  return bill === undefined ? [...named, token] : named;
}

/** What is in the outermost holder, and the holder itself unless it is a batch. */
function unpacked(token: Token, contents: Contents): Token[] {
  const holder = holderOf(token) ?? "";
  const inner = contentOf(token);
  const beside = [...contents.beside(productOf(token))].map((product) => withProduct(inner, product));
  return [inner, ...beside, ...(isBatch(holder) ? [] : [holder])];
}

function batched({ container, group }: Batcher, tokens: ReadonlySet<Token>, contents: Contents): Set<Token> {
  const finite = container !== undefined && contents.carriers.has(container);
  const parts = [...tokens].filter((token) => !finite || token !== container);
  if (finite && parts.length === tokens.size) return new Set();
  const groupOf = (token: Token): string => {
    const product = productOf(token);
    if (group === undefined) return "";
    if (group === "product") return product;
    return (Object.hasOwn(group.families, product) ? group.families[product] : product) ?? product;
  };
  for (const first of parts) {
    for (const other of parts)
      if (groupOf(first) === groupOf(other)) contents.putBeside(productOf(first), productOf(other));
  }
  return new Set(parts.map((token) => (finite ? held(token, container) : held(token))));
}
