import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { BottleneckFigure, BottleneckMethod, Bottlenecks } from "../../protocol/questions.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { GainsSection } from "./gains-section.tsx";
import { NumberSetting } from "./number-setting.tsx";
import { QuestionState, ScenarioSelect, StationButton } from "./question-parts.tsx";
import { SortHead, useSorting } from "./sort-head.tsx";
import { isNamed, METHOD_FIGURES, orderedStations, STATION_COLUMNS } from "./station-order.ts";
import { useAskedScenario } from "./use-asked-scenario.ts";
import { useStudy } from "./use-study.ts";

/** Replications that are watched, unless told otherwise. */
const REPLICATIONS = 10;
const METHODS = Object.keys(METHOD_FIGURES) as readonly BottleneckMethod[];

/** Which station holds the others up, by each method; and what it is worth to make one faster. */
export function BottleneckView(): VNode {
  const { x, control } = useExperiment();
  const { scenario, choose, ask } = useAskedScenario();
  const { bottlenecks } = control.questions;
  const isRunning = useValue(bottlenecks.progress) !== undefined;
  const found = useValue(bottlenecks.found);
  const asked = useValue(bottlenecks.asked);
  const [replications, setReplications] = useState(REPLICATIONS);
  return (
    <>
      <section class="question" aria-labelledby="bottlenecks-title">
        <h3 id="bottlenecks-title">{x("bottlenecks.title")}</h3>
        <p class="muted">{x("bottlenecks.intro")}</p>
        <div class="question-form">
          <ScenarioSelect
            value={scenario}
            label={x("chart.scenario")}
            testId="bottlenecks-scenario"
            onChange={choose}
          />
          <NumberSetting
            label={x("chart.replication")}
            unit=""
            value={replications}
            isFit={(count) => Number.isInteger(count) && count >= 2 && count <= 1000}
            testId="bottlenecks-replications"
            onChange={setReplications}
          />
          <button
            type="button"
            class="primary"
            disabled={isRunning}
            data-testid="bottlenecks-ask"
            onClick={() => ask((study, id) => control.questions.askBottlenecks(study, id, replications))}
          >
            <Icon name="play" />
            {x("bottlenecks.find")}
          </button>
        </div>
        <QuestionState question={bottlenecks} kind="bottlenecks" label={x("bottlenecks.title")} />
        {found !== undefined && asked !== undefined && <Found found={found} scenario={asked.scenario} />}
      </section>
      <GainsSection />
    </>
  );
}

function Found({ found, scenario }: { found: Bottlenecks; scenario: string }): VNode {
  const { nameOf } = useExperiment();
  return (
    <>
      <h4>{nameOf(scenario)}</h4>
      <NamedTable found={found} />
      <StationTable found={found} />
    </>
  );
}

/** What each method says, and how sure it is of it. */
function NamedTable({ found }: { found: Bottlenecks }): VNode {
  const { x } = useExperiment();
  const { formats } = useWording();
  return (
    <div class="result-table">
      <table class="named-table" data-testid="bottlenecks-named">
        <thead>
          <tr>
            <th scope="col">{x("bottlenecks.method")}</th>
            <th scope="col">{x("bottlenecks.names")}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {METHODS.map((method) => {
            const id = found.named[method];
            return (
              <tr key={method} data-method={method}>
                <th scope="row">{x(`method.${method}`)}</th>
                <td>{id === undefined ? "–" : <StationButton id={id} />}</td>
                <td>
                  {x("bottlenecks.votes", {
                    votes: formats.count(found.votes[method] ?? 0),
                    replications: formats.count(found.replications),
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details class="figure-choice">
        <summary>{x("bottlenecks.methods")}</summary>
        <dl class="method-hints">
          {METHODS.map((method) => (
            <div key={method}>
              <dt>{x(`method.${method}`)}</dt>
              <dd class="muted">{x(`method.${method}.hint`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function StationTable({ found }: { found: Bottlenecks }): VNode {
  const { x } = useExperiment();
  const { formats } = useWording();
  const { by, isDescending, sorting, sortBy } = useSorting<BottleneckFigure>("momentary");
  return (
    <div class="result-table">
      <div class="result-scroll tall" tabIndex={0} role="region" aria-label={x("bottlenecks.station")}>
        <table data-testid="bottlenecks-stations">
          <thead>
            <tr>
              <SortHead
                label={x("bottlenecks.station")}
                sorting={sorting(undefined)}
                onSort={() => sortBy(undefined)}
              />
              {STATION_COLUMNS.map((figure) => (
                <SortHead
                  key={figure}
                  label={x(`figure.${figure}`)}
                  unit={unitOf(figure)}
                  sorting={sorting(figure)}
                  onSort={() => sortBy(figure)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {orderedStations(found, by, isDescending).map((station) => (
              <tr key={station.station} data-station={station.station}>
                <th scope="row">
                  <StationButton id={station.station} />
                </th>
                {STATION_COLUMNS.map((figure) => {
                  const { mean, halfWidth } = station.intervals[figure];
                  const scale = unitOf(figure) === "%" ? 100 : 1;
                  const half = halfWidth === undefined ? undefined : halfWidth * scale;
                  const isBest = isNamed(found, station.station, figure);
                  return (
                    <td key={figure} data-named={isBest ? "" : undefined}>
                      <span class="estimate">{x.interval(mean * scale, half)}</span>
                      {isBest && <span class="verdict">◆ {x("bottlenecks.best")}</span>}
                      {figure === "severity" && station.arrow && (
                        <span class="muted difference">{x("bottlenecks.arrow")}</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Caption found={found} percent={formats.percent} />
    </div>
  );
}

function Caption({ found, percent }: { found: Bottlenecks; percent: (share: number) => string }): VNode {
  const { x } = useExperiment();
  const { run } = useStudy();
  return (
    <p class="muted table-note">
      {x("bottlenecks.caption", {
        replications: found.replications,
        confidence: percent(run.confidence ?? 0.95),
      })}
    </p>
  );
}

function unitOf(figure: BottleneckFigure): string {
  if (figure === "meanPeriod") return "s";
  return figure === "severity" ? "" : "%";
}
