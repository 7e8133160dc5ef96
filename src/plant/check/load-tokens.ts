/**
 * What the checks follow through the plant: a product by itself, or in holders, the innermost first. `a` is a bare
 * part or an empty carrier of that product, `a /` a batch of it, `a pallet` a pallet with it, `a / pallet` a pallet
 * with a batch. Ids hold neither blanks nor slashes.
 */
export type Token = string;

/** Stands for a batch, which is nothing without its parts. */
const BATCH = "/";

/** The product that it counts as. */
export function productOf(token: Token): string {
  const end = token.indexOf(" ");
  return end < 0 ? token : token.slice(0, end);
}

/** The outermost holder's product, `/` for a batch; undefined for a bare part. */
export function holderOf(token: Token): string | undefined {
  const start = token.lastIndexOf(" ");
  return start < 0 ? undefined : token.slice(start + 1);
}

export function isBatch(holder: string): boolean {
  return holder === BATCH;
}

/** Without its outermost holder. */
export function contentOf(token: Token): Token {
  const start = token.lastIndexOf(" ");
  return start < 0 ? token : token.slice(0, start);
}

export function withProduct(token: Token, product: string): Token {
  return product + token.slice(productOf(token).length);
}

/** In one more holder; one of a kind is enough, so that going round makes no new tokens without end. */
export function held(token: Token, holder: string = BATCH): Token {
  return token.split(" ").slice(1).includes(holder) ? token : `${token} ${holder}`;
}
