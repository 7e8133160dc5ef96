import { STATES } from "../../plant/states.ts";
import type { EndCourse, LinkCourse, RunCourse } from "../../protocol/questions.ts";

/** What one element did over a run. */
export type ElementCourse = RunCourse["elements"][number];

/** A range of simulated time, s. */
export type TimeRange = readonly [from: number, to: number];

/** Index of the last entry that begins at a time or before; 0 before the first. */
function placeOf(since: Float64Array, time: number): number {
  let [low, high] = [0, since.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((since[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Tells every stretch of a range in which nothing changed. */
export function eachStretch(
  { since, state, content }: ElementCourse,
  [from, to]: TimeRange,
  tell: (state: number, start: number, end: number, content: number) => void,
): void {
  if (since.length === 0) return;
  for (let i = placeOf(since, from); i < since.length; i++) {
    const start = Math.max(from, since[i] ?? 0);
    if (start >= to) return;
    const end = Math.min(to, since[i + 1] ?? Infinity);
    if (end > start) tell(state[i] ?? 0, start, end, content[i] ?? 0);
  }
}

/** Shares of a range by state, in the order of STATES. */
export function statesIn(course: ElementCourse, range: TimeRange): number[] {
  const times = STATES.map(() => 0);
  eachStretch(course, range, (state, start, end) => (times[state] = (times[state] ?? 0) + end - start));
  const length = range[1] - range[0];
  return times.map((time) => (length > 0 ? time / length : 0));
}

/** Parts inside, time average over a range. */
export function contentIn(course: ElementCourse, range: TimeRange): number {
  let sum = 0;
  eachStretch(course, range, (_, start, end, content) => (sum += content * (end - start)));
  const length = range[1] - range[0];
  return length > 0 ? sum / length : 0;
}

/** How many of some ascending times lie in a range: after its start, and up to its end. */
export function countIn(times: Float64Array, [from, to]: TimeRange): number {
  const upTo = (time: number): number => {
    const first = times[0];
    return first === undefined || first > time ? 0 : placeOf(times, time) + 1;
  };
  return upTo(to) - upTo(from);
}

/** A flow over a range, parts/h. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
}

export interface EndFlow {
  readonly element: string;
  readonly how: EndCourse["how"];
  readonly rate: number;
}

const HOUR = 3600;

/** What passed between elements and left the plant in a range. */
export function flowsIn(
  { links, ends }: Pick<RunCourse, "links" | "ends">,
  range: TimeRange,
): { readonly flows: readonly Flow[]; readonly ends: readonly EndFlow[] } {
  const hours = (range[1] - range[0]) / HOUR;
  const rate = ({ times }: Pick<LinkCourse, "times">): number => countIn(times, range) / hours;
  return {
    flows: links.map((link) => ({ from: link.from, to: link.to, rate: rate(link) })),
    ends: ends.map((end) => ({ element: end.element, how: end.how, rate: rate(end) })),
  };
}

/** A piece of a row whose pixels are all of one state, or a single pixel with the shares of several. */
export type RowPiece =
  | { readonly x: number; readonly width: number; readonly state: number }
  | { readonly x: number; readonly width: number; readonly shares: readonly number[] };

/** A row of states, pixel by pixel: where several share a pixel, so do their colours. @param width px */
export function rowPieces(course: ElementCourse, range: TimeRange, width: number): RowPiece[] {
  const scale = width / (range[1] - range[0]);
  const filled = new Float64Array(width * STATES.length);
  eachStretch(course, range, (state, start, end) => {
    const [first, last] = [(start - range[0]) * scale, (end - range[0]) * scale];
    for (let x = Math.floor(first); x < Math.min(width, last); x++) {
      const part = Math.min(last, x + 1) - Math.max(first, x);
      if (part > 0) filled[x * STATES.length + state] = (filled[x * STATES.length + state] ?? 0) + part;
    }
  });
  const pieces: RowPiece[] = [];
  for (let x = 0; x < width; x++) {
    const shares = filled.subarray(x * STATES.length, (x + 1) * STATES.length);
    const largest = shares.reduce((best, share, i) => (share > (shares[best] ?? 0) ? i : best), 0);
    const sum = shares.reduce((total, share) => total + share, 0);
    if (sum <= 0) continue;
    const before = pieces.at(-1);
    const isPure = (shares[largest] ?? 0) >= sum * PURE;
    if (!isPure) pieces.push({ x, width: 1, shares: Array.from(shares, (share) => share / sum) });
    else if (
      before !== undefined &&
      "state" in before &&
      before.state === largest &&
      before.x + before.width === x
    )
      pieces[pieces.length - 1] = { ...before, width: before.width + 1 };
    else pieces.push({ x, width: 1, state: largest });
  }
  return pieces;
}

/** A pixel with so much of one state is drawn as all of it. */
const PURE = 0.9;

/** Finished parts in equal bins of the run, parts/h. */
export function outputBins({ ends, until }: Pick<RunCourse, "ends" | "until">, bins: number): number[] {
  const length = until / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const { how, times } of ends) {
    if (how !== "finished") continue;
    for (const time of times) {
      const bin = Math.min(bins - 1, Math.floor(time / length));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  return counts.map((count) => (length > 0 ? (count * HOUR) / length : 0));
}
