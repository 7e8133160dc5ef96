import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { AskedDivergence } from "../../app/experiment/question-control.ts";
import type { DivergenceAnswer } from "../../protocol/questions.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { NumberSetting } from "./number-setting.tsx";
import { PairView } from "./pair-view.tsx";
import { QuestionState, ScenarioSelect } from "./question-parts.tsx";
import { useStudy } from "./use-study.ts";

/** The first event that two scenarios do not share, and both runs standing there. */
export function DivergenceView(): VNode {
  const session = useSession();
  const { x, control } = useExperiment();
  const { scenarios, head } = useStudy();
  const { divergence } = control.questions;
  const isRunning = useValue(divergence.progress) !== undefined;
  const found = useValue(divergence.found);
  const asked = useValue(divergence.asked);
  const [chosen, setChosen] = useState<Partial<AskedDivergence>>({});
  const [replication, setReplication] = useState(1);
  const ids = scenarios.map(({ id }) => id);
  const known = (id: string | undefined): string | undefined =>
    id !== undefined && ids.includes(id) ? id : undefined;
  const first = known(chosen.first) ?? known(head?.baseline) ?? ids[0];
  const second = known(chosen.second) ?? ids.find((id) => id !== first);
  const ask = async (): Promise<void> => {
    const study = await session.beginStudy();
    if (study !== undefined && first !== undefined && second !== undefined)
      await control.questions.askDivergence(study, first, second, replication - 1);
  };
  return (
    <section class="question" aria-labelledby="divergence-title">
      <h3 id="divergence-title">{x("divergence.title")}</h3>
      <p class="muted">{x("divergence.intro")}</p>
      {scenarios.length < 2 ? (
        <p>{x("divergence.alone")}</p>
      ) : (
        <div class="question-form">
          <ScenarioSelect
            value={first}
            label={x("divergence.first")}
            testId="divergence-first"
            onChange={(id) => setChosen({ ...chosen, first: id })}
          />
          <ScenarioSelect
            value={second}
            label={x("divergence.second")}
            testId="divergence-second"
            onChange={(id) => setChosen({ ...chosen, second: id })}
          />
          <NumberSetting
            label={x("course.replication")}
            unit=""
            value={replication}
            isFit={(number) => Number.isInteger(number) && number >= 1 && number <= 10_000}
            testId="divergence-replication"
            onChange={setReplication}
          />
          <button
            type="button"
            class="primary"
            disabled={isRunning || first === second}
            data-testid="divergence-ask"
            onClick={() => void ask()}
          >
            <Icon name="play" />
            {x("divergence.find")}
          </button>
        </div>
      )}
      <QuestionState question={divergence} kind="divergence" label={x("divergence.title")} />
      {found !== undefined && asked !== undefined && !isRunning && <Found found={found} asked={asked} />}
    </section>
  );
}

function Found({ found, asked }: { found: DivergenceAnswer; asked: AskedDivergence }): VNode {
  const { x, nameOf } = useExperiment();
  const { formats } = useWording();
  const { divergence } = found;
  const names = { first: nameOf(asked.first), second: nameOf(asked.second) };
  if (divergence === undefined)
    return (
      <p data-testid="divergence-none">
        {x("divergence.none", { ...names, time: formats.clock(found.horizon) })}
      </p>
    );
  return (
    <>
      <p class="gain-best" data-testid="divergence-found">
        {x("divergence.found", {
          ...names,
          time: formats.clock(divergence.time),
          seconds: formats.number(divergence.time, 9),
          replication: found.replication + 1,
          seed: found.seed,
        })}
      </p>
      <PairView found={found} divergence={divergence} asked={asked} />
    </>
  );
}
