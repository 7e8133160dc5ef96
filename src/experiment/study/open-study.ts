import { err, ok, type Result } from "../../base/result.ts";
import { applyDiff, type PlantDiff } from "../../plant/diff.ts";
import type { BareFinding, FindingValues } from "../../plant/finding.ts";
import { inspectForEditing } from "../../plant/inspect.ts";
import { parseJson } from "../../plant/parse-json.ts";
import { makeFinding, type PathStep, type Rule } from "../../plant/rule.ts";
import { schemaFindings } from "../../plant/schema-findings.ts";
import type { Plant } from "../../plant/schema.ts";
import type { EditedScenario, EditedStudy } from "./edited-study.ts";
import { mergePlants, plantBefore } from "./merge.ts";
import { isObject } from "./plain.ts";
import { type PlantText, problemText } from "./problem-text.ts";
import { hasNamelessItem, withChanges } from "./scenario.ts";
import { studySchema } from "./schema.ts";
import { type ScenarioFile, type Study, STUDY_VERSION } from "./study-file.ts";
import {
  PLANT_ERRORS,
  PLANT_UNREADABLE,
  SCENARIO_DIFF,
  SCENARIO_PLANT,
  STUDY_FORMAT,
  STUDY_NEWER,
} from "./study-rules.ts";

/** A study that can be edited, and what is wrong in it. */
export interface OpenedStudy {
  readonly study: EditedStudy;
  readonly findings: readonly BareFinding[];
}

/**
 * Reads the text of a study file for editing: a scenario that does not fit the plant any more comes with its conflicts,
 * and one that cannot run with what is wrong in it; only what is no study at all is refused.
 * @param baseName what the plant is called as a scenario, where the file lists it not
 */
export function openStudy(
  text: string,
  plantText: PlantText,
  baseName: string,
): Result<OpenedStudy, BareFinding[]> {
  const json = parseJson(text.startsWith("\uFEFF") ? text.slice(1) : text);
  if (!json.ok) return err(json.error);
  const { value, faults } = json.value;
  if (faults.length > 0) return err([...faults]);
  const format = isObject(value) ? value["format"] : undefined;
  if (!isObject(value) || format !== "taktwerk-study")
    return err([makeFinding(STUDY_FORMAT, ["format"], { found: JSON.stringify(format ?? "").slice(0, 40) })]);
  const { version } = value;
  if (typeof version === "number" && version > STUDY_VERSION)
    return err([makeFinding(STUDY_NEWER, ["version"], { found: version, current: STUDY_VERSION })]);
  const parsed = studySchema.safeParse(value);
  if (!parsed.success) return err(schemaFindings(studySchema, value, parsed.error.issues));
  const plant = readPlant(parsed.data, plantText);
  return plant.ok ? ok(opened(parsed.data, plant.value, baseName)) : plant;
}

function readPlant({ plant }: Study, plantText: PlantText): Result<Plant, BareFinding[]> {
  const embedded = typeof plant !== "string";
  const file = embedded ? { en: "in the study", de: "in der Studie" } : plant;
  const text = embedded ? JSON.stringify(plant) : plantText(plant);
  if (text === undefined) return err([makeFinding(PLANT_UNREADABLE, ["plant"], { file })]);
  const inspected = inspectForEditing(text);
  return inspected.ok
    ? ok(inspected.value.plant)
    : err([makeFinding(PLANT_ERRORS, ["plant"], { file, problem: problemText(inspected.error) })]);
}

function opened(study: Study, plant: Plant, baseName: string): OpenedStudy {
  const findings: BareFinding[] = [];
  const report = (rule: Rule, path: readonly PathStep[], values?: FindingValues): void =>
    void findings.push(makeFinding(rule, path, values));
  const { $schema: _s, plant: _p, scenarios: files, format: _f, version: _v, ...head } = study;
  const read = files.map((file, i): EditedScenario => {
    const { id, name = id, reason } = file;
    return { id, name, reason, ...scenarioPlant(file, plant, ["scenarios", i], report) };
  });
  const scenarios = [...new Map(read.map((scenario) => [scenario.id, scenario])).values()];
  const listed = files.find(({ changes, diff }) => changes === undefined && diff === undefined);
  const id = listed?.id ?? freeId(new Set(scenarios.map((scenario) => scenario.id)));
  const base = { id, name: baseName, plant, conflicts: [] };
  return {
    study: {
      head,
      base: id,
      baseListed: listed !== undefined,
      scenarios: listed === undefined ? [base, ...scenarios] : scenarios,
    },
    findings,
  };
}

function freeId(taken: ReadonlySet<string>): string {
  let id = "base";
  while (taken.has(id)) id += "-0";
  return id;
}

/** What the scenario makes of the plant; the plant itself where that cannot be told, with a finding. */
function scenarioPlant(
  file: ScenarioFile,
  plant: Plant,
  path: readonly PathStep[],
  report: (rule: Rule, path: readonly PathStep[], values?: FindingValues) => void,
): Pick<EditedScenario, "plant" | "file" | "conflicts"> {
  if (file.diff === undefined)
    return { plant: withChanges(file, plant, path, report) ?? plant, file, conflicts: [] };
  const nameless = Object.entries(file.diff).find(([, collection]) => hasNamelessItem(collection));
  if (nameless !== undefined) {
    const [list] = nameless;
    const problem = { en: `an item of ${list} has no id`, de: `ein Eintrag von ${list} hat keine id` };
    report(SCENARIO_DIFF, [...path, "diff", list], { id: file.id, problem });
    return { plant, conflicts: [] };
  }
  // The schema has seen the shape of the diff; the plant that comes of it is checked like any other that is edited.
  const change = file.diff as PlantDiff;
  const before = plantBefore(change, plant);
  const merged = mergePlants(before, applyDiff(before, change), plant);
  const whole = inspectForEditing(JSON.stringify(merged.plant));
  if (whole.ok) return { plant: merged.plant, conflicts: merged.conflicts };
  const problem = problemText(whole.error);
  report(SCENARIO_PLANT, path, { id: file.id, problem, remedy: { en: "", de: "" } });
  return { plant, conflicts: [] };
}
