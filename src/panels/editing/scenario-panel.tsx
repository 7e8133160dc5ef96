import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Conflict, EditedScenario, StudyControl } from "../../app/study/study-control.ts";
import type { Workbench } from "../../editor/workbench.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { EditScope, useEdit } from "./edit-context.tsx";
import { useTyping } from "./use-typing.ts";

/** Changes that are listed at once. */
const MOST_CHANGES = 100;

function useNew(): (from: string | undefined) => Promise<void> {
  const session = useSession();
  const { e } = useEdit();
  return async (from) => {
    const study = await session.beginStudy();
    if (study === undefined) return;
    const { scenarios, base } = study.study.peek();
    study.add(e("scenarios.name", { number: scenarios.length }), undefined, from ?? base);
  };
}

function BeginButton(): VNode {
  const { e } = useEdit();
  const begin = useNew();
  return (
    <button type="button" class="small" data-testid="scenario-new" onClick={() => void begin(undefined)}>
      <Icon name="plus" />
      {e("scenarios.begin")}
    </button>
  );
}

function Row({ study, scenario }: { study: StudyControl; scenario: EditedScenario }): VNode {
  const { e } = useEdit();
  const current = useValue(study.current);
  const isBase = scenario.id === study.study.peek().base;
  const count = study.countOf(scenario.id);
  const conflicts = scenario.conflicts.length;
  return (
    <div class="scenario" data-scenario={scenario.id}>
      <label>
        <input
          type="radio"
          name="scenario"
          checked={scenario.id === current}
          onChange={() => study.select(scenario.id)}
        />
        <span class="scenario-name">{scenario.name}</span>
      </label>
      {!isBase && <span class="muted">{e("scenarios.count", { count })}</span>}
      {conflicts > 0 && (
        <span class="scenario-conflict">
          <Icon name="warning" />
          {e("scenarios.conflictCount", { count: conflicts })}
        </span>
      )}
    </div>
  );
}

function ConflictItem({ study, conflict }: { study: StudyControl; conflict: Conflict }): VNode {
  const { e } = useEdit();
  const { language } = useWording();
  const words = study.conflictText(conflict, language);
  return (
    <li class="conflict">
      <button type="button" class="small" onClick={() => study.settle(conflict, "scenario")}>
        {e("scenarios.keep")}
      </button>
      <span>{words.scenario}</span>
      <button type="button" class="small" onClick={() => study.settle(conflict, "plant")}>
        {e("scenarios.take")}
      </button>
      <span>{words.plant}</span>
    </li>
  );
}

function Conflicts({ study, scenario }: { study: StudyControl; scenario: EditedScenario }): VNode | null {
  const { e } = useEdit();
  if (scenario.conflicts.length === 0) return null;
  return (
    <section class="conflicts" aria-label={e("scenarios.conflicts")} data-testid="conflicts">
      <h3>{e("scenarios.conflicts")}</h3>
      <p class="muted">{e("scenarios.conflict.hint")}</p>
      <ul>
        {scenario.conflicts.map((conflict) => (
          <ConflictItem key={conflict.path.join("/")} study={study} conflict={conflict} />
        ))}
      </ul>
    </section>
  );
}

function Changes({ study }: { study: StudyControl }): VNode {
  const { e } = useEdit();
  const { language } = useWording();
  useValue(study.changes);
  const changes = study.worded(language);
  return (
    <section aria-label={e("scenarios.changes")}>
      <h3>{e("scenarios.changes")}</h3>
      {changes.length === 0 && <p class="muted">{e("scenarios.noChange")}</p>}
      <ul class="changes" data-testid="changes">
        {changes.slice(0, MOST_CHANGES).map(({ change, text }) => (
          <li key={change.path.join("/")}>
            <span>{text}</span>
            <button
              type="button"
              class="icon-button quiet small-icon"
              aria-label={e("scenarios.revert", { change: text })}
              title={e("scenarios.revertShort")}
              onClick={() => study.revert(change)}
            >
              <Icon name="undo" />
            </button>
          </li>
        ))}
      </ul>
      {changes.length > MOST_CHANGES && (
        <p class="muted">{e("more", { count: changes.length - MOST_CHANGES })}</p>
      )}
    </section>
  );
}

function Words({ study, scenario }: { study: StudyControl; scenario: EditedScenario }): VNode {
  const { e } = useEdit();
  const name = { id: useId(), typing: useTyping(scenario.name, (text) => study.rename(scenario.id, text)) };
  const reason = {
    id: useId(),
    typing: useTyping(scenario.reason ?? "", (text) => study.describe(scenario.id, { reason: text })),
  };
  return (
    <div class="scenario-words">
      <div class="field-row">
        <label for={name.id}>{e("scenarios.nameLabel")}</label>
        <input id={name.id} type="text" maxLength={200} {...name.typing} data-testid="scenario-name" />
      </div>
      <div class="field-row">
        <label for={reason.id}>{e("scenarios.reason")}</label>
        <textarea
          id={reason.id}
          rows={2}
          maxLength={10_000}
          placeholder={e("scenarios.reason.hint")}
          {...reason.typing}
          data-testid="scenario-reason"
        />
      </div>
    </div>
  );
}

function Current({ study, scenario }: { study: StudyControl; scenario: EditedScenario }): VNode {
  const { e } = useEdit();
  const add = useNew();
  const isBase = scenario.id === study.study.peek().base;
  return (
    <>
      <div class="scenario-commands">
        <BeginButton />
        <button type="button" class="small" onClick={() => void add(scenario.id)}>
          <Icon name="duplicate" />
          {e("scenarios.duplicate")}
        </button>
        <button
          type="button"
          class="small"
          disabled={isBase}
          data-testid="scenario-delete"
          onClick={() => study.remove(scenario.id)}
        >
          <Icon name="delete" />
          {e("scenarios.remove")}
        </button>
      </div>
      <Words key={scenario.id} study={study} scenario={scenario} />
      <Conflicts study={study} scenario={scenario} />
      {isBase ? <p class="muted">{e("scenarios.base")}</p> : <Changes study={study} />}
    </>
  );
}

function StudyView({ study }: { study: StudyControl }): VNode | null {
  const { e } = useEdit();
  const { scenarios, head } = useValue(study.study);
  const current = useValue(study.current);
  const scenario = scenarios.find(({ id }) => id === current);
  const question = useId();
  const typing = useTyping(head.question ?? "", (text) => study.setHead({ question: text }));
  if (scenario === undefined) return null;
  return (
    <>
      <div class="scenarios" role="radiogroup" aria-label={e("scenarios.current")} data-testid="scenarios">
        {scenarios.map((each) => (
          <Row key={each.id} study={study} scenario={each} />
        ))}
      </div>
      <Current study={study} scenario={scenario} />
      <div class="field-row">
        <label for={question}>{e("scenarios.question")}</label>
        <textarea id={question} rows={2} maxLength={10_000} {...typing} />
      </div>
    </>
  );
}

function Panel(): VNode {
  const { e } = useEdit();
  const session = useSession();
  const study = useValue(session.study);
  return (
    <section class="panel scenario-panel" data-testid="scenario-panel">
      <div class="panel-head">
        <h2>{e("scenarios")}</h2>
      </div>
      {study === undefined ? (
        <>
          <p class="muted">{e("scenarios.none")}</p>
          <BeginButton />
        </>
      ) : (
        <StudyView study={study} />
      )}
    </section>
  );
}

/** The scenarios of the study: which one is edited, what it changes and why. */
export function ScenarioPanel({ bench }: { bench: Workbench }): VNode {
  return (
    <EditScope bench={bench}>
      <Panel />
    </EditScope>
  );
}
