import type { WorkArea } from "../footpaths/foot-graph.ts";
import { DEFAULT_REACH, FootGraph, type Spot } from "../footpaths/foot-graph.ts";
import type { Footpaths } from "../resources/footpaths.ts";
import type { Workers } from "../resources/workers.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";
import { eachNeeds } from "./workers.ts";

const DUPLICATE_POINT = rule("footpath/duplicatePoint", "error");

const UNKNOWN_POINT = rule("footpath/unknownPoint", "error");

const NO_LENGTH = rule("footpath/noLength", "error");

const UNUSED = rule("footpath/unused", "warning");

const TWO_WAYS = rule("footpath/twoWays", "error");

const NO_HOME = rule("footpath/noHome", "error");

const OUT_OF_REACH = rule("footpath/outOfReach", "error");

const NO_WAY = rule("footpath/noWay", "error");

export const FOOTPATH_RULES: readonly Rule[] = [
  DUPLICATE_POINT,
  UNKNOWN_POINT,
  NO_LENGTH,
  UNUSED,
  TWO_WAYS,
  NO_HOME,
  OUT_OF_REACH,
  NO_WAY,
];

/** A place that workers walk to. */
interface Place {
  readonly id: string;
  readonly site: WorkArea;
  readonly path: readonly PathStep[];
}

/** Footpaths make sense, and workers find a way to each of their workplaces and back. */
export function checkFootpaths(index: PlantIndex, report: Report): void {
  const { plant } = index;
  const known = new Map<string, { footpaths: Footpaths; isSound: boolean }>();
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind !== "footpaths" || known.has(resource.id)) continue;
    known.set(resource.id, {
      footpaths: resource,
      isSound: checkGeometry(resource, ["resources", i], report),
    });
  }
  const used = new Set<string>();
  for (const [i, pool] of (plant.resources ?? []).entries()) {
    if (pool.kind !== "workers" || pool.walking === undefined) continue;
    const { footpaths: id, path, whenIdle } = pool.walking;
    const place = ["resources", i];
    if ((id !== undefined || whenIdle === "home") && pool.placement === undefined)
      report(NO_HOME, place, { id: pool.id });
    if (id === undefined) continue;
    used.add(id);
    if (path !== undefined) report(TWO_WAYS, [...place, "walking", "path"], { id: pool.id });
    const paths = known.get(id);
    if (paths?.isSound === true && pool.placement !== undefined)
      checkReach(index, pool, pool.placement, paths.footpaths, place, report);
  }
  for (const [i, resource] of (plant.resources ?? []).entries())
    if (resource.kind === "footpaths" && !used.has(resource.id) && index.omitted === undefined)
      report(UNUSED, ["resources", i], { id: resource.id });
}

function checkReach(
  index: PlantIndex,
  pool: Workers,
  home: WorkArea,
  footpaths: Footpaths,
  path: readonly PathStep[],
  report: Report,
): void {
  const graph = new FootGraph(footpaths, pool.walking?.speed ?? 1);
  const reach = footpaths.reach ?? DEFAULT_REACH;
  const spotOf = ({ id, site, path: where }: Place): Spot | undefined => {
    if (!index.spend(footpaths.paths.length)) return undefined;
    const spot = graph.workplace(site);
    if (spot === undefined || spot.off <= reach) return spot;
    const { from, to } = graph.namesOf(spot.path);
    const metres = Math.round(spot.off * 100) / 100;
    report(OUT_OF_REACH, where, { id, pool: pool.id, footpaths: footpaths.id, from, to, metres, reach });
    return undefined;
  };
  const start = spotOf({ id: pool.id, site: home, path: [...path, "placement"] });
  if (start === undefined) return;
  for (const place of workplacesOf(index, pool)) {
    const spot = spotOf(place);
    if (spot === undefined) continue;
    const there = graph.seconds(start, spot) < Infinity;
    if (there && graph.seconds(spot, start) < Infinity) continue;
    const { from, to } = graph.namesOf(spot.path);
    const [first, second] = there ? [place.id, pool.id] : [pool.id, place.id];
    report(NO_WAY, place.path, { first, second, pool: pool.id, footpaths: footpaths.id, from, to });
  }
}

/** Elements that ask for workers of the pool. */
function workplacesOf({ plant }: PlantIndex, { id, skills = [] }: Workers): Place[] {
  const found = new Map<PathStep, Place>();
  eachNeeds(plant, (needs, [collection, i]) => {
    if (collection !== "elements" || i === undefined || found.has(i)) return;
    const element = plant.elements[i as number];
    const asks = needs.some((need) => ("pool" in need ? need.pool === id : skills.includes(need.skill)));
    if (asks && element !== undefined)
      found.set(i, { id: element.id, site: element.placement, path: ["elements", i, "placement"] });
  });
  return [...found.values()];
}

/** @returns whether the paths can be understood */
function checkGeometry({ id, points, paths }: Footpaths, path: readonly PathStep[], report: Report): boolean {
  let isSound = true;
  const positions = new Map<string, string>();
  for (const [i, point] of points.entries()) {
    if (positions.has(point.id)) {
      isSound = false;
      report(DUPLICATE_POINT, [...path, "points", i, "id"], { id: point.id });
    }
    positions.set(point.id, point.position.join(" "));
  }
  for (const [i, line] of paths.entries()) {
    const place = [...path, "paths", i];
    for (const end of ["from", "to"] as const) {
      if (positions.has(line[end])) continue;
      isSound = false;
      report(UNKNOWN_POINT, [...place, end], { id: line[end], footpaths: id });
    }
    const { from, to } = line;
    if (from === to || positions.get(from) === positions.get(to)) {
      isSound = false;
      report(NO_LENGTH, place, { from, to });
    }
  }
  return isSound;
}
