import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { SideStage } from "./app/experiment/side-pair.ts";
import { loadWording } from "./app/i18n/wording.ts";
import { listenToKeys } from "./app/keys.ts";
import { moverSubject, selectedMover } from "./app/mover-subject.ts";
import { acceptDroppedFiles, acceptPastedTables } from "./app/plant-files.ts";
import { PreferenceStore, type TextStorage } from "./app/preferences.ts";
import { SCENES } from "./app/scenes.ts";
import { Session } from "./app/session.ts";
import { type ShownTheme, watchTheme } from "./app/theme.ts";
import { defined } from "./base/assert.ts";
import { showPanels } from "./panels/app.tsx";
import { STATES } from "./plant/states.ts";
import type { LiveMember } from "./protocol/live.ts";
import type { LiveMark, View, ViewOptions } from "./view/view.ts";

/** The browser's storage; a page may be forbidden to touch it. */
function textStorage(): TextStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** The 3D view follows the session from now on, and is drawn to by it. */
function connectView(view: View, session: Session, theme: ReadonlySignal<ShownTheme>): void {
  effect(() => {
    const bench = session.bench.value;
    const plant = bench === undefined ? session.document.current.value?.plant : bench.shown.value;
    if (plant !== undefined) view.setPlant(plant, plant.elements);
  });
  effect(() => view.setFrameOrder(session.run.order.value));
  effect(() => view.setSelection(session.selection.id.value, session.selection.ids.value));
  effect(() => {
    const { other, followed } = session.selection;
    const mover = selectedMover(session.document.current.value?.plant, other.value);
    view.setMover(mover, mover !== undefined && followed.value);
  });
  effect(() => view.setEditor(session.bench.value));
  effect(() => view.setTheme(theme.value));
  effect(() => {
    const { language, t } = session.wording.value;
    view.setLocale(language, (state) => t(`state.${state}`));
  });
  effect(() => {
    if (!session.live.enabled.value) return view.setOverlay(undefined);
    const marks = new Map<string, LiveMark>();
    for (const [id, { state, count, stale }] of session.live.elements.value) {
      if (state === undefined) continue;
      marks.set(id, { state: STATES.indexOf(state), stale, ...(count === undefined ? {} : { count }) });
    }
    return view.setOverlay(marks);
  });
  effect(() => {
    const members = session.live.enabled.value ? session.live.members.value : new Map<string, LiveMember>();
    const plant = session.document.current.value?.plant;
    const wording = session.wording.value;
    if (plant === undefined || members.size === 0) return view.setLiveMovers(undefined);
    // Its words come with the first vehicle that is heard.
    void import("./app/live-mover-marks.ts").then(({ liveMoverMarks }) =>
      view.setLiveMovers(liveMoverMarks(plant, members.values(), wording)),
    );
    return undefined;
  });
  effect(() => view.setClearance(session.screens.clearanceMarks));
  effect(() => view.setHeat(session.screens.heat.value?.colours.value));
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  reduced.addEventListener("change", () => view.setReducedMotion(reduced.matches));
  session.attachStage({
    drawFrame: (frame) => view.drawFrame(frame),
    focus: (id) => view.focus(id),
    fit: () => view.fit(),
  });
}

function viewOptions(session: Session, theme: ReadonlySignal<ShownTheme>): ViewOptions {
  const { language, t } = session.wording.peek();
  return {
    theme: theme.peek(),
    locale: language,
    stateNames: (state) => t(`state.${state}`),
    reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
    onSelect: (id) => session.selection.select(id),
  };
}

async function startView(
  host: HTMLElement,
  session: Session,
  theme: ReadonlySignal<ShownTheme>,
  viewCode: Promise<typeof import("./view/view.ts")>,
): Promise<void> {
  const { createView } = await viewCode;
  const view = createView(host, {
    ...viewOptions(session, theme),
    onSelectMover: (mover) => {
      const plant = session.document.current.peek()?.plant;
      const subject = plant === undefined ? undefined : moverSubject(plant, mover);
      if (subject !== undefined) session.selection.choose(subject);
    },
    onProblem: ({ kind }) => {
      if (kind === "noWebGL") session.messages.add("warning", { key: "stage.noWebgl" });
    },
  });
  connectView(view, session, theme);
}

/** A smaller view of another run beside the page's own; it follows theme and selection. */
async function sideStage(
  host: HTMLElement,
  session: Session,
  theme: ReadonlySignal<ShownTheme>,
  viewCode: Promise<typeof import("./view/view.ts")>,
): Promise<SideStage> {
  const { createView } = await viewCode;
  const view = createView(host, { ...viewOptions(session, theme), ambientOcclusion: false });
  const follow = [
    effect(() => view.setTheme(theme.value)),
    effect(() => view.setSelection(session.selection.id.value, session.selection.ids.value)),
  ];
  return {
    setPlant: (plant) => view.setPlant(plant, plant.elements),
    drawFrame: (frame) => view.drawFrame(frame),
    focus: (id) => view.focus(id),
    fit: () => view.fit(),
    dispose: () => {
      for (const stop of follow) stop();
      view.dispose();
    },
  };
}

/** What the link held is kept by the browser from now on: opened again with every reload, it would undo all edits. */
function dropLink(): void {
  history.replaceState(null, "", location.pathname + location.search);
}

async function start(): Promise<void> {
  const viewCode = import("./view/view.ts");
  const preferences = new PreferenceStore(textStorage(), navigator.languages);
  const theme = watchTheme(window, preferences);
  const session: Session = new Session({
    preferences,
    wording: await loadWording(preferences.current.peek().language),
    scenes: SCENES,
    page: document.baseURI,
    spawnSimulation: () =>
      new Worker(new URL("../workers/simulation.worker.ts", import.meta.url), { type: "module" }),
    spawnReplications: () =>
      new Worker(new URL("../workers/replications.worker.ts", import.meta.url), { type: "module" }),
    spawnExperiment: () =>
      new Worker(new URL("../workers/experiment.worker.ts", import.meta.url), { type: "module" }),
    spawnQuestions: () =>
      new Worker(new URL("../workers/question.worker.ts", import.meta.url), { type: "module" }),
    spawnBalance: () =>
      new Worker(new URL("../workers/balance.worker.ts", import.meta.url), { type: "module" }),
    spawnLive: () => new Worker(new URL("../workers/live.worker.ts", import.meta.url), { type: "module" }),
    spawnClearance: () =>
      new Worker(new URL("../workers/clearance.worker.ts", import.meta.url), { type: "module" }),
    spawnTrace: () => new Worker(new URL("../workers/trace.worker.ts", import.meta.url), { type: "module" }),
    spawnImport: () =>
      new Worker(new URL("../workers/import.worker.ts", import.meta.url), { type: "module" }),
    sideStage: (host) => sideStage(host, session, theme, viewCode),
  });
  const tellBug = (reason: unknown): void => {
    const detail = reason instanceof Error ? reason.message : String(reason);
    session.messages.add("error", { key: "message.bug", values: { detail } });
  };
  window.addEventListener("error", ({ error, message }) => {
    // Browsers tell of a layout that took two rounds the same way; that is no error.
    if (!message.startsWith("ResizeObserver")) tellBug(error ?? message);
  });
  window.addEventListener("unhandledrejection", (event) => tellBug(event.reason));

  effect(() => {
    document.documentElement.lang = session.wording.value.language;
    const name = session.document.current.value?.plant.name;
    document.title = name === undefined ? "Taktwerk" : `${name} – Taktwerk`;
  });
  const stage = document.createElement("div");
  stage.className = "stage";
  stage.setAttribute("role", "group");
  showPanels(defined(document.getElementById("app") ?? undefined, "the page's root"), session, stage);
  listenToKeys(window, session);
  acceptDroppedFiles(
    window,
    (files) => void session.files.openFiles(files),
    (dragging) => (session.dragging.value = dragging),
  );
  acceptPastedTables(window, (files) => void session.files.openFiles(files));
  // The run starts first: a graphics driver may take a second to make its first picture.
  const begun = session.files.begin(location.hash);
  void begun.then((isOpened) => {
    if (isOpened) dropLink();
    return startView(stage, session, theme, viewCode);
  });
  window.addEventListener("hashchange", () => {
    void begun.then(() => session.files.openLink(location.hash)).then((isOpened) => isOpened && dropLink());
  });
}

void start();
