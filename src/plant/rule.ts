import type { Finding, FindingValues, LocalText } from "./finding.ts";

/** Languages that findings are written in. */
export type Language = keyof LocalText;

/** What is wrong and what to do; `{name}` is replaced by the finding's value of that name. */
export type RuleText = readonly [message: string, remedy: string];

/** A rule that a plant file can break. */
export interface Rule {
  /** Stable: `family/name`. */
  readonly id: string;
  readonly severity: Finding["severity"];
  readonly text: Readonly<Record<Language, RuleText>>;
}

/** A rule with its texts in both languages. */
export function rule(id: string, severity: Finding["severity"], en: RuleText, de: RuleText): Rule {
  return { id, severity, text: { en, de } };
}

/** A step into the file: a member's name or an item's index. */
export type PathStep = string | number;

/** Takes down that a rule is broken at a place. */
export type Report = (rule: Rule, path: readonly PathStep[], values?: FindingValues) => void;

/** JSON pointer (RFC 6901). */
export function pointer(path: readonly PathStep[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Steps of a JSON pointer. */
export function steps(jsonPointer: string): string[] {
  if (jsonPointer === "") return [];
  return jsonPointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function makeFinding(rule: Rule, path: readonly PathStep[], values?: FindingValues): Finding {
  const [message, remedy] = fillText(rule, "en", values);
  return {
    severity: rule.severity,
    path: pointer(path),
    rule: rule.id,
    message,
    remedy,
    ...(values === undefined ? {} : { values }),
  };
}

const DIGITS = { maximumSignificantDigits: 12 };
const NUMBERS = { en: new Intl.NumberFormat("en", DIGITS), de: new Intl.NumberFormat("de", DIGITS) };

/** The texts of a rule in a language, numbers written as that language does. */
export function fillText(rule: Rule, language: Language, values: FindingValues = {}): [string, string] {
  const fill = (template: string): string =>
    template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (typeof value === "number") return NUMBERS[language].format(value);
      return typeof value === "string" ? value : value[language];
    });
  const [message, remedy] = rule.text[language];
  return [fill(message).trimEnd(), fill(remedy).trimEnd()];
}
