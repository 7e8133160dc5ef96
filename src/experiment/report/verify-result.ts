import type { LocalText } from "../../plant/finding.ts";
import type { Plant } from "../../plant/schema.ts";
import type { ExperimentResult } from "../run/answer.ts";
import type { Study, StudyResult } from "../study/study-file.ts";

/** The study with its plant and its result in it, so that it can be run and compared anywhere. */
export function portableStudy(study: Study, plant: Plant, result: ExperimentResult): Study {
  return { ...study, plant, result: resultOf(result) };
}

function resultOf({ engine, hash, scenarios }: ExperimentResult): StudyResult {
  const hashes = scenarios.map((scenario) => [scenario.id, scenario.hash] as const);
  return { engine, hash, scenarios: Object.fromEntries(hashes) };
}

/** What differs between a result that was kept and one of now; nothing where the hash is the same. */
export function differencesOf(kept: StudyResult, now: ExperimentResult): LocalText[] {
  if (kept.hash === now.hash) return [];
  const differences: LocalText[] = [
    { en: `result hash ${kept.hash}, now ${now.hash}`, de: `Ergebnis-Hash ${kept.hash}, jetzt ${now.hash}` },
  ];
  if (kept.engine !== now.engine)
    differences.push({
      en: `engine ${kept.engine}, now ${now.engine}`,
      de: `Simulator ${kept.engine}, jetzt ${now.engine}`,
    });
  const before = new Map(Object.entries(kept.scenarios ?? {}));
  for (const { id, hash } of now.scenarios) {
    const old = before.get(id);
    before.delete(id);
    if (old === undefined) differences.push({ en: `scenario ${id} is new`, de: `Szenario ${id} ist neu` });
    else if (old !== hash)
      differences.push({
        en: `scenario ${id}: ${old}, now ${hash}`,
        de: `Szenario ${id}: ${old}, jetzt ${hash}`,
      });
  }
  for (const id of before.keys())
    differences.push({ en: `scenario ${id} is gone`, de: `Szenario ${id} fehlt` });
  return differences;
}
