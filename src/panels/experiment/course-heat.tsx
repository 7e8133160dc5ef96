import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { TimeRange } from "../../app/experiment/course-window.ts";
import { heatField, type HeatMeasure, measuresIn } from "../../app/experiment/heat-field.ts";
import type { RunCourse } from "../../protocol/questions.ts";
import { useSession, useWording } from "../session-context.ts";
import { Icon } from "../icons.tsx";
import { HeatScale } from "../heat-scale.tsx";
import { useExperiment } from "./experiment-context.ts";
import { HeatPlan, useHeatWords } from "./heat-plan.tsx";

/** The plant from above: what each element did in the range that is shown. */
export function CourseHeat({
  course,
  range,
  width,
}: {
  course: RunCourse;
  range: TimeRange;
  width: number;
}): VNode {
  const { x } = useExperiment();
  const session = useSession();
  const { t } = useWording();
  const words = useHeatWords();
  const measures = measuresIn(course);
  const [chosen, setChosen] = useState<HeatMeasure>("working");
  const measure = measures.includes(chosen) ? chosen : "content";
  const field = heatField(course, measure, range);
  const showInPlant = async (): Promise<void> => {
    const heat = await session.screens.showHeat(true);
    heat?.showCourse(measure);
    await session.screens.showExperiment(false);
  };
  return (
    <section class="course-part" aria-labelledby="heat-title">
      <h3 id="heat-title">{x("chart.heat")}</h3>
      <div class="station-tools">
        <label class="field">
          {x("heat.measure")}
          <select
            value={measure}
            data-testid="course-heat-measure"
            onChange={(event) =>
              setChosen(measures.find((each) => each === event.currentTarget.value) ?? measure)
            }
          >
            {measures.map((each) => (
              <option key={each} value={each} selected={each === measure}>
                {each === "content" ? x("heat.content") : t(`state.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          data-testid="heat-in-plant"
          title={x("heat.inPlant.hint")}
          onClick={() => void showInPlant()}
        >
          <Icon name="heat" />
          {x("heat.inPlant")}
        </button>
        <HeatScale from={words(measure, 0)} to={words(measure, field.most)} />
      </div>
      <HeatPlan field={field} width={width} />
    </section>
  );
}
