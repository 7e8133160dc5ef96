import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { KEY_BINDINGS, type KeyBinding } from "../app/keys.ts";
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

function KeyTable({ filter }: { filter: string }): VNode {
  const wording = useWording();
  const { t } = wording;
  const wanted = filter.trim().toLocaleLowerCase(wording.language);
  const rows = [
    ...KEY_BINDINGS.map((binding) => rowOf(binding, wording)),
    { cap: t("keys.arrows"), action: t("keys.arrows.tree") },
    { cap: t("keys.arrows"), action: t("keys.arrows.stage") },
    { cap: "+ −", action: t("keys.zoom") },
    { cap: t("keys.drag"), action: t("keys.drag.action") },
    { cap: t("keys.wheel"), action: t("keys.wheel.action") },
    { cap: t("keys.doubleClick"), action: t("keys.focus") },
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
