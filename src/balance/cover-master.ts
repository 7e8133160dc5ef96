const TOLERANCE = 1e-9;

/**
 * The restricted linear programme of column generation: cover the demand of every row with columns of cost
 * one, at least cost; a revised simplex with an explicit inverse.
 */
export class CoverMaster {
  readonly #rows: number;
  /** Inverse of the basis, row by row. */
  readonly #inverse: Float64Array;
  readonly #use: Float64Array;
  readonly #cost: Float64Array;

  /**
   * Starts with one column per row that covers only that row, `coverage[row]` times.
   * @param startCost cost of each of these columns: above one when they are artificial
   */
  constructor(demand: readonly number[], coverage: readonly number[], startCost: number) {
    const rows = demand.length;
    this.#rows = rows;
    this.#inverse = new Float64Array(rows * rows);
    this.#use = new Float64Array(rows);
    this.#cost = new Float64Array(rows).fill(startCost);
    for (let row = 0; row < rows; row++) {
      this.#inverse[row * rows + row] = 1 / coverage[row]!;
      this.#use[row] = demand[row]! / coverage[row]!;
    }
  }

  /** Dual values of the rows. */
  duals(): Float64Array {
    const duals = new Float64Array(this.#rows);
    for (let row = 0; row < this.#rows; row++) {
      const cost = this.#cost[row]!;
      const start = row * this.#rows;
      for (let k = 0; k < this.#rows; k++) duals[k]! += cost * this.#inverse[start + k]!;
    }
    return duals;
  }

  /** Takes a column of cost one into the basis; false when numerical trouble leaves no row to replace. */
  enter(counts: ArrayLike<number>): boolean {
    const rows = this.#rows;
    const inverse = this.#inverse;
    const entering: number[] = [];
    for (let k = 0; k < rows; k++) if (counts[k] !== 0) entering.push(k);
    const column = new Float64Array(rows);
    let leaving = -1;
    let least = Infinity;
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (const k of entering) sum += inverse[row * rows + k]! * counts[k]!;
      column[row] = sum;
      if (sum <= TOLERANCE) continue;
      const ratio = this.#use[row]! / sum;
      if (ratio < least) {
        least = ratio;
        leaving = row;
      }
    }
    if (leaving < 0) return false;
    const pivot = column[leaving]!;
    for (let k = 0; k < rows; k++) inverse[leaving * rows + k]! /= pivot;
    this.#use[leaving] = least;
    this.#cost[leaving] = 1;
    for (let row = 0; row < rows; row++) {
      const factor = column[row]!;
      if (row === leaving || factor === 0) continue;
      for (let k = 0; k < rows; k++) inverse[row * rows + k]! -= factor * inverse[leaving * rows + k]!;
      this.#use[row] = Math.max(0, this.#use[row]! - factor * least);
    }
    return true;
  }
}
