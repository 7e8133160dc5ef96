import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { type Language, LANGUAGES, preferredLanguage } from "./i18n/text.ts";

const KEY = "taktwerk.preferences";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const DOCKS = ["left", "right", "bottom"] as const;
export type Dock = (typeof DOCKS)[number];

/** What the browser remembers between visits; nothing of it leaves the computer. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  /** Single keys without Ctrl or Alt act. */
  readonly singleKeys: boolean;
  readonly hint: boolean;
  /** Docks that are hidden. */
  readonly hidden: readonly Dock[];
  /** Scene that was open last; absent when it was the user's own plant or none. */
  readonly scene?: string | undefined;
  /** The user's own plant was open last: it is in the plant storage. */
  readonly own: boolean;
}

/** The part of a browser's storage that is needed. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((candidate) => candidate === value);
}

/** Reads what the storage holds; whatever is not as it should be gets its default. */
export function readPreferences(stored: string | undefined, languages: readonly string[]): Preferences {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) raw = { ...parsed };
  } catch {
    // Not ours, or damaged: the defaults are fine.
  }
  const hidden: readonly unknown[] = Array.isArray(raw["hidden"]) ? raw["hidden"] : [];
  return {
    theme: oneOf(THEMES, raw["theme"]) ?? "system",
    language: oneOf(LANGUAGES, raw["language"]) ?? preferredLanguage(languages),
    singleKeys: raw["singleKeys"] !== false,
    hint: raw["hint"] !== false,
    hidden: DOCKS.filter((dock) => hidden.includes(dock)),
    scene: typeof raw["scene"] === "string" ? raw["scene"] : undefined,
    own: raw["own"] === true,
  };
}

/** The preferences as they stand, written back with every change. */
export class PreferenceStore {
  readonly #storage: TextStorage | undefined;
  readonly #current: Signal<Preferences>;

  /** @param storage absent where the browser forbids it: then nothing is remembered */
  constructor(storage: TextStorage | undefined, languages: readonly string[]) {
    this.#storage = storage;
    this.#current = new Signal(readPreferences(storage?.getItem(KEY) ?? undefined, languages));
  }

  get current(): ReadonlySignal<Preferences> {
    return this.#current;
  }

  change(change: Partial<Preferences>): void {
    this.#current.value = { ...this.#current.peek(), ...change };
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#current.peek()));
    } catch {
      // A full storage costs the user nothing but the memory of this choice.
    }
  }
}
