import { batch, effect, type ReadonlySignal, Signal } from "@preact/signals-core";
import { type OpenPlant, PlantDocument, type Origin, writePlant } from "../editor/document.ts";
import { History } from "../editor/history.ts";
import { Selection } from "../editor/selection.ts";
import type { Draft, Workbench } from "../editor/workbench.ts";
import { diff } from "../plant/diff.ts";
import type { BareFinding } from "../plant/finding.ts";
import { runsAlike } from "../plant/runs-alike.ts";
import type { Plant } from "../plant/schema.ts";
import type { Frame } from "../protocol/frame.ts";
import type { LoadAnswer, LoadedPlant, RunStopped } from "../protocol/simulation.ts";
import type { ClearanceControl, ClearanceMark } from "./clearance-control.ts";
import type { BalanceControl } from "./balance/balance-control.ts";
import type { ExperimentControl } from "./experiment/experiment-control.ts";
import { loadWording, type Wording } from "./i18n/wording.ts";
import type { Language } from "./i18n/text.ts";
import type { TraceControl } from "./trace/trace-control.ts";
import { LiveLink } from "./live-link.ts";
import { MessageLog } from "./messages.ts";
import type { ImportControl } from "./import-control.ts";
import { chooseFiles, isImported, readTextFile } from "./plant-files.ts";
import { type StoredPlant, storedIds, storedPlant, storePlant } from "./plant-storage.ts";
import type { PreferenceStore } from "./preferences.ts";
import { RunControl } from "./run-control.ts";
import { type FileHandle, saveText } from "./save-file.ts";
import { isExample, type Scene } from "./scenes.ts";
import type { StudyControl } from "./study/study-control.ts";
import { type WorkerDeath, WorkerDied } from "./worker-connection.ts";

/** A plant whose runs kill the worker this often within `DEATH_WINDOW` is not run again by itself. */
const MOST_DEATHS = 3;
/** ms */
const DEATH_WINDOW = 60_000;

export interface SessionOptions {
  /** In the language that the preferences name. */
  readonly wording: Wording;
  readonly preferences: PreferenceStore;
  readonly scenes: readonly Scene[];
  /** Address of the page. */
  readonly page: string;
  spawnSimulation(): Worker;
  spawnLive(): Worker;
  spawnClearance(): Worker;
  spawnBalance(): Worker;
  spawnReplications(): Worker;
  spawnExperiment(): Worker;
  spawnImport(): Worker;
  spawnTrace(): Worker;
}

/** What the checks said of a plant when they saw it last. */
export interface Checked {
  readonly plant: Plant;
  readonly findings: readonly BareFinding[];
}

/** Where the 3D view takes part: set once it stands; the run does not wait for it. */
export interface Stage {
  drawFrame(frame: Frame): void;
  focus(id: string): void;
  fit(): void;
}

/** Everything that one visit of the page is about: the plant, its run, its live data, and what the user prefers. */
export class Session {
  readonly document = new PlantDocument();
  readonly selection = new Selection();
  readonly history = new History(this.document);
  readonly messages = new MessageLog();
  readonly preferences: PreferenceStore;
  readonly scenes: readonly Scene[];
  readonly run: RunControl;
  readonly live: LiveLink;
  readonly #options: SessionOptions;
  readonly #clearance = new Signal<ClearanceControl | undefined>(undefined);
  readonly #balance = new Signal<BalanceControl | undefined>(undefined);
  readonly #balanceShown = new Signal(false);
  #trace: TraceControl | undefined;
  readonly #traceShown = new Signal(false);
  readonly #experiment = new Signal<ExperimentControl | undefined>(undefined);
  readonly #experimentShown = new Signal(false);
  /** The plant as the simulation worker has it. */
  #simulated: Plant | undefined;
  #isRerunning = false;
  /** How often a plant was asked for: a scene that arrives after a later choice is not opened any more. */
  #openings = 0;
  /** The message that tells why the run does not follow the edits. */
  #unfit: number | undefined;
  /** The user's file that is written to when the plant is saved again. */
  #file: FileHandle | undefined;
  readonly #checked = new Signal<Checked | undefined>(undefined);
  readonly #ownPlants = new Signal<readonly string[]>([]);
  readonly #bench = new Signal<Workbench | undefined>(undefined);
  #ownBench: Workbench | undefined;
  readonly #study = new Signal<StudyControl | undefined>(undefined);
  readonly #importing = new Signal<ImportControl | undefined>(undefined);
  readonly #deaths: number[] = [];
  readonly #dragging = new Signal(false);
  readonly #keysShown = new Signal(false);
  readonly #wording: Signal<Wording>;
  #stage: Stage | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.preferences = options.preferences;
    this.#wording = new Signal(options.wording);
    this.scenes = options.scenes;
    this.run = new RunControl({
      spawn: () => options.spawnSimulation(),
      draw: (frame) => this.#stage?.drawFrame(frame),
      stopped: (stopped) => this.#tellStop(stopped),
      died: (death, wasRunning) => void this.#recover(death, wasRunning),
    });
    this.live = new LiveLink({
      page: options.page,
      spawn: () => options.spawnLive(),
      died: () => this.messages.add("warning", { key: "live.workerDied" }),
    });
    effect(() => {
      const { language } = this.preferences.current.value;
      if (language !== this.#wording.peek().language) void this.#speak(language);
    });
    effect(() => {
      const current = this.document.current.value;
      const study = this.#study.value;
      const drafts = this.#bench.value?.drafts.value;
      const shown = study === undefined ? undefined : [study.study.value, study.current.value];
      if (current !== undefined)
        void this.#autosave(current, shown === undefined ? undefined : study, drafts);
    });
    effect(() => {
      if (this.document.current.value !== undefined) void this.#follow();
    });
  }

  /** Texts and numbers in the user's language. */
  get wording(): ReadonlySignal<Wording> {
    return this.#wording;
  }

  /** A file is being dragged over the page. */
  get dragging(): Signal<boolean> {
    return this.#dragging;
  }

  /** The list of keys is shown. */
  get keysShown(): Signal<boolean> {
    return this.#keysShown;
  }

  /** The clearance check, while it is on. */
  get clearance(): ReadonlySignal<ClearanceControl | undefined> {
    return this.#clearance;
  }

  /** What the clearance check found, while it is on. */
  get clearanceMarks(): readonly ClearanceMark[] | undefined {
    return this.#clearance.value?.marks.value;
  }

  /** Clearance check on or off; its code and its worker are fetched when it is switched on. */
  async toggleClearance(): Promise<void> {
    if (this.#clearance.peek() !== undefined) {
      this.#clearance.peek()?.stop();
      this.#clearance.value = undefined;
      return;
    }
    const { ClearanceControl } = await import("./clearance-control.ts");
    if (this.#clearance.peek() !== undefined) return;
    const { document, messages } = this;
    const spawn = (): Worker => this.#options.spawnClearance();
    const ended = (): void => void (this.#clearance.value = undefined);
    this.#clearance.value = new ClearanceControl(
      { document, messages, wording: this.#wording, spawn },
      ended,
    );
  }

  /** The panel with breakpoints, ledger and lives of parts is shown. */
  get traceShown(): Signal<boolean> {
    return this.#traceShown;
  }

  /** What looks into the run; its code is fetched when it is wanted. */
  async trace(): Promise<TraceControl> {
    const { TraceControl } = await import("./trace/trace-control.ts");
    const { document, run } = this;
    this.#trace ??= new TraceControl({ document, run, spawn: () => this.#options.spawnTrace() });
    return this.#trace;
  }

  /** What the screen for balancing works with; absent before it is opened for the first time. */
  get balance(): ReadonlySignal<BalanceControl | undefined> {
    return this.#balance;
  }

  get balanceShown(): ReadonlySignal<boolean> {
    return this.#balanceShown;
  }

  /** Shows or leaves the screen for balancing lines; its code is fetched when it is wanted. */
  async showBalance(isShown: boolean): Promise<void> {
    if (isShown && this.#balance.peek() === undefined) {
      const { BalanceControl } = await import("./balance/balance-control.ts");
      const { document, history, live } = this;
      this.#balance.value ??= new BalanceControl({
        document,
        history,
        live,
        spawn: () => this.#options.spawnBalance(),
        spawnReplications: () => this.#options.spawnReplications(),
        died: () => this.messages.add("error", { key: "message.balanceDied" }),
      });
    }
    batch(() => {
      if (isShown) this.#experimentShown.value = false;
      this.#balanceShown.value = isShown;
    });
  }

  /** What the screen for experiments works with; absent before it is opened for the first time. */
  get experiment(): ReadonlySignal<ExperimentControl | undefined> {
    return this.#experiment;
  }

  get experimentShown(): ReadonlySignal<boolean> {
    return this.#experimentShown;
  }

  /** Shows or leaves the screen for experiments; its code is fetched when it is wanted. */
  async showExperiment(isShown: boolean): Promise<void> {
    if (isShown && this.#experiment.peek() === undefined) {
      const { ExperimentControl } = await import("./experiment/experiment-control.ts");
      this.#experiment.value ??= new ExperimentControl(() => this.#options.spawnExperiment());
    }
    batch(() => {
      if (isShown) this.#balanceShown.value = false;
      this.#experimentShown.value = isShown;
    });
  }

  /** The study that is open; undefined while there is only a plant. */
  get study(): ReadonlySignal<StudyControl | undefined> {
    return this.#study;
  }

  /** What editing works with, while the plant is edited. */
  get bench(): ReadonlySignal<Workbench | undefined> {
    return this.#bench;
  }

  /** Begins or ends editing; its code is fetched when it is wanted. What was typed and not taken stays until the next time. */
  async setEditing(isOn: boolean): Promise<void> {
    if (!isOn) {
      this.#bench.value = undefined;
      return;
    }
    const { createWorkbench } = await import("./editing/create-workbench.ts");
    this.#ownBench ??= createWorkbench(this);
    this.#bench.value = this.#ownBench;
  }

  /** What the checks found; that of an edit comes a moment after it. */
  get checked(): ReadonlySignal<Checked | undefined> {
    return this.#checked;
  }

  /** Begins a study of the open plant, where there is none yet; its code is fetched with the first. */
  async beginStudy(): Promise<StudyControl | undefined> {
    const { StudyControl } = await import("./study/study-control.ts");
    const { beginStudy } = await import("../experiment/study/editing.ts");
    const current = this.document.current.peek();
    if (current === undefined) return undefined;
    const name = this.#wording.peek().t("study.base");
    const study = (this.#study.value ??= new StudyControl(
      this.document,
      this.history,
      beginStudy(current.plant, name),
    ));
    this.history.attach(study);
    return study;
  }

  /** The import whose report the user is looking at. */
  get importing(): ReadonlySignal<ImportControl | undefined> {
    return this.#importing;
  }

  attachStage(stage: Stage): void {
    this.#stage = stage;
  }

  get stage(): Stage | undefined {
    return this.#stage;
  }

  /**
   * Opens a plant and runs it: the one that the server was started with, unless that is the first scene anyway;
   * or what was open at the last visit; or the first scene.
   */
  async begin(): Promise<void> {
    void storedIds().then((ids) => (this.#ownPlants.value = ids));
    await this.live.probe();
    const served = this.live.service.peek()?.plant;
    if (served !== undefined && served !== this.scenes[0]?.id) {
      const text = await this.live.plantText();
      if (text !== undefined && (await this.#open(text, { kind: "live" }))) return;
    }
    const { own, scene } = this.preferences.current.peek();
    if (own) {
      const stored = await storedPlant();
      if (stored !== undefined && (await this.#reopen(stored))) return;
    }
    const wanted = this.scenes.find(({ id }) => id === scene) ?? this.scenes[0];
    if (wanted !== undefined) await this.openScene(wanted.id);
  }

  /** Ids of the user's own plants that the browser keeps. */
  get ownPlants(): ReadonlySignal<readonly string[]> {
    return this.#ownPlants;
  }

  /** Opens one of the user's own plants again, as it was left. */
  async openOwn(id: string): Promise<void> {
    const stored = await storedPlant(id);
    if (stored !== undefined) await this.#reopen(stored);
  }

  async openScene(id: string): Promise<void> {
    const scene = this.scenes.find((candidate) => candidate.id === id);
    if (scene === undefined) return;
    this.#openings += 1;
    const opening = this.#openings;
    const text = await fetchText(scene.address);
    if (opening !== this.#openings) return;
    if (text === undefined) {
      this.messages.add("error", { key: "message.sceneFailed", values: { name: id } });
      return;
    }
    await this.#open(text, { kind: "scene", id });
  }

  /** @param others files chosen with it: the plant of a study, perhaps */
  async openFile(file: File, others: readonly File[] = []): Promise<void> {
    const text = await readTextFile(file);
    if (!text.ok) {
      this.messages.add("error", text.error);
      return;
    }
    const inside = /^\s*<!doctype html/i.test(text.value) ? await studyIn(text.value) : undefined;
    if (inside !== undefined) await this.#openStudy(inside, file.name, []);
    else if (isStudy(text.value)) await this.#openStudy(text.value, file.name, others);
    else await this.#open(text.value, { kind: "file", name: file.name });
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
    const before = this.document.current.peek();
    await this.openFiles(files);
    if (this.document.current.peek() !== before) this.#file = handle;
  }

  /** Saves the study, or the plant where there is no study: to the file that it came from, where the browser can. */
  async save(): Promise<void> {
    const current = this.document.current.peek();
    if (current === undefined) return;
    const study = this.#study.peek();
    const [name, text] =
      study === undefined
        ? [`${current.plant.id}.plant.json`, current.text]
        : [`${study.study.peek().head.id}.study.json`, study.text()];
    const saved = await saveText(name, text, this.#file);
    if (!saved.ok) {
      this.messages.add("error", saved.error);
      return;
    }
    this.#file = saved.value;
    if (saved.value !== undefined)
      this.messages.add("info", { key: "message.saved", values: { name: saved.value.name } });
  }

  /** Live data on or off. The plant that the data belongs to is opened first, where another one is open. */
  async toggleLive(): Promise<void> {
    if (this.live.enabled.peek()) {
      this.live.stop();
      return;
    }
    const service = this.live.service.peek();
    if (service === undefined) return;
    if (this.document.current.peek()?.plant.id !== service.plant) {
      const text = await this.live.plantText();
      if (text === undefined) {
        this.messages.add("error", { key: "live.noService" });
        return;
      }
      if (!(await this.#open(text, { kind: "live" }))) return;
      const name = this.document.current.peek()?.plant.name ?? service.plant;
      this.messages.add("info", { key: "live.plantLoaded", values: { name } });
    }
    const plant = this.document.current.peek()?.plant;
    if (plant !== undefined) this.live.start(plant);
  }

  focusSelected(): void {
    const id = this.selection.id.peek();
    if (id !== undefined) this.#stage?.focus(id);
  }

  /** The former import, if any, is given up. What is taken is opened as a file of the user's. */
  async #import(files: readonly File[]): Promise<void> {
    const { beginImport } = await import("./import-control.ts");
    this.#importing.peek()?.close();
    const current = this.document.current.peek();
    const begun = await beginImport(files, {
      into: current === undefined ? undefined : current.text || writePlant(current.plant),
      spawn: () => this.#options.spawnImport(),
      accept: (text, name) => void this.#takeImport(text, name, /\.dxf$/i.test(files[0]?.name ?? "")),
      close: () => (this.#importing.value = undefined),
    });
    if (begun.ok) this.#importing.value = begun.value;
    else this.messages.add("error", begun.error);
  }

  /** A drawing under the open plant is an edit of it; anything else that was imported is a plant of its own. */
  async #takeImport(text: string, name: string, isDrawing: boolean): Promise<void> {
    const { inspectForEditing } = await import("../plant/readers.ts");
    const read = isDrawing && this.#study.peek() !== undefined ? inspectForEditing(text) : undefined;
    if (read?.ok === true) this.history.edit("import", () => read.value.plant);
    else await this.#open(text, { kind: "file", name });
  }

  /** Opens the text of a plant file and runs it. @returns whether it was accepted */
  async #open(text: string, origin: Origin, tells = true): Promise<boolean> {
    this.#openings += 1;
    let answer: LoadAnswer;
    try {
      answer = await this.run.load(
        text,
        {},
        (loaded) => this.#accept(loaded, text, origin),
        origin.kind === "scene" && !isExample(origin.id),
      );
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      this.messages.add("error", { key: "message.openKilled", values: { name: nameOf(origin) } });
      return false;
    }
    if (answer.ok || tells) this.#tellOpened(answer, origin);
    if (!answer.ok) return false;
    this.#checked.value = { plant: answer.value.plant, findings: answer.value.warnings };
    await this.run.playWarm(answer.value.plant.run.warmup);
    return true;
  }

  /** What was open at the last visit: it may have been in the midst of an edit, and then need not be fit to run. */
  async #reopen(stored: StoredPlant): Promise<boolean> {
    const isOpen = await this.#reopenPlant(stored);
    if (!isOpen || stored.drafts === undefined) return isOpen;
    await this.setEditing(true);
    this.#ownBench?.restoreDrafts(stored.drafts);
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
    return this.#open(text, { kind: "file", name });
  }

  /** Opens a study and shows one of its scenarios. @param others files that its plant may be among */
  async #openStudy(text: string, name: string, others: readonly File[], shown?: string): Promise<boolean> {
    const { readStudyFile } = await import("./study/read-study-file.ts");
    const read = await readStudyFile(text, others, this.scenes, this.#wording.peek().t("study.base"));
    if (!read.ok) {
      const values = { name, errors: read.error.length, warnings: 0 };
      this.messages.add("error", { key: "message.refused", values }, read.error);
      return false;
    }
    const control = read.value.control(this.document, this.history, shown);
    const plant = control.shown();
    const origin = { kind: "file", name } as const;
    if (!(await this.#open(writePlant(plant), origin, false))) await this.#openUnfit(plant, "", origin);
    batch(() => {
      this.#study.value = control;
      this.history.attach(control);
    });
    const { findings } = read.value;
    if (findings.length > 0)
      this.messages.add("warning", { key: "message.studyFindings", values: { name } }, findings);
    return true;
  }

  /** Opens a plant that cannot run as it is, so that it can be put right. */
  async #openUnfit(plant: Plant, text: string, origin: Origin): Promise<void> {
    await this.run.unload();
    this.#accept({ plant }, text || writePlant(plant), origin);
    this.#simulated = undefined;
    await this.#follow();
  }

  #accept(loaded: Pick<LoadedPlant, "plant">, text: string, origin: Origin): void {
    const { plant } = loaded;
    batch(() => {
      this.selection.select(undefined);
      this.history.forget();
      this.history.attach(undefined);
      this.#study.value = undefined;
      this.#file = undefined;
      this.#tellUnfit(undefined);
      this.#ownBench?.restoreDrafts([]);
      this.#ownBench?.show(undefined);
      this.#balance.peek()?.forget();
      this.#experiment.peek()?.forget();
      this.#simulated = plant;
      this.document.open(plant, text, origin);
    });
    if (this.live.enabled.peek()) this.#followLive(plant);
  }

  /** An edit that matters to the run starts it anew; edits that come meanwhile are taken together. */
  async #follow(): Promise<void> {
    if (this.#isRerunning) return;
    this.#isRerunning = true;
    try {
      for (;;) {
        const current = this.document.current.peek();
        if (current === undefined || !this.#isOutdated(current.plant)) return;
        // A run that stood at its end goes on with the edit as one that ran.
        const wasRunning = this.run.status.peek() === "running" || this.run.stopped.peek() !== undefined;
        const alike = this.#simulated !== undefined && runsAlike(this.#simulated, current.plant);
        const goesOn = alike && this.run.status.peek() !== "empty";
        this.#simulated = current.plant;
        const answer = goesOn
          ? await this.run.replace(current.text)
          : await this.run.load(current.text, this.run.settings, () => undefined);
        const findings = answer.ok ? answer.value.warnings : answer.error;
        this.#checked.value = { plant: current.plant, findings };
        this.#tellUnfit(answer.ok ? undefined : findings);
        if (answer.ok && wasRunning && !goesOn) await this.run.playWarm(answer.value.plant.run.warmup);
      }
    } catch (error) {
      // The worker's death is told elsewhere, and its successor gets the plant as it stands.
      if (!(error instanceof WorkerDied)) throw error;
    } finally {
      this.#isRerunning = false;
    }
  }

  /** Whether the plant differs from the one that runs in more than the plans for its lines. */
  #isOutdated(plant: Plant): boolean {
    if (this.#simulated === plant) return false;
    if (this.#simulated === undefined) return true;
    const { balance: _, ...changes } = diff(this.#simulated, plant);
    return Object.keys(changes).length > 0;
  }

  /** Live data of another plant would bind to nothing: it is switched off. */
  #followLive(plant: Plant): void {
    if (plant.id === this.live.service.peek()?.plant) this.live.start(plant);
    else this.live.stop();
  }

  #tellOpened(answer: LoadAnswer, origin: Origin): void {
    const name = nameOf(origin);
    const findings: readonly BareFinding[] = answer.ok ? answer.value.warnings : answer.error;
    const warnings = findings.filter(({ severity }) => severity === "warning").length;
    const errors = findings.length - warnings;
    if (!answer.ok) {
      this.messages.add("error", { key: "message.refused", values: { name, errors, warnings } }, findings);
    } else if (warnings > 0) {
      const text = { key: "message.openedWithWarnings", values: { name, warnings } } as const;
      this.messages.add("warning", text, findings);
    } else if (origin.kind === "file") {
      this.messages.add("info", { key: "message.opened", values: { name } });
    }
  }

  /** Says that the run shows the plant as it was before an edit that cannot run, until it can. */
  #tellUnfit(findings: readonly BareFinding[] | undefined): void {
    if (this.#unfit !== undefined) this.messages.dismiss(this.#unfit);
    const errors = findings?.filter(({ severity }) => severity === "error") ?? [];
    const text = { key: "message.unfit", values: { errors: errors.length } } as const;
    this.#unfit = errors.length === 0 ? undefined : this.messages.add("warning", text, errors);
  }

  #tellStop({ reason, time, lastEventTime, elements, hit }: RunStopped): void {
    this.#trace?.stood();
    if (hit !== undefined) {
      const { breakpoint, line } = hit;
      const at = breakpoint.on === "element" ? breakpoint.id : line?.element;
      if (at !== undefined && this.document.element(at) !== undefined) this.selection.select(at);
    }
    const { formats } = this.#wording.peek();
    const hash = this.run.results.peek()?.hash ?? "";
    const shown = reason === "deadlock" ? lastEventTime : time;
    const values = { time: formats.clock(shown), elements: elements.join(", "), hash };
    const severity = ["horizon", "target", "breakpoint"].includes(reason) ? "info" : "error";
    const horizon = this.document.current.peek()?.plant.run.horizon ?? Infinity;
    const key = reason === "target" && time >= horizon ? "message.horizon" : (`message.${reason}` as const);
    this.messages.add(severity, { key, values });
  }

  /** A new worker gets the plant that was open; after several deaths it does not run by itself. */
  async #recover(death: WorkerDeath, wasRunning: boolean): Promise<void> {
    const now = performance.now();
    this.#deaths.push(now);
    const often = this.#deaths.filter((time) => now - time < DEATH_WINDOW).length >= MOST_DEATHS;
    const key = often ? "message.workerDiedOften" : "message.workerDied";
    this.messages.add("error", { key, values: { detail: `${death.cause}: ${death.detail}` } });
    const current = this.document.current.peek();
    if (current === undefined) return;
    try {
      const { plant, text } = current;
      this.#simulated = plant;
      const answer = await this.run.load(text || writePlant(plant), this.run.settings, () => undefined);
      if (answer.ok && wasRunning && !often) await this.run.playWarm(answer.value.plant.run.warmup);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  /** The page goes on in the former language until the new one has been fetched. */
  async #speak(language: Language): Promise<void> {
    const wording = await loadWording(language);
    if (language === this.preferences.current.peek().language) this.#wording.value = wording;
  }

  async #autosave(
    { plant, text, origin }: OpenPlant,
    study: StudyControl | undefined,
    drafts: ReadonlyMap<string, Draft> = new Map(),
  ): Promise<void> {
    if (study === undefined && drafts.size === 0 && origin.kind === "scene") {
      this.preferences.change({ own: false, scene: origin.id });
      return;
    }
    if (study === undefined && origin.kind === "live") return;
    const whole = {
      ...(study === undefined ? {} : { study: { text: study.text(), current: study.current.peek() } }),
      ...(drafts.size === 0 ? {} : { drafts: [...drafts] }),
    };
    if (await storePlant({ name: nameOf(origin), text, ...whole }, plant.id)) {
      this.preferences.change({ own: true });
      if (!this.#ownPlants.peek().includes(plant.id))
        this.#ownPlants.value = [...this.#ownPlants.peek(), plant.id];
    } else this.messages.add("warning", { key: "message.storage" });
  }
}

function nameOf(origin: Origin): string {
  if (origin.kind === "file") return origin.name;
  return origin.kind === "scene" ? origin.id : "live";
}

async function fetchText(address: string): Promise<string | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the text is meant to be a study file. */
function isStudy(text: string): boolean {
  if (!text.includes('"taktwerk-study"')) return false;
  try {
    return (JSON.parse(text) as { format?: unknown } | null)?.format === "taktwerk-study";
  } catch {
    return !text.includes('"taktwerk-plant"');
  }
}

/** The study inside a report; undefined where there is none. */
async function studyIn(html: string): Promise<string | undefined> {
  const { studyOfReport } = await import("../experiment/study/editing.ts");
  return studyOfReport(html);
}
