import type { ComponentChildren, VNode } from "preact";
import { outputBins, type TimeRange } from "../../app/experiment/course-window.ts";
import type { RunCourse } from "../../protocol/questions.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useExperiment } from "./experiment-context.ts";
import { tickText, timeTicks } from "./time-axis.ts";
import { useBrush } from "./use-brush.ts";

const HOUR = 3600;
const BINS = 120;
const HEIGHT = 44;
const AXIS = 16;

/** The whole run with its output, and the range of it that all charts show. */
export function RangeBar({
  course,
  range,
  width,
}: {
  course: RunCourse;
  range: TimeRange;
  width: number;
}): VNode {
  const { x } = useExperiment();
  const { formats } = useWording();
  return (
    <div class="range-bar">
      <Overview course={course} range={range} width={width} />
      <RangeFields range={range} end={course.until}>
        <span class="muted range-words" data-testid="range-words">
          {x("range.shown", {
            from: formats.clock(range[0]),
            to: formats.clock(range[1]),
            length: formats.duration(range[1] - range[0]),
          })}
        </span>
      </RangeFields>
    </div>
  );
}

function Overview({ course, range, width }: { course: RunCourse; range: TimeRange; width: number }): VNode {
  const { control } = useExperiment();
  const { formats } = useWording();
  const end = course.until;
  const at = (time: number): number => (time / end) * width;
  const bins = outputBins(course, BINS);
  const most = Math.max(1e-9, ...bins);
  const step = width / BINS;
  const { drag, handlers } = useBrush(
    (from, to) => control.range.choose((from / width) * end, (to / width) * end, end),
    () => control.range.all(),
  );
  const [from, to] =
    drag === undefined ? [at(range[0]), at(range[1])] : [Math.min(...drag), Math.max(...drag)];
  return (
    <svg
      class="plot rangeable overview"
      width={width}
      height={HEIGHT + AXIS}
      aria-hidden="true"
      data-testid="course-overview"
      {...handlers}
    >
      {bins.map((rate, i) => (
        <rect
          key={i}
          class="overview-bar"
          x={i * step}
          width={Math.max(0.5, step - 0.5)}
          y={HEIGHT - (rate / most) * (HEIGHT - 4)}
          height={(rate / most) * (HEIGHT - 4)}
        />
      ))}
      {course.warmup > 0 && (
        <line class="zero-line" x1={at(course.warmup)} x2={at(course.warmup)} y1={0} y2={HEIGHT} />
      )}
      <rect class="overview-out" x={0} width={Math.max(0, from)} y={0} height={HEIGHT} />
      <rect class="overview-out" x={to} width={Math.max(0, width - to)} y={0} height={HEIGHT} />
      <rect class="overview-range" x={from} width={Math.max(1, to - from)} y={0.5} height={HEIGHT - 1} />
      {timeTicks(0, end, Math.floor(width / 90))
        .filter(({ time }) => at(time) < width - 60)
        .map(({ time, startsDay }) => (
          <text key={time} class="tick" x={at(time) + 2} y={HEIGHT + 13}>
            {tickText(formats.clock(time), startsDay, true)}
          </text>
        ))}
    </svg>
  );
}

/** The range by numbers and by buttons: what a drag does, without one. */
export function RangeFields({
  range: [from, to],
  end,
  children,
}: {
  range: TimeRange;
  end: number;
  children?: ComponentChildren;
}): VNode {
  const { x, control } = useExperiment();
  const { range } = control;
  const hours = (time: number): number => Number((time / HOUR).toPrecision(6));
  return (
    <div class="time-range" role="group" aria-label={x("chart.range")}>
      <label class="field">
        {x("chart.from")}
        <input
          type="number"
          min={0}
          max={hours(to)}
          step="any"
          value={hours(from)}
          data-testid="range-from"
          onChange={(event) => {
            const typed = (event.currentTarget.valueAsNumber || 0) * HOUR;
            if (typed < to) range.choose(typed, to, end);
          }}
        />
      </label>
      <label class="field">
        {x("chart.to")}
        <input
          type="number"
          min={hours(from)}
          max={hours(end)}
          step="any"
          value={hours(to)}
          data-testid="range-to"
          onChange={(event) => {
            const typed = (event.currentTarget.valueAsNumber || end / HOUR) * HOUR;
            if (typed > from) range.choose(from, typed, end);
          }}
        />
        h
      </label>
      <span class="button-group">
        <RangeButton text={x("range.earlier")} sign="←" act={() => range.move(-0.5, end)} />
        <RangeButton text={x("range.later")} sign="→" act={() => range.move(0.5, end)} />
        <RangeButton text={x("range.in")} sign="+" act={() => range.zoom(0.5, end)} />
        <RangeButton text={x("range.out")} sign="−" act={() => range.zoom(2, end)} />
      </span>
      <button type="button" class="small" data-testid="range-all" onClick={() => range.all()}>
        <Icon name="fit" />
        {x("range.all")}
      </button>
      {children}
    </div>
  );
}

function RangeButton({ text, sign, act }: { text: string; sign: string; act: () => void }): VNode {
  return (
    <button type="button" class="small range-button" aria-label={text} title={text} onClick={act}>
      {sign}
    </button>
  );
}
