import { err, ok, type Result } from "../../base/result.ts";
import type { BareFinding, FindingValues, LocalText } from "../../plant/finding.ts";
import { inspectPlant } from "../../plant/inspect.ts";
import { LineIndex } from "../../plant/line-index.ts";
import { parseJson } from "../../plant/parse-json.ts";
import { makeFinding, type PathStep, type Rule } from "../../plant/rule.ts";
import { schemaFindings } from "../../plant/schema-findings.ts";
import type { Plant } from "../../plant/schema.ts";
import { checkStudy } from "./check-study.ts";
import { isObject } from "./plain.ts";
import { type PlantText, problemText } from "./problem-text.ts";
import { buildScenario, type Scenario } from "./scenario.ts";
import { studySchema } from "./schema.ts";
import { type Study, STUDY_VERSION } from "./study-file.ts";
import { PLANT_ERRORS, PLANT_UNREADABLE, STUDY_FORMAT, STUDY_NEWER } from "./study-rules.ts";

/** A study that can be run. */
export interface ReadStudy {
  readonly study: Study;
  /** The plant that the scenarios start from. */
  readonly plant: Plant;
  readonly scenarios: readonly Scenario[];
  readonly warnings: readonly BareFinding[];
}

/**
 * Reads the text of a study file. Untrusted text is welcome: whatever it is, the answer is a study whose scenarios
 * are plants that have passed the checks, or all that is wrong with it.
 */
export function inspectStudy(file: string, plantText: PlantText): Result<ReadStudy, BareFinding[]> {
  const text = file.startsWith("\uFEFF") ? file.slice(1) : file;
  const json = parseJson(text);
  if (!json.ok) return err(json.error);
  const { value, faults } = json.value;
  const checked = readData(value, plantText);
  const findings = located(text, [...faults, ...checked.findings]);
  const { read } = checked;
  if (read === undefined || faults.length > 0) return err(findings);
  return ok({ ...read, warnings: findings });
}

interface Checked {
  readonly findings: readonly BareFinding[];
  /** Absent where there are errors. */
  readonly read?: Omit<ReadStudy, "warnings">;
}

function readData(value: unknown, plantText: PlantText): Checked {
  const format = isObject(value) ? value["format"] : value;
  if (!isObject(value) || format !== "taktwerk-study")
    return { findings: [makeFinding(STUDY_FORMAT, ["format"], { found: shown(format) })] };
  const { version } = value;
  if (typeof version === "number" && version > STUDY_VERSION)
    return { findings: [makeFinding(STUDY_NEWER, ["version"], { found: version, current: STUDY_VERSION })] };
  const parsed = studySchema.safeParse(value);
  if (!parsed.success) return { findings: schemaFindings(studySchema, value, parsed.error.issues) };
  const study = parsed.data;
  const plant = readPlantOf(study, plantText);
  if (!plant.ok) return { findings: plant.error };
  const findings: BareFinding[] = [];
  const report = (rule: Rule, path: readonly PathStep[], values?: FindingValues): void =>
    void findings.push(makeFinding(rule, path, values));
  const scenarios = study.scenarios.map((scenario, i) =>
    buildScenario(scenario, plant.value, ["scenarios", i], report),
  );
  const built = scenarios.filter((scenario) => scenario !== undefined);
  checkStudy(study, plant.value, built, report);
  const failed = findings.some(({ severity }) => severity === "error");
  return { findings, ...(failed ? {} : { read: { study, plant: plant.value, scenarios: built } }) };
}

function readPlantOf({ plant }: Study, plantText: PlantText): Result<Plant, BareFinding[]> {
  const embedded = typeof plant !== "string";
  const file = embedded ? { en: "in the study", de: "in der Studie" } : plant;
  const text = embedded ? JSON.stringify(plant) : plantText(plant);
  if (text === undefined) return err([makeFinding(PLANT_UNREADABLE, ["plant"], { file })]);
  const inspected = inspectPlant(text);
  if (inspected.ok) return ok(inspected.value.plant);
  return err([makeFinding(PLANT_ERRORS, ["plant"], { file, problem: problemText(inspected.error) })]);
}

function located(text: string, findings: readonly BareFinding[]): BareFinding[] {
  if (findings.length === 0) return [];
  const lines = new LineIndex(text);
  return findings.map((finding) => {
    const line = finding.line ?? lines.lineOf(finding.path);
    return line === undefined ? finding : { ...finding, line };
  });
}

function shown(value: unknown): string | LocalText {
  if (value === undefined) return { en: "missing", de: "nicht angegeben" };
  const text = JSON.stringify(value) ?? "";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
