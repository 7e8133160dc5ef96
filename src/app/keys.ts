import type { TextKey } from "./i18n/text.ts";
import { SPEEDS } from "./run-control.ts";
import type { Session } from "./session.ts";

/** A single key and what it does. Letters and signs are matched by `event.key`, digits by `event.code`. */
export interface KeyBinding {
  /** `event.key`, or `event.code` where it starts with `Digit`. */
  readonly match: string;
  /** What is on the key, where it is a text. */
  readonly cap: string | { readonly key: TextKey };
  readonly action: TextKey;
  /** Speed that the action is about. */
  readonly speed?: number;
  run(session: Session): void;
}

const speedKeys: readonly KeyBinding[] = SPEEDS.map((speed, index) => ({
  match: `Digit${index + 1}`,
  cap: String(index + 1),
  action: "keys.speed",
  speed,
  run: (session) => void session.run.setSpeed(speed),
}));

export const KEY_BINDINGS: readonly KeyBinding[] = [
  {
    match: " ",
    cap: { key: "keys.space" },
    action: "keys.playPause",
    run: (session) => void session.run.toggle(),
  },
  { match: ".", cap: ".", action: "keys.step", run: (session) => void session.run.step() },
  {
    match: "b",
    cap: "B",
    action: "keys.trace",
    run: (session) => (session.screens.traceShown.value = !session.screens.traceShown.peek()),
  },
  ...speedKeys,
  { match: "f", cap: "F", action: "keys.focus", run: (session) => session.focusSelected() },
  { match: "Home", cap: { key: "keys.home" }, action: "keys.fit", run: (session) => session.stage?.fit() },
  {
    match: "v",
    cap: "V",
    action: "keys.experiment",
    run: (session) => {
      if (session.document.current.peek() !== undefined)
        void session.screens.showExperiment(!session.screens.experimentShown.peek());
    },
  },
  {
    match: "s",
    cap: "S",
    action: "keys.shifts",
    run: (session) => {
      if (session.document.current.peek() !== undefined)
        void session.screens.showShifts(!session.screens.shiftsShown.peek());
    },
  },
  { match: "?", cap: "?", action: "keys.help", run: (session) => (session.keysShown.value = true) },
  {
    match: "Escape",
    cap: { key: "keys.esc" },
    action: "keys.close.action",
    run: (session) => {
      const importing = session.files.importing.peek();
      if (importing !== undefined) importing.close();
      else if (session.keysShown.peek()) session.keysShown.value = false;
      else session.selection.select(undefined);
    },
  },
];

/** Where a key means something of its own: text is typed, or a control takes the key. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A chosen radio button takes arrows only: after a click on a speed, Space still pauses.
  if (target.isContentEditable || target.matches("input:not([type=radio]), textarea, select")) return true;
  const activates = key === " " && target.matches("button, a, summary, [role=button]");
  const moves = key === "Home" && target.closest("[role=tree]") !== null;
  return activates || moves;
}

/** Lets single keys act on the session; not while something is typed, and not where the user switched them off. */
export function listenToKeys(page: Window, session: Session): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key !== "Escape") {
      if (!session.preferences.current.peek().singleKeys || isTaken(event.target, event.key)) return;
      if (session.keysShown.peek() || session.files.importing.peek() !== undefined) return;
    }
    const binding = KEY_BINDINGS.find(({ match }) =>
      match.startsWith("Digit")
        ? match === event.code
        : match === event.key || match === event.key.toLowerCase(),
    );
    // Shift makes another sign of a digit key, but the letters and `?` are themselves.
    if (binding === undefined || (event.shiftKey && binding.match.startsWith("Digit"))) return;
    event.preventDefault();
    binding.run(session);
  });
}
