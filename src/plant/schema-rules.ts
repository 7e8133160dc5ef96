import type { Rule } from "./rule.ts";

/** Rules that the schema enforces. */
export const SCHEMA_UNKNOWN_KEY: Rule = {
  id: "schema/unknownKey",
  severity: "error",
  text: {
    en: ["The member “{key}” is not known here", "Remove it, or use one of: {known}"],
    de: [
      "Das Feld „{key}“ ist hier nicht bekannt",
      "Entfernen Sie es, oder verwenden Sie eines von: {known}",
    ],
  },
};

export const SCHEMA_MISSPELT_KEY: Rule = {
  id: "schema/misspeltKey",
  severity: "error",
  text: {
    en: ["The member “{key}” is not known here", "Did you mean “{near}”?"],
    de: ["Das Feld „{key}“ ist hier nicht bekannt", "Meinten Sie „{near}“?"],
  },
};

export const SCHEMA_MISSING: Rule = {
  id: "schema/missing",
  severity: "error",
  text: {
    en: ["The member “{key}” is missing", "Add “{key}”: {expected}"],
    de: ["Das Feld „{key}“ fehlt", "Ergänzen Sie „{key}“: {expected}"],
  },
};

export const SCHEMA_TYPE: Rule = {
  id: "schema/type",
  severity: "error",
  text: {
    en: ["“{key}” is {found}", "Give {expected}"],
    de: ["„{key}“ ist {found}", "Erwartet wird: {expected}"],
  },
};

export const SCHEMA_CHOICE: Rule = {
  id: "schema/choice",
  severity: "error",
  text: {
    en: ["“{key}” is {found}, which is none of the possible values", "Use one of: {choices}"],
    de: ["„{key}“ ist {found}, und das ist keiner der möglichen Werte", "Verwenden Sie einen von: {choices}"],
  },
};

export const SCHEMA_TOO_SMALL: Rule = {
  id: "schema/tooSmall",
  severity: "error",
  text: {
    en: ["“{key}” is {found}, which is too small", "Give a value of at least {bound} {unit}"],
    de: ["„{key}“ ist {found}, und das ist zu klein", "Geben Sie mindestens {bound} {unit} an"],
  },
};

export const SCHEMA_NOT_ABOVE: Rule = {
  id: "schema/notAbove",
  severity: "error",
  text: {
    en: ["“{key}” is {found}, which is too small", "Give a value above {bound} {unit}"],
    de: ["„{key}“ ist {found}, und das ist zu klein", "Geben Sie mehr als {bound} {unit} an"],
  },
};

export const SCHEMA_TOO_LARGE: Rule = {
  id: "schema/tooLarge",
  severity: "error",
  text: {
    en: ["“{key}” is {found}, which is too large", "Give a value of at most {bound} {unit}"],
    de: ["„{key}“ ist {found}, und das ist zu groß", "Geben Sie höchstens {bound} {unit} an"],
  },
};

export const SCHEMA_TOO_FEW: Rule = {
  id: "schema/tooFew",
  severity: "error",
  text: {
    en: ["“{key}” has {found} entries; it needs at least {bound}", "Add what is missing"],
    de: ["„{key}“ hat {found} Einträge; nötig sind mindestens {bound}", "Ergänzen Sie die fehlenden"],
  },
};

export const SCHEMA_TOO_MANY: Rule = {
  id: "schema/tooMany",
  severity: "error",
  text: {
    en: ["“{key}” has {found} entries; it may have {bound} at most", "Remove what is too much"],
    de: ["„{key}“ hat {found} Einträge; erlaubt sind höchstens {bound}", "Entfernen Sie die überzähligen"],
  },
};

export const SCHEMA_TOO_LONG: Rule = {
  id: "schema/tooLong",
  severity: "error",
  text: {
    en: ["“{key}” has {found} characters; it may have {bound} at most", "Shorten the text"],
    de: ["„{key}“ hat {found} Zeichen; erlaubt sind höchstens {bound}", "Kürzen Sie den Text"],
  },
};

export const SCHEMA_EMPTY_TEXT: Rule = {
  id: "schema/emptyText",
  severity: "error",
  text: {
    en: ["“{key}” is empty", "Give a text of at least one character"],
    de: ["„{key}“ ist leer", "Geben Sie einen Text mit mindestens einem Zeichen an"],
  },
};

export const SCHEMA_ID: Rule = {
  id: "schema/id",
  severity: "error",
  text: {
    en: [
      "{found} cannot be an id",
      "Use 1 to 64 letters, digits and _ - . : and begin with a letter, a digit or _",
    ],
    de: [
      "{found} kann keine Kennung sein",
      "Verwenden Sie 1 bis 64 Buchstaben, Ziffern und _ - . : und beginnen Sie mit Buchstabe, Ziffer oder _",
    ],
  },
};

export const SCHEMA_COLOUR: Rule = {
  id: "schema/colour",
  severity: "error",
  text: {
    en: ["{found} is no colour", "Write it as # and six hexadecimal digits, such as #0072B2"],
    de: ["{found} ist keine Farbe", "Schreiben Sie # und sechs Hexadezimalziffern, etwa #0072B2"],
  },
};

export const SCHEMA_URL: Rule = {
  id: "schema/url",
  severity: "error",
  text: {
    en: ["{found} is no address", "Write a whole address, such as https://example.org/page"],
    de: [
      "{found} ist keine Adresse",
      "Schreiben Sie eine vollständige Adresse, etwa https://example.org/seite",
    ],
  },
};

export const SCHEMA_POINTER: Rule = {
  id: "schema/pointer",
  severity: "error",
  text: {
    en: [
      "{found} does not name a member of this object",
      "Write a JSON pointer that begins with /, such as /cycleTime",
    ],
    de: [
      "{found} benennt kein Feld dieses Objekts",
      "Schreiben Sie einen JSON-Zeiger, der mit / beginnt, etwa /cycleTime",
    ],
  },
};

export const SCHEMA_OTHER: Rule = {
  id: "schema/other",
  severity: "error",
  text: {
    en: ["“{key}” does not fit: {problem}", "Compare it with scenes/plant.schema.json"],
    de: ["„{key}“ passt nicht: {problem}", "Vergleichen Sie es mit scenes/plant.schema.json"],
  },
};

export const SCHEMA_RULES: readonly Rule[] = [
  SCHEMA_UNKNOWN_KEY,
  SCHEMA_MISSPELT_KEY,
  SCHEMA_MISSING,
  SCHEMA_TYPE,
  SCHEMA_CHOICE,
  SCHEMA_TOO_SMALL,
  SCHEMA_NOT_ABOVE,
  SCHEMA_TOO_LARGE,
  SCHEMA_TOO_FEW,
  SCHEMA_TOO_MANY,
  SCHEMA_TOO_LONG,
  SCHEMA_EMPTY_TEXT,
  SCHEMA_ID,
  SCHEMA_COLOUR,
  SCHEMA_URL,
  SCHEMA_POINTER,
  SCHEMA_OTHER,
];
