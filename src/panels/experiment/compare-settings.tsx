import type { VNode } from "preact";
import type { StudyHead } from "../../app/study/study-control.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { FigureSelect, unitOfFigure } from "./figure-select.tsx";
import { NumberSetting } from "./number-setting.tsx";
import type { ShownStudy } from "./use-study.ts";

type Comparison = NonNullable<StudyHead["comparisons"]>[number];
const METHODS = ["paired", "allPairs", "best"] as const;
type Method = (typeof METHODS)[number];

/** What is compared with what; beside it the best may be selected with as many replications as that takes. */
export function CompareSettings({ shown: { head, change } }: { shown: ShownStudy }): VNode {
  const { x, control } = useExperiment();
  const figure = useValue(control.response);
  const all = head?.comparisons ?? [];
  const own = all.find((comparison) => comparison.method !== "select");
  const method: Method = own?.method ?? "paired";
  const response = own?.response ?? figure;
  const indifference = own?.method === "best" ? (own.indifference ?? 0) : 0;
  const choose = (next: Method, id: string, width: number): void => {
    const comparison: Comparison =
      next === "best"
        ? { method: next, response: id, ...(width > 0 ? { indifference: width } : {}) }
        : { method: next, response: id };
    const others = all.filter((each) => each !== own);
    change({ comparisons: [comparison, ...others] });
  };
  return (
    <>
      <label class="setting">
        <span>{x("compare")}</span>
        <select
          value={method}
          data-testid="compare-method"
          onChange={(event) =>
            choose(
              METHODS.find((each) => each === event.currentTarget.value) ?? "paired",
              response,
              indifference,
            )
          }
        >
          {METHODS.map((each) => (
            <option key={each} value={each} selected={each === method}>
              {x(`compare.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {method !== "paired" && (
        <label class="setting">
          <span>{x("compare.figure")}</span>
          <FigureSelect
            head={head}
            value={response}
            isMean
            testId="compare-figure"
            onChange={(id) => choose(method, id, indifference)}
          />
        </label>
      )}
      {method === "best" && (
        <NumberSetting
          label={x("compare.indifference")}
          unit={unitOfFigure(x, head, response)}
          value={indifference}
          isFit={(value) => value >= 0}
          testId="compare-indifference"
          onChange={(value) => choose(method, response, value)}
        />
      )}
    </>
  );
}
