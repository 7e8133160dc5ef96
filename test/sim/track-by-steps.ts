/**
 * A conveyor or merge simulated the slow way: every part's front, step by step, with the whole history of each. All
 * times are whole steps and all lengths whole distances per step, so it is exact; it shares nothing with the engine.
 */
export interface SteppedTrack {
  readonly length: number;
  readonly capacity: number;
  readonly accumulating: boolean;
  /** Steps after which a part follows the one in front. */
  readonly delay: number;
  /** Whether it is held during the step that begins at an instant. */
  readonly held: (step: number) => boolean;
  /** It goes on after the arrivals of an instant, as at the start of a shift; a repair ends before them. */
  readonly resumesLast: boolean;
  readonly policy: "fifo" | "priority" | "alternate" | "zipper";
  /** Per inlet: where it is, and when its parts come, ascending, with their pitches. */
  readonly inlets: readonly {
    readonly at: number;
    readonly parts: readonly { readonly step: number; readonly pitch: number }[];
  }[];
  /** Steps that the station behind takes for each part. */
  readonly cycle: number;
}

export interface SteppedRun {
  /** Per inlet the steps at which its parts came in. */
  readonly entered: number[][];
  readonly left: number[];
}

interface Front {
  readonly pitch: number;
  /** On the track's own steps, from its entry on; goes on beyond the end after it left. */
  readonly places: number[];
  readonly from: number;
  left: boolean;
}

/** Front at a step of the track; before its entry it came on at the same speed. */
function placeAt({ places, from }: Front, tick: number): number {
  const first = places[0] as number;
  return tick < from ? first - (from - tick) : (places[Math.min(tick - from, places.length - 1)] as number);
}

export function trackBySteps(track: SteppedTrack, steps: number): SteppedRun {
  const { length, delay, policy, inlets } = track;
  const entered: number[][] = inlets.map(() => []);
  const left: number[] = [];
  const next = inlets.map(() => 0);
  let fronts: Front[] = [];
  let tick = 0;
  let turn = 0;
  let idleFrom = 0;

  const onTrack = (list: readonly Front[]): Front[] => list.filter((front) => !front.left);
  /** Moves all by one step; those that left go on for ever. */
  const move = (list: Front[], at: number): void => {
    list.forEach((front, i) => {
      const before = list[i - 1];
      const place = placeAt(front, at) + 1;
      const limit = before === undefined ? Infinity : placeAt(before, at + 1 - delay) - before.pitch;
      const end = front.left ? Infinity : length;
      front.places.push(Math.max(placeAt(front, at), Math.min(place, limit, end)));
    });
  };
  /** Whether a part comes in at the start and gets as far as its pitch without being held up, if nothing leaves. */
  const runsIn = (pitch: number): boolean => {
    const copy = fronts.map((front) => ({ ...front, places: [...front.places] }));
    const last = copy.at(-1);
    if (last !== undefined && !last.left && placeAt(last, tick - delay) < last.pitch) return false;
    const own: Front = { pitch, places: [0], from: tick, left: false };
    copy.push(own);
    for (let i = 0; i < pitch; i++) move(copy, tick + i);
    return placeAt(own, tick + pitch) === pitch;
  };
  /** What ends at an instant ends before the arrivals at it, and those come before shift changes and failures. */
  const mayEnter = (inlet: number, step: number, before: boolean): boolean => {
    const part = inlets[inlet]?.parts[next[inlet] as number];
    const open = (step > 0 && !track.held(step - 1)) || (!(before && track.resumesLast) && !track.held(step));
    if (part === undefined || !open) return false;
    const inside = onTrack(fronts);
    if (inside.length >= track.capacity) return false;
    if (inside.reduce((sum, { pitch }) => sum + pitch, part.pitch) > length) return false;
    const at = inlets[inlet]?.at as number;
    if (at === 0) return runsIn(part.pitch);
    return fronts.every((front) => {
      const place = placeAt(front, tick);
      return place >= at ? place - front.pitch >= at : place <= at - part.pitch;
    });
  };
  const chosen = (step: number, before: boolean): number | undefined => {
    const waiting = inlets.flatMap(({ parts }, i) => {
      const part = parts[next[i] as number];
      return part !== undefined && part.step <= (before ? step - 1 : step) ? [{ i, since: part.step }] : [];
    });
    if (policy === "alternate") return waiting.find(({ i }) => i === turn)?.i;
    const key = ({ i, since }: { i: number; since: number }): number =>
      policy === "fifo" ? since : policy === "priority" ? i : (i - turn + inlets.length) % inlets.length;
    return waiting.sort((a, b) => key(a) - key(b) || a.i - b.i)[0]?.i;
  };
  const enter = (inlet: number, step: number): void => {
    const { at, parts } = inlets[inlet] as SteppedTrack["inlets"][number];
    const { pitch } = parts[next[inlet] as number] as { pitch: number };
    const behind = fronts.findIndex((front) => !front.left && placeAt(front, tick) < at);
    const front = { pitch, places: [at], from: tick, left: false };
    fronts.splice(behind === -1 ? fronts.length : behind, 0, front);
    (entered[inlet] as number[]).push(step);
    next[inlet] = (next[inlet] as number) + 1;
    turn = (inlet + 1) % inlets.length;
  };

  const settle = (step: number, before: boolean): void => {
    for (let changed = true; changed;) {
      changed = false;
      const head = onTrack(fronts)[0];
      if (head !== undefined && placeAt(head, tick) === length && idleFrom <= step) {
        head.left = true;
        left.push(step);
        idleFrom = step + track.cycle;
        changed = true;
      }
      const inlet = chosen(step, before);
      if (inlet !== undefined && mayEnter(inlet, step, before)) {
        enter(inlet, step);
        changed = true;
      }
    }
  };

  for (let step = 0; step <= steps; step++) {
    for (const before of [true, false]) settle(step, before);
    const head = onTrack(fronts)[0];
    const waits = head !== undefined && placeAt(head, tick) === length;
    if (track.held(step) || (waits && !track.accumulating)) continue;
    move(fronts, tick);
    tick++;
    // Those far beyond the end hold up nobody any more.
    const gone = fronts.filter((front) => front.left && placeAt(front, tick) > 4 * length + 40 * (delay + 1));
    fronts = fronts.filter((front) => !gone.includes(front));
  }
  return { entered, left };
}
