import { findingText } from "../plant/finding-text.ts";
import type { BareFinding, Finding } from "../plant/finding.ts";
import type { Language } from "./i18n/text.ts";

/** Findings in a language; the texts about studies are fetched with the first finding about one. */
export async function wordedFindings(
  findings: readonly BareFinding[],
  language: Language,
): Promise<readonly Finding[]> {
  if (!findings.some(({ rule }) => rule.startsWith("study/")))
    return findings.map((finding) => findingText(finding, language));
  const { studyFindingText } = await import("../experiment/study/editing.ts");
  return findings.map((finding) => studyFindingText(finding, language));
}
