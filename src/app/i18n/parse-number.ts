import type { Language } from "./text.ts";

/** Seconds in the units that a duration may be typed in. */
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/**
 * The number that a person typed, with a decimal comma or point and with or without groups of thousands: a sign of grouping
 * in the language counts as one only where groups of three follow. A duration may have a unit: `1,5 min`.
 * @returns undefined for what is no number
 */
export function parseNumber(text: string, language: Language, unit?: string): number | undefined {
  const typed = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f']/g, "")
    .replace("−", "-");
  const match = /^([-+]?[\d.,]+(?:e[-+]?\d+)?)([a-z]*)$/i.exec(typed);
  if (match === null) return undefined;
  const [, digits = "", suffix = ""] = match;
  const factor =
    suffix === "" || suffix === unit ? 1 : unit === "s" ? SECONDS[suffix.toLowerCase()] : undefined;
  const value = Number(withPoint(digits, language));
  if (
    factor === undefined ||
    !/\d/.test(digits) ||
    withPoint(digits, language) === "" ||
    !Number.isFinite(value)
  )
    return undefined;
  return factor === 1 ? value : Number((value * factor).toPrecision(12));
}

function withPoint(digits: string, language: Language): string {
  const [group, point] = language === "de" ? [".", ","] : [",", "."];
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (last < 0) return digits;
  const mark = digits[last] ?? point;
  const other = mark === "." ? "," : ".";
  const isAlone = !digits.includes(other);
  const grouped = new RegExp(`^[-+]?[1-9]\\d{0,2}(?:\\${mark}\\d{3})+$`).test(digits);
  // 1.234 is a thousand and more in German, 0.125 an eighth in any language.
  if (isAlone && grouped && (mark === group || digits.split(mark).length > 2))
    return digits.replaceAll(mark, "");
  // Two decimal marks are none.
  return digits.split(mark).length > 2 ? "" : digits.replaceAll(other, "").replace(mark, ".");
}
