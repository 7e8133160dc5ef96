import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Convergence, ExperimentTable, TableResponse } from "../../protocol/experiment.ts";
import { useSize } from "../balance/use-size.ts";
import { useValue } from "../use-value.ts";
import { BandPlot } from "./band-plot.tsx";
import { useExperiment } from "./experiment-context.ts";
import { HeatMap } from "./heat-map.tsx";
import { IntervalPlot, type PlotRow } from "./interval-plot.tsx";
import { RangeFields } from "./range-bar.tsx";
import { StationShares } from "./station-shares.tsx";

const CHARTS = ["intervals", "differences", "convergence", "time", "states", "heat"] as const;
type Chart = (typeof CHARTS)[number];

/** The figures as charts; each has its numbers as a table. */
export function Charts({ table }: { table: ExperimentTable }): VNode {
  const { x, control } = useExperiment();
  const [chart, setChart] = useState<Chart>("intervals");
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const chosen = useValue(control.response);
  const response = table.responses.find(({ id }) => id === chosen) ?? table.responses[0];
  const hasFigure = chart !== "time" && chart !== "states" && chart !== "heat";
  return (
    <section class="charts" aria-label={x("chart")}>
      <div class="chart-tools">
        <div class="segments" role="radiogroup" aria-label={x("chart")}>
          {CHARTS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="experiment-chart"
                checked={each === chart}
                data-testid={`chart-${each}`}
                onChange={() => setChart(each)}
              />
              <span>{x(`chart.${each}`)}</span>
            </label>
          ))}
        </div>
        {hasFigure && (
          <label class="field">
            <span>{x("figure")}</span>
            <select
              value={response?.id}
              data-testid="chart-figure"
              onChange={(event) => (control.response.value = event.currentTarget.value)}
            >
              {table.responses.map((each) => (
                <option key={each.id} value={each.id} selected={each.id === response?.id}>
                  {x.figure(each)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div ref={host} class="chart-host" data-testid="chart" data-chart={chart}>
        {response !== undefined && width > 0 && (
          <Drawn chart={chart} table={table} response={response} width={width} />
        )}
      </div>
      <p class="muted chart-hint">{x(`chart.${chart}.hint`)}</p>
    </section>
  );
}

interface DrawnProps {
  readonly table: ExperimentTable;
  readonly response: TableResponse;
  readonly width: number;
}

function Drawn({ chart, ...props }: DrawnProps & { chart: Chart }): VNode {
  switch (chart) {
    case "intervals":
      return <Intervals {...props} />;
    case "differences":
      return <Differences {...props} />;
    case "convergence":
      return <ConvergencePlot {...props} />;
    case "time":
      return <TimePlot width={props.width} />;
    case "states":
      return <StationShares />;
    case "heat":
      return <HeatMap width={props.width} />;
  }
}

function useAxis(response: TableResponse): string {
  const { x } = useExperiment();
  const unit = x.unit(response.unit);
  return unit === "" ? x.figure(response) : `${x.figure(response)}, ${unit}`;
}

function Intervals({ table, response, width }: DrawnProps): VNode {
  const { nameOf } = useExperiment();
  const axis = useAxis(response);
  const rows = table.rows.flatMap(({ scenario, estimates }): PlotRow[] => {
    const estimate = estimates[response.id];
    return estimate === undefined ? [] : [{ id: scenario, label: nameOf(scenario), ...estimate }];
  });
  // A quantile or a chance is not on the scale of what was seen in each replication.
  const isMean = rows.every((row) => !("statistic" in row) || row.statistic === undefined);
  const shown = isMean ? rows : rows.map((row) => ({ ...row, values: [] }));
  return <IntervalPlot rows={shown} axis={axis} width={width} />;
}

function Differences({ table, response, width }: DrawnProps): VNode {
  const { x, nameOf } = useExperiment();
  const axis = useAxis(response);
  const rows = table.rows.flatMap(({ scenario, differences }): PlotRow[] => {
    const difference = differences[response.id];
    return difference === undefined ? [] : [{ id: scenario, label: nameOf(scenario), ...difference }];
  });
  if (rows.length === 0) return <p class="muted">{x("chart.noDifferences")}</p>;
  return <IntervalPlot rows={rows} axis={`Δ ${axis}`} width={width} isSigned />;
}

function ConvergencePlot({ response, width }: DrawnProps): VNode {
  const { x, control, nameOf } = useExperiment();
  const result = useValue(control.result);
  const axis = useAxis(response);
  const [course, setCourse] = useState<readonly Convergence[]>();
  useEffect(() => {
    let gone = false;
    setCourse(undefined);
    if (result !== undefined)
      void control.convergence(response.id).then((found) => {
        if (!gone) setCourse(found);
      });
    return () => {
      gone = true;
    };
  }, [control, result, response.id]);
  if (course === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const bands = course.map((each) => ({ ...each, label: nameOf(each.scenario) }));
  return (
    <BandPlot
      bands={bands}
      width={width}
      axis={axis}
      place={(i) => i + 1}
      across={x("chart.replication")}
      from={0}
      to={Math.max(0, ...bands.map(({ mean }) => mean.length))}
    />
  );
}

const HOUR = 3600;

function TimePlot({ width }: { width: number }): VNode {
  const { x, control, nameOf } = useExperiment();
  const result = useValue(control.result);
  const chosen = useValue(control.range.chosen);
  if (result === undefined) return <p class="muted">{x("chart.waits")}</p>;
  const interval = result.scenarios[0]?.series.interval ?? 1;
  const perHour = HOUR / interval;
  // The last interval may be a part of one.
  const whole = Math.floor(result.horizon / interval);
  const bands = result.scenarios.map(({ id, series }) => ({
    scenario: id,
    label: nameOf(id),
    mean: series.mean.slice(0, whole).map((value) => value * perHour),
    halfWidth: series.halfWidth
      .slice(0, whole)
      .map((value) => (value === undefined ? undefined : value * perHour)),
  }));
  const end = Math.max(0, ...bands.map(({ mean }) => mean.length)) * interval;
  const range = control.range.within(chosen, end);
  return (
    <>
      <RangeFields range={range} end={end} />
      <BandPlot
        bands={bands}
        width={width}
        axis={`${x("kpi.throughput")}, ${x("unit.parts/h")}`}
        place={(i) => ((i + 0.5) * interval) / HOUR}
        across="h"
        from={range[0] / HOUR}
        to={range[1] / HOUR}
        onRange={(from, to) => control.range.choose(from * HOUR, to * HOUR, end)}
      />
    </>
  );
}
