import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { EditWords } from "../app/editing/edit-wording.ts";
import { KEY_BINDINGS, type KeyBinding } from "../app/keys.ts";
import { useEditWords } from "./editing/edit-context.tsx";
import { Icon } from "./icons.tsx";
import { usePreferences, useSession, useWording, type Wording } from "./session-context.ts";

interface KeyRow {
  readonly cap: string;
  readonly action: string;
}

function rowOf({ cap, action, speed }: KeyBinding, { t, formats }: Wording): KeyRow {
  const values =
    speed === undefined
      ? {}
      : {
          speed: speed === Infinity ? t("run.speed.max") : t("run.speed.of", { speed: formats.count(speed) }),
        };
  return { cap: typeof cap === "string" ? cap : t(cap.key), action: t(action, values) };
}

/** Keys and gestures while the plant is edited. */
function editRows(e: EditWords, t: Wording["t"]): KeyRow[] {
  const ctrl = (keys: string): string => `${e("cap.ctrl")} + ${keys}`;
  const shift = e("cap.shift");
  return [
    { cap: "W E R", action: e("key.edit") },
    { cap: "B", action: e("key.box") },
    { cap: "C", action: e("key.connect") },
    { cap: `Q; ${shift} + Q`, action: e("key.turn") },
    { cap: e("cap.delete"), action: e("key.delete") },
    { cap: ctrl(`Z; ${ctrl("Y")}`), action: e("key.undo") },
    { cap: ctrl("C, V, D, A"), action: e("key.copy") },
    { cap: ctrl("S"), action: e("key.save") },
    { cap: t("keys.arrows"), action: e("key.nudge") },
    { cap: e("cap.ctrl"), action: e("key.snap") },
    { cap: shift, action: e("key.fine") },
    { cap: "X, Z", action: e("key.lock") },
    { cap: e("cap.shiftClick"), action: e("key.select") },
    { cap: e("cap.ctrlDrag"), action: e("key.boxDrag") },
  ];
}

function KeyTable({ filter }: { filter: string }): VNode {
  const wording = useWording();
  const { t } = wording;
  const e = useEditWords();
  const wanted = filter.trim().toLocaleLowerCase(wording.language);
  const rows = [
    ...KEY_BINDINGS.map((binding) => rowOf(binding, wording)),
    { cap: t("keys.arrows"), action: t("keys.arrows.tree") },
    { cap: t("keys.arrows"), action: t("keys.arrows.stage") },
    { cap: "+ −", action: t("keys.zoom") },
    { cap: t("keys.drag"), action: t("keys.drag.action") },
    { cap: t("keys.wheel"), action: t("keys.wheel.action") },
    { cap: t("keys.doubleClick"), action: t("keys.focus") },
    ...(e === undefined ? [] : editRows(e, t)),
  ].filter(({ cap, action }) => `${cap} ${action}`.toLocaleLowerCase(wording.language).includes(wanted));
  if (rows.length === 0) return <p class="muted">{t("keys.none")}</p>;
  return (
    <table class="keys">
      <tbody>
        {rows.map(({ cap, action }) => (
          <tr key={`${cap} ${action}`}>
            <th scope="row">
              <kbd>{cap}</kbd>
            </th>
            <td>{action}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** All keys, searchable, and the switch for single keys. */
export function KeysDialog(): VNode {
  const session = useSession();
  const { t } = useWording();
  const { singleKeys } = usePreferences();
  const dialog = useRef<HTMLDialogElement>(null);
  const [filter, setFilter] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="keys-dialog"
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={() => (session.keysShown.value = false)}
    >
      <div class="dialog-head">
        <h2 id="keys-title">{t("keys.title")}</h2>
        <button
          type="button"
          class="icon-button quiet"
          aria-label={t("keys.close")}
          title={t("keys.close")}
          onClick={() => (session.keysShown.value = false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <input
        type="search"
        autofocus
        aria-label={t("keys.search")}
        placeholder={t("keys.search")}
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      <KeyTable filter={filter} />
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => session.preferences.change({ singleKeys: event.currentTarget.checked })}
        />
        <span>
          {t("keys.single")}
          <span class="muted"> {t("keys.single.hint")}</span>
        </span>
      </label>
    </dialog>
  );
}
