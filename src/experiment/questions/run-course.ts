import type { Plant } from "../../plant/schema.ts";
import type { EventRecord } from "../../sim/kernel/trace.ts";
import type { RunObserver } from "../../sim/plain-simulation.ts";
import { Simulation } from "../../sim/simulation.ts";
import type { CancelSignal } from "../run/executor.ts";
import { Cancelled } from "../run/laboratory.ts";

/** What an element did: at each time of `since` it came into a state (index into STATES) with so many parts inside. */
export interface ElementCourse {
  readonly id: string;
  /** s, ascending; the first is 0. */
  readonly since: Float64Array;
  readonly state: Uint8Array;
  readonly content: Float32Array;
}

/** Parts that passed from one element to another. */
export interface LinkCourse {
  readonly from: string;
  readonly to: string;
  /** s, ascending. */
  readonly times: Float64Array;
}

/** How parts left the plant: at a sink, as scrap, or turned away at a source. */
export interface EndCourse {
  readonly element: string;
  readonly how: "finished" | "scrap" | "lost";
  readonly times: Float64Array;
}

/** All that one replication did, so that any range of its time can be looked at. */
export interface RunCourse {
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly horizon: number;
  readonly warmup: number;
  /** Up to where it is known, s: before the horizon where more happened than is kept. */
  readonly until: number;
  /** In the order of the plant. */
  readonly elements: readonly ElementCourse[];
  readonly links: readonly LinkCourse[];
  readonly ends: readonly EndCourse[];
  /** Ids of the elements whose states count as those of a station. */
  readonly stations: readonly string[];
}

export interface CourseSettings {
  readonly seed: number;
  readonly replication: number;
  /** s */
  readonly horizon: number;
  readonly warmup: number;
  /** Changes and passages that are kept at the most; 6 million when absent: some 100 MB. */
  readonly most?: number;
}

export interface CourseHooks {
  /** Lets what waits happen, such as a cancel. */
  readonly turn: () => Promise<void>;
  readonly cancel?: CancelSignal | undefined;
  /** @param share of the horizon, 0 to 1 */
  readonly onProgress?: ((share: number) => void) | undefined;
}

const MOST = 6_000_000;
/** Events between two looks at what waits. */
const CHUNK = 20_000;

/** Runs one replication and keeps what it did. @throws Cancelled, ZeroTimeLoop */
export async function runCourse(
  plant: Plant,
  settings: CourseSettings,
  { turn, cancel, onProgress }: CourseHooks,
): Promise<RunCourse> {
  const { seed, replication, horizon, warmup, most = MOST } = settings;
  const watch = new CourseWatch(plant, most);
  const simulation = new Simulation(plant, {
    seed,
    replication,
    warmup,
    record: (line) => watch.note(line),
  });
  watch.begin(simulation);
  simulation.observe(watch);
  for (let done = false; !done && !watch.isFull;) {
    // Slices are one after the other by nature.
    // oxlint-disable-next-line no-await-in-loop
    await turn();
    if (cancel?.aborted === true) throw new Cancelled();
    done = simulation.advance(horizon, CHUNK);
    onProgress?.(simulation.time / horizon);
  }
  const until = watch.isFull ? simulation.time : horizon;
  const stations = Object.keys(simulation.results(false).stations);
  return { seed, replication, horizon, warmup, until, stations, ...watch.course() };
}

interface ElementNotes {
  readonly id: string;
  readonly since: number[];
  readonly state: number[];
  readonly content: number[];
}

/** Looks on at the end of each instant: what lasts no time is not seen. */
class CourseWatch implements RunObserver {
  readonly eachEvent = false;
  readonly #most: number;
  readonly #sinks: ReadonlySet<string>;
  readonly #elements: readonly ElementNotes[];
  readonly #links = new Map<string, { from: string; to: string; times: number[] }>();
  readonly #ends = new Map<string, { element: string; how: EndCourse["how"]; times: number[] }>();
  #simulation: Simulation | undefined;
  #kept = 0;

  constructor({ elements }: Plant, most: number) {
    this.#most = most;
    this.#sinks = new Set(elements.filter(({ kind }) => kind === "sink").map(({ id }) => id));
    this.#elements = elements.map(({ id }) => ({ id, since: [], state: [], content: [] }));
  }

  get isFull(): boolean {
    return this.#kept >= this.#most;
  }

  begin(simulation: Simulation): void {
    this.#simulation = simulation;
    this.look();
  }

  note(line: EventRecord): void {
    const { kind, element, detail, time } = line;
    if (kind === "enter" && detail !== undefined) {
      const key = `${detail}\n${element}`;
      const link = this.#links.get(key);
      if (link === undefined) this.#links.set(key, { from: detail, to: element, times: [time] });
      else link.times.push(time);
    } else {
      const how = this.#howEnded(line);
      if (how === undefined) return;
      const key = `${how}\n${element}`;
      const end = this.#ends.get(key);
      if (end === undefined) this.#ends.set(key, { element, how, times: [time] });
      else end.times.push(time);
    }
    this.#kept++;
  }

  look(): boolean {
    const simulation = this.#simulation as Simulation;
    const { time } = simulation;
    for (let i = 0; i < this.#elements.length; i++) {
      const { since, state, content } = this.#elements[i] as ElementNotes;
      const [now, inside, last] = [simulation.stateOf(i), simulation.contentOf(i), since.length - 1];
      if (state[last] === now && content[last] === inside) continue;
      since.push(time);
      state.push(now);
      content.push(inside);
      this.#kept++;
    }
    return this.isFull;
  }

  course(): Pick<RunCourse, "elements" | "links" | "ends"> {
    return {
      elements: this.#elements.map(({ id, since, state, content }) => ({
        id,
        since: Float64Array.from(since),
        state: Uint8Array.from(state),
        content: Float32Array.from(content),
      })),
      links: Array.from(this.#links.values(), ({ times, ...link }) => ({
        ...link,
        times: Float64Array.from(times),
      })),
      ends: Array.from(this.#ends.values(), ({ times, ...end }) => ({
        ...end,
        times: Float64Array.from(times),
      })),
    };
  }

  /** What is packed or unpacked goes on in another part. */
  #howEnded({ kind, element, detail }: EventRecord): EndCourse["how"] | undefined {
    if (kind === "exit" && this.#sinks.has(element)) return "finished";
    if (kind === "lost") return "lost";
    return kind === "end" && detail === "scrap" ? "scrap" : undefined;
  }
}
