import { fill, type Language, type TextValues } from "../i18n/text.ts";
import type { balanceEn } from "../i18n/balance-en.ts";

export type BalanceTextKey = keyof typeof balanceEn;
export type BalanceTexts = Readonly<Record<BalanceTextKey, string>>;

/** The texts of the screen for balancing: apart from the others, so that only who opens it fetches them. */
const CATALOGUES: Readonly<Record<Language, () => Promise<BalanceTexts>>> = {
  en: async () => (await import("../i18n/balance-en.ts")).balanceEn,
  de: async () => (await import("../i18n/balance-de.ts")).balanceDe,
};

/** A text of the screen, filled with values. */
export type BalanceWords = (key: BalanceTextKey, values?: TextValues) => string;

export async function loadBalanceWords(language: Language): Promise<BalanceWords> {
  const texts = await CATALOGUES[language]();
  return (key, values) => fill(texts[key], values);
}
