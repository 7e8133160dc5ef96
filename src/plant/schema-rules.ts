import { rule, type Rule } from "./rule.ts";

/** Rules that the schema enforces. */
export const SCHEMA_UNKNOWN_KEY: Rule = rule("schema/unknownKey", "error");

export const SCHEMA_MISSPELT_KEY: Rule = rule("schema/misspeltKey", "error");

export const SCHEMA_MISSING: Rule = rule("schema/missing", "error");

export const SCHEMA_TYPE: Rule = rule("schema/type", "error");

export const SCHEMA_CHOICE: Rule = rule("schema/choice", "error");

export const SCHEMA_TOO_SMALL: Rule = rule("schema/tooSmall", "error");

export const SCHEMA_NOT_ABOVE: Rule = rule("schema/notAbove", "error");

export const SCHEMA_TOO_LARGE: Rule = rule("schema/tooLarge", "error");

export const SCHEMA_TOO_FEW: Rule = rule("schema/tooFew", "error");

export const SCHEMA_TOO_MANY: Rule = rule("schema/tooMany", "error");

export const SCHEMA_TOO_LONG: Rule = rule("schema/tooLong", "error");

export const SCHEMA_EMPTY_TEXT: Rule = rule("schema/emptyText", "error");

export const SCHEMA_ID: Rule = rule("schema/id", "error");

export const SCHEMA_COLOUR: Rule = rule("schema/colour", "error");

export const SCHEMA_URL: Rule = rule("schema/url", "error");

export const SCHEMA_POINTER: Rule = rule("schema/pointer", "error");

export const SCHEMA_OTHER: Rule = rule("schema/other", "error");

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
