import { diff } from "../../plant/diff.ts";
import type { Plant } from "../../plant/schema.ts";
import { applyChange } from "./apply-changes.ts";
import { type Change, changesBetween } from "./change.ts";
import { type Conflict, mergePlants } from "./merge.ts";
import type { ScenarioFile, Study } from "./study-file.ts";
import { STUDY_VERSION } from "./study-file.ts";
import { revertChange, withValueFrom } from "./value-at.ts";

/** All of a study but its plant and its scenarios. */
export type StudyHead = Omit<Study, "$schema" | "plant" | "scenarios" | "format" | "version">;

/** A scenario as it is edited: the plant that it comes to, which need not be fit to run. */
export interface EditedScenario {
  readonly id: string;
  readonly name: string;
  readonly reason?: string | undefined;
  readonly plant: Plant;
  /** As the file said it, while it means the same: so its short form is kept. */
  readonly file?: ScenarioFile | undefined;
  /** What both the plant and the scenario changed, and not to the same: `ours` is the scenario's, and stands. */
  readonly conflicts: readonly Conflict[];
}

/** A study as it is edited; plain data that is never changed in place. */
export interface EditedStudy {
  readonly head: StudyHead;
  /** Id of the scenario that is the plant itself: to edit it is to edit the plant, and all others follow. */
  readonly base: string;
  /** Whether the file lists the plant as a scenario. */
  readonly baseListed: boolean;
  readonly scenarios: readonly EditedScenario[];
}

export function scenarioOf(study: EditedStudy, id: string): EditedScenario | undefined {
  return study.scenarios.find((scenario) => scenario.id === id);
}

export function basePlant(study: EditedStudy): Plant {
  const base = scenarioOf(study, study.base) ?? study.scenarios[0];
  if (base === undefined) throw new Error("a study has its plant");
  return base.plant;
}

/** A study of a plant, with nothing but the plant. @param name what the plant is called as a scenario */
export function beginStudy(plant: Plant, name: string): EditedStudy {
  const base = { id: "base", name, plant, conflicts: [] };
  const head = { id: plant.id, name: plant.name, baseline: base.id };
  return { head, base: base.id, baseListed: true, scenarios: [base] };
}

/** Takes an edited plant for a scenario. Where it is the study's plant, every scenario is carried over to it. */
export function editScenario(study: EditedStudy, id: string, plant: Plant): EditedStudy {
  const former = basePlant(study);
  const scenarios = study.scenarios.map((scenario): EditedScenario => {
    if (scenario.id === id) return { ...scenario, plant, file: undefined };
    return id === study.base ? rebased(scenario, former, plant) : scenario;
  });
  return { ...study, scenarios };
}

/** Carries a scenario over to a plant that has changed. */
function rebased(scenario: EditedScenario, former: Plant, plant: Plant): EditedScenario {
  // The short form may say more than its outcome: a tenth less than whatever the time is.
  const again = scenario.file?.changes === undefined ? undefined : shortForm(scenario.file, plant);
  if (again !== undefined) return { ...scenario, plant: again };
  const merged = mergePlants(former, scenario.plant, plant);
  const known = scenario.conflicts.filter(
    (old) => !merged.conflicts.some((now) => now.path.join("/") === old.path.join("/")),
  );
  return { ...scenario, plant: merged.plant, file: undefined, conflicts: [...known, ...merged.conflicts] };
}

/** The plant with the changes of a scenario's short form; undefined where one cannot be made. */
function shortForm(file: ScenarioFile, plant: Plant): Plant | undefined {
  let changed = plant;
  for (const [path, value] of Object.entries(file.changes ?? {})) {
    const next = applyChange(changed, path, value);
    if (!next.ok) return undefined;
    changed = next.value;
  }
  return changed;
}

/** Adds a scenario that begins as another one stands. */
export function addScenario(
  study: EditedStudy,
  scenario: Pick<EditedScenario, "id" | "name" | "reason">,
  from: string,
): EditedStudy {
  const origin = scenarioOf(study, from);
  if (origin === undefined) return study;
  const { id, name, reason } = scenario;
  const added = { id, name, reason, plant: origin.plant, conflicts: origin.conflicts };
  return { ...study, scenarios: [...study.scenarios, added] };
}

/** Renames a scenario, or gives another reason for it. */
export function describeScenario(
  study: EditedStudy,
  id: string,
  words: Partial<Pick<EditedScenario, "name" | "reason">>,
): EditedStudy {
  const scenarios = study.scenarios.map((each) => (each.id === id ? { ...each, ...words } : each));
  return { ...study, scenarios };
}

/** Drops a scenario; the plant itself stays. */
export function removeScenario(study: EditedStudy, id: string): EditedStudy {
  if (id === study.base) return study;
  const { baseline, result: _, ...head } = study.head;
  return {
    ...study,
    head: baseline === undefined || baseline === id ? head : { ...head, baseline },
    scenarios: study.scenarios.filter((scenario) => scenario.id !== id),
  };
}

/** What a scenario changes. */
export function changesOf(study: EditedStudy, id: string): Change[] {
  const scenario = scenarioOf(study, id);
  return scenario === undefined || id === study.base ? [] : changesBetween(basePlant(study), scenario.plant);
}

/** The scenario's plant with one of its changes taken back. */
export function withoutChange(study: EditedStudy, id: string, change: Change): EditedStudy {
  const scenario = scenarioOf(study, id);
  return scenario === undefined
    ? study
    : editScenario(study, id, revertChange(scenario.plant, basePlant(study), change));
}

/** Decides a conflict: for what the scenario has, or for what the plant has now. */
export function settleConflict(
  study: EditedStudy,
  id: string,
  conflict: Conflict,
  choice: "scenario" | "plant",
): EditedStudy {
  const scenarios = study.scenarios.map((scenario): EditedScenario => {
    if (scenario.id !== id) return scenario;
    const conflicts = scenario.conflicts.filter((each) => each !== conflict);
    if (choice === "scenario") return { ...scenario, conflicts };
    const plant = withValueFrom(scenario.plant, basePlant(study), conflict.path);
    return { ...scenario, plant, file: undefined, conflicts };
  });
  return { ...study, scenarios };
}

/** The study as a file, with its plant in it. */
export function studyFile(study: EditedStudy): Study {
  const base = basePlant(study);
  const listed = study.scenarios.filter(({ id }) => study.baseListed || id !== study.base);
  const scenarios = listed.length > 0 ? listed : study.scenarios;
  return {
    format: "taktwerk-study",
    version: STUDY_VERSION,
    ...study.head,
    plant: { ...base },
    scenarios: scenarios.map((scenario) => scenarioFile(scenario, base)),
  };
}

function scenarioFile({ id, name, reason, plant, file }: EditedScenario, base: Plant): ScenarioFile {
  const words = { id, name, ...(reason === undefined || reason === "" ? {} : { reason }) };
  if (file?.changes !== undefined) return { ...words, changes: file.changes };
  const change = diff(base, plant);
  return Object.keys(change).length === 0 ? words : { ...words, diff: change };
}
