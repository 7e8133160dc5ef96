import type { WeightBound } from "./weight-bound.ts";

/**
 * Dual feasible functions map item sizes to weights so that whatever fits the bin before still fits
 * it after. All are kept in whole numbers, so that no rounding can invalidate a bound.
 */

/** The times themselves: total work over cycle time (LM1). */
export function timeBound(time: Int32Array, cycle: number): WeightBound {
  return { name: "total work content", weight: time, capacity: cycle };
}

/**
 * u^(k) of Fekete and Schepers (2001): sizes rounded down to multiples of cycle/(k + 1), exact
 * multiples kept.
 */
function roundingBound(time: Int32Array, cycle: number, k: number): WeightBound {
  const weight = time.map((t) => {
    const scaled = t * (k + 1);
    const whole = Math.floor(scaled / cycle);
    return whole * cycle === scaled ? whole * k : whole * (k + 1);
  });
  return { name: `dual feasible function u(${k})`, weight, capacity: k * (k + 1) };
}

/** U^(ε) of Fekete and Schepers (2001): sizes below `small` vanish, above cycle − small fill the station. */
function thresholdBound(time: Int32Array, cycle: number, small: number): WeightBound {
  const weight = time.map((t) => (t > cycle - small ? cycle : t < small ? 0 : t));
  return { name: `dual feasible function U(${small})`, weight, capacity: cycle };
}

/**
 * f of Carlier, Clautiaux and Moukrim (2007), the maximal form of φ^(ε) of Fekete and Schepers:
 * sizes count in whole multiples of `unit`, those above half the cycle by what they leave free.
 */
function countingBound(time: Int32Array, cycle: number, unit: number): WeightBound {
  const fit = Math.floor(cycle / unit);
  const weight = time.map((t) => {
    if (2 * t > cycle) return 2 * (fit - Math.floor((cycle - t) / unit));
    return 2 * t === cycle ? fit : 2 * Math.floor(t / unit);
  });
  return { name: `dual feasible function f(${unit})`, weight, capacity: 2 * fit };
}

/**
 * The function of Burdet and Johnson as stated by Clautiaux, Alves and Valério de Carvalho (2010):
 * whole multiples of `unit`, plus the share by which the rest exceeds the rest of the cycle.
 */
function restBound(time: Int32Array, cycle: number, unit: number): WeightBound {
  const rest = cycle % unit;
  const span = unit - rest;
  const weight = time.map((t) => Math.floor(t / unit) * span + Math.max(0, (t % unit) - rest));
  return { name: `dual feasible function BJ(${unit})`, weight, capacity: Math.floor(cycle / unit) * span };
}

const LARGEST_ROUNDING = 20;
/** Thresholds tried per family; long lines have more distinct times than are worth trying. */
const MOST_THRESHOLDS = 200;

/** All functions that may bound a line with these times well; `selectBounds` picks from them. */
export function* dualFeasibleBounds(time: Int32Array, cycle: number): Generator<WeightBound> {
  for (let k = 1; k <= LARGEST_ROUNDING; k++) yield roundingBound(time, cycle, k);
  const thresholds = new Set<number>();
  for (const t of time) {
    for (const edge of [t, t + 1, cycle - t, cycle - t + 1]) {
      if (edge >= 1 && 2 * edge <= cycle) thresholds.add(edge);
    }
  }
  const sorted = [...thresholds].sort((a, b) => a - b);
  const stride = Math.max(1, Math.ceil(sorted.length / MOST_THRESHOLDS));
  for (let k = 0; k < sorted.length; k += stride) {
    const edge = sorted[k]!;
    yield thresholdBound(time, cycle, edge);
    yield countingBound(time, cycle, edge);
    yield restBound(time, cycle, edge);
  }
}

/**
 * Picks at most `most` bounds: for each of the given sets of tasks (the whole line, its last part, …)
 * those that demand most in proportion to their capacity, without repeats.
 */
export function selectBounds(
  candidates: Iterable<WeightBound>,
  sets: readonly (readonly number[])[],
  most: number,
): WeightBound[] {
  const scored = [...candidates].map((bound) => ({
    bound,
    loads: sets.map((set) => set.reduce((sum, task) => sum + bound.weight[task]!, 0) / bound.capacity),
  }));
  const chosen = new Set<WeightBound>();
  const ranked = sets.map((_, k) => scored.toSorted((a, b) => b.loads[k]! - a.loads[k]!));
  for (let place = 0; place < scored.length && chosen.size < most; place++) {
    for (const ranking of ranked) {
      if (chosen.size < most) chosen.add(ranking[place]!.bound);
    }
  }
  return [...chosen];
}
