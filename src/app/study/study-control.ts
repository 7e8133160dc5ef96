import { batch, computed, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { PlantDocument } from "../../editor/document.ts";
import type { Beside, History } from "../../editor/history.ts";
import {
  addScenario,
  basePlant,
  type Change,
  changesOf,
  changeText,
  type Conflict,
  describeScenario,
  type EditedScenario,
  type EditedStudy,
  editScenario,
  removeScenario,
  scenarioOf,
  settleConflict,
  studyFile,
  type StudyHead,
  withoutChange,
} from "../../experiment/study/editing.ts";
import type { Plant } from "../../plant/schema.ts";
import type { Language } from "../i18n/text.ts";

export type { Change, Conflict, EditedScenario, EditedStudy, StudyHead };

/** What a step of the history keeps of it. */
interface StudyState {
  readonly study: EditedStudy;
  readonly current: string;
}

/** A change of the current scenario, in words of a language. */
export interface WordedChange {
  readonly change: Change;
  readonly text: string;
}

/**
 * The study that is open: its scenarios, of which one is the plant that the page shows. Each edit of the document lands in
 * the current scenario; an edit of the plant itself carries all others over. Everything goes through the history.
 */
export class StudyControl implements Beside {
  readonly #document: PlantDocument;
  readonly #history: History;
  readonly #study: Signal<EditedStudy>;
  readonly #current: Signal<string>;
  /** What the current scenario changes. */
  readonly changes: ReadonlySignal<readonly Change[]>;

  constructor(document: PlantDocument, history: History, study: EditedStudy, current = study.base) {
    this.#document = document;
    this.#history = history;
    this.#study = new Signal(study);
    this.#current = new Signal(scenarioOf(study, current) === undefined ? study.base : current);
    this.changes = computed(() => changesOf(this.#study.value, this.#current.value));
  }

  /** The study as it stands; never changed in place. */
  get study(): ReadonlySignal<EditedStudy> {
    return this.#study;
  }

  /** Id of the scenario that is shown and edited. */
  get current(): ReadonlySignal<string> {
    return this.#current;
  }

  /** The plant of a scenario; undefined where there is none of the id. */
  plantOf(id: string): Plant | undefined {
    return scenarioOf(this.#study.peek(), id)?.plant;
  }

  /** The plant of the scenario that is shown. */
  shown(): Plant {
    return this.plantOf(this.#current.peek()) ?? basePlant(this.#study.peek());
  }

  /** The text of the study file as it stands, with its plant in it: what the experiment worker loads. */
  text(): string {
    return `${JSON.stringify(studyFile(this.#study.peek()), undefined, 2)}\n`;
  }

  /** How many things a scenario changes; where its numbers come from is not counted. */
  countOf(id: string): number {
    return changesOf(this.#study.peek(), id).filter((change) => !isOrigin(change)).length;
  }

  /** The changes of the current scenario in words. */
  worded(language: Language): readonly WordedChange[] {
    const study = this.#study.peek();
    const plant = this.shown();
    return this.changes
      .peek()
      .filter((change) => !isOrigin(change))
      .map((change) => ({ change, text: changeText(change, basePlant(study), plant, language) }));
  }

  /** A conflict of the current scenario in words: what the plant has now, and what the scenario keeps. */
  conflictText(
    conflict: Conflict,
    language: Language,
  ): { readonly plant: string; readonly scenario: string } {
    const study = this.#study.peek();
    const plant = this.shown();
    const { path, base, ours, theirs } = conflict;
    const words = (to: unknown): string =>
      changeText(
        { path, ...(base === undefined ? {} : { from: base }), ...(to === undefined ? {} : { to }) },
        basePlant(study),
        plant,
        language,
      );
    return { plant: words(theirs), scenario: words(ours) };
  }

  /** Shows another scenario; that is no step of the history. */
  select(id: string): void {
    const scenario = scenarioOf(this.#study.peek(), id);
    if (scenario === undefined || id === this.#current.peek()) return;
    batch(() => {
      this.#current.value = id;
      this.#document.edit(scenario.plant);
    });
  }

  /** Adds a scenario that begins as another one stands, and shows it. @returns its id */
  add(name: string, reason: string | undefined, from: string): string {
    const id = this.#freeId(name);
    this.#change("scenarioAdd", (study) => addScenario(study, { id, name, reason }, from), id);
    return id;
  }

  rename(id: string, name: string): void {
    if (name.trim() !== "") this.describe(id, { name: name.trim() });
  }

  /** Gives a scenario another name or reason. */
  describe(id: string, words: Partial<Pick<EditedScenario, "name" | "reason">>): void {
    this.#change("scenarioDescribe", (study) => describeScenario(study, id, words));
  }

  /** Drops a scenario. Where it is the current one, the plant itself is shown. */
  remove(id: string): void {
    const { base } = this.#study.peek();
    if (id === base) return;
    const next = id === this.#current.peek() ? base : this.#current.peek();
    this.#change("scenarioRemove", (study) => removeScenario(study, id), next);
  }

  /** Takes back one change of the current scenario, with what was said of the origin of the number. */
  revert(change: Change): void {
    const current = this.#current.peek();
    const origins = this.changes.peek().filter((each) => isOriginOf(each, change));
    this.#change("scenarioRevert", (study) =>
      [change, ...origins].reduce((rest, each) => withoutChange(rest, current, each), study),
    );
  }

  /** Decides a conflict of the current scenario. */
  settle(conflict: Conflict, choice: "scenario" | "plant"): void {
    this.#change("scenarioSettle", (study) => settleConflict(study, this.#current.peek(), conflict, choice));
  }

  /** Changes the question, the run, the responses, the comparisons or the result of the study. */
  setHead(change: Partial<StudyHead>): void {
    this.#change("studyHead", (study) => ({ ...study, head: { ...study.head, ...change } }));
  }

  peek(): StudyState {
    return { study: this.#study.peek(), current: this.#current.peek() };
  }

  edited(plant: Plant): StudyState {
    const current = this.#current.peek();
    this.#study.value = editScenario(this.#study.peek(), current, plant);
    return this.peek();
  }

  restore(state: unknown): Plant {
    const { study, current } = state as StudyState;
    batch(() => {
      this.#study.value = study;
      this.#current.value = current;
    });
    return scenarioOf(study, current)?.plant ?? basePlant(study);
  }

  openBase(): Plant {
    const study = this.#study.peek();
    this.#current.value = study.base;
    return basePlant(study);
  }

  /** Takes a changed study, shows what is current in it, and makes a step of it. */
  #change(action: string, change: (study: EditedStudy) => EditedStudy, current = this.#current.peek()): void {
    const before = this.peek();
    const study = change(before.study);
    if (study === before.study) return;
    batch(() => {
      const plant = this.restore({ study, current });
      if (plant !== this.#document.current.peek()?.plant) this.#document.edit(plant);
      this.#history.record(action, before);
    });
  }

  #freeId(name: string): string {
    const words = name
      .normalize("NFKD")
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "");
    const stem = words.slice(0, 50).toLowerCase() || "scenario";
    const taken = new Set(this.#study.peek().scenarios.map(({ id }) => id));
    if (!taken.has(stem)) return stem;
    for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
  }
}

/** Whether a change only says where a number comes from. */
function isOrigin({ path }: Change): boolean {
  return path.includes("provenance");
}

/** Whether it says so of a value that another change is about. */
function isOriginOf(origin: Change, { path }: Change): boolean {
  const at = origin.path.indexOf("provenance");
  if (at < 0 || origin.path.slice(0, at).join("/") !== path.slice(0, at).join("/")) return false;
  const place = origin.path[at + 1];
  const own = `/${path.slice(at).join("/")}`;
  return place === undefined || own === place || own.startsWith(`${place}/`) || place.startsWith(`${own}/`);
}
