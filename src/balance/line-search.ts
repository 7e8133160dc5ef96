/** A search for the best line that advances in steps, always with its best line and bound so far. */
export interface LineSearch {
  /** Nothing is left to do: the best line is proven, or there is none, or memory is used up. */
  readonly isDone: boolean;
  /** Best objective found so far (stations, ticks of cycle, or their product); Infinity at first. */
  readonly value: number;
  /** No line can have a lower objective. */
  readonly bound: number;
  /** Task numbers per station of the best line; empty as long as there is none. */
  readonly assignment: readonly (readonly number[])[];
  /** Where `bound` comes from. */
  readonly proof: string;
  /** Partial lines that were stored, over all searches. */
  readonly states: number;
  /** Works on for about `work` nodes of load enumeration: 10,000 nodes take about a millisecond. */
  advance(work: number): void;
}

/** Work between two looks at the clock: about 20 ms. */
const SLICE_WORK = 200_000;

/** What a search needs from outside, so that it stays pure. */
export interface SearchControl {
  /** Seconds on any steady clock. */
  now(): number;
  /** Seconds after which the search stops with the best line so far. */
  readonly timeLimit: number;
  /** Asked between slices of about 20 ms. */
  isCancelled?(): boolean;
}

/** The state of a search, between slices. */
export interface SearchProgress {
  readonly value: number;
  readonly bound: number;
  readonly assignment: readonly (readonly number[])[];
  readonly states: number;
  readonly seconds: number;
}

/**
 * Runs a search slice by slice until it is done, the time is up or it is cancelled; yields after each slice, so
 * that a worker can let messages in. Returning early from the generator loses nothing: `search` holds the best.
 */
export function* runSearch(search: LineSearch, control: SearchControl): Generator<SearchProgress, void> {
  const start = control.now();
  for (;;) {
    const seconds = control.now() - start;
    const { value, bound, assignment, states } = search;
    yield { value, bound, assignment, states, seconds };
    if (search.isDone || seconds >= control.timeLimit || control.isCancelled?.() === true) return;
    search.advance(SLICE_WORK);
  }
}
