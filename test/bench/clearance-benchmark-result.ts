/** Times of the clearance worker as the page sees them: from the question to the answer, ms. */
export interface ClearanceBenchmark {
  readonly elements: number;
  /** Starting the engine and looking at the whole plant. */
  readonly firstCheck: number;
  readonly secondCheck: number;
  readonly moves: number;
  readonly medianMove: number;
  readonly p99Move: number;
  readonly worstMove: number;
  readonly findings: number;
}

declare global {
  interface Window {
    clearanceBenchmark?: ClearanceBenchmark;
  }
}
