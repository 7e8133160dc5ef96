/** How widely a search looks around before it goes deep. */
export interface SearchBreadth {
  /**
   * Maximal loads enumerated per partial line: in the first round, in the second, and so on. What
   * a round leaves over is postponed to the next, so that a few lines with very many loads do not hold up all
   * others.
   */
  readonly loadsPerRound: readonly number[];
  /**
   * Weights of an open task against the mean idle time per station, in mean task times. Each gives an order in which
   * partial lines are taken, and the orders have their turns.
   */
  readonly openTaskWeights: readonly number[];
}

/** Proves soonest that there is no line, and finds lines where there are many. */
export const NARROW: SearchBreadth = {
  loadsPerRound: [100, 2_000, 100_000, Infinity],
  openTaskWeights: [0.0001],
};

/**
 * Finds rare lines: which order leads to one soon differs from line to line, and by much more than the factor that
 * taking turns costs.
 */
export const BROAD: SearchBreadth = {
  loadsPerRound: [650, 6_500, 100_000, Infinity],
  openTaskWeights: [0.0001, 0.003],
};

/** The same with more loads: which of the two is sooner differs as much, and cannot be told before. */
export const BROADER: SearchBreadth = { ...BROAD, loadsPerRound: [1_000, 10_000, 100_000, Infinity] };
