import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type BalanceWords, loadBalanceWords } from "../../app/balance/balance-wording.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import type { Model } from "../../plant/balance/line-figures.ts";
import type { Plant } from "../../plant/schema.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { UndoButtons, useUndoKeys } from "../undo-buttons.tsx";
import { useValue } from "../use-value.ts";
import { BalanceContext, useBalance, useShownLine } from "./balance-context.ts";
import { ClassLegend, ClassPatterns } from "./class-patterns.tsx";
import { Comparison } from "./comparison.tsx";
import { DemandsView } from "./demands-view.tsx";
import { freeLines } from "./free-lines.ts";
import { ModelSelect } from "./model-select.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import { PrecedenceGraph } from "./precedence-graph.tsx";
import { QuestionForm } from "./question-form.tsx";
import { SimulationSection } from "./simulation-section.tsx";
import { TaskDetails } from "./task-details.tsx";
import { TaskTable } from "./task-table.tsx";
import { ThroughputStrip } from "./throughput-strip.tsx";
import { Yamazumi } from "./yamazumi.tsx";
import "../style/balance.css";

const VIEWS = ["chart", "graph", "table", "demands"] as const;
type View = (typeof VIEWS)[number];

/** The screen for balancing lines, over stage and docks. */
export function BalanceScreen(): VNode | null {
  const session = useSession();
  const { language } = useWording();
  const control = useValue(session.screens.balance);
  const current = useValue(session.document.current);
  const [b, setWords] = useState<{ readonly words: BalanceWords }>();
  useEffect(() => {
    let gone = false;
    void loadBalanceWords(language).then((words) => {
      if (!gone) setWords({ words });
    });
    return () => {
      gone = true;
    };
  }, [language]);
  if (control === undefined || b === undefined || current === undefined) return null;
  return (
    <BalanceContext.Provider value={{ control, b: b.words }}>
      <Screen plant={current.plant} />
    </BalanceContext.Provider>
  );
}

function Screen({ plant }: { plant: Plant }): VNode {
  const session = useSession();
  const { b, control } = useBalance();
  const chosen = useValue(control.line);
  const said = useValue(control.announcement);
  const head = useRef<HTMLHeadingElement>(null);
  const [isPasting, setPasting] = useState<"replace" | "new">();
  const lines = plant.balance ?? [];
  const line = lines.find(({ id }) => id === chosen) ?? lines[0];
  useEffect(() => head.current?.focus(), []);
  useUndoKeys();
  return (
    <section class="balance-screen" aria-labelledby="balance-title" data-testid="balance-screen">
      <ClassPatterns />
      <header class="balance-head">
        <h2 id="balance-title" tabIndex={-1} ref={head}>
          {b("title")}
        </h2>
        <LineTabs lines={lines} line={line} />
        <UndoButtons undo={b("undo")} redo={b("redo")} />
        <button
          type="button"
          disabled={line === undefined}
          data-testid="paste-tasks"
          onClick={() => setPasting("replace")}
        >
          {b("paste.open")}
        </button>
        {freeLines(plant).length > 0 && (
          <button type="button" data-testid="new-line" onClick={() => setPasting("new")}>
            {b("paste.openNew")}
          </button>
        )}
        <span class="spacer" />
        <button
          type="button"
          data-testid="close-balance"
          onClick={() => void session.screens.showBalance(false)}
        >
          <Icon name="close" />
          {b("close")}
        </button>
      </header>
      {line === undefined ? (
        <div class="balance-empty">
          <p>{b(freeLines(plant).length > 0 ? "empty" : "empty.noStations")}</p>
        </div>
      ) : (
        <LineScreen key={line.id} plant={plant} line={line} />
      )}
      {isPasting !== undefined && (
        <PasteDialog
          plant={plant}
          line={isPasting === "new" ? undefined : line}
          onClose={() => setPasting(undefined)}
        />
      )}
      <div class="visually-hidden" role="status" aria-live="polite" data-testid="balance-said">
        {said}
      </div>
    </section>
  );
}

function LineTabs({
  lines,
  line,
}: {
  lines: readonly LineBalance[];
  line: LineBalance | undefined;
}): VNode | null {
  const { b, control } = useBalance();
  if (lines.length === 0) return null;
  return (
    <div class="segments" role="radiogroup" aria-label={b("lines")}>
      {lines.map(({ id, name }) => (
        <label key={id}>
          <input
            type="radio"
            name="balance-line"
            checked={id === line?.id}
            onChange={() => {
              control.line.value = id;
              control.task.value = undefined;
            }}
          />
          <span>{name ?? id}</span>
        </label>
      ))}
    </div>
  );
}

function LineScreen({ plant, line }: { plant: Plant; line: LineBalance }): VNode {
  const { b } = useBalance();
  const shown = useShownLine(plant, line);
  const [view, setView] = useState<View>("chart");
  const [model, setModel] = useState<Model>({ kind: "mix" });
  return (
    <div class="balance-body">
      <div class="balance-main">
        <div class="balance-tools">
          <div class="segments" role="radiogroup" aria-label={b("view")}>
            {VIEWS.map((each) => (
              <label key={each}>
                <input
                  type="radio"
                  name="balance-view"
                  checked={each === view}
                  onChange={() => setView(each)}
                />
                <span>{b(`view.${each}`)}</span>
              </label>
            ))}
          </div>
          {view === "chart" && <ModelSelect shown={shown} model={model} onChange={setModel} />}
          <ClassLegend isChart={view === "chart"} />
        </div>
        {view === "chart" && <Yamazumi shown={shown} model={model} />}
        {view === "graph" && <PrecedenceGraph shown={shown} />}
        {view === "table" && <TaskTable shown={shown} />}
        {view === "demands" && <DemandsView shown={shown} />}
        <p class="balance-hint muted">{b(`hint.${view}`)}</p>
        <ThroughputStrip shown={shown} />
      </div>
      <aside class="balance-side" aria-label={b("side")}>
        <QuestionForm shown={shown} />
        <Comparison shown={shown} />
        <SimulationSection shown={shown} />
        <TaskDetails shown={shown} />
      </aside>
    </div>
  );
}
