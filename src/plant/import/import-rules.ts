import { rule, type Rule } from "../rule.ts";

export const UNKNOWN_FORMAT: Rule = rule("import/unknownFormat", "error");

export const TOO_LARGE: Rule = rule("import/tooLarge", "error");

export const TOO_MANY: Rule = rule("import/tooMany", "error");

export const TOO_LONG: Rule = rule("import/tooLong", "error");

export const CRASHED: Rule = rule("import/crashed", "error");

export const BROKEN: Rule = rule("import/broken", "error");

export const DOCTYPE: Rule = rule("import/doctype", "error");

export const NOTHING: Rule = rule("import/nothing", "error");

export const NO_HEADER: Rule = rule("import/noHeader", "error");

export const DOUBLE_HEADER: Rule = rule("import/doubleHeader", "error");

export const NO_NUMBER: Rule = rule("import/noNumber", "error");

export const OUT_OF_RANGE: Rule = rule("import/outOfRange", "error");

export const UNKNOWN_KIND: Rule = rule("import/unknownKind", "error");

export const UNKNOWN_UNIT: Rule = rule("import/unknownUnit", "error");

export const NO_ID: Rule = rule("import/noId", "error");

export const DOUBLE_ID: Rule = rule("import/doubleId", "error");

export const NO_ELEMENT: Rule = rule("import/noElement", "error");

export const REPEATED_CONNECTION: Rule = rule("import/repeatedConnection", "warning");

export const MIXED_DECIMALS: Rule = rule("import/mixedDecimals", "error");

export const RENAMED: Rule = rule("import/renamed", "warning");

export const ASSUMED: Rule = rule("import/assumed", "warning");

export const UNIT_ASSUMED: Rule = rule("import/unitAssumed", "warning");

export const SHIFTED: Rule = rule("import/shifted", "warning");

export const TILTED: Rule = rule("import/tilted", "warning");

export const DANGLING_LINK: Rule = rule("import/danglingLink", "warning");

export const BAD_VALUE: Rule = rule("import/badValue", "warning");

export const INTO_WHAT: Rule = rule("import/intoWhat", "error");

export const IMPORT_RULES: readonly Rule[] = [
  UNKNOWN_FORMAT,
  TOO_LARGE,
  TOO_MANY,
  TOO_LONG,
  CRASHED,
  BROKEN,
  DOCTYPE,
  NOTHING,
  NO_HEADER,
  DOUBLE_HEADER,
  NO_NUMBER,
  OUT_OF_RANGE,
  UNKNOWN_KIND,
  UNKNOWN_UNIT,
  NO_ID,
  DOUBLE_ID,
  NO_ELEMENT,
  REPEATED_CONNECTION,
  MIXED_DECIMALS,
  RENAMED,
  ASSUMED,
  UNIT_ASSUMED,
  SHIFTED,
  TILTED,
  DANGLING_LINK,
  BAD_VALUE,
  INTO_WHAT,
];
