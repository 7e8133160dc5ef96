import { BALANCE_TEXTS_DE } from "./balance-texts-de.ts";
import { BALANCE_TEXTS_EN } from "./balance-texts-en.ts";
import type { BareFinding, Finding, FindingValues, LocalText } from "./finding.ts";
import { RULE_TEXTS_DE } from "./rule-texts-de.ts";
import { RULE_TEXTS_EN } from "./rule-texts-en.ts";

/** Languages that findings are written in. */
export type Language = keyof LocalText;

/** What is wrong and what to do; `{name}` is replaced by the finding's value of that name. */
export type RuleText = readonly [message: string, remedy: string];

/** By rule id. */
export type RuleTexts = Readonly<Record<string, RuleText>>;

export const RULE_TEXTS: Readonly<Record<Language, RuleTexts>> = {
  en: { ...RULE_TEXTS_EN, ...BALANCE_TEXTS_EN },
  de: { ...RULE_TEXTS_DE, ...BALANCE_TEXTS_DE },
};

const DIGITS = { maximumSignificantDigits: 12 };
const NUMBERS = { en: new Intl.NumberFormat("en", DIGITS), de: new Intl.NumberFormat("de", DIGITS) };

/**
 * The finding with its words in a language, numbers written as that language does.
 * @param texts what the rules say; those of plant files when absent
 */
export function findingText(
  finding: BareFinding,
  language: Language,
  texts: RuleTexts = RULE_TEXTS[language],
): Finding {
  const { rule, values = {} } = finding;
  const [message, remedy] = texts[rule] ?? [rule, ""];
  return {
    ...finding,
    message: fillText(message, language, values),
    remedy: fillText(remedy, language, values),
  };
}

function fillText(template: string, language: Language, values: FindingValues): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === "number") return NUMBERS[language].format(value);
    return typeof value === "string" ? value : value[language];
  });
  return filled.trimEnd();
}
