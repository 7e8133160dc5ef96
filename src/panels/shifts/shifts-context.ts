import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { SHIFTS_TEXTS, type ShiftsTextKey } from "../../app/i18n/shifts-texts.ts";
import { fill, type Language, type TextValues } from "../../app/i18n/text.ts";
import type { ShiftControl } from "../../app/shifts/shift-control.ts";
import { defined } from "../../base/assert.ts";
import type { Calendar, Plant } from "../../plant/schema.ts";
import { lengthOf, workingBetween } from "../../plant/shifts/calendar-time.ts";
import type { RecognisedShifts } from "../../plant/shifts/recognise-shifts.ts";
import type { Edited } from "../../plant/shifts/shift-edits.ts";
import { WEEK } from "../../plant/shifts/shift-model.ts";
import type { Roster } from "../../plant/shifts/shift-roster.ts";

const HOUR = 3600;

export type ShiftWords = (key: ShiftsTextKey, values?: TextValues) => string;

export function shiftWords(language: Language): ShiftWords {
  return (key, values) => fill(SHIFTS_TEXTS[language][key], values);
}

/** The calendar that is shown, in the week that is. */
export interface ShownCalendar {
  readonly control: ShiftControl;
  readonly words: ShiftWords;
  /** A number of hours without its unit. */
  readonly hours: (seconds: number) => string;
  readonly plant: Plant;
  readonly calendar: Calendar;
  /** From 0. */
  readonly week: number;
  readonly weeks: number;
  /** As a shift model; undefined where it is none. */
  readonly known: RecognisedShifts | undefined;
  /** Who works when, in all weeks; undefined where it is no model. */
  readonly roster: Roster | undefined;
  /** Makes an edit, or says why it cannot be made. @param what it is, in words */
  readonly take: (edited: Edited, what: string) => void;
}

export const ShownCalendarContext = createContext<ShownCalendar | undefined>(undefined);

export function useShownCalendar(): ShownCalendar {
  return defined(useContext(ShownCalendarContext), "the shown calendar");
}

/** Working time of a calendar in a week, s. */
export function workedInWeek(calendar: Calendar, week: number): number {
  return lengthOf(workingBetween(calendar, week * WEEK, (week + 1) * WEEK));
}

/** Hours with two decimals at the most, as people count them. */
export function hoursIn(language: Language): (seconds: number) => string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (seconds) => format.format(seconds / HOUR);
}

/** Names of the days from Monday. */
export function dayNames(language: Language, length: "long" | "short"): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: length, timeZone: "UTC" });
  // The fifth of January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(1970, 0, 5 + day))));
}
