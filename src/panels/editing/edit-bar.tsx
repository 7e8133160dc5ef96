import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { type Tool, TOOLS, type Workbench } from "../../editor/workbench.ts";
import { kindsOf } from "../../plant/form/item-schema.ts";
import { Icon, type IconName } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { EditScope, useEdit } from "./edit-context.tsx";
import "../style/editing.css";

const TOOL_KEYS: Readonly<Record<Tool, string>> = {
  move: "W",
  rotate: "E",
  size: "R",
  connect: "C",
  box: "B",
};
/** The pointer has to go so far with a palette item for it to be a drag, px. */
const DRAG_SLOP = 8;

function Tools(): VNode {
  const { bench, e } = useEdit();
  const tool = useValue(bench.tool);
  return (
    <div class="button-group" role="group" aria-label={e("tools")}>
      {TOOLS.map((name) => (
        <button
          key={name}
          type="button"
          class="icon-button"
          aria-pressed={tool === name}
          aria-label={e(`tool.${name}`)}
          title={e("tool.key", { tool: e(`tool.${name}`), key: TOOL_KEYS[name] })}
          data-testid={`tool-${name}`}
          onClick={() => bench.setTool(name)}
        >
          <Icon name={name} />
        </button>
      ))}
    </div>
  );
}

function Commands(): VNode {
  const { bench, e } = useEdit();
  const done = useValue(bench.history.done);
  const undone = useValue(bench.history.undone);
  const selected = useValue(bench.selection.ids);
  const command = (icon: IconName, label: string, key: string, off: boolean, run: () => void): VNode => (
    <button
      type="button"
      class="icon-button"
      disabled={off}
      aria-label={label}
      title={`${label} (${key})`}
      data-testid={`edit-${icon}`}
      onClick={run}
    >
      <Icon name={icon} />
    </button>
  );
  const none = selected.length === 0;
  return (
    <div class="button-group" role="group" aria-label={e("commands")}>
      {command("undo", e("undo"), "Ctrl+Z", done.length === 0, () => bench.history.undo())}
      {command("redo", e("redo"), "Ctrl+Y", undone.length === 0, () => bench.history.redo())}
      {command("turn", e("rotate90"), "Q", none, () => bench.rotate(90))}
      {command("duplicate", e("duplicate"), "Ctrl+D", none, () => bench.duplicate())}
      {command("delete", e("delete"), "Del", none, () => bench.remove())}
    </div>
  );
}

function PaletteItem({ kind }: { kind: string }): VNode {
  const { bench } = useEdit();
  const { find } = useWording();
  const placing = useValue(bench.placing);
  const pressed = useRef<{ x: number; y: number } | undefined>(undefined);
  return (
    <button
      type="button"
      class="palette-item"
      aria-pressed={placing === kind}
      data-kind={kind}
      onPointerDown={(event) => {
        pressed.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.releasePointerCapture(event.pointerId);
        const follow = (move: PointerEvent): void => {
          const start = pressed.current;
          if (start === undefined || placing === kind) return;
          if (Math.hypot(move.clientX - start.x, move.clientY - start.y) < DRAG_SLOP) return;
          pressed.current = undefined;
          if (bench.placing.peek() !== kind) bench.take(kind);
        };
        window.addEventListener("pointermove", follow);
        const end = (): void => {
          pressed.current = undefined;
          window.removeEventListener("pointermove", follow);
        };
        window.addEventListener("pointerup", end, { once: true });
        window.addEventListener("pointercancel", end, { once: true });
      }}
      // By Enter or Space there is no place of the pointer: it goes beside what is selected.
      onClick={(event) => (event.detail === 0 ? bench.placeBeside(kind) : bench.take(kind))}
    >
      <span class={`kind-icon kind-${kind}`} />
      {find(`kind.${kind}`) ?? kind}
    </button>
  );
}

function Palette(): VNode {
  const { e } = useEdit();
  return (
    <div
      class="palette"
      role="group"
      aria-label={e("palette")}
      title={e("palette.hint")}
      data-testid="palette"
    >
      {kindsOf("elements").map((kind) => (
        <PaletteItem key={kind} kind={kind} />
      ))}
    </div>
  );
}

/** What the next click does, where that is not plain to see. */
function Hint(): VNode | null {
  const { bench, e } = useEdit();
  const placing = useValue(bench.placing);
  const tool = useValue(bench.tool);
  const from = useValue(bench.connectFrom);
  const text =
    placing !== undefined
      ? e("palette.active")
      : from !== undefined
        ? e("said.connectFrom", { from })
        : tool === "connect"
          ? e("hint.connect")
          : tool === "box"
            ? e("hint.box")
            : undefined;
  return text === undefined ? null : <p class="edit-hint">{text}</p>;
}

/** Says aloud what an edit did. */
function Announcements(): VNode {
  const { bench, e } = useEdit();
  const { formats, find } = useWording();
  const said = useValue(bench.said);
  const values = Object.fromEntries(
    Object.entries(said?.values ?? {}).map(([key, value]) => [
      key,
      typeof value === "number"
        ? formats.number(value, 6)
        : key === "kind"
          ? (find(`kind.${value}`) ?? value)
          : value,
    ]),
  );
  return (
    <div class="visually-hidden" role="status" aria-live="polite" data-testid="edit-said">
      {said === undefined ? "" : e.find(`said.${said.what}`, values)}
    </div>
  );
}

function Bar(): VNode {
  const { e } = useEdit();
  const session = useSession();
  const problems =
    useValue(session.checked)?.findings.filter(({ severity }) => severity === "error").length ?? 0;
  return (
    <section class="edit-bar" aria-label={e("bar")} data-testid="edit-bar">
      <div class="edit-commands">
        <Tools />
        <Commands />
        {problems > 0 && (
          <span class="edit-problems" data-testid="edit-problems">
            {e("problems.count", { count: problems })}
          </span>
        )}
      </div>
      <Palette />
      <Hint />
      <Announcements />
    </section>
  );
}

/** Tools, commands and the palette, over the stage while the plant is edited. */
export function EditBar({ bench }: { bench: Workbench }): VNode {
  return (
    <EditScope bench={bench}>
      <Bar />
    </EditScope>
  );
}
