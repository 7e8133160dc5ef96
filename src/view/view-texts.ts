/** The few words that the view itself says. */
export interface ViewTexts {
  readonly canvas: string;
  /** Before what the real plant says. */
  readonly plant: string;
  readonly stale: string;
  /** A word of its two forms, for one and for more. */
  readonly parts: readonly [one: string, more: string];
}

const TEXTS: Readonly<Record<"de" | "en", ViewTexts>> = {
  de: {
    canvas:
      "3D-Ansicht der Fabrik. Pfeiltasten drehen, Umschalt mit Pfeiltasten verschiebt, Plus und Minus zoomen, Pos1 zeigt alles, F zeigt die Auswahl.",
    plant: "Fabrik",
    stale: "veraltet",
    parts: ["Teil", "Teile"],
  },
  en: {
    canvas:
      "3D view of the plant. Arrow keys turn, Shift with arrow keys pans, plus and minus zoom, Home shows everything, F shows the selection.",
    plant: "Plant",
    stale: "stale",
    parts: ["part", "parts"],
  },
};

/** @param locale BCP 47 tag; everything but German is served in English */
export function viewTexts(locale: string): ViewTexts {
  return TEXTS[locale.toLowerCase().startsWith("de") ? "de" : "en"];
}
