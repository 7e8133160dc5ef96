import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { download } from "../../app/save-file.ts";
import type { ComparisonAnswer, ExperimentResult } from "../../protocol/experiment.ts";
import { FindingList } from "../finding-list.tsx";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { useStudy } from "./use-study.ts";

/** What came of the experiment as a whole: what went wrong, whether it is verified, and its report. */
export function Outcome(): VNode {
  const { x, control } = useExperiment();
  const { study } = useStudy();
  const result = useValue(control.result);
  const ran = useValue(control.ran);
  const isRunning = useValue(control.running) !== undefined;
  const isStale = ran !== undefined && study !== undefined && study.study.peek() !== ran;
  return (
    <div class="outcome">
      <Problem />
      {isStale && !isRunning && (
        <p class="note" data-testid="stale">
          <Icon name="warning" />
          {x("stale")}
        </p>
      )}
      {result !== undefined && (
        <>
          <ReportButtons result={result} />
          <Verification />
          {result.precise === false && <p class="note">{x("notPrecise")}</p>}
          {result.comparisons.map((comparison, i) => (
            <Selection key={i} comparison={comparison} />
          ))}
          <RunLine result={result} />
        </>
      )}
      <div class="visually-hidden" role="status" aria-live="polite" data-testid="experiment-said">
        {result === undefined ? "" : x("said.done")}
      </div>
    </div>
  );
}

function Problem(): VNode | null {
  const { x, control, nameOf } = useExperiment();
  const problem = useValue(control.problem);
  if (problem === undefined) return null;
  const text =
    problem.kind === "failed"
      ? x("problem.failed", { scenario: nameOf(problem.scenario), message: problem.message })
      : x(`problem.${problem.kind}`);
  return (
    <div role="alert" data-testid="experiment-problem" data-kind={problem.kind}>
      <p class="note">
        <Icon name="warning" />
        {text}
      </p>
      {problem.kind === "findings" && <FindingList findings={problem.findings} label={text} />}
    </div>
  );
}

function ReportButtons({ result }: { result: ExperimentResult }): VNode {
  const { x, control } = useExperiment();
  const { language } = useWording();
  const [isBlocked, setBlocked] = useState(false);
  const save = async (end: string, type: string, text: Promise<string | undefined>): Promise<void> => {
    const content = await text;
    if (content !== undefined) download(`${result.study}.${end}`, content, type);
  };
  const saveReport = (): Promise<void> => save("report.html", "text/html", control.report(language));
  const open = async (): Promise<void> => {
    const html = await control.report(language);
    if (html === undefined) return;
    const address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    // The new page reads the address when it loads: it is given back with this page.
    const isOpen = window.open(address, "_blank") !== null;
    setBlocked(!isOpen);
    if (!isOpen) await saveReport();
  };
  return (
    <div class="report-buttons">
      <button type="button" data-testid="report-open" onClick={() => void open()}>
        <Icon name="open" />
        {x("report")}
      </button>
      <button type="button" data-testid="report-save" onClick={() => void saveReport()}>
        <Icon name="save" />
        {x("report.save")}
      </button>
      <button
        type="button"
        data-testid="report-csv"
        onClick={() => void save("experiment.csv", "text/csv", control.csv())}
      >
        <Icon name="save" />
        {x("report.csv")}
      </button>
      <button
        type="button"
        data-testid="report-json"
        onClick={() => void save("study.json", "application/json", control.save())}
      >
        <Icon name="save" />
        {x("report.json")}
      </button>
      {isBlocked && <p class="note">{x("report.blocked")}</p>}
    </div>
  );
}

/** Whether it is what the study was saved with. */
function Verification(): VNode | null {
  const { x, control } = useExperiment();
  const { language } = useWording();
  const differences = useValue(control.differences);
  if (differences === undefined) return null;
  if (differences.length === 0)
    return (
      <p class="verified" data-testid="verified">
        ✓ {x("verified")}
      </p>
    );
  return (
    <div class="note" data-testid="not-verified">
      <Icon name="warning" />
      <div>
        {x("notVerified")}
        <ul>
          {differences.map((difference) => (
            <li key={difference.en}>{difference[language]}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What a procedure for ranking and selection decided. */
function Selection({ comparison }: { comparison: ComparisonAnswer }): VNode | null {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  if (comparison.method !== "select") return null;
  const { selected, remaining, confidence } = comparison;
  return (
    <p class="selected" data-testid="selected">
      {selected === undefined
        ? x("undecided", { scenarios: remaining.map(nameOf).join(", ") })
        : x("selected", { scenario: nameOf(selected), confidence: formats.percent(confidence) })}
    </p>
  );
}

function RunLine({ result }: { result: ExperimentResult }): VNode {
  const { x } = useExperiment();
  const { formats } = useWording();
  const { warmup } = result;
  const length = formats.duration(warmup.warmup);
  const isShort = Object.values(warmup.found ?? {}).some(({ reliable }) => !reliable);
  return (
    <>
      <p class="muted run-line">
        {x("run.line", {
          horizon: formats.duration(result.horizon),
          warmup: warmup.method === "set" ? length : x("warmup.found", { warmup: length }),
          seed: String(result.seed),
          engine: result.engine,
          hash: result.hash,
        })}
      </p>
      {isShort && <p class="note">{x("warmup.unreliable")}</p>}
    </>
  );
}
