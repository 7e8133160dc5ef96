import type { Micros } from "../../base/units.ts";
import type { Part } from "../kernel/parts.ts";

/** A part on a track. Lengths are travel times at full speed, µs of the track's own clock. */
export interface Rider {
  readonly part: Part;
  /** From its front to where the front behind it may be at most. */
  readonly pitch: Micros;
  /** When a front that was never held up would have been at the start; before its entry where it came in further on. */
  readonly free: Micros;
  /** On the run's clock. */
  readonly arrivedAt: Micros;
}

/** A part that has left: those behind follow it. */
interface Exit {
  readonly at: Micros;
  readonly pitch: Micros;
}

/**
 * Where the parts on a track are, first to leave first (SPEC V8 to V12). A part that was never held up is as far as the
 * time since it was at the start; otherwise it is its distance behind the end, where the first one stands, or behind
 * a part that has left and would have moved on, as far as its restart has come through to it. The least of all these
 * is its place, so that nothing has to be computed in between.
 */
export class Track {
  readonly riders: Rider[] = [];
  /** From start to end. */
  readonly #whole: Micros;
  /** Each part starts so long after the one in front of it. */
  readonly #delay: Micros;
  /** Those that left last, newest last; older ones than the newest matter while its restart has not come through. */
  #exits: Exit[] = [];
  #occupied: Micros = 0;
  /**
   * When all that came in have cleared the start, each followed by the delay. None is held up before, since it came in
   * only when it would not be, so that its place needs not be looked at.
   */
  #clear: Micros = 0;

  constructor(whole: Micros, delay: Micros) {
    this.#whole = whole;
    this.#delay = delay;
  }

  /** When the first part's front is at the end; undefined without parts. */
  frontTime(): Micros | undefined {
    const [first] = this.riders;
    if (first === undefined) return undefined;
    const last = this.#exits.at(-1);
    const own = first.free + this.#whole;
    return last === undefined ? own : Math.max(own, last.at + last.pitch + this.#delay);
  }

  /** Front of the n-th part at a time. */
  place(n: number, time: Micros): Micros {
    let before = 0;
    for (let i = 0; i < n; i++) before += (this.riders[i] as Rider).pitch;
    return this.#placeBehind(n, before, time);
  }

  /** Fronts of all parts, first to leave first. */
  places(time: Micros): Micros[] {
    let before = 0;
    return this.riders.map(({ pitch }, n) => {
      const place = this.#placeBehind(n, before, time);
      before += pitch;
      return place;
    });
  }

  /** When a part of that pitch may come in at the start, as far as it can be told now; Infinity while that needs an exit. */
  entryTime(pitch: Micros): Micros {
    if (this.#occupied + pitch > this.#whole) return Infinity;
    return Math.max(this.#clear, this.#freeRunTime(pitch));
  }

  /**
   * When a part of that pitch may come in at a place on the way, if nothing else happens: those ahead are a pitch
   * further, and those behind not nearer than its own. Infinity where no such time comes. Only without a delay.
   */
  insertionTime(at: Micros, pitch: Micros, now: Micros): Micros {
    if (this.#occupied + pitch > this.#whole) return Infinity;
    const exit = this.#exits.at(-1);
    const behindExit = exit === undefined ? now : exit.at + exit.pitch + at - this.#whole;
    const earliest = Math.max(now, behindExit);
    const candidates = [earliest];
    let before = 0;
    this.riders.forEach((rider, n) => {
      const clear = at + rider.pitch;
      if (clear + before <= this.#whole)
        candidates.push(Math.max(earliest, rider.free + clear, this.#roomTime(n, before, clear)));
      before += rider.pitch;
    });
    const fits = candidates.filter((time) => this.#hasGap(at, pitch, time));
    return fits.length === 0 ? Infinity : Math.min(...fits);
  }

  /** A part comes in with its front at a place. */
  insert(part: Part, at: Micros, pitch: Micros, now: Micros, arrivedAt: Micros): void {
    // At the start it is behind all others.
    const behind = at === 0 ? -1 : this.places(now).findIndex((place) => place < at);
    const rider = { part, pitch, free: now - at, arrivedAt };
    this.riders.splice(behind === -1 ? this.riders.length : behind, 0, rider);
    this.#occupied += pitch;
    this.#clear = Math.max(this.#clear, rider.free + pitch + this.#delay);
  }

  /** The first part leaves. */
  leave(now: Micros): Rider {
    const rider = this.riders.shift() as Rider;
    this.#occupied -= rider.pitch;
    this.#exits.push({ at: now, pitch: rider.pitch });
    const newest = this.#exits.length - 1;
    // What the restart of a later one has reached wherever a part can be does not matter any more.
    const parts = this.riders.length + this.#exits.length;
    const first = this.#exits.findIndex((_, i) => {
      const next = this.#exits[i + 1];
      return i === newest || next === undefined || next.at + parts * this.#delay > now;
    });
    this.#exits = this.#exits.slice(this.#delay === 0 ? newest : first);
    return rider;
  }

  save(): TrackState {
    return {
      free: this.riders.map(({ free }) => free),
      arrivedAt: this.riders.map(({ arrivedAt }) => arrivedAt),
      clear: this.#clear,
      exits: this.#exits.map(({ at, pitch }) => [at, pitch]),
    };
  }

  /** @param parts those on the track, first to leave first, each with its pitch */
  restore(state: TrackState, parts: readonly { readonly part: Part; readonly pitch: Micros }[]): void {
    this.#occupied = parts.reduce((sum, { pitch }) => sum + pitch, 0);
    const riders = parts.map((one, i) => ({
      ...one,
      free: state.free[i] as number,
      arrivedAt: state.arrivedAt[i] as number,
    }));
    this.#clear = state.clear;
    this.riders.splice(0, this.riders.length, ...riders);
    this.#exits = state.exits.map(([at, pitch]) => ({ at, pitch }));
  }

  #placeBehind(n: number, before: Micros, time: Micros): Micros {
    let place = Math.min(time - (this.riders[n] as Rider).free, this.#whole - before);
    let behind = before;
    for (let i = this.#exits.length - 1; i >= 0; i--) {
      const { at, pitch } = this.#exits[i] as Exit;
      behind += pitch;
      const moved = time - at - this.#delay * (n + this.#exits.length - i);
      place = Math.min(place, this.#whole - behind + Math.max(0, moved));
    }
    return place;
  }

  /** When those that left have made room for the front of the n-th part at a place; what stands in front is left out. */
  #roomTime(n: number, before: Micros, place: Micros): Micros {
    let time = -Infinity;
    let behind = before;
    for (let i = this.#exits.length - 1; i >= 0; i--) {
      const { at, pitch } = this.#exits[i] as Exit;
      behind += pitch;
      const missing = place + behind - this.#whole;
      if (missing > 0) time = Math.max(time, at + this.#delay * (n + this.#exits.length - i) + missing);
    }
    return time;
  }

  /** From when on a part that came in would get as far as its pitch without being held up by those that left. */
  #freeRunTime(pitch: Micros): Micros {
    let time = -Infinity;
    let behind = this.#occupied;
    for (let i = this.#exits.length - 1; i >= 0; i--) {
      const exit = this.#exits[i] as Exit;
      behind += exit.pitch;
      if (behind + pitch <= this.#whole) continue;
      const steps = this.riders.length + this.#exits.length - i;
      time = Math.max(time, exit.at + this.#delay * steps - (this.#whole - behind));
    }
    return time;
  }

  #hasGap(at: Micros, pitch: Micros, time: Micros): boolean {
    return this.places(time).every((place, n) =>
      place >= at ? place >= at + (this.riders[n] as Rider).pitch : place <= at - pitch,
    );
  }
}

/** Of each part in its order; exits are time and pitch. */
export type TrackState = {
  free: Micros[];
  arrivedAt: Micros[];
  clear: Micros;
  exits: [at: Micros, pitch: Micros][];
};
