import { checkConstraints } from "./check-constraints.ts";
import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import { constraintParts } from "./constraint-parts.ts";
import { stationPricing } from "./pricing.ts";

/** Work for each question whether a line exists without some constraint. */
const WORK = 2_000_000;

/** Work between two looks at the clock: about 20 ms. */
const SLICE_WORK = 20_000;

/**
 * A minimal set of constraints in conflict, by the deletion filter (Chinneck and Dravnieks 1991): each
 * constraint in turn is left out, and stays out when there is still no line. A constraint whose part in the
 * conflict could not be decided within a bounded search, or before the search was stopped, is kept.
 * Yields about every 20 ms.
 * @param stations most stations of the line; as many as it may need unless given
 */
export function* conflictingConstraints(
  given: ConstrainedLine,
  cycle: number,
  isStopped: () => boolean,
  stations?: number,
): Generator<void, string[]> {
  let kept: LineConstraints = given.constraints;
  const names: string[] = [];
  for (const part of constraintParts(given.constraints)) {
    const tried = part.without(kept);
    if (yield* isImpossible({ ...given, constraints: tried }, cycle, isStopped, stations)) kept = tried;
    else names.push(part.name);
  }
  if (names.length > 0) return names;
  const longest = given.problem.tasks.find((task) => task.time > cycle);
  return [longest === undefined ? "the cycle time" : `task "${longest.id}" is longer than the cycle time`];
}

function* isImpossible(
  given: ConstrainedLine,
  cycle: number,
  isStopped: () => boolean,
  stations?: number,
): Generator<void, boolean> {
  const checked = checkConstraints(given, cycle);
  if (!checked.ok) return false;
  const { line, lastNamed, sideCount } = checked.value;
  const limit = {
    stations: stations ?? line.graph.size + lastNamed,
    price: sideCount === 1 ? (stations ?? Infinity) : Infinity,
  };
  const search = new ConstrainedSearch(checked.value, stationPricing(checked.value), limit);
  while (search.status === "open" && search.work < WORK && !isStopped()) {
    search.advance(SLICE_WORK);
    yield;
  }
  return search.status === "refuted";
}
