import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type ExperimentWords, loadExperimentWords } from "../../app/experiment/experiment-wording.ts";
import { EXPERIMENT_VIEWS, type ExperimentView } from "../../app/experiment/experiment-control.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { BottleneckView } from "./bottleneck-view.tsx";
import { Charts } from "./charts.tsx";
import { ComparisonAnswers } from "./comparison-answers.tsx";
import { CourseView } from "./course-view.tsx";
import { DivergenceView } from "./divergence-view.tsx";
import { ExperimentContext, useExperiment } from "./experiment-context.ts";
import { Outcome } from "./outcome.tsx";
import { ResultTable } from "./result-table.tsx";
import { RunForm } from "./run-form.tsx";
import { RunProgress } from "./run-progress.tsx";
import { ScenarioChoice } from "./scenario-choice.tsx";
import "../style/experiment.css";

/** The screen for experiments, over stage and docks. */
export function ExperimentScreen(): VNode | null {
  const session = useSession();
  const { language } = useWording();
  const control = useValue(session.screens.experiment);
  const plant = useValue(session.document.current)?.plant;
  const study = useValue(session.study);
  const [loaded, setLoaded] = useState<{ readonly x: ExperimentWords }>();
  useEffect(() => {
    let gone = false;
    void loadExperimentWords(language).then((x) => {
      if (!gone) setLoaded({ x });
    });
    return () => {
      gone = true;
    };
  }, [language]);
  if (control === undefined || loaded === undefined || plant === undefined) return null;
  const nameOf = (id: string): string =>
    study?.study.peek().scenarios.find((scenario) => scenario.id === id)?.name ?? id;
  return (
    <ExperimentContext.Provider value={{ control, x: loaded.x, plant, nameOf }}>
      <Screen />
    </ExperimentContext.Provider>
  );
}

function Screen(): VNode {
  const session = useSession();
  const { x, control } = useExperiment();
  const head = useRef<HTMLHeadingElement>(null);
  const shown = useValue(control.shown);
  const isBeside = useValue(session.screens.beside);
  useEffect(() => head.current?.focus(), []);
  return (
    <section class="experiment-screen" aria-labelledby="experiment-title" data-testid="experiment-screen">
      <header class="experiment-head">
        <h2 id="experiment-title" tabIndex={-1} ref={head}>
          {x("title")}
        </h2>
        <ViewChoice />
        <NewScenario />
        <span class="spacer" />
        <button
          type="button"
          class="beside-button"
          aria-pressed={isBeside}
          title={x("beside.hint")}
          data-testid="beside"
          onClick={() => (session.screens.beside.value = !isBeside)}
        >
          <Icon name="left" />
          {x("beside")}
        </button>
        <button
          type="button"
          data-testid="close-experiment"
          onClick={() => void session.screens.showExperiment(false)}
        >
          <Icon name="close" />
          {x("close")}
        </button>
      </header>
      <div class="experiment-body">
        <aside class="experiment-side" aria-label={x("side")}>
          <ScenarioChoice />
          <RunForm />
        </aside>
        <div class="experiment-main" tabIndex={0} role="region" aria-label={x(`view.${shown}`)}>
          <ViewShown view={shown} />
        </div>
      </div>
    </section>
  );
}

function ViewChoice(): VNode {
  const { x, control } = useExperiment();
  const shown = useValue(control.shown);
  return (
    <div class="segments" role="radiogroup" aria-label={x("view")}>
      {EXPERIMENT_VIEWS.map((view) => (
        <label key={view}>
          <input
            type="radio"
            name="experiment-view"
            checked={view === shown}
            data-testid={`view-${view}`}
            onChange={() => (control.shown.value = view)}
          />
          <span>{x(`view.${view}`)}</span>
        </label>
      ))}
    </div>
  );
}

function ViewShown({ view }: { view: ExperimentView }): VNode {
  switch (view) {
    case "compare":
      return <Compare />;
    case "course":
      return <CourseView />;
    case "bottlenecks":
      return <BottleneckView />;
    case "divergence":
      return <DivergenceView />;
  }
}

/** All scenarios with their figures. */
function Compare(): VNode {
  const { x, control } = useExperiment();
  const table = useValue(control.table);
  const result = useValue(control.result);
  return (
    <>
      <RunProgress />
      <Outcome />
      {table === undefined ? (
        <p class="experiment-empty muted">{x("empty")}</p>
      ) : (
        <>
          <ResultTable table={table} />
          {result !== undefined && <ComparisonAnswers result={result} />}
          <Charts table={table} />
        </>
      )}
    </>
  );
}

/** Adds a scenario and leaves the screen to edit it. */
function NewScenario(): VNode {
  const session = useSession();
  const { x } = useExperiment();
  const add = async (): Promise<void> => {
    const study = await session.beginStudy();
    if (study === undefined) return;
    const { scenarios, base } = study.study.peek();
    study.add(x("scenarios.name", { number: scenarios.length }), undefined, base);
    await session.setEditing(true);
    await session.screens.showExperiment(false);
  };
  return (
    <button
      type="button"
      title={x("scenarios.new.hint")}
      data-testid="experiment-new"
      onClick={() => void add()}
    >
      <Icon name="plus" />
      {x("scenarios.new")}
    </button>
  );
}
