/** Mean power of equal intervals from the start of the run. */
export interface PowerSeries {
  /** s */
  readonly interval: number;
  /** kW */
  readonly power: readonly number[];
}

/** A tick of an axis: its value and its place in the picture. */
export interface Tick {
  readonly value: number;
  readonly at: number;
}

/** The curve as it is drawn, in units of the picture. */
export interface LoadCurveGeometry {
  /** Outline of the steps, and the area below them. */
  readonly line: string;
  readonly area: string;
  /** kW from 0 up, from the bottom of the picture. */
  readonly powers: readonly Tick[];
  /** s */
  readonly times: readonly Tick[];
  /** Right end of the warm-up. */
  readonly warmup: number;
  /** The interval with the highest mean power that was observed; undefined before there is one. */
  readonly peak:
    | { readonly x: number; readonly y: number; readonly from: number; readonly power: number }
    | undefined;
  /** Height of a power in the picture. */
  y(power: number): number;
}

/** Steps between ticks of time that suit a clock, s. */
const TIME_STEPS = [60, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800];
/** Ticks of time at most. */
const MOST_TIMES = 5;

/** The least of 1, 2 and 5 times a power of ten that is at least so much. */
export function roundStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10);
}

/**
 * @param until time that the run has reached, s: the last interval is under way
 * @param highest a power that must have room, kW
 */
export function loadCurveGeometry(
  { interval, power }: PowerSeries,
  { until, warmup, highest }: { readonly until: number; readonly warmup: number; readonly highest: number },
  { width, height }: { readonly width: number; readonly height: number },
): LoadCurveGeometry {
  const top = Math.max(...power, highest, 1e-9);
  const step = roundStep(top / 3);
  const most = Math.ceil(top / step - 1e-9) * step;
  const end = Math.max(until, interval);
  const x = (time: number): number => (Math.min(time, end) / end) * width;
  const y = (kilowatts: number): number => height - (kilowatts / most) * height;
  const steps = power.map(
    (mean, i) => `H${round(x(i * interval))}V${round(y(mean))}H${round(x((i + 1) * interval))}`,
  );
  const line = power.length === 0 ? "" : `M0 ${round(y(power[0] ?? 0))}${steps.join("")}`;
  const observed = power
    .map((mean, i) => ({ mean, i }))
    .filter(({ i }) => i * interval >= warmup && i * interval < until);
  const highestSlot = observed.reduce<(typeof observed)[number] | undefined>(
    (best, slot) => (best === undefined || slot.mean > best.mean ? slot : best),
    undefined,
  );
  const timeStep = TIME_STEPS.find((candidate) => end / candidate <= MOST_TIMES) ?? end / MOST_TIMES;
  return {
    line,
    area: line === "" ? "" : `${line}V${height}H0Z`,
    powers: ticks(most, step).map((value) => ({ value, at: y(value) })),
    times: ticks(end, timeStep).map((value) => ({ value, at: x(value) })),
    warmup: x(warmup),
    peak:
      highestSlot === undefined
        ? undefined
        : {
            x: x((highestSlot.i + 0.5) * interval),
            y: y(highestSlot.mean),
            from: highestSlot.i * interval,
            power: highestSlot.mean,
          },
    y,
  };
}

function ticks(most: number, step: number): number[] {
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
