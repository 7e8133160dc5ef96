import { rule, type Rule } from "./rule.ts";

/** Rules about the file, as text and as JSON. */
export const FILE_UNREADABLE: Rule = rule("file/unreadable", "error");

export const FILE_NOT_UTF8: Rule = rule("file/notUtf8", "error");

export const TEXT_EMPTY: Rule = rule("text/empty", "error");

export const TEXT_TOO_LARGE: Rule = rule("text/tooLarge", "error");

export const TEXT_TOO_DEEP: Rule = rule("text/tooDeep", "error");

export const TEXT_SYNTAX: Rule = rule("text/syntax", "error");

export const TEXT_COMMENT: Rule = rule("text/comment", "error");

export const TEXT_TRAILING_COMMA: Rule = rule("text/trailingComma", "error");

export const TEXT_DUPLICATE_KEY: Rule = rule("text/duplicateKey", "error");

export const TEXT_UNSAFE_KEY: Rule = rule("text/unsafeKey", "error");

export const TEXT_NOT_AN_OBJECT: Rule = rule("text/notAnObject", "error");

export const TEXT_MORE: Rule = rule("text/more", "error");

export const VERSION_FORMAT: Rule = rule("version/format", "error");

export const VERSION_MISSING: Rule = rule("version/missing", "error");

export const VERSION_INVALID: Rule = rule("version/invalid", "error");

export const VERSION_NEWER: Rule = rule("version/newer", "error");

export const VERSION_STEP: Rule = rule("version/step", "error");

export const TEXT_RULES: readonly Rule[] = [
  FILE_UNREADABLE,
  FILE_NOT_UTF8,
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
