/**
 * A sequence of products as even as can be: each place goes to the product that lags most behind its share, of equals the
 * first. That is goal chasing with each product as its own goal (Monden, Toyota Production System; algorithm 1
 * of Miltenburg 1989, Management Science 35(2)). In whole numbers, so that nothing is rounded.
 * @param quantities parts of each product
 * @returns indices of products
 */
export function levelSequence(quantities: readonly number[]): number[] {
  const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
  const made = quantities.map(() => 0);
  const sequence: number[] = [];
  for (let place = 1; place <= total; place++) {
    let best = -1;
    let most = -Infinity;
    for (const [product, quantity] of quantities.entries()) {
      const lag = place * quantity - total * (made[product] as number);
      if (lag > most && (made[product] as number) < quantity) {
        most = lag;
        best = product;
      }
    }
    made[best] = (made[best] as number) + 1;
    sequence.push(best);
  }
  return sequence;
}
