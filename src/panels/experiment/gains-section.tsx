import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { GainsAnswer, Speedup } from "../../protocol/questions.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { FigureSelect } from "./figure-select.tsx";
import { gainVerdict, type ScaledGain, scaledGains } from "./gain-scale.ts";
import { NumberSetting } from "./number-setting.tsx";
import { scaleOf } from "./plot-geometry.ts";
import { QuestionState, StationButton } from "./question-parts.tsx";
import { useAskedScenario } from "./use-asked-scenario.ts";
import { useStudy } from "./use-study.ts";

const BAR = 200;
const BAR_HEIGHT = 20;
/** Where a smaller figure is the better one. */
const SMALLER = new Set(["wip", "cycleTime"]);

/** What it is worth to make each station faster: a job in the background, with what has come of it so far. */
export function GainsSection(): VNode {
  const { x, control, plant } = useExperiment();
  const { ask } = useAskedScenario();
  const { head, run } = useStudy();
  const { gains } = control.questions;
  const isRunning = useValue(gains.progress) !== undefined;
  const found = useValue(gains.found);
  const asked = useValue(gains.asked);
  const [kind, setKind] = useState<"seconds" | "share">("seconds");
  const [seconds, setSeconds] = useState(1);
  const [percent, setPercent] = useState(10);
  const [figure, setFigure] = useState("throughput");
  const [count, setCount] = useState<number>();
  const [hours, setHours] = useState(8);
  const replications = count ?? Math.max(2, Math.min(10, run.replications ?? plant.run.replications));
  const speedup: Speedup = kind === "seconds" ? { seconds } : { share: percent / 100 };
  return (
    <section class="question" aria-labelledby="gains-title">
      <h3 id="gains-title">{x("gains.title")}</h3>
      <p class="muted">{x("gains.intro")}</p>
      <div class="question-form">
        <label class="field">
          {x("gains.change")}
          <select
            value={kind}
            data-testid="gains-kind"
            onChange={(event) => setKind(event.currentTarget.value === "share" ? "share" : "seconds")}
          >
            {(["seconds", "share"] as const).map((each) => (
              <option key={each} value={each} selected={each === kind}>
                {x(`gains.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {kind === "seconds" ? (
          <NumberSetting
            label={x("gains.seconds")}
            unit="s"
            value={seconds}
            isFit={(value) => value > 0}
            testId="gains-seconds"
            onChange={setSeconds}
          />
        ) : (
          <NumberSetting
            label={x("gains.share")}
            unit="%"
            value={percent}
            isFit={(value) => value > 0 && value <= 1000}
            testId="gains-percent"
            onChange={setPercent}
          />
        )}
        <label class="field">
          {x("gains.figure")}
          <FigureSelect head={head} value={figure} isMean testId="gains-figure" onChange={setFigure} />
        </label>
        <NumberSetting
          label={x("gains.replications")}
          unit=""
          value={replications}
          isFit={(value) => Number.isInteger(value) && value >= 2 && value <= 1000}
          testId="gains-replications"
          onChange={setCount}
        />
        <NumberSetting
          label={x("gains.shift")}
          unit="h"
          value={hours}
          isFit={(value) => value > 0 && value <= 24}
          testId="gains-shift"
          onChange={setHours}
        />
        <button
          type="button"
          class="primary"
          disabled={isRunning}
          data-testid="gains-ask"
          onClick={() =>
            ask((study, id) => control.questions.askGains(study, id, speedup, figure, replications))
          }
        >
          <Icon name="play" />
          {x("gains.start")}
        </button>
      </div>
      <QuestionState question={gains} kind="gains" label={x("gains.title")} />
      {found !== undefined && asked !== undefined && (
        <Found found={found} hours={hours} isDone={!isRunning} scenario={asked.scenario} />
      )}
    </section>
  );
}

function Found({
  found,
  hours,
  isDone,
  scenario,
}: {
  found: GainsAnswer;
  hours: number;
  isDone: boolean;
  scenario: string;
}): VNode {
  const { x, nameOf, plant } = useExperiment();
  const { formats } = useWording();
  const { head } = useStudy();
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const better = head?.responses?.find(({ id }) => id === found.response)?.better;
  const isSmallerBetter = better === undefined ? SMALLER.has(found.response) : better === "smaller";
  const rows = scaledGains(found, hours);
  const unit =
    found.unit === "parts/h" ? x("gains.perShift", { hours: formats.number(hours) }) : x.unit(found.unit);
  const change =
    "seconds" in found.speedup
      ? x("gains.secondsOff", { seconds: formats.number(found.speedup.seconds) })
      : x("gains.shareOff", { percent: formats.percent(found.speedup.share) });
  const best = rows.find((gain) => gainVerdict(gain, isSmallerBetter) === "differs");
  return (
    <>
      <h4>{nameOf(scenario)}</h4>
      {best !== undefined && (
        <p class="gain-best" data-testid="gains-best">
          {x("gains.best", {
            change,
            station: names.get(best.station) ?? best.station,
            gain: x.interval(best.mean, best.halfWidth, true),
            unit,
          })}
        </p>
      )}
      {best === undefined && isDone && <p data-testid="gains-none">{x("gains.none")}</p>}
      <GainTable rows={rows} unit={unit} change={change} isSmallerBetter={isSmallerBetter} />
      {found.tooShort.length > 0 && (
        <p class="muted">
          {x("gains.tooShort", { stations: found.tooShort.map((id) => names.get(id) ?? id).join(", ") })}
        </p>
      )}
      <p class="muted table-note">
        {x("gains.caption", {
          replications: found.replications,
          count: Math.round((1 - found.confidence) / (1 - found.each)),
          confidence: formats.percent(found.confidence),
        })}
      </p>
    </>
  );
}

function GainTable({
  rows,
  unit,
  change,
  isSmallerBetter,
}: {
  rows: readonly ScaledGain[];
  unit: string;
  change: string;
  isSmallerBetter: boolean;
}): VNode {
  const { x } = useExperiment();
  const scale = scaleOf([0, ...rows.flatMap(({ mean, low = mean, high = mean }) => [low, high])], 4, BAR - 4);
  return (
    <div class="result-table">
      <div class="result-scroll tall" tabIndex={0} role="region" aria-label={x("gains.title")}>
        <table data-testid="gains-table">
          <thead>
            <tr>
              <th scope="col" class="number">
                {x("gains.rank")}
              </th>
              <th scope="col">{x("bottlenecks.station")}</th>
              <th scope="col">
                {x("gains.gain")} <span class="muted">{`${change}, ${unit}`}</span>
              </th>
              <th scope="col" aria-hidden="true" />
              <th scope="col">{x("gains.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((gain) => {
              const verdict = gainVerdict(gain, isSmallerBetter);
              return (
                <tr key={gain.station} data-station={gain.station}>
                  <td class="number">{gain.rank}</td>
                  <th scope="row">
                    <StationButton id={gain.station} />
                  </th>
                  <td>{x.interval(gain.mean, gain.halfWidth, true)}</td>
                  <td aria-hidden="true">
                    <GainBar gain={gain} at={scale.at} />
                  </td>
                  <td
                    data-verdict={verdict === "differs" ? "better" : verdict === "loses" ? "worse" : "none"}
                  >
                    <span class="verdict">
                      {verdict === "differs" || verdict === "loses"
                        ? `${verdict === "differs" ? "▲" : "▼"} ${x(`gains.${verdict}`)}`
                        : `≈ ${x(`sign.${verdict}`)}`}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** An interval on the scale of all, with the line at 0. */
function GainBar({
  gain: { mean, low = mean, high = mean },
  at,
}: {
  gain: ScaledGain;
  at: (value: number) => number;
}): VNode {
  const middle = BAR_HEIGHT / 2;
  return (
    <svg class="plot gain-bar" width={BAR} height={BAR_HEIGHT}>
      <line class="zero-line" x1={at(0)} x2={at(0)} y1={0} y2={BAR_HEIGHT} />
      <g class="interval">
        <path
          d={`M${at(low)} ${middle}H${at(high)}M${at(low)} ${middle - 4}v8M${at(high)} ${middle - 4}v8`}
        />
        <circle cx={at(mean)} cy={middle} r={3.5} />
      </g>
    </svg>
  );
}
