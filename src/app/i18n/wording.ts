import { createFormats, type Formats } from "./formats.ts";
import { fill, type Language, type Text, type TextKey, type Texts, type TextValues } from "./text.ts";

/** Texts and numbers in one language. */
export interface Wording {
  readonly language: Language;
  readonly formats: Formats;
  readonly t: (key: TextKey, values?: TextValues) => string;
  readonly text: (text: Text) => string;
  /** A text whose key is made up of data; undefined where there is none. */
  readonly find: (key: string) => string | undefined;
}

/** Each language is a file of its own, so that only the user's is fetched. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import("./en.ts")).en,
  de: async () => (await import("./de.ts")).de,
};

export function createWording(language: Language, texts: Texts): Wording {
  const keys = new Map<string, string>(Object.entries(texts));
  return {
    language,
    formats: createFormats(language, texts["run.clock.day"]),
    t: (key, values) => fill(texts[key], values),
    text: ({ key, values }) => fill(texts[key], values),
    find: (key) => keys.get(key),
  };
}

export async function loadWording(language: Language): Promise<Wording> {
  return createWording(language, await CATALOGUES[language]());
}
