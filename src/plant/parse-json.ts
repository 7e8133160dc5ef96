import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";
import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding, LocalText } from "./finding.ts";
import { LineIndex } from "./line-index.ts";
import { makeFinding, type Rule } from "./rule.ts";
import { type KeyFault, nestedBeyond, scanJson } from "./scan-json.ts";
import {
  TEXT_COMMENT,
  TEXT_DUPLICATE_KEY,
  TEXT_EMPTY,
  TEXT_SYNTAX,
  TEXT_TOO_DEEP,
  TEXT_TOO_LARGE,
  TEXT_TRAILING_COMMA,
  TEXT_UNSAFE_KEY,
} from "./text-rules.ts";

/** Characters that are read at most: a plant of 200,000 elements with all that belongs to them has about as many. */
const SIZE_LIMIT = 150_000_000;
/** A plant needs about 12 levels, and distributions may be nested a few more. */
const DEPTH_LIMIT = 64;
/** Syntax faults shown at most: after the first, most are consequences. */
const SYNTAX_LIMIT = 20;
const KEY_FAULT_LIMIT = 1000;

const PROBLEMS: Readonly<Record<string, LocalText>> = {
  InvalidSymbol: { en: "this word means nothing here", de: "dieses Wort bedeutet hier nichts" },
  InvalidNumberFormat: { en: "this number is malformed", de: "diese Zahl ist fehlerhaft geschrieben" },
  PropertyNameExpected: {
    en: "a member's name in double quotes was expected",
    de: "erwartet wurde ein Feldname in Anführungszeichen",
  },
  ValueExpected: { en: "a value was expected", de: "erwartet wurde ein Wert" },
  ColonExpected: { en: "a colon was expected", de: "erwartet wurde ein Doppelpunkt" },
  CommaExpected: { en: "a comma was expected", de: "erwartet wurde ein Komma" },
  CloseBraceExpected: { en: "a closing } was expected", de: "erwartet wurde eine schließende }" },
  CloseBracketExpected: { en: "a closing ] was expected", de: "erwartet wurde eine schließende ]" },
  EndOfFileExpected: {
    en: "nothing may follow the end of the plant",
    de: "nach dem Ende der Fabrik darf nichts folgen",
  },
  UnexpectedEndOfComment: { en: "the comment does not end", de: "der Kommentar endet nicht" },
  UnexpectedEndOfString: {
    en: "the string does not end on its line",
    de: "der Text endet nicht in seiner Zeile",
  },
  UnexpectedEndOfNumber: { en: "the number is cut short", de: "die Zahl bricht ab" },
  InvalidUnicode: {
    en: "\\u must be followed by four hexadecimal digits",
    de: "auf \\u müssen vier Hexadezimalziffern folgen",
  },
  InvalidEscapeCharacter: {
    en: "the backslash is followed by an unknown letter",
    de: "auf den umgekehrten Schrägstrich folgt ein unbekannter Buchstabe",
  },
  InvalidCharacter: { en: "this character may not stand here", de: "dieses Zeichen darf hier nicht stehen" },
};

/** Data, and what is wrong with the names of its members; they do not keep the rest from being checked. */
export interface ParsedJson {
  readonly value: unknown;
  readonly faults: BareFinding[];
}

/** Standard JSON, without a byte order mark → value; anything else → findings, with lines. Never throws. */
export function parseJson(json: string, sizeLimit: number = SIZE_LIMIT): Result<ParsedJson, BareFinding[]> {
  if (json.length > sizeLimit) {
    return err([{ ...makeFinding(TEXT_TOO_LARGE, [], { size: json.length, limit: sizeLimit }), line: 1 }]);
  }
  if (json.trim() === "") return err([{ ...makeFinding(TEXT_EMPTY, []), line: 1 }]);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    // The parser that finds lines recurses, so it must not see what is nested too deep.
    if (nestedBeyond(json, DEPTH_LIMIT) >= 0) return err([tooDeep(json)]);
    return err(syntaxFindings(json, error instanceof Error ? error.message : String(error)));
  }
  const { faults, depth } = scanJson(json);
  return depth > DEPTH_LIMIT ? err([tooDeep(json)]) : ok({ value, faults: keyFindings(json, faults) });
}

function tooDeep(json: string): BareFinding {
  const line = new LineIndex(json).lineAt(nestedBeyond(json, DEPTH_LIMIT));
  return { ...makeFinding(TEXT_TOO_DEEP, [], { limit: DEPTH_LIMIT }), line };
}

function keyFindings(json: string, faults: readonly KeyFault[]): BareFinding[] {
  if (faults.length === 0) return [];
  const lines = new LineIndex(json);
  return faults.slice(0, KEY_FAULT_LIMIT).map(({ path, key, offset, fault }) => ({
    ...makeFinding(fault === "duplicate" ? TEXT_DUPLICATE_KEY : TEXT_UNSAFE_KEY, path, { key }),
    line: lines.lineAt(offset),
  }));
}

function syntaxFindings(json: string, message: string): BareFinding[] {
  const errors: ParseError[] = [];
  try {
    parse(json, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Text whose quotes do not match may nest deeper than it looked; then the engine's own words must do.
    errors.length = 0;
  }
  if (errors.length === 0) return [{ ...makeFinding(TEXT_SYNTAX, [], { problem: message }), line: 1 }];
  const lines = new LineIndex(json);
  const seen = new Set<string>();
  const findings: BareFinding[] = [];
  for (const error of errors) {
    const line = lines.lineAt(error.offset);
    const rule = ruleOf(error, json);
    // One comment or one slip gives several errors at one line; the first of a kind is enough.
    if (seen.has(`${rule.id} ${line}`) || findings.length === SYNTAX_LIMIT) continue;
    seen.add(`${rule.id} ${line}`);
    const code = printParseErrorCode(error.error);
    findings.push({ ...makeFinding(rule, [], { problem: PROBLEMS[code] ?? code }), line });
  }
  return findings;
}

function ruleOf(error: ParseError, json: string): Rule {
  const code = printParseErrorCode(error.error);
  if (code === "InvalidCommentToken" || code === "UnexpectedEndOfComment") return TEXT_COMMENT;
  const before = json.slice(Math.max(0, error.offset - 200), error.offset).trimEnd();
  const closes = /^[}\]]/.test(json.slice(error.offset, error.offset + 1));
  if (closes && before.endsWith(",") && (code === "PropertyNameExpected" || code === "ValueExpected")) {
    return TEXT_TRAILING_COMMA;
  }
  return TEXT_SYNTAX;
}
