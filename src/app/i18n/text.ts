import type { en } from "./en.ts";

export type TextKey = keyof typeof en;

/** All texts of one language. */
export type Texts = Readonly<Record<TextKey, string>>;

export type TextValues = Readonly<Record<string, string | number>>;

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text that is not yet in a language: it follows when the user changes the language. */
export interface Text {
  readonly key: TextKey;
  readonly values?: TextValues;
}

/** The text with its `{names}` replaced by the values. */
export function fill(text: string, values: TextValues = {}): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The first of the browser's languages that we speak; English where none is. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const match = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (match !== undefined) return match;
  }
  return "en";
}
