/** Which sign parts whole and fraction. */
export type Decimal = "point" | "comma";

const GROUPED = { point: /^\d{1,3}(,\d{3})+(\.\d+)?$/, comma: /^\d{1,3}(\.\d{3})+(,\d+)?$/ } as const;
const PLAIN = { point: /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, comma: /^(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i } as const;

/** A number as people and spreadsheets write it, with signs for thousands. @returns undefined for what is none */
export function parseNumber(text: string, decimal: Decimal): number | undefined {
  const compact = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f'’]/g, "")
    .replace(/^\u2212/, "-");
  const sign = compact.startsWith("-") ? -1 : 1;
  const digits = compact.replace(/^[+-]/, "");
  if (!PLAIN[decimal].test(digits) && !GROUPED[decimal].test(digits)) return undefined;
  const value =
    decimal === "point"
      ? Number(digits.replaceAll(",", ""))
      : Number(digits.replaceAll(".", "").replace(",", "."));
  return Number.isFinite(value) ? sign * value : undefined;
}

/** How a text votes for a sign: a comma or a point that cannot be one of thousands is one of decimals. */
export function decimalVote(text: string): Decimal | undefined {
  const digits = text.trim().replace(/^[+-]/, "");
  if (!/^[\d.,]+$/.test(digits)) return undefined;
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? "comma" : "point";
  const at = Math.max(comma, point);
  if (at < 0) return undefined;
  const sign = comma >= 0 ? "comma" : "point";
  if (digits.indexOf(sign === "comma" ? "," : ".") !== at) return sign === "comma" ? "point" : "comma";
  // Three digits behind, and at most three before: it may be a sign of thousands.
  return digits.length - at - 1 === 3 && at > 0 && at <= 3 && !digits.startsWith("0") ? undefined : sign;
}
