import { checkConstraints } from "./check-constraints.ts";
import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import { ConstrainedSearch } from "./constrained-search.ts";

/** Work for each question whether a line exists without some constraint. */
const WORK = 2_000_000;

/** One constraint that can be left out, and what to call it. */
interface Part {
  readonly name: string;
  readonly without: (constraints: LineConstraints) => LineConstraints;
}

/**
 * A minimal set of constraints in conflict, by the deletion filter (Chinneck and Dravnieks 1991): each
 * constraint in turn is left out, and stays out when there is still no line. A constraint whose part in the
 * conflict could not be decided within a bounded search is kept.
 * @param stations most stations of the line; as many as it may need unless given
 */
export function conflictingConstraints(given: ConstrainedLine, cycle: number, stations?: number): string[] {
  let kept = given.constraints;
  const names: string[] = [];
  for (const part of constraintParts(given.constraints)) {
    const tried = part.without(kept);
    if (isImpossible({ ...given, constraints: tried }, cycle, stations)) kept = tried;
    else names.push(part.name);
  }
  const longest = given.problem.tasks.find((task) => task.time > cycle);
  if (names.length === 0 && longest !== undefined)
    names.push(`task "${longest.id}" is longer than the cycle time`);
  return names;
}

function isImpossible(given: ConstrainedLine, cycle: number, stations?: number): boolean {
  const checked = checkConstraints(given, cycle);
  if (!checked.ok) return false;
  const { line, lastNamed } = checked.value;
  const search = new ConstrainedSearch(checked.value, stations ?? line.graph.size + lastNamed);
  search.advance(WORK);
  return search.status === "refuted";
}

function without(constraints: LineConstraints, ...keys: (keyof LineConstraints)[]): LineConstraints {
  const kept = { ...constraints };
  for (const key of keys) delete kept[key];
  return kept;
}

function constraintParts(constraints: LineConstraints): Part[] {
  const parts: Part[] = [];
  for (const group of constraints.together ?? []) {
    const name = `tasks ${group.join(", ")} together`;
    parts.push({ name, without: (c) => ({ ...c, together: (c.together ?? []).filter((g) => g !== group) }) });
  }
  for (const group of constraints.apart ?? []) {
    const name = `tasks ${group.join(", ")} apart`;
    parts.push({ name, without: (c) => ({ ...c, apart: (c.apart ?? []).filter((g) => g !== group) }) });
  }
  for (const [id, stations] of Object.entries(constraints.allowedStations ?? {})) {
    parts.push({
      name: `task ${id} only at station ${stations.join(", ")}`,
      without: (c) => {
        const others = Object.entries(c.allowedStations ?? {}).filter(([other]) => other !== id);
        return { ...c, allowedStations: Object.fromEntries(others) };
      },
    });
  }
  for (const limit of constraints.loadLimits ?? []) {
    const name = `at most ${limit.most} ${limit.name} per station`;
    parts.push({
      name,
      without: (c) => ({ ...c, loadLimits: (c.loadLimits ?? []).filter((l) => l !== limit) }),
    });
  }
  if (constraints.today !== undefined) {
    const name = `at most ${constraints.today.mostMoves} moves from today's line`;
    parts.push({ name, without: (c) => without(c, "today") });
  }
  if (constraints.stochastic !== undefined) {
    const name = `certainty ${constraints.stochastic.certainty}`;
    parts.push({ name, without: (c) => without(c, "stochastic") });
  }
  if (constraints.models !== undefined) {
    parts.push({ name: "times of the models", without: (c) => without(c, "models", "overload") });
  }
  return parts;
}
