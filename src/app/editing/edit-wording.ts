import type { editEn } from "../i18n/edit-en.ts";
import { fill, type Language, type TextValues } from "../i18n/text.ts";

export type EditTextKey = keyof typeof editEn;
export type EditTexts = Readonly<Record<EditTextKey, string>>;

/** The texts of editing: apart from the others, so that only who edits fetches them. */
const CATALOGUES: Readonly<Record<Language, () => Promise<EditTexts>>> = {
  en: async () => (await import("../i18n/edit-en.ts")).editEn,
  de: async () => (await import("../i18n/edit-de.ts")).editDe,
};

/** A text of editing, filled with values; of a key made up of data the key itself where there is none. */
export interface EditWords {
  (key: EditTextKey, values?: TextValues): string;
  readonly find: (key: string, values?: TextValues) => string;
}

export async function loadEditWords(language: Language): Promise<EditWords> {
  const texts = await CATALOGUES[language]();
  const all = new Map<string, string>(Object.entries(texts));
  const words = (key: EditTextKey, values?: TextValues): string => fill(texts[key], values);
  return Object.assign(words, {
    find: (key: string, values?: TextValues) => fill(all.get(key) ?? key, values),
  });
}
