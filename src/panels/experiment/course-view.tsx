import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { RunCourse } from "../../protocol/questions.ts";
import { useSize } from "../balance/use-size.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { CourseHeat } from "./course-heat.tsx";
import { useExperiment } from "./experiment-context.ts";
import { FlowChart } from "./flow-chart.tsx";
import { Gantt } from "./gantt.tsx";
import { NumberSetting } from "./number-setting.tsx";
import { QuestionState, ScenarioSelect } from "./question-parts.tsx";
import { RangeBar } from "./range-bar.tsx";
import { useAskedScenario } from "./use-asked-scenario.ts";

/** What one replication of a scenario did: states, flow and contents in one range of time. */
export function CourseView(): VNode {
  const { x, control, nameOf } = useExperiment();
  const { formats } = useWording();
  const { scenario, choose, ask } = useAskedScenario();
  const { course } = control.questions;
  const isRunning = useValue(course.progress) !== undefined;
  const found = useValue(course.found);
  const asked = useValue(course.asked);
  const [replication, setReplication] = useState(1);
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  return (
    <section class="question" aria-labelledby="course-title">
      <h3 id="course-title">{x("course.title")}</h3>
      <p class="muted">{x("course.intro")}</p>
      <div class="question-form">
        <ScenarioSelect
          value={scenario}
          label={x("chart.scenario")}
          testId="course-scenario"
          onChange={choose}
        />
        <NumberSetting
          label={x("course.replication")}
          unit=""
          value={replication}
          isFit={(number) => Number.isInteger(number) && number >= 1 && number <= 10_000}
          testId="course-replication"
          onChange={setReplication}
        />
        <button
          type="button"
          class="primary"
          disabled={isRunning}
          data-testid="course-ask"
          onClick={() => ask((study, id) => control.questions.askCourse(study, id, replication - 1))}
        >
          <Icon name="play" />
          {x("course.ask")}
        </button>
      </div>
      <QuestionState question={course} kind="course" label={x("course.title")} />
      <div ref={host} class="course" data-testid="course">
        {found !== undefined && asked !== undefined && width > 0 && (
          <>
            <h4>
              {x("course.of", { scenario: nameOf(asked.scenario), replication: found.replication + 1 })}
            </h4>
            {found.until < found.horizon && (
              <p class="note">
                <Icon name="warning" />
                {x("course.cut", { until: formats.clock(found.until) })}
              </p>
            )}
            <Course course={found} width={width} />
          </>
        )}
      </div>
    </section>
  );
}

function Course({ course, width }: { course: RunCourse; width: number }): VNode {
  const { control } = useExperiment();
  const chosen = useValue(control.range.chosen);
  const range = control.range.within(chosen, course.until);
  return (
    <>
      <RangeBar course={course} range={range} width={width} />
      <Gantt course={course} range={range} width={width} />
      <FlowChart course={course} range={range} width={width} />
      <CourseHeat course={course} range={range} width={width} />
    </>
  );
}
