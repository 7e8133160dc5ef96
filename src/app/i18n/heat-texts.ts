import type { Language } from "./text.ts";

/** Texts of the heat map over the plant. */
export interface HeatTexts {
  readonly title: string;
  readonly close: string;
  readonly measure: string;
  readonly content: string;
  readonly parts: string;
  readonly source: string;
  readonly run: string;
  readonly course: string;
  /** With `{name}` and `{value}`. */
  readonly selected: string;
  readonly empty: string;
}

export const HEAT_TEXTS: Readonly<Record<Language, HeatTexts>> = {
  en: {
    title: "Heat map",
    close: "End heat map",
    measure: "Colour by",
    content: "Parts inside (mean)",
    parts: "parts",
    source: "Of",
    run: "this run since its warm-up",
    course: "the range shown in the experiment",
    selected: "{name}: {value}",
    empty: "There is nothing to show before the run has begun.",
  },
  de: {
    title: "Heatmap",
    close: "Heatmap beenden",
    measure: "Farbe nach",
    content: "Teile darin (Mittel)",
    parts: "Teile",
    source: "Aus",
    run: "diesem Lauf seit seiner Einschwingzeit",
    course: "dem Ausschnitt, den das Experiment zeigt",
    selected: "{name}: {value}",
    empty: "Bevor der Lauf begonnen hat, gibt es nichts zu zeigen.",
  },
};
