import { fill, type Language } from "./text.ts";

/** Between a number and its unit: a space that does not break. */
const SPACE = "\u00a0";
const MISSING = "–";

/** Numbers as a person reads them, in one language, with their units. */
export interface Formats {
  /** Significant figures: three where nothing else is said. */
  readonly number: (value: number, digits?: number) => string;
  /** Whole numbers with their groups. */
  readonly count: (value: number) => string;
  /** A share from 0 to 1 as a percentage. */
  readonly percent: (value: number) => string;
  /** A duration in seconds in the unit that suits its size: s, min, h or d. */
  readonly duration: (seconds: number) => string;
  /** A simulated instant: day and time of day. */
  readonly clock: (seconds: number) => string;
  /** A number and its unit, which do not part at the end of a line. */
  readonly withUnit: (value: string, unit: string) => string;
  /** Of the forms of a word, `one|more`, the one that goes with the number as `number` or `count` shows it. */
  readonly plural: (value: number, forms: string) => string;
  /** A whole number of things: `1 part`, `2 parts`. */
  readonly counted: (value: number, forms: string) => string;
  /** The same of a mean: `1.5 parts`. */
  readonly measured: (value: number, forms: string) => string;
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** Time of day as hh:mm:ss. */
export function timeOfDay(seconds: number): string {
  const whole = Math.floor(seconds) % 86_400;
  return `${pad(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}

/** Days since the start of the run; the first is day 1. */
export function dayOf(seconds: number): number {
  return Math.floor(seconds / 86_400) + 1;
}

/** @param dayText how a day is counted, with `{day}` */
export function createFormats(language: Language, dayText: string): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const significant = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 3): string => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? MISSING : "∞";
    // A number with more whole digits than asked for keeps them all: 12,345, not 12,300.
    if (Math.abs(value) >= 10 ** digits) return whole.format(value);
    let format = significant.get(digits);
    if (format === undefined) {
      format = new Intl.NumberFormat(language, { maximumSignificantDigits: digits });
      significant.set(digits, format);
    }
    return format.format(value);
  };
  const rules = new Intl.PluralRules(language, { maximumSignificantDigits: 3 });
  const plural = (value: number, forms: string): string => {
    const [one = "", other = one] = forms.split("|");
    return Number.isFinite(value) && rules.select(value) === "one" ? one : other;
  };
  const count = (value: number): string => (Number.isFinite(value) ? whole.format(value) : MISSING);
  const withUnit = (value: string, unit: string): string => `${value}${SPACE}${unit}`;
  const duration = (seconds: number): string => {
    if (!Number.isFinite(seconds)) return MISSING;
    if (seconds < 180) return withUnit(number(seconds), "s");
    if (seconds < 7200) return withUnit(number(seconds / 60), "min");
    if (seconds < 172_800) return withUnit(number(seconds / 3600), "h");
    return withUnit(number(seconds / 86_400), "d");
  };
  return {
    number,
    count,
    percent: (value) => (Number.isFinite(value) ? share.format(value) : MISSING),
    duration,
    clock: (seconds) => `${fill(dayText, { day: dayOf(seconds) })} ${timeOfDay(seconds)}`,
    withUnit,
    plural,
    counted: (value, forms) => withUnit(count(value), plural(Math.round(value), forms)),
    measured: (value, forms) => withUnit(number(value), plural(value, forms)),
  };
}
