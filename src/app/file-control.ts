import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { type Origin, type PlantDocument, writePlant } from "../editor/document.ts";
import type { History } from "../editor/history.ts";
import type { Draft } from "../editor/workbench.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { Plant } from "../plant/schema.ts";
import type { LoadAnswer } from "../protocol/simulation.ts";
import type { Wording } from "./i18n/wording.ts";
import type { ImportControl } from "./import-control.ts";
import type { LiveLink } from "./live-link.ts";
import type { MessageLog } from "./messages.ts";
import { fetchText, isStudy, nameOf, studyIn } from "./opened-text.ts";
import { chooseFiles, isImported, readTextFile } from "./plant-files.ts";
import { type StoredPlant, storedIds, storedPlant } from "./plant-storage.ts";
import type { PreferenceStore } from "./preferences.ts";
import type { RunControl } from "./run-control.ts";
import type { RunFollower } from "./run-follower.ts";
import { type FileHandle, saveText } from "./save-file.ts";
import { isExample, type Scene } from "./scenes.ts";
import type { StudyControl } from "./study/study-control.ts";
import { WorkerDied } from "./worker-connection.ts";

/** What a study from a link is called in messages. */
const LINK_NAME = "#study";

export interface FileControlOptions {
  readonly document: PlantDocument;
  readonly history: History;
  readonly messages: MessageLog;
  readonly preferences: PreferenceStore;
  readonly scenes: readonly Scene[];
  readonly run: RunControl;
  readonly live: LiveLink;
  readonly follower: RunFollower;
  readonly wording: ReadonlySignal<Wording>;
  readonly study: ReadonlySignal<StudyControl | undefined>;
  /** Everything that was about the former plant is given up, and this one is open. */
  accept(plant: Plant, text: string, origin: Origin): void;
  takeStudy(study: StudyControl): void;
  /** Goes on with what was typed and not taken at the last visit. */
  resumeEditing(drafts: Iterable<readonly [string, Draft]>): Promise<void>;
  spawnImport(): Worker;
}

/** Opens plants and studies: scenes, files, imports, what was open at the last visit; and saves them. */
export class FileControl {
  readonly #options: FileControlOptions;
  readonly #ownPlants = new Signal<readonly string[]>([]);
  readonly #importing = new Signal<ImportControl | undefined>(undefined);
  /** How often a plant was asked for: a scene that arrives after a later choice is not opened any more. */
  #openings = 0;
  /** The user's file that is written to when the plant is saved again. */
  #file: FileHandle | undefined;

  constructor(options: FileControlOptions) {
    this.#options = options;
  }

  /**
   * Opens a plant and runs it: the one that the server was started with, unless that is the first scene anyway;
   * or what was open at the last visit; or the first scene.
   * @param link the `#` of the address and what follows: a study in it comes before all else
   * @returns whether the link was opened
   */
  async begin(link = ""): Promise<boolean> {
    void storedIds().then((ids) => (this.#ownPlants.value = ids));
    await this.#options.live.probe();
    if (await this.openLink(link)) return true;
    const served = this.#options.live.service.peek()?.plant;
    if (served !== undefined && served !== this.#options.scenes[0]?.id) {
      const text = await this.#options.live.plantText();
      if (text !== undefined && (await this.open(text, { kind: "live" }))) return false;
    }
    const { own, scene } = this.#options.preferences.current.peek();
    if (own) {
      const stored = await storedPlant();
      if (stored !== undefined && (await this.#reopen(stored))) return false;
    }
    const wanted = this.#options.scenes.find(({ id }) => id === scene) ?? this.#options.scenes[0];
    if (wanted !== undefined) await this.openScene(wanted.id);
    return false;
  }

  /** Ids of the user's own plants that the browser keeps. */
  get ownPlants(): ReadonlySignal<readonly string[]> {
    return this.#ownPlants;
  }

  /** The browser keeps this plant from now on. */
  noteOwn(id: string): void {
    if (!this.#ownPlants.peek().includes(id)) this.#ownPlants.value = [...this.#ownPlants.peek(), id];
  }

  /** Opens one of the user's own plants again, as it was left. */
  async openOwn(id: string): Promise<void> {
    const stored = await storedPlant(id);
    if (stored !== undefined) await this.#reopen(stored);
  }

  async openScene(id: string): Promise<void> {
    const scene = this.#options.scenes.find((candidate) => candidate.id === id);
    if (scene === undefined) return;
    this.#openings += 1;
    const opening = this.#openings;
    const text = await fetchText(scene.address);
    if (opening !== this.#openings) return;
    if (text === undefined) {
      this.#options.messages.add("error", { key: "message.sceneFailed", values: { name: id } });
      return;
    }
    await this.open(text, { kind: "scene", id });
  }

  /** Opens the study that a link holds. A plant of the user's own of the same id is kept beside it. @returns whether it did */
  async openLink(link: string): Promise<boolean> {
    if (!link.startsWith("#study=")) return false;
    const { readLinkedStudy } = await import("./study/linked-study.ts");
    const read = await readLinkedStudy(link);
    if (!read.ok) {
      const values = { name: LINK_NAME, errors: read.error.length, warnings: 0 };
      this.#options.messages.add("error", { key: "message.refused", values }, read.error);
      return false;
    }
    const { text, plant, kept } = read.value;
    if (!(await this.#openStudy(text, LINK_NAME, []))) return false;
    if (kept !== undefined) {
      this.noteOwn(kept);
      this.#options.messages.add("info", { key: "message.linkKept", values: { name: plant, kept } });
    }
    return true;
  }

  /** @param others files chosen with it: the plant of a study, perhaps */
  async openFile(file: File, others: readonly File[] = []): Promise<void> {
    const text = await readTextFile(file);
    if (!text.ok) {
      this.#options.messages.add("error", text.error);
      return;
    }
    const inside = /^\s*<!doctype html/i.test(text.value) ? await studyIn(text.value) : undefined;
    if (inside !== undefined) await this.#openStudy(inside, file.name, []);
    else if (isStudy(text.value)) await this.#openStudy(text.value, file.name, others);
    else await this.open(text.value, { kind: "file", name: file.name });
  }

  /** Opens a plant file, or shows what becomes of files in other formats. */
  async openFiles(files: readonly File[]): Promise<void> {
    const [first] = files;
    if (first === undefined) return;
    if (isImported(first)) return this.#import(files);
    const study = files.find(({ name }) => /study\.json$/i.test(name)) ?? first;
    return this.openFile(
      study,
      files.filter((file) => file !== study),
    );
  }

  async chooseFile(): Promise<void> {
    const { files, handle } = await chooseFiles();
    const before = this.#options.document.current.peek();
    await this.openFiles(files);
    if (this.#options.document.current.peek() !== before) this.#file = handle;
  }

  /** Saves the study, or the plant where there is no study: to the file that it came from, where the browser can. */
  async save(): Promise<void> {
    const current = this.#options.document.current.peek();
    if (current === undefined) return;
    const study = this.#options.study.peek();
    const [name, text] =
      study === undefined
        ? [`${current.plant.id}.plant.json`, current.text]
        : [`${study.study.peek().head.id}.study.json`, study.text()];
    const saved = await saveText(name, text, this.#file);
    if (!saved.ok) {
      this.#options.messages.add("error", saved.error);
      return;
    }
    this.#file = saved.value;
    if (saved.value !== undefined)
      this.#options.messages.add("info", { key: "message.saved", values: { name: saved.value.name } });
  }

  /** The import whose report the user is looking at. */
  get importing(): ReadonlySignal<ImportControl | undefined> {
    return this.#importing;
  }

  /** The former import, if any, is given up. What is taken is opened as a file of the user's. */
  async #import(files: readonly File[]): Promise<void> {
    const { beginImport } = await import("./import-control.ts");
    this.#importing.peek()?.close();
    const current = this.#options.document.current.peek();
    const begun = await beginImport(files, {
      into: current === undefined ? undefined : current.text || writePlant(current.plant),
      spawn: () => this.#options.spawnImport(),
      accept: (text, name) => void this.#takeImport(text, name, /\.dxf$/i.test(files[0]?.name ?? "")),
      close: () => (this.#importing.value = undefined),
    });
    if (begun.ok) this.#importing.value = begun.value;
    else this.#options.messages.add("error", begun.error);
  }

  /** A drawing under the open plant is an edit of it; anything else that was imported is a plant of its own. */
  async #takeImport(text: string, name: string, isDrawing: boolean): Promise<void> {
    const { inspectForEditing } = await import("../plant/readers.ts");
    const read = isDrawing && this.#options.study.peek() !== undefined ? inspectForEditing(text) : undefined;
    if (read?.ok === true) this.#options.history.edit("import", () => read.value.plant);
    else await this.open(text, { kind: "file", name });
  }

  /** Opens the text of a plant file and runs it. @param tells of findings as well @returns whether it was accepted */
  async open(text: string, origin: Origin, tells = true): Promise<boolean> {
    this.#openings += 1;
    let answer: LoadAnswer;
    try {
      answer = await this.#options.run.load(
        text,
        {},
        ({ plant }) => this.#accept(plant, text, origin),
        origin.kind === "scene" && !isExample(origin.id),
      );
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      this.#options.messages.add("error", { key: "message.openKilled", values: { name: nameOf(origin) } });
      return false;
    }
    if (answer.ok || tells) this.#tellOpened(answer, origin);
    if (!answer.ok) return false;
    this.#options.follower.note({ plant: answer.value.plant, findings: answer.value.warnings });
    await this.#options.run.playWarm(answer.value.plant.run.warmup);
    return true;
  }

  /** What was open at the last visit: it may have been in the midst of an edit, and then need not be fit to run. */
  async #reopen(stored: StoredPlant): Promise<boolean> {
    const isOpen = await this.#reopenPlant(stored);
    if (!isOpen || stored.drafts === undefined) return isOpen;
    await this.#options.resumeEditing(stored.drafts);
    return true;
  }

  async #reopenPlant({ name, text, study }: StoredPlant): Promise<boolean> {
    if (study !== undefined) return this.#openStudy(study.text, name, [], study.current);
    const { inspectForEditing } = await import("../plant/readers.ts");
    const inspected = inspectForEditing(text);
    if (inspected.ok && inspected.value.findings.some(({ severity }) => severity === "error")) {
      await this.#openUnfit(inspected.value.plant, text, { kind: "file", name });
      return true;
    }
    return this.open(text, { kind: "file", name });
  }

  /** Opens a study and shows one of its scenarios. @param others files that its plant may be among */
  async #openStudy(text: string, name: string, others: readonly File[], shown?: string): Promise<boolean> {
    const { readStudyFile } = await import("./study/read-study-file.ts");
    const read = await readStudyFile(
      text,
      others,
      this.#options.scenes,
      this.#options.wording.peek().t("study.base"),
    );
    if (!read.ok) {
      const values = { name, errors: read.error.length, warnings: 0 };
      this.#options.messages.add("error", { key: "message.refused", values }, read.error);
      return false;
    }
    const control = read.value.control(this.#options.document, this.#options.history, shown);
    const plant = control.shown();
    const origin = { kind: "file", name } as const;
    if (!(await this.open(writePlant(plant), origin, false))) await this.#openUnfit(plant, "", origin);
    this.#options.takeStudy(control);
    const { findings } = read.value;
    if (findings.length > 0)
      this.#options.messages.add("warning", { key: "message.studyFindings", values: { name } }, findings);
    return true;
  }

  /** Opens a plant that cannot run as it is, so that it can be put right. */
  async #openUnfit(plant: Plant, text: string, origin: Origin): Promise<void> {
    await this.#options.run.unload();
    this.#accept(plant, text || writePlant(plant), origin);
    this.#options.follower.begin(undefined);
    await this.#options.follower.follow();
  }

  #accept(plant: Plant, text: string, origin: Origin): void {
    this.#file = undefined;
    this.#options.accept(plant, text, origin);
  }

  #tellOpened(answer: LoadAnswer, origin: Origin): void {
    const name = nameOf(origin);
    const findings: readonly BareFinding[] = answer.ok ? answer.value.warnings : answer.error;
    const warnings = findings.filter(({ severity }) => severity === "warning").length;
    const errors = findings.length - warnings;
    if (!answer.ok) {
      this.#options.messages.add(
        "error",
        { key: "message.refused", values: { name, errors, warnings } },
        findings,
      );
    } else if (warnings > 0) {
      const text = { key: "message.openedWithWarnings", values: { name, warnings } } as const;
      this.#options.messages.add("warning", text, findings);
    } else if (origin.kind === "file") {
      this.#options.messages.add("info", { key: "message.opened", values: { name } });
    }
  }
}
