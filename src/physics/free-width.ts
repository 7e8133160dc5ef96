import type { Corner } from "./upright-box.ts";

/** Distance between two cross-sections of a way where something turned narrows it, m. */
const STEP = 0.25;
/** Cross-sections between two corners at most. */
const MOST_STEPS = 200;
/** A cross-section beside a corner lies this far from it, m. */
const BESIDE = 1e-6;

/** An outline inside a way: `along` and `across` are its coordinates there, m. */
export interface Intrusion<T> {
  readonly outline: readonly Corner[];
  readonly thing: T;
}

/** The narrowest place of a way. */
export interface Narrowest<T> {
  /** Coordinate along the way, m. */
  readonly along: number;
  /** The widest free stretch of the cross-section there. */
  readonly free: readonly [from: number, to: number];
  /** What stands in the cross-section there. */
  readonly things: readonly T[];
}

/**
 * Goes along a way and finds where the widest free stretch across it is least. Exact for outlines parallel to the way; for
 * turned ones cross-sections at every corner and every quarter of a metre are looked at.
 * @param across sides of the way, m
 * @returns undefined where nothing stands in it
 */
export function narrowest<T>(
  across: readonly [from: number, to: number],
  intrusions: readonly Intrusion<T>[],
): Narrowest<T> | undefined {
  let best: Narrowest<T> | undefined;
  for (const along of sections(intrusions)) {
    const cuts = intrusions.flatMap(({ outline, thing }) => {
      const span = cut(outline, along);
      return span === undefined ? [] : [{ span, thing }];
    });
    if (cuts.length === 0) continue;
    const free = widestFree(
      across,
      cuts.map(({ span }) => span),
    );
    const width = free[1] - free[0];
    if (best === undefined || width < best.free[1] - best.free[0] - 1e-9) {
      best = { along, free, things: cuts.map(({ thing }) => thing) };
    }
  }
  return best;
}

function sections(intrusions: readonly Intrusion<unknown>[]): number[] {
  const corners = [...new Set(intrusions.flatMap(({ outline }) => outline.map(([s]) => s)))].sort(
    (a, b) => a - b,
  );
  const all: number[] = [];
  for (const [i, from] of corners.entries()) {
    const to = corners[i + 1];
    if (to === undefined) break;
    const length = to - from;
    if (length <= 2 * BESIDE) continue;
    const steps = Math.min(MOST_STEPS, Math.ceil(length / STEP));
    all.push(from + BESIDE);
    for (let k = 1; k < steps; k++) all.push(from + (length * k) / steps);
    all.push(to - BESIDE);
  }
  return all;
}

/** Where a line across the way meets a convex outline. */
function cut(outline: readonly Corner[], along: number): [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const [i, [s, t]] of outline.entries()) {
    const [nextS, nextT] = outline[(i + 1) % outline.length] ?? [s, t];
    if (s > along === nextS > along) continue;
    const at = t + ((nextT - t) * (along - s)) / (nextS - s);
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  return low > high ? undefined : [low, high];
}

function widestFree(
  [from, to]: readonly [number, number],
  taken: readonly (readonly [number, number])[],
): [number, number] {
  const sorted = [...taken].sort(([a], [b]) => a - b);
  let best: [number, number] = [from, from];
  let reached = from;
  for (const [low, high] of [...sorted, [to, to] as const]) {
    if (Math.min(low, to) - reached > best[1] - best[0]) best = [reached, Math.min(low, to)];
    reached = Math.max(reached, high);
  }
  return best;
}
