import type { ReadSort } from "../../protocol/import.ts";
import type { Language } from "./text.ts";

/** Words of the import dialog; they come with it. */
export interface ImportTexts {
  readonly title: string;
  readonly reading: string;
  readonly readHead: string;
  readonly nothingRead: string;
  readonly findings: string;
  readonly notUnderstood: string;
  readonly allUnderstood: string;
  readonly what: string;
  readonly count: string;
  readonly line: string;
  readonly open: string;
  readonly underlay: string;
  readonly cancel: string;
  readonly close: string;
  readonly failed: string;
  readonly unit: string;
  readonly ownUnit: string;
  readonly sorts: Readonly<Record<ReadSort, string>>;
}

export const IMPORT_TEXTS: Readonly<Record<Language, ImportTexts>> = {
  en: {
    title: "Import: {name}",
    reading: "Reading …",
    readHead: "Read",
    nothingRead: "nothing",
    findings: "What was assumed, and what is wrong",
    notUnderstood: "Not understood",
    allUnderstood: "Everything in the file was understood.",
    what: "In the file",
    count: "Number",
    line: "First in line",
    open: "Open the plant",
    underlay: "Lay it under the plant",
    cancel: "Cancel",
    close: "Close",
    failed: "Nothing was imported; the plant that is open stays as it is.",
    unit: "Unit of the drawing",
    ownUnit: "as the file says",
    sorts: {
      units: "Levels of the hierarchy",
      sources: "Sources",
      stations: "Stations",
      buffers: "Buffers",
      conveyors: "Conveyors",
      sinks: "Sinks",
      connections: "Connections",
      products: "Products",
      lines: "Lines",
      texts: "Texts",
      layers: "Layers",
    },
  },
  de: {
    title: "Import: {name}",
    reading: "Wird gelesen …",
    readHead: "Gelesen",
    nothingRead: "nichts",
    findings: "Was angenommen wurde, und was nicht stimmt",
    notUnderstood: "Nicht verstanden",
    allUnderstood: "Alles in der Datei wurde verstanden.",
    what: "In der Datei",
    count: "Anzahl",
    line: "Zuerst in Zeile",
    open: "Fabrik öffnen",
    underlay: "Unter die Fabrik legen",
    cancel: "Abbrechen",
    close: "Schließen",
    failed: "Nichts wurde importiert; die offene Fabrik bleibt, wie sie ist.",
    unit: "Einheit der Zeichnung",
    ownUnit: "wie in der Datei",
    sorts: {
      units: "Ebenen der Hierarchie",
      sources: "Quellen",
      stations: "Stationen",
      buffers: "Puffer",
      conveyors: "Förderer",
      sinks: "Senken",
      connections: "Verbindungen",
      products: "Produkte",
      lines: "Linien",
      texts: "Texte",
      layers: "Ebenen der Zeichnung",
    },
  },
};
