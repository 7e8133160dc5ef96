/** Shares of time by station. */
export type WaitingShares = Readonly<Record<string, { readonly blocked: number; readonly starved: number }>>;

/** What the arrows say of a station. */
export interface ArrowVerdict {
  /** No arrow leads away from it. */
  readonly bottleneck: boolean;
  /** How strongly the arrows point at it; among several bottlenecks the primary one has most. */
  readonly severity: number;
}

/**
 * The arrow rule (Kuo, Lim and Meerkov 1996, Mathematical Problems in Engineering 2; Li and Meerkov 2009, section 5.1): of two
 * neighbours, if the first is blocked more than the second is starved, the bottleneck lies downstream, otherwise upstream.
 * A station that no arrow leads away from is a bottleneck; of several the one with the largest Σ|blocked − starved| over its
 * neighbours is the primary one. The rule needs nothing but blocking and starving, which a real plant can measure as well.
 */
export function arrowRule(
  pairs: readonly (readonly [upstream: string, downstream: string])[],
  shares: WaitingShares,
): Record<string, ArrowVerdict> {
  const verdicts = new Map(Object.keys(shares).map((id) => [id, { bottleneck: true, severity: 0 }]));
  for (const [upstream, downstream] of pairs) {
    const [up, down] = [verdicts.get(upstream), verdicts.get(downstream)];
    if (up === undefined || down === undefined) continue;
    const difference = (shares[upstream]?.blocked ?? 0) - (shares[downstream]?.starved ?? 0);
    (difference > 0 ? up : down).bottleneck = false;
    up.severity += Math.abs(difference);
    down.severity += Math.abs(difference);
  }
  return Object.fromEntries(verdicts);
}
