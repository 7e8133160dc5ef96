import type { Language } from "../../plant/finding-text.ts";

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  de: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
};
const WEEKS: Readonly<Record<Language, string>> = { en: "week", de: "Woche" };
/** Of the first day, at which a run begins, min. */
const BEGIN = 6 * 60;

/** Week, day and hour of a run, which begins on a Monday at 06:00. @param time s; – where the run tells none */
export function runClock(time: number | undefined, language: Language): string {
  if (time === undefined) return "–";
  const minutes = Math.round(time / 60) + BEGIN;
  const day = Math.floor(minutes / 1440);
  const two = (value: number): string => String(value).padStart(2, "0");
  const hour = `${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
  return `${WEEKS[language]} ${Math.floor(day / 7) + 1} ${DAYS[language][day % 7] as string} ${hour}`;
}
