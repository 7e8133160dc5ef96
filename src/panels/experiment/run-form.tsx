import type { VNode } from "preact";
import { Icon } from "../icons.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { CompareSettings } from "./compare-settings.tsx";
import { useExperiment } from "./experiment-context.ts";
import { FigureSelect, unitOfFigure } from "./figure-select.tsx";
import { NumberSetting } from "./number-setting.tsx";
import { type RunSettings, type ShownStudy, useStudy } from "./use-study.ts";
import { WarmupSuggestion } from "./warmup-suggestion.tsx";

const HOUR = 3600;
const METHODS = ["replications", "precision", "select"] as const;
type Method = (typeof METHODS)[number];

const isWhole = (least: number, most: number) => (value: number) =>
  Number.isInteger(value) && value >= least && value <= most;
const isPositive = (value: number): boolean => value > 0;

function methodOf({ head, run }: ShownStudy): Method {
  if (run.precision !== undefined) return "precision";
  return head?.comparisons?.some(({ method }) => method === "select") === true ? "select" : "replications";
}

/** How the study is run, and the button that does it. What is set here becomes part of the study. */
export function RunForm(): VNode {
  const session = useSession();
  const { x, control } = useExperiment();
  const shown = useStudy();
  const { scenarios } = shown;
  const leftOut = useValue(control.leftOut);
  const running = useValue(control.running);
  const count = scenarios.filter(({ id }) => !leftOut.has(id)).length;
  const start = async (): Promise<void> => {
    const study = await session.beginStudy();
    if (study !== undefined) await control.run(study);
  };
  const isAlone = scenarios.length < 2;
  return (
    <form class="panel run-form" onSubmit={(event) => event.preventDefault()}>
      <fieldset disabled={running !== undefined}>
        {!isAlone && <CompareSettings shown={shown} />}
        <MethodSettings shown={shown} />
        <TimeSettings shown={shown} />
      </fieldset>
      <div class="run-buttons">
        {running === undefined ? (
          <button
            type="button"
            class="primary"
            disabled={!isAlone && count === 0}
            data-testid="experiment-run"
            onClick={() => void start()}
          >
            <Icon name="play" />
            {isAlone ? x("run.one") : x("run", { count })}
          </button>
        ) : (
          <button type="button" data-testid="experiment-cancel" onClick={() => control.cancel()}>
            <Icon name="close" />
            {x("cancel")}
          </button>
        )}
      </div>
    </form>
  );
}

function MethodSettings({ shown }: { shown: ShownStudy }): VNode {
  const { x, plant } = useExperiment();
  const { run, head, change } = shown;
  const method = methodOf(shown);
  const selection = head?.comparisons?.find((comparison) => comparison.method === "select");
  const response = run.precision?.response ?? selection?.response ?? "throughput";
  const setRun = (settings: RunSettings): void => change({ run: { ...run, ...settings } });
  const choose = (next: Method, figure: string, width: number): void => {
    const { precision: _, ...rest } = run;
    const others = head?.comparisons?.filter((comparison) => comparison.method !== "select");
    change({
      run: next === "precision" ? { ...rest, precision: { response: figure, halfWidth: width } } : rest,
      comparisons:
        next === "select"
          ? [...(others ?? []), { method: "select", response: figure, indifference: width }]
          : others === undefined || others.length === 0
            ? undefined
            : others,
    });
  };
  const width = run.precision?.halfWidth ?? selection?.indifference ?? 1;
  return (
    <>
      <label class="setting">
        <span>{x("method")}</span>
        <select
          value={method}
          data-testid="experiment-method"
          onChange={(event) =>
            choose(
              METHODS.find((each) => each === event.currentTarget.value) ?? "replications",
              response,
              width,
            )
          }
        >
          {METHODS.map((each) => (
            <option key={each} value={each} selected={each === method}>
              {x(`method.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <NumberSetting
        label={x(method === "replications" ? "replications" : "replications.first")}
        unit=""
        value={run.replications ?? plant.run.replications}
        isFit={isWhole(1, 10_000)}
        testId="replications"
        onChange={(replications) => setRun({ replications })}
      />
      {method !== "replications" && (
        <>
          <label class="setting">
            <span>{x("figure")}</span>
            <FigureSelect
              head={head}
              value={response}
              testId="method-figure"
              onChange={(id) => choose(method, id, width)}
            />
          </label>
          <NumberSetting
            label={x(method === "precision" ? "precision" : "indifference")}
            unit={unitOfFigure(x, head, response)}
            value={width}
            isFit={isPositive}
            testId="half-width"
            onChange={(value) => choose(method, response, value)}
          />
        </>
      )}
    </>
  );
}

function TimeSettings({ shown: { run, change } }: { shown: ShownStudy }): VNode {
  const { x, plant } = useExperiment();
  const setRun = (settings: RunSettings): void => change({ run: { ...run, ...settings } });
  const horizon = run.horizon ?? plant.run.horizon;
  const isFound = typeof run.warmup === "object";
  const fallback = plant.run.warmup < horizon ? plant.run.warmup : 0;
  const warmup = typeof run.warmup === "number" ? run.warmup : fallback;
  return (
    <>
      <NumberSetting
        label={x("horizon")}
        unit="h"
        value={horizon / HOUR}
        isFit={(hours) => hours > 0 && (isFound || hours * HOUR > warmup)}
        testId="horizon"
        onChange={(hours) => setRun({ horizon: hours * HOUR })}
      />
      <label class="setting">
        <span>{x("warmup")}</span>
        <select
          value={isFound ? "mser5" : "set"}
          data-testid="warmup-method"
          onChange={(event) =>
            setRun({ warmup: event.currentTarget.value === "mser5" ? { method: "mser5" } : fallback })
          }
        >
          {(["set", "mser5"] as const).map((each) => (
            <option key={each} value={each} selected={(each === "mser5") === isFound}>
              {x(`warmup.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {!isFound && (
        <NumberSetting
          label={x("warmup.length")}
          unit="h"
          value={warmup / HOUR}
          isFit={(hours) => hours >= 0 && hours * HOUR < horizon}
          testId="warmup"
          onChange={(hours) => setRun({ warmup: hours * HOUR })}
        />
      )}
      {!isFound && <WarmupSuggestion warmup={warmup} take={(seconds) => setRun({ warmup: seconds })} />}
      <NumberSetting
        label={x("seed")}
        unit=""
        value={run.seed ?? plant.run.seed}
        isFit={isWhole(0, 2 ** 32 - 1)}
        testId="experiment-seed"
        onChange={(seed) => setRun({ seed })}
      />
      <NumberSetting
        label={x("confidence")}
        unit="%"
        value={Number(((run.confidence ?? 0.95) * 100).toPrecision(12))}
        isFit={(percent) => percent >= 50 && percent < 100}
        testId="confidence"
        onChange={(percent) => setRun({ confidence: percent / 100 })}
      />
    </>
  );
}
