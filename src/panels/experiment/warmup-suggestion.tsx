import type { VNode } from "preact";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { QuestionState } from "./question-parts.tsx";

/** What MSER-5 finds beside the warm-up that is set, and a button to take it. */
export function WarmupSuggestion({
  warmup,
  take,
}: {
  /** That is set, s. */
  warmup: number;
  take: (seconds: number) => void;
}): VNode {
  const session = useSession();
  const { x, control, nameOf } = useExperiment();
  const { formats } = useWording();
  const question = control.questions.warmup;
  const isRunning = useValue(question.progress) !== undefined;
  const found = useValue(question.found);
  const ask = async (): Promise<void> => {
    const study = await session.beginStudy();
    if (study !== undefined) await control.questions.askWarmup(study);
  };
  const rows = Object.entries(found?.found ?? {});
  const longest = rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (most === undefined || row[1].warmup > most[1].warmup ? row : most),
    undefined,
  );
  const isShort = rows.some(([, { reliable }]) => !reliable);
  return (
    <div class="warmup-suggestion">
      <button
        type="button"
        class="small"
        disabled={isRunning}
        title={x("warmup.suggest.hint")}
        data-testid="warmup-suggest"
        onClick={() => void ask()}
      >
        {x("warmup.suggest")}
      </button>
      <QuestionState question={question} kind="warmup" label={x("warmup.suggest")} />
      {found !== undefined && longest !== undefined && (
        <p data-testid="warmup-found">
          {x("warmup.suggested", {
            warmup: formats.duration(found.warmup),
            scenario: nameOf(longest[0]),
          })}{" "}
          {found.warmup !== warmup && (
            <button type="button" class="small" data-testid="warmup-take" onClick={() => take(found.warmup)}>
              {x("warmup.take")}
            </button>
          )}
        </p>
      )}
      {isShort && (
        <p class="note">
          <Icon name="warning" />
          {x("warmup.unreliable")}
        </p>
      )}
    </div>
  );
}
