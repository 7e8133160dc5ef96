/** A sorter simulated the slow way: every tray at every step. It shares nothing with the engine. */
export interface SteppedSorter {
  readonly trays: number;
  /** Whether it is held from a step of time to the next. */
  readonly held: (time: number) => boolean;
  /** Per induction its place, its least steps between two parts, and when parts come, with the chute of each. */
  readonly inductions: readonly {
    readonly at: number;
    readonly interval: number;
    readonly parts: readonly { readonly time: number; readonly chute: number }[];
  }[];
  /** Place of each chute, and how long it is closed after each part: so many steps and a half. */
  readonly chutes: readonly { readonly at: number; readonly closed: number }[];
  /** Rounds after which a part goes to the last chute. */
  readonly rounds: number;
}

export interface SteppedSorting {
  readonly on: number[][];
  readonly off: number[][];
  readonly inVain: number;
}

interface Tray {
  chute: number;
  rounds: number;
}

export function sorterBySteps(sorter: SteppedSorter, until: number): SteppedSorting {
  const { trays, inductions, chutes } = sorter;
  // By place on the loop.
  let places: (Tray | undefined)[] = Array.from({ length: trays });
  const next = inductions.map(() => 0);
  const last = inductions.map(() => -Infinity);
  const open = chutes.map(() => -Infinity);
  const on: number[][] = inductions.map(() => []);
  const off: number[][] = chutes.map(() => []);
  let inVain = 0;
  let moved = 0;
  for (let time = 0; time <= until; time++) {
    const cameHere = time > 0 && !sorter.held(time - 1);
    if (cameHere) {
      places = [places.at(-1), ...places.slice(0, -1)];
      moved++;
      chutes.forEach(({ at, closed }, i) => {
        const tray = places[at];
        if (tray?.chute !== i) return;
        if (open[i] !== undefined && open[i] <= time) {
          (off[i] as number[]).push(time);
          open[i] = time + closed + 0.5;
          inVain += tray.rounds;
          places[at] = undefined;
        } else {
          tray.rounds++;
          if (tray.rounds > sorter.rounds) tray.chute = chutes.length - 1;
        }
      });
    }
    if (cameHere || !sorter.held(time)) {
      const waiting = inductions
        .map((_, i) => i)
        .filter((i) => (inductions[i]?.parts[next[i] as number]?.time ?? Infinity) <= time)
        .sort((a, b) => timeOf(a) - timeOf(b));
      for (const i of waiting) {
        const { at, interval, parts } = inductions[i] as SteppedSorter["inductions"][number];
        if (places[at] !== undefined || moved < (last[i] as number) + interval) continue;
        places[at] = { chute: parts[next[i] as number]?.chute as number, rounds: 0 };
        last[i] = moved;
        (on[i] as number[]).push(time);
        next[i] = (next[i] as number) + 1;
      }
    }
  }
  return { on, off, inVain };

  function timeOf(i: number): number {
    return inductions[i]?.parts[next[i] as number]?.time as number;
  }
}
