import { de } from "./de.ts";
import { en, type TextKey } from "./en.ts";

export type { TextKey } from "./en.ts";

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

const CATALOGUES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, de };

/** A text that is not yet in a language: it follows when the user changes the language. */
export interface Text {
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The text in a language, its `{names}` replaced by the values. */
export function translate(
  language: Language,
  key: TextKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return CATALOGUES[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

/** The first of the browser's languages that we speak; English where none is. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const match = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (match !== undefined) return match;
  }
  return "en";
}
