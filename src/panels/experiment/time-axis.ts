const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800,
] as const;
const DAY = 86_400;

export interface TimeTick {
  /** s */
  readonly time: number;
  /** The first tick of a day, which is named. */
  readonly startsDay: boolean;
}

/** Round instants in a range of simulated time, some `most` of them at the most. */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const least = (to - from) / Math.max(1, most);
  const step = STEPS.find((each) => each >= least) ?? Math.ceil(least / DAY) * DAY;
  const ticks: TimeTick[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    const before = ticks.at(-1);
    const startsDay = before === undefined || Math.floor(before.time / DAY) !== Math.floor(time / DAY);
    ticks.push({ time, startsDay });
  }
  return ticks;
}

/** An instant as it stands at a tick: the day only where it begins. @param clock day and time of day */
export function tickText(clock: string, startsDay: boolean, isCoarse: boolean): string {
  const words = startsDay ? clock : (clock.split(" ").at(-1) ?? clock);
  return isCoarse ? words.replace(/:00$/, "") : words;
}
