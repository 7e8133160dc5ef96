import { diff, type PlantDiff } from "../../plant/diff.ts";
import { findingText } from "../../plant/finding-text.ts";
import type { LocalText } from "../../plant/finding.ts";
import { inspectPlant } from "../../plant/inspect.ts";
import type { PathStep, Report } from "../../plant/rule.ts";
import type { Plant } from "../../plant/schema.ts";
import { applyChange } from "./apply-changes.ts";
import { type Change, changesBetween } from "./change.ts";
import { rebaseDiff } from "./merge.ts";
import { isObject, itemKey, type Json } from "./plain.ts";
import type { ScenarioFile } from "./study-file.ts";
import {
  SCENARIO_BOTH,
  SCENARIO_CONFLICT,
  SCENARIO_DIFF,
  SCENARIO_PLANT,
  SCENARIO_REBASED,
} from "./study-rules.ts";

/** A plant with a named change, checked, so that it can be run. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly reason?: string;
  readonly plant: Plant;
  readonly diff: PlantDiff;
  /** The same, as small as it can be said. */
  readonly changes: readonly Change[];
}

/** Applies a scenario of a study file to the plant. @returns undefined after all that is wrong has been reported */
export function buildScenario(
  file: ScenarioFile,
  base: Plant,
  path: readonly PathStep[],
  report: Report,
): Scenario | undefined {
  const changed =
    file.diff === undefined ? withChanges(file, base, path, report) : withDiff(file, base, path, report);
  if (changed === undefined) return undefined;
  if (file.diff !== undefined && file.changes !== undefined) {
    report(SCENARIO_BOTH, path, { id: file.id });
    return undefined;
  }
  const plant = changed === base ? base : checked(file, changed, path, report);
  if (plant === undefined) return undefined;
  return {
    id: file.id,
    name: file.name ?? file.id,
    ...(file.reason === undefined ? {} : { reason: file.reason }),
    plant,
    diff: diff(base, plant),
    changes: changesBetween(base, plant),
  };
}

/** The plant with the changes of the short form. @returns undefined after those that cannot be made have been reported */
export function withChanges(
  file: ScenarioFile,
  base: Plant,
  path: readonly PathStep[],
  report: Report,
): Plant | undefined {
  let plant = base;
  let failed = false;
  for (const [place, value] of Object.entries(file.changes ?? {})) {
    const changed = applyChange(plant, place, value);
    if (changed.ok) plant = changed.value;
    else {
      failed = true;
      report(changed.error.rule, [...path, "changes", place], changed.error.values);
    }
  }
  return failed ? undefined : plant;
}

function withDiff(
  file: ScenarioFile,
  base: Plant,
  path: readonly PathStep[],
  report: Report,
): Plant | undefined {
  const nameless = Object.entries(file.diff ?? {}).find(([, collection]) => hasNamelessItem(collection));
  if (nameless !== undefined) {
    const [list] = nameless;
    const problem = { en: `an item of ${list} has no id`, de: `ein Eintrag von ${list} hat keine id` };
    report(SCENARIO_DIFF, [...path, "diff", list], { id: file.id, problem });
    return undefined;
  }
  // The schema has seen the shape of the diff, and the plant that comes of it is checked like any other.
  const rebased = rebaseDiff(file.diff as PlantDiff, base);
  for (const conflict of rebased.conflicts) {
    report(SCENARIO_CONFLICT, [...path, "diff"], {
      id: file.id,
      place: conflict.path.join("/"),
      base: shown(conflict.base),
      ours: shown(conflict.ours),
      theirs: shown(conflict.theirs),
    });
  }
  if (rebased.conflicts.length > 0) return undefined;
  if (rebased.rebased) report(SCENARIO_REBASED, [...path, "diff"], { id: file.id });
  return rebased.plant;
}

/** Whether something in a collection's diff cannot be told from others. */
export function hasNamelessItem(collection: Json): boolean {
  if (!isObject(collection)) return false;
  const {
    added = [],
    removed = [],
    updated = [],
  } = collection as {
    added?: { item: Json }[];
    removed?: { item: Json }[];
    updated?: Json[][];
  };
  return [...[...added, ...removed].map(({ item }) => item), ...updated.flat()].some(
    (item) => itemKey(item) === undefined,
  );
}

/** The plant as if it had been read from a file of its own. */
function checked(
  file: ScenarioFile,
  plant: Plant,
  path: readonly PathStep[],
  report: Report,
): Plant | undefined {
  const inspected = inspectPlant(JSON.stringify(plant));
  if (inspected.ok) return inspected.value.plant;
  for (const finding of inspected.error.filter(({ severity }) => severity === "error")) {
    const [en, de] = [findingText(finding, "en"), findingText(finding, "de")];
    report(SCENARIO_PLANT, path, {
      id: file.id,
      problem: { en: `${en.path}: ${en.message}`, de: `${de.path}: ${de.message}` },
      remedy: { en: en.remedy, de: de.remedy },
    });
  }
  return undefined;
}

function shown(value: Json): string | LocalText {
  if (value === undefined) return { en: "absent", de: "nicht vorhanden" };
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
