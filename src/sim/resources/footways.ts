import { turn } from "../../base/math.ts";
import { toMicros, toSeconds, type Micros } from "../../base/units.ts";
import { FootGraph, type Spot, type WorkArea } from "../../plant/footpaths/foot-graph.ts";
import type { Footpaths } from "../../plant/resources/footpaths.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import type { Plant } from "../../plant/schema.ts";

/** A walk under way or over: from where, to where, since when, and how long it takes. */
export interface Walk {
  from: Spot;
  to: Spot;
  since: Micros;
  time: Micros;
}

/** Across the element, as a share of its width: where the view has its manual workplace. */
const WORKERS_SIDE = -0.3;

/** How the workers of one pool get from place to place (SPEC W8, W9): straight, at right angles, or on footpaths. */
export class Footways {
  readonly home: Spot;
  readonly goesHome: boolean;
  readonly #speed: number;
  readonly #rightAngles: boolean;
  readonly #graph: FootGraph | undefined;
  readonly #spots = new Map<WorkArea, Spot>();
  /** Of the ways between workplaces, which are walked again and again, µs. */
  readonly #times = new Map<Spot, Map<Spot, Micros>>();

  constructor(
    { placement }: Workers,
    { speed, path, whenIdle }: NonNullable<Workers["walking"]>,
    footpaths?: Footpaths,
  ) {
    this.#speed = speed;
    this.#rightAngles = path === "rightAngles";
    this.#graph = footpaths === undefined ? undefined : new FootGraph(footpaths, speed);
    this.home = this.spotOf(placement ?? { position: [0, 0, 0], size: [0, 0, 0] });
    this.goesHome = whenIdle === "home";
  }

  /** Undefined where workers are at once where they are needed. */
  static of(workers: Workers, { resources = [] }: Plant): Footways | undefined {
    const { walking } = workers;
    if (walking === undefined) return undefined;
    const footpaths = resources.find(({ kind, id }) => kind === "footpaths" && id === walking.footpaths);
    return new Footways(workers, walking, footpaths?.kind === "footpaths" ? footpaths : undefined);
  }

  /** Where somebody stands who works there. */
  spotOf(site: WorkArea): Spot {
    const known = this.#spots.get(site);
    if (known !== undefined) return known;
    const [x, y, z] = site.position;
    const spot = this.#graph?.workplace(site) ?? { x, y, z, path: -1, along: 0, off: 0 };
    this.#spots.set(site, spot);
    this.#times.set(spot, new Map());
    return spot;
  }

  /** Where somebody is drawn who works there: without footpaths on the worker's side, not in the element's middle. */
  standingAt(site: WorkArea): Spot {
    const spot = this.spotOf(site);
    if (this.#graph !== undefined) return spot;
    const [cosine, sine] = turn(site.rotation ?? 0);
    const aside = WORKERS_SIDE * site.size[1];
    return { ...spot, x: spot.x - sine * aside, y: spot.y + cosine * aside };
  }

  /** Time of the way, µs. */
  time(a: Spot, b: Spot): Micros {
    if (a === b) return 0;
    const graph = this.#graph;
    if (graph === undefined) return toMicros(this.#distance(a, b) / this.#speed);
    const known = this.#times.get(a);
    const time = known?.get(b) ?? toMicros(graph.seconds(a, b));
    if (this.#times.has(b)) known?.set(b, time);
    return time;
  }

  /** Where somebody is at a time. */
  at({ from, to, since, time }: Walk, now: Micros): Spot {
    const gone = now - since;
    if (gone >= time) return to;
    if (this.#graph !== undefined) return this.#graph.at(from, to, toSeconds(gone));
    const share = gone / time;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    if (!this.#rightAngles)
      return { ...to, x: from.x + dx * share, y: from.y + dy * share, z: from.z + (to.z - from.z) * share };
    // First along x, then along y.
    const metres = (Math.abs(dx) + Math.abs(dy)) * share;
    const first = Math.min(metres, Math.abs(dx));
    return {
      ...to,
      x: from.x + Math.sign(dx) * first,
      y: from.y + Math.sign(dy) * (metres - first),
    };
  }

  #distance(a: Spot, b: Spot): number {
    const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
    return this.#rightAngles ? dx + dy : Math.sqrt(dx * dx + dy * dy);
  }
}
