import { findingText } from "../../plant/finding-text.ts";
import type { BareFinding, LocalText } from "../../plant/finding.ts";

/** Gives the text of a plant file that a study names; undefined where it cannot. */
export type PlantText = (path: string) => string | undefined;

/** The first findings of a plant in words, in both languages. */
export function problemText(findings: readonly BareFinding[]): LocalText {
  const most = 3;
  const words = (language: "en" | "de"): string =>
    findings
      .slice(0, most)
      .map((finding) => {
        const { path, message } = findingText(finding, language);
        return path === "" ? message : `${path}: ${message}`;
      })
      .join("; ") + (findings.length > most ? " …" : "");
  return { en: words("en"), de: words("de") };
}
