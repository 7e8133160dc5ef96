/** Where the transient of a series ends. */
export interface Truncation {
  /** Observations to delete, a multiple of the batch size. */
  readonly deleted: number;
  /** The marginal standard error there, squared. */
  readonly error: number;
  /** False where the minimum lies in the second half: the series is too short to tell. */
  readonly reliable: boolean;
}

/**
 * MSER-5: deletes so much of the beginning that the standard error of the mean of what is left is least, computed on
 * means of 5 observations (White 1997, Simulation 69; White, Cobb and Spratt 2000, WSC). The minimum is looked for in the
 * whole series; one in its second half says that the run is too short (Hoad, Robinson and Davies 2010, JORS 61).
 * With several replications it is applied to their mean at each time, as they do.
 */
export function mser5(series: readonly number[], batch = 5): Truncation {
  const count = Math.floor(series.length / batch);
  const means = Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < batch; j++) sum += series[i * batch + j] as number;
    return sum / batch;
  });
  let best: Truncation = { deleted: 0, error: Infinity, reliable: false };
  // From the end, so that sums of what is left grow by one term; the last batches have too little to compare.
  let [sum, squares] = [0, 0];
  for (let d = count - 1; d >= 0; d--) {
    const value = means[d] as number;
    sum += value;
    squares += value * value;
    const left = count - d;
    if (left < batch) continue;
    const error = Math.max(0, squares - (sum * sum) / left) / (left * left);
    if (error <= best.error) best = { deleted: d * batch, error, reliable: d <= count / 2 };
  }
  return best;
}

/** The mean of several series at each time, cut to the shortest. */
export function meanSeries(series: readonly (readonly number[])[]): number[] {
  const shortest = Math.min(...series.map(({ length }) => length));
  return Array.from(
    { length: Number.isFinite(shortest) ? shortest : 0 },
    (_, i) => series.reduce((sum, one) => sum + (one[i] as number), 0) / series.length,
  );
}
