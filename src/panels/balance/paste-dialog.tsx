import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { addLine, replaceTasks } from "../../editor/balance-actions.ts";
import type { LineBalance, Task } from "../../plant/balance/line-balance.ts";
import { readTasks } from "../../plant/balance/read-tasks.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { findingText } from "../../plant/finding-text.ts";
import type { Plant } from "../../plant/schema.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useBalance } from "./balance-context.ts";
import { typedNumber } from "./question-form.tsx";
import { freeLines } from "./free-lines.ts";

interface PasteProps {
  readonly plant: Plant;
  /** The line whose tasks are replaced; a new one is made when absent. */
  readonly line: LineBalance | undefined;
  readonly onClose: () => void;
}

/** Takes tasks from a spreadsheet: pasted, checked row by row, and taken over when nothing is wrong. */
export function PasteDialog({ plant, line, onClose }: PasteProps): VNode {
  const { b, control } = useBalance();
  const { history } = useSession();
  const { t, language } = useWording();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [findings, setFindings] = useState<readonly BareFinding[]>([]);
  const free = freeLines(plant);
  const [unit, setUnit] = useState(free[0]?.id ?? "");
  const [takt, setTakt] = useState("60");
  useEffect(() => dialog.current?.showModal(), []);
  const stationIds = line?.stations ?? free.find(({ id }) => id === unit)?.stations ?? [];
  const stations = stationIds.map((id) => {
    const { name } = plant.elements.find((element) => element.id === id) ?? {};
    return { id, name };
  });
  const seconds = typedNumber(takt);
  const isTaktWrong = line === undefined && !(seconds !== undefined && seconds > 0 && seconds <= 3.2e9);
  const accept = (tasks: readonly Task[]): void => {
    if (line !== undefined) {
      history.edit("replaceTasks", (edited) => replaceTasks(edited, line.id, tasks));
    } else {
      const name = free.find(({ id }) => id === unit)?.name;
      const fresh = { id: unit, takt: seconds ?? 60, stations: [...stationIds], tasks: [...tasks] };
      history.edit("addLine", (edited) =>
        addLine(edited, { ...fresh, ...(name === undefined ? {} : { name }) }),
      );
      control.line.value = unit;
    }
    onClose();
  };
  const submit = (): void => {
    const read = readTasks(text, stations);
    if (read.ok) accept(read.value);
    else setFindings(read.error);
  };
  return (
    <dialog
      class="paste-dialog"
      ref={dialog}
      aria-labelledby="paste-title"
      onClose={onClose}
      data-testid="paste"
    >
      <div class="dialog-head">
        <h2 id="paste-title">
          {b(line === undefined ? "paste.titleNew" : "paste.title", { line: line?.name ?? "" })}
        </h2>
        <button type="button" class="icon-button quiet" aria-label={t("keys.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {line === undefined && (
        <div class="row">
          <label class="field">
            <span>{b("paste.line")}</span>
            <select value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
              {free.map(({ id, name }) => (
                <option key={id} value={id} selected={id === unit}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{b("ask.takt")}</span>
            <input
              type="text"
              inputMode="decimal"
              class="short"
              value={takt}
              aria-invalid={isTaktWrong}
              onInput={(event) => setTakt(event.currentTarget.value)}
            />
            s
          </label>
        </div>
      )}
      <p class="muted">{b("paste.hint")}</p>
      <textarea
        aria-label={b("paste.label")}
        rows={10}
        spellcheck={false}
        placeholder={b("paste.example")}
        value={text}
        data-testid="paste-text"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {findings.length > 0 && (
        <div role="alert">
          <ol class="paste-findings" data-testid="paste-findings">
            {findings.map((finding, i) => {
              const { message, remedy } = findingText(finding, language);
              return (
                <li key={i}>
                  <b>{b("paste.row", { row: finding.line ?? 1 })}</b> {message}.{" "}
                  <span class="muted">{remedy}.</span>
                </li>
              );
            })}
          </ol>
        </div>
      )}
      <div class="row end">
        <button type="button" onClick={onClose}>
          {b("paste.cancel")}
        </button>
        <button
          type="button"
          class="primary"
          data-testid="paste-take"
          disabled={text.trim() === "" || isTaktWrong || stationIds.length === 0}
          onClick={submit}
        >
          {b(line === undefined ? "paste.create" : "paste.replace")}
        </button>
      </div>
    </dialog>
  );
}
