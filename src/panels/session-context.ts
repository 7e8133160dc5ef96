import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Wording } from "../app/i18n/wording.ts";
import type { Preferences } from "../app/preferences.ts";
import type { Session } from "../app/session.ts";
import { defined } from "../base/assert.ts";
import { useValue } from "./use-value.ts";

export type { Wording } from "../app/i18n/wording.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  return defined(useContext(SessionContext), "the session");
}

/** Texts and numbers in the user's language; the component renders again when the user changes it. */
export function useWording(): Wording {
  return useValue(useSession().wording);
}

export function usePreferences(): Preferences {
  return useValue(useSession().preferences.current);
}
