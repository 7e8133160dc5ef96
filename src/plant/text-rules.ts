import type { Rule } from "./rule.ts";

/** Rules about the file as text and as JSON. */
export const TEXT_EMPTY: Rule = {
  id: "text/empty",
  severity: "error",
  text: {
    en: ["The file is empty", "Choose a plant file (*.plant.json), or save the plant again"],
    de: [
      "Die Datei ist leer",
      "Wählen Sie eine Fabrikdatei (*.plant.json), oder speichern Sie die Fabrik erneut",
    ],
  },
};

export const TEXT_TOO_LARGE: Rule = {
  id: "text/tooLarge",
  severity: "error",
  text: {
    en: ["The file has {size} characters; at most {limit} are read", "Split the plant into several files"],
    de: [
      "Die Datei hat {size} Zeichen; höchstens {limit} werden gelesen",
      "Teilen Sie die Fabrik auf mehrere Dateien auf",
    ],
  },
};

export const TEXT_TOO_DEEP: Rule = {
  id: "text/tooDeep",
  severity: "error",
  text: {
    en: [
      "Objects and lists are nested more than {limit} deep",
      "A plant file is never that deep: look for a missing closing bracket, or choose another file",
    ],
    de: [
      "Objekte und Listen sind mehr als {limit}-fach geschachtelt",
      "Eine Fabrikdatei ist nie so tief: Suchen Sie eine fehlende schließende Klammer, oder wählen Sie eine andere Datei",
    ],
  },
};

export const TEXT_SYNTAX: Rule = {
  id: "text/syntax",
  severity: "error",
  text: {
    en: ["This is not valid JSON: {problem}", "Correct the text at this line"],
    de: ["Das ist kein gültiges JSON: {problem}", "Berichtigen Sie den Text in dieser Zeile"],
  },
};

export const TEXT_COMMENT: Rule = {
  id: "text/comment",
  severity: "error",
  text: {
    en: ["There is a comment, which JSON does not know", "Remove it, or put it into the member “notes”"],
    de: [
      "Hier steht ein Kommentar, den JSON nicht kennt",
      "Entfernen Sie ihn, oder schreiben Sie ihn in das Feld „notes“",
    ],
  },
};

export const TEXT_TRAILING_COMMA: Rule = {
  id: "text/trailingComma",
  severity: "error",
  text: {
    en: ["There is a comma with nothing after it", "Remove the comma before the closing bracket"],
    de: ["Nach diesem Komma folgt nichts", "Entfernen Sie das Komma vor der schließenden Klammer"],
  },
};

export const TEXT_DUPLICATE_KEY: Rule = {
  id: "text/duplicateKey",
  severity: "error",
  text: {
    en: ["The member “{key}” is given twice in the same object", "Remove one of the two"],
    de: ["Das Feld „{key}“ steht zweimal im selben Objekt", "Entfernen Sie eines der beiden"],
  },
};

export const TEXT_UNSAFE_KEY: Rule = {
  id: "text/unsafeKey",
  severity: "error",
  text: {
    en: ["The name “{key}” has a meaning of its own in JavaScript and is refused", "Use another name"],
    de: [
      "Der Name „{key}“ hat in JavaScript eine eigene Bedeutung und wird abgelehnt",
      "Verwenden Sie einen anderen Namen",
    ],
  },
};

export const TEXT_NOT_AN_OBJECT: Rule = {
  id: "text/notAnObject",
  severity: "error",
  text: {
    en: ["The file holds {found} instead of a plant", "A plant file begins with { and ends with }"],
    de: ["Die Datei enthält {found} statt einer Fabrik", "Eine Fabrikdatei beginnt mit { und endet mit }"],
  },
};

export const TEXT_MORE: Rule = {
  id: "text/more",
  severity: "error",
  text: {
    en: ["There are {count} more findings", "Correct those shown first, and check again"],
    de: ["Es gibt {count} weitere Befunde", "Beheben Sie zuerst die gezeigten, und prüfen Sie erneut"],
  },
};

export const VERSION_FORMAT: Rule = {
  id: "version/format",
  severity: "error",
  text: {
    en: [
      "This is no plant file: “format” is {found} instead of “taktwerk-plant”",
      "Choose a plant file, or set “format” to “taktwerk-plant” if it is one",
    ],
    de: [
      "Das ist keine Fabrikdatei: „format“ ist {found} statt „taktwerk-plant“",
      "Wählen Sie eine Fabrikdatei, oder setzen Sie „format“ auf „taktwerk-plant“, wenn es eine ist",
    ],
  },
};

export const VERSION_MISSING: Rule = {
  id: "version/missing",
  severity: "error",
  text: {
    en: ["The version of the file is missing", 'Add "version": {current}'],
    de: ["Die Version der Datei fehlt", 'Ergänzen Sie "version": {current}'],
  },
};

export const VERSION_INVALID: Rule = {
  id: "version/invalid",
  severity: "error",
  text: {
    en: ["The version is {found}; it must be a whole number from 1", 'Set "version": {current}'],
    de: ["Die Version ist {found}; sie muss eine ganze Zahl ab 1 sein", 'Setzen Sie "version": {current}'],
  },
};

export const VERSION_NEWER: Rule = {
  id: "version/newer",
  severity: "error",
  text: {
    en: [
      "The file has version {found}; this Taktwerk reads versions up to {current}",
      "Update Taktwerk, or save the file in an older version there",
    ],
    de: [
      "Die Datei hat Version {found}; dieses Taktwerk liest Versionen bis {current}",
      "Aktualisieren Sie Taktwerk, oder speichern Sie die Datei dort in einer älteren Version",
    ],
  },
};

export const VERSION_STEP: Rule = {
  id: "version/step",
  severity: "error",
  text: {
    en: [
      "The file of version {from} could not be brought to version {to}: {problem}",
      "Check the file against the schema of version {from}",
    ],
    de: [
      "Die Datei der Version {from} ließ sich nicht auf Version {to} bringen: {problem}",
      "Prüfen Sie die Datei gegen das Schema der Version {from}",
    ],
  },
};

export const TEXT_RULES: readonly Rule[] = [
  TEXT_EMPTY,
  TEXT_TOO_LARGE,
  TEXT_TOO_DEEP,
  TEXT_SYNTAX,
  TEXT_COMMENT,
  TEXT_TRAILING_COMMA,
  TEXT_DUPLICATE_KEY,
  TEXT_UNSAFE_KEY,
  TEXT_NOT_AN_OBJECT,
  TEXT_MORE,
  VERSION_FORMAT,
  VERSION_MISSING,
  VERSION_INVALID,
  VERSION_NEWER,
  VERSION_STEP,
];
