import type { VNode } from "preact";
import { isOutdated, type Question } from "../../app/experiment/question-control.ts";
import type { QuestionKind } from "../../protocol/questions.ts";
import { FindingList } from "../finding-list.tsx";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { useStudy } from "./use-study.ts";

/** How far a question is, with what ends it; why it has no answer; and that its answer is of a former study. */
export function QuestionState<Asked, Found>({
  question,
  kind,
  label,
}: {
  question: Question<Asked, Found>;
  kind: QuestionKind;
  label: string;
}): VNode | null {
  const { x, control } = useExperiment();
  const { formats } = useWording();
  const { study } = useStudy();
  const progress = useValue(question.progress);
  const problem = useValue(question.problem);
  const found = useValue(question.found);
  if (progress !== undefined) {
    const isKnown = progress.share > 0;
    const words = isKnown
      ? [
          x("question.progress", { percent: formats.percent(Math.floor(progress.share * 100) / 100) }),
          ...(progress.left === undefined
            ? []
            : [x("progress.left", { time: formats.duration(progress.left) })]),
        ].join(" · ")
      : x("question.running");
    return (
      <div class="run-progress" data-testid={`${kind}-progress`}>
        <progress aria-label={label} {...(isKnown ? { value: progress.share, max: 1 } : {})} />
        <span>{words}</span>
        <button
          type="button"
          class="small"
          data-testid={`${kind}-cancel`}
          onClick={() => control.questions.cancel(kind)}
        >
          <Icon name="close" />
          {x("cancel")}
        </button>
      </div>
    );
  }
  const now = study?.study.peek();
  const isStale =
    found !== undefined &&
    question.study !== undefined &&
    now !== undefined &&
    isOutdated(question.study, now, kind);
  if (problem === undefined && !isStale) return null;
  return (
    <div role={problem === undefined ? undefined : "alert"} data-testid={`${kind}-problem`}>
      {problem !== undefined && (
        <p class="note">
          <Icon name="warning" />
          {problem.kind === "failed"
            ? x("question.failed", { message: problem.message })
            : x(`question.${problem.kind}`)}
        </p>
      )}
      {problem?.kind === "findings" && (
        <FindingList findings={problem.findings} label={x("question.findings")} />
      )}
      {isStale && (
        <p class="note" data-testid={`${kind}-stale`}>
          <Icon name="warning" />
          {x("question.stale")}
        </p>
      )}
    </div>
  );
}

/** One of the scenarios of the study. */
export function ScenarioSelect({
  value,
  label,
  testId,
  onChange,
}: {
  value: string | undefined;
  label: string;
  testId: string;
  onChange: (id: string) => void;
}): VNode {
  const { scenarios } = useStudy();
  const { x } = useExperiment();
  if (scenarios.length === 0)
    return (
      <span class="field">
        {label} <strong>{x("scenarios.base")}</strong>
      </span>
    );
  return (
    <label class="field">
      {label}
      <select value={value} data-testid={testId} onChange={(event) => onChange(event.currentTarget.value)}>
        {scenarios.map(({ id, name }) => (
          <option key={id} value={id} selected={id === value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A station by name; a click selects it in the plant. */
export function StationButton({ id }: { id: string }): VNode {
  const { plant } = useExperiment();
  const { selection } = useSession();
  const selected = useValue(selection.id);
  const name = plant.elements.find((element) => element.id === id)?.name ?? id;
  return (
    <button
      type="button"
      class="small station-button"
      aria-pressed={id === selected}
      title={name}
      onClick={() => selection.select(id)}
    >
      {name}
    </button>
  );
}
