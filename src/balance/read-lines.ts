import type { BareFinding, FindingValues } from "../plant/finding.ts";
import { makeFinding, type Rule } from "../plant/rule.ts";

/**
 * Text of a benchmark file. The classic files are Latin-1, new ones UTF-8; all numbers are ASCII in
 * both, so bytes that are no valid UTF-8 are read as Latin-1.
 */
export function decodeText(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  try {
    return decodeURIComponent(text.replace(/[%\x80-\xff]/g, (c) => "%" + c.charCodeAt(0).toString(16)));
  } catch {
    return text;
  }
}

/** Lines without their ends, whatever the platform that wrote them. */
export function splitLines(text: string): string[] {
  return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
}

/** A number with decimal point or decimal comma; undefined when the text is not exactly one number. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** Characters of a wrong text that a finding shows. */
const SHOWN = 40;

/** A text from outside, short enough for a finding. */
export function excerpt(text: string): string {
  return text.slice(0, SHOWN);
}

/** Collects findings of one text. */
export class Report {
  readonly findings: BareFinding[] = [];

  /** @param line zero-based index of the line, or undefined for the whole text */
  error(rule: Rule, values?: FindingValues, line?: number): void {
    const place = line === undefined ? {} : { line: line + 1 };
    this.findings.push({ ...makeFinding(rule, [], values), ...place });
  }
}
