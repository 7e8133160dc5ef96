import type { Workbench } from "../../editor/workbench.ts";
import type { Session } from "../session.ts";

/** Keys with Ctrl (or the command key): they act wherever the focus is, but in a text that is being changed. */
const WITH_CTRL: Readonly<Record<string, (bench: Workbench, session: Session) => void>> = {
  z: (bench) => bench.history.undo(),
  "shift z": (bench) => bench.history.redo(),
  y: (bench) => bench.history.redo(),
  a: (bench) => bench.selectAll(),
  c: (bench) => bench.copy(),
  v: (bench) => bench.paste(),
  d: (bench) => bench.duplicate(),
  s: (_, session) => void session.files.save(),
};

/** Keys alone: only where nothing else has the focus that could want them, and not where the user switched them off. */
const ALONE: Readonly<Record<string, (bench: Workbench) => void>> = {
  w: (bench) => bench.setTool("move"),
  e: (bench) => bench.setTool("rotate"),
  r: (bench) => bench.setTool("size"),
  b: (bench) => bench.setTool("box"),
  q: (bench) => bench.rotate(90),
  "shift q": (bench) => bench.rotate(-90),
  c: (bench) => connectByKey(bench),
};

/** C with an element selected begins a connection there, and again with another one makes it; else it takes the tool. */
function connectByKey(bench: Workbench): void {
  const selected = bench.selection.id.peek();
  const from = bench.connectFrom.peek();
  if (selected !== undefined && selected !== from) bench.chooseEnd(selected);
  else bench.setTool("connect");
}

/** Lets keys act on the workbench while the plant is edited. */
export function listenToEditKeys(page: Window, session: Session, bench: Workbench): void {
  page.addEventListener(
    "keydown",
    (event) => {
      if (session.bench.peek() !== bench || event.defaultPrevented || event.altKey) return;
      if (session.screens.covers || isDialog(event.target)) return;
      const handled = event.ctrlKey || event.metaKey ? withCtrl(event) : alone(event);
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );

  const withCtrl = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase();
    const action = WITH_CTRL[event.shiftKey ? `shift ${key}` : key];
    // Within a text the browser's own keys are meant, but to undo when nothing is typed.
    const undoes = key === "z" || key === "y";
    if (action === undefined || (key !== "s" && isTyping(event.target, !undoes))) return false;
    action(bench, session);
    return true;
  };

  const alone = (event: KeyboardEvent): boolean => {
    if (isTyping(event.target, true)) return false;
    const key = event.key.toLowerCase();
    if (key === "delete" || key === "backspace") {
      bench.remove();
      return true;
    }
    if (key === "escape") return bench.escape();
    const action = ALONE[event.shiftKey ? `shift ${key}` : key];
    if (action === undefined || !session.preferences.current.peek().singleKeys) return false;
    action(bench);
    return true;
  };
}

function isDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("dialog") !== null;
}

/** Whether a text has the focus. @param always also where it stands as it was */
function isTyping(target: EventTarget | null, always: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select"))
    return always || !target.matches("select");
  if (!(target instanceof HTMLInputElement) || ["checkbox", "radio", "button"].includes(target.type))
    return false;
  return always || target.value !== target.dataset["shown"];
}
