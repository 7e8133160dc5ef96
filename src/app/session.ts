import { batch, effect, type ReadonlySignal, Signal } from "@preact/signals-core";
import { type OpenPlant, PlantDocument, type Origin } from "../editor/document.ts";
import { History } from "../editor/history.ts";
import { Selection } from "../editor/selection.ts";
import type { Draft, Workbench } from "../editor/workbench.ts";
import type { Plant } from "../plant/schema.ts";
import type { Frame } from "../protocol/frame.ts";
import type { RunStopped } from "../protocol/simulation.ts";
import type { SideStage } from "./experiment/side-pair.ts";
import { FileControl } from "./file-control.ts";
import { loadWording, type Wording } from "./i18n/wording.ts";
import type { Language } from "./i18n/text.ts";
import { LiveLink } from "./live-link.ts";
import { MessageLog } from "./messages.ts";
import { nameOf } from "./opened-text.ts";
import { storePlant } from "./plant-storage.ts";
import type { PreferenceStore } from "./preferences.ts";
import { RunControl } from "./run-control.ts";
import { type Checked, RunFollower } from "./run-follower.ts";
import type { Scene } from "./scenes.ts";
import { Screens } from "./screens.ts";
import type { StudyControl } from "./study/study-control.ts";

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
  spawnQuestions(): Worker;
  spawnImport(): Worker;
  spawnTrace(): Worker;
  /** Makes a view beside the one of the page. */
  sideStage(host: HTMLElement): Promise<SideStage>;
}

/** Where the 3D view takes part: set once it stands; the run does not wait for it. */
export interface Stage {
  drawFrame(frame: Frame): void;
  /** Looks at an element, or at the part, vehicle or worker that is marked. */
  focus(id: string | undefined): void;
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
  /** What is opened beside the plant. */
  readonly screens: Screens;
  /** Opening and saving. */
  readonly files: FileControl;
  readonly #follower: RunFollower;
  readonly #bench = new Signal<Workbench | undefined>(undefined);
  #ownBench: Workbench | undefined;
  readonly #study = new Signal<StudyControl | undefined>(undefined);
  readonly #dragging = new Signal(false);
  readonly #keysShown = new Signal(false);
  readonly #wording: Signal<Wording>;
  #stage: Stage | undefined;

  constructor(options: SessionOptions) {
    this.preferences = options.preferences;
    this.#wording = new Signal(options.wording);
    this.scenes = options.scenes;
    this.run = new RunControl({
      spawn: () => options.spawnSimulation(),
      draw: (frame) => this.#stage?.drawFrame(frame),
      stopped: (stopped) => this.#tellStop(stopped),
      died: (death, wasRunning) => void this.#follower.recover(death, wasRunning),
    });
    this.live = new LiveLink({
      page: options.page,
      spawn: () => options.spawnLive(),
      died: () => this.messages.add("warning", { key: "live.workerDied" }),
    });
    const { document, history, messages, preferences, scenes, run, live } = this;
    this.#follower = new RunFollower({ document, messages, run });
    const wording = this.#wording;
    const shared = { document, history, messages, run, live, wording };
    this.screens = new Screens({
      ...shared,
      spawnClearance: () => options.spawnClearance(),
      spawnBalance: () => options.spawnBalance(),
      spawnReplications: () => options.spawnReplications(),
      spawnExperiment: () => options.spawnExperiment(),
      spawnQuestions: () => options.spawnQuestions(),
      spawnTrace: () => options.spawnTrace(),
      spawnSimulation: () => options.spawnSimulation(),
      selection: this.selection,
      sideStage: (host) => options.sideStage(host),
    });
    this.files = new FileControl({
      ...shared,
      preferences,
      scenes,
      follower: this.#follower,
      study: this.#study,
      accept: (plant, text, origin) => this.#accept(plant, text, origin),
      takeStudy: (study) => this.#takeStudy(study),
      resumeEditing: async (drafts) => {
        await this.setEditing(true);
        this.#ownBench?.restoreDrafts(drafts);
      },
      spawnImport: () => options.spawnImport(),
    });
    this.#followSignals();
  }

  #followSignals(): void {
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
      if (this.document.current.value !== undefined) void this.#follower.follow();
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
    return this.#follower.checked;
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

  attachStage(stage: Stage): void {
    this.#stage = stage;
  }

  get stage(): Stage | undefined {
    return this.#stage;
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
      if (!(await this.files.open(text, { kind: "live" }))) return;
      const name = this.document.current.peek()?.plant.name ?? service.plant;
      this.messages.add("info", { key: "live.plantLoaded", values: { name } });
    }
    const plant = this.document.current.peek()?.plant;
    if (plant !== undefined) this.live.start(plant);
  }

  focusSelected(): void {
    const id = this.selection.id.peek();
    if (id !== undefined || this.selection.moves) this.#stage?.focus(id);
  }

  #accept(plant: Plant, text: string, origin: Origin): void {
    batch(() => {
      this.selection.select(undefined);
      this.history.forget();
      this.history.attach(undefined);
      this.#study.value = undefined;
      this.#ownBench?.restoreDrafts([]);
      this.#ownBench?.show(undefined);
      this.screens.forget();
      this.#follower.begin(plant);
      this.document.open(plant, text, origin);
    });
    if (this.live.enabled.peek()) this.#followLive(plant);
  }

  #takeStudy(study: StudyControl): void {
    batch(() => {
      this.#study.value = study;
      this.history.attach(study);
    });
  }

  /** Live data of another plant would bind to nothing: it is switched off. */
  #followLive(plant: Plant): void {
    if (plant.id === this.live.service.peek()?.plant) this.live.start(plant);
    else this.live.stop();
  }

  #tellStop({ reason, time, lastEventTime, elements, hit }: RunStopped): void {
    this.screens.stood();
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
      this.files.noteOwn(plant.id);
    } else this.messages.add("warning", { key: "message.storage" });
  }
}
