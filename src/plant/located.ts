import type { BareFinding } from "./finding.ts";
import { LineIndex } from "./line-index.ts";
import { makeFinding } from "./rule.ts";
import { TEXT_MORE } from "./text-rules.ts";

/** Findings with their lines, errors before warnings; a last one says how many were left out. */
export function located(text: string, findings: readonly BareFinding[], omitted: number): BareFinding[] {
  if (findings.length === 0) return [];
  const lines = new LineIndex(text);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const withLines = sorted.map((finding) => {
    const line = finding.line ?? lines.lineOf(finding.path);
    return line === undefined ? finding : { ...finding, line };
  });
  return omitted === 0 ? withLines : [...withLines, makeFinding(TEXT_MORE, [], { count: omitted })];
}

function rank(finding: BareFinding): number {
  return finding.severity === "error" ? 0 : 1;
}
