import { effect, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { PreferenceStore } from "./preferences.ts";

export type ShownTheme = "light" | "dark";

/** The theme that is shown: the one that was chosen, or the system's; follows both. */
export function watchTheme(page: Window, preferences: PreferenceStore): ReadonlySignal<ShownTheme> {
  const dark = page.matchMedia("(prefers-color-scheme: dark)");
  const system = new Signal(dark.matches);
  dark.addEventListener("change", () => (system.value = dark.matches));
  const shown = new Signal<ShownTheme>("light");
  effect(() => {
    const { theme } = preferences.current.value;
    shown.value = theme === "system" ? (system.value ? "dark" : "light") : theme;
    page.document.documentElement.dataset["theme"] = shown.value;
  });
  return shown;
}
