import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ImportControl, ImportState } from "../app/import-control.ts";
import { IMPORT_TEXTS, type ImportTexts } from "../app/i18n/import-texts.ts";
import { fill } from "../app/i18n/text.ts";
import type { ImportReport, ReadSort } from "../protocol/import.ts";
import { FindingList } from "./finding-list.tsx";
import { useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";
import "./style/import-dialog.css";

/** Units that drawings are in. */
const UNITS = ["mm", "cm", "m", "in", "ft"] as const;
/** Rows of what was not understood that are shown at once; the command line has all. */
const MOST_ROWS = 200;

function ReadCounts({ report, texts }: { report: ImportReport; texts: ImportTexts }): VNode {
  const { formats } = useWording();
  const read = Object.entries(report.read) as [ReadSort, number][];
  return (
    <p class="import-read">
      <strong>{texts.readHead}:</strong>{" "}
      {read.length === 0
        ? texts.nothingRead
        : read.map(([sort, count]) => `${texts.sorts[sort]} ${formats.count(count)}`).join(" · ")}
    </p>
  );
}

function NotUnderstood({ report, texts }: { report: ImportReport; texts: ImportTexts }): VNode {
  const { formats, language } = useWording();
  const { notUnderstood } = report;
  if (notUnderstood.length === 0) return <p class="muted">{texts.allUnderstood}</p>;
  return (
    <section aria-label={texts.notUnderstood}>
      <h3>{texts.notUnderstood}</h3>
      <table class="import-unknown">
        <thead>
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.count}</th>
            <th scope="col">{texts.line}</th>
          </tr>
        </thead>
        <tbody>
          {notUnderstood.slice(0, MOST_ROWS).map(({ what, count, line }) => (
            <tr key={what.en}>
              <td>{what[language]}</td>
              <td>{formats.count(count)}</td>
              <td>{line === undefined ? "" : formats.count(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UnitChoice({ control, texts }: { control: ImportControl; texts: ImportTexts }): VNode {
  const unit = useValue(control.unit);
  return (
    <label class="field import-unit">
      <span>{texts.unit}</span>
      <select value={unit} onChange={(event) => control.setUnit(event.currentTarget.value)}>
        <option value="" selected={unit === ""}>
          {texts.ownUnit}
        </option>
        {UNITS.map((name) => (
          <option key={name} value={name} selected={name === unit}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Report({ state, texts }: { state: ImportState; texts: ImportTexts }): VNode {
  if (state.status === "reading") return <p role="status">{texts.reading}</p>;
  const { report, text } = state;
  return (
    <div class="import-report" tabIndex={0} role="group" aria-label={texts.readHead}>
      {text === undefined && <p role="alert">{texts.failed}</p>}
      <ReadCounts report={report} texts={texts} />
      {report.findings.length > 0 && (
        <section aria-label={texts.findings}>
          <h3>{texts.findings}</h3>
          <FindingList findings={report.findings} label={texts.findings} />
        </section>
      )}
      <NotUnderstood report={report} texts={texts} />
    </div>
  );
}

/** What an import found, before anything is opened. */
export function ImportDialog({ control }: { control: ImportControl }): VNode {
  const { language } = useWording();
  const texts = IMPORT_TEXTS[language];
  const state = useValue(control.state);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const isReady = state.status === "read" && state.text !== undefined;
  return (
    <dialog
      class="keys-dialog import-dialog"
      ref={dialog}
      aria-labelledby="import-title"
      data-testid="import"
      data-status={state.status === "reading" ? "reading" : isReady ? "ready" : "failed"}
      onClose={() => control.close()}
    >
      <h2 id="import-title">{fill(texts.title, { name: control.name })}</h2>
      {control.isDrawing && <UnitChoice control={control} texts={texts} />}
      <Report state={state} texts={texts} />
      <div class="dialog-buttons">
        <button type="button" onClick={() => control.close()}>
          {state.status === "reading" || isReady ? texts.cancel : texts.close}
        </button>
        {isReady && (
          <button type="button" class="primary" autofocus onClick={() => control.accept()}>
            {control.isDrawing ? texts.underlay : texts.open}
          </button>
        )}
      </div>
    </dialog>
  );
}
