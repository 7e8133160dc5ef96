import type { Finding } from "./finding.ts";

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

/** Collects findings of one text. */
export class Report {
  readonly findings: Finding[] = [];
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** @param line zero-based index of the line, or undefined for the whole text */
  error(message: string, remedy: string, line?: number): void {
    const place = line === undefined ? {} : { line: line + 1 };
    this.findings.push({ severity: "error", path: this.path, ...place, message, remedy });
  }
}
