/**
 * A lower bound that adds up: every task has a whole-number weight such that no station can hold more
 * than `capacity` of it. The tasks of some stations then have at most `capacity` per station. Weights may be
 * negative, if that is so for the exact load of each station.
 */
export interface WeightBound {
  /** Where the weights come from, for the proof line of answers. */
  readonly name: string;
  readonly weight: Int32Array;
  readonly capacity: number;
}

/** Stations that the bound demands for all tasks. */
export function stationsDemanded(bound: WeightBound): number {
  return Math.ceil(relativeDemand(bound));
}

/** The same before rounding up. Exact whenever it is whole, as weights and capacity are whole. */
export function relativeDemand(bound: WeightBound): number {
  let sum = 0;
  for (const weight of bound.weight) sum += weight;
  return sum / bound.capacity;
}
