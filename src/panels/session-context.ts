import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats, type Formats } from "../app/i18n/formats.ts";
import { type Language, type Text, type TextKey, translate } from "../app/i18n/text.ts";
import type { Session } from "../app/session.ts";
import { defined } from "../base/assert.ts";
import { useValue } from "./use-value.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  return defined(useContext(SessionContext), "the session");
}

/** Texts and numbers in the user's language. */
export interface Wording {
  readonly language: Language;
  readonly formats: Formats;
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly text: (text: Text) => string;
}

export const WordingContext = createContext<Wording | undefined>(undefined);

export function createWording(language: Language): Wording {
  return {
    language,
    formats: createFormats(language),
    t: (key, values) => translate(language, key, values),
    text: ({ key, values }) => translate(language, key, values),
  };
}

export function useWording(): Wording {
  return defined(useContext(WordingContext), "the wording");
}

/** Whether a dock is hidden, and a way to change it. */
export function usePreferences(): ReturnType<Session["preferences"]["current"]["peek"]> {
  return useValue(useSession().preferences.current);
}
