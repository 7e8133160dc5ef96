/** At most `most` of any `of` parts in a row have the option. */
export interface SpacingRule {
  readonly most: number;
  readonly of: number;
}

export interface CarSequence {
  /** Places of the parts in the list. */
  readonly order: number[];
  /** Stretches of `of` parts in a row, over all rules, that hold more than `most`. */
  readonly violations: number;
  /** No sequence breaks fewer rules. */
  readonly proven: boolean;
}

/** Steps of the exact search, and tries of exchanges; counted, so that the result is the same on every machine. */
const SEARCH_STEPS = 100_000;
const EXCHANGES = 200_000;

/**
 * Puts parts into a sequence that keeps n-of-m rules, or breaks them as little as is found: a greedy start by dynamic
 * utilisation (Gottlieb, Puchta, Solnon 2003, EvoWorkshops), exchanges of pairs, then a depth-first search
 * with the violations so far as bound, which proves small cases.
 * @param options for each part, which rules it counts in
 */
export function carSequence(
  options: readonly (readonly boolean[])[],
  rules: readonly SpacingRule[],
): CarSequence {
  const search = new Search(options, rules);
  search.greedy();
  if (search.violations > 0) search.exchange();
  const proven = search.violations === 0 || search.exact();
  return { order: search.order(), violations: search.violations, proven };
}

/** Parts with the same options. */
interface Variant {
  readonly has: readonly boolean[];
  readonly places: number[];
}

class Search {
  readonly #rules: readonly SpacingRule[];
  readonly #variants: readonly Variant[];
  readonly #length: number;
  #best: number[] = [];
  violations = 0;
  #steps = SEARCH_STEPS;

  constructor(options: readonly (readonly boolean[])[], rules: readonly SpacingRule[]) {
    this.#rules = rules;
    this.#length = options.length;
    const variants = new Map<string, Variant>();
    for (const [place, has] of options.entries()) {
      const key = has.join();
      const variant = variants.get(key) ?? { has, places: [] };
      variant.places.push(place);
      variants.set(key, variant);
    }
    this.#variants = [...variants.values()];
  }

  /** Places of the parts; those of a variant in the order of the list. */
  order(): number[] {
    const next = this.#variants.map(() => 0);
    return this.#best.map((variant) => {
      const taken = next[variant] as number;
      next[variant] = taken + 1;
      return (this.#variants[variant] as Variant).places[taken] as number;
    });
  }

  greedy(): void {
    const sequence: number[] = [];
    const left = this.#variants.map(({ places }) => places.length);
    while (sequence.length < this.#length) {
      const [first] = this.#ranked(sequence, left) as [number];
      sequence.push(first);
      left[first] = (left[first] as number) - 1;
    }
    this.#best = sequence;
    this.violations = this.#count(sequence, 0, this.#length - 1);
  }

  /** Exchanges pairs as long as that breaks fewer rules. */
  exchange(): void {
    const sequence = this.#best;
    const reach = Math.max(...this.#rules.map(({ of }) => of));
    let tries = EXCHANGES;
    for (let better = true; better && this.violations > 0 && tries > 0;) {
      better = false;
      for (let i = 0; i < this.#length && tries > 0; i++) {
        for (let j = i + 1; j < this.#length && tries > 0; j++) {
          const [a, b] = [sequence[i] as number, sequence[j] as number];
          if (a === b) continue;
          tries--;
          const near = j - i < 2 * reach;
          const count = (): number =>
            near
              ? this.#count(sequence, i, j + reach - 1)
              : this.#count(sequence, i, i + reach - 1) + this.#count(sequence, j, j + reach - 1);
          const before = count();
          [sequence[i], sequence[j]] = [b, a];
          const after = count();
          if (after < before) {
            this.violations += after - before;
            better = true;
          } else [sequence[i], sequence[j]] = [a, b];
        }
      }
    }
  }

  /** @returns whether no sequence breaks fewer rules than the one found; false when the steps ran out */
  exact(): boolean {
    const left = this.#variants.map(({ places }) => places.length);
    return this.#descend([], left, 0);
  }

  #descend(sequence: number[], left: number[], broken: number): boolean {
    if (sequence.length === this.#length) {
      this.#best = [...sequence];
      this.violations = broken;
      return true;
    }
    for (const variant of this.#ranked(sequence, left)) {
      if (--this.#steps < 0) return false;
      sequence.push(variant);
      const now = broken + this.#count(sequence, sequence.length - 1, sequence.length - 1);
      left[variant] = (left[variant] as number) - 1;
      const done = now >= this.violations || this.#descend(sequence, left, now);
      left[variant] += 1;
      sequence.pop();
      if (!done) return false;
      if (this.violations === 0) return true;
    }
    return true;
  }

  /** Variants that are left: those that break fewest rules first, of these the ones whose options are scarcest. */
  #ranked(sequence: readonly number[], left: readonly number[]): number[] {
    const rest = this.#length - sequence.length;
    const use = this.#rules.map(({ most, of }, rule) => {
      const parts = this.#variants.reduce(
        (sum, { has }, i) => sum + (has[rule] === true ? (left[i] as number) : 0),
        0,
      );
      return (parts * of) / (Math.max(most, 0.5) * rest);
    });
    const candidates = [...this.#variants.keys()].filter((variant) => (left[variant] as number) > 0);
    const scores = candidates.map((variant) => {
      const { has } = this.#variants[variant] as Variant;
      const broken = this.#brokenBy(sequence, has);
      const scarce = use.reduce((sum, share, rule) => sum + (has[rule] === true ? share : 0), 0);
      return { variant, broken, scarce };
    });
    scores.sort((a, b) => a.broken - b.broken || b.scarce - a.scarce || a.variant - b.variant);
    return scores.map(({ variant }) => variant);
  }

  #brokenBy(sequence: readonly number[], has: readonly boolean[]): number {
    let broken = 0;
    for (const [rule, { most, of }] of this.#rules.entries()) {
      if (has[rule] !== true) continue;
      let count = 1;
      for (let i = Math.max(0, sequence.length - of + 1); i < sequence.length; i++)
        if (this.#has(sequence[i], rule)) count++;
      if (count > most) broken++;
    }
    return broken;
  }

  /** Broken stretches that end at the places from `from` to `to`; the first of a rule ends at its length. */
  #count(sequence: readonly number[], from: number, to: number): number {
    let broken = 0;
    const last = Math.min(to, sequence.length - 1);
    for (const [rule, { most, of }] of this.#rules.entries()) {
      // Of a list that is shorter than the stretch all of it is one stretch.
      const length = Math.min(of, this.#length);
      for (let end = Math.max(from, length - 1); end <= last; end++) {
        let count = 0;
        for (let i = end - length + 1; i <= end; i++) if (this.#has(sequence[i], rule)) count++;
        if (count > most) broken++;
      }
    }
    return broken;
  }

  #has(variant: number | undefined, rule: number): boolean {
    return (this.#variants[variant as number] as Variant).has[rule] === true;
  }
}
