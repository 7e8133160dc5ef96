import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePreferences, useSession, useWording } from "./session-context.ts";
import { timeOfDay } from "../app/i18n/formats.ts";
import { observedValues, throughputData, type ThroughputData } from "./throughput-data.ts";
import type { ThroughputPlot } from "./throughput-plot.ts";
import { useValue } from "./use-value.ts";

/** Rows of the table at most, newest first. */
const MOST_ROWS = 200;

function Plot({ data }: { data: ThroughputData }): VNode {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<ThroughputPlot | undefined>(undefined);
  const newest = useRef(data);
  newest.current = data;
  const { t, formats } = useWording();
  const { theme } = usePreferences();
  useEffect(() => {
    let gone = false;
    const wording = {
      formats,
      time: t("chart.time"),
      throughput: t("kpi.throughput"),
      unit: t("kpi.throughput.unit"),
      warmup: t("about.warmup"),
    };
    const draw = async (): Promise<void> => {
      const { ThroughputPlot } = await import("./throughput-plot.ts");
      if (gone || host.current === null) return;
      plot.current?.destroy();
      plot.current = new ThroughputPlot(host.current, wording);
      plot.current.show(newest.current);
    };
    void draw();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const redraw = (): void => void draw();
    dark.addEventListener("change", redraw);
    return () => {
      gone = true;
      dark.removeEventListener("change", redraw);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [formats, theme]);
  useEffect(() => plot.current?.show(data), [data]);
  return <div class="plot" ref={host} aria-hidden="true" />;
}

function SeriesTable({ data: { interval, warmup, ends, values } }: { data: ThroughputData }): VNode {
  const { t, formats } = useWording();
  const rows = ends.map((end, i) => [end, values[i] ?? Number.NaN] as const);
  return (
    <div class="series-table" tabIndex={0} role="region" aria-label={t("chart.throughput")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("chart.interval")}</th>
            <th scope="col">
              {t("kpi.throughput")} ({t("kpi.throughput.unit")})
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .slice(-MOST_ROWS)
            .reverse()
            .map(([end, value]) => (
              <tr key={end}>
                <th scope="row">
                  {/* Intervals are whole minutes: their seconds say nothing. */}
                  {formats.clock(end - interval).slice(0, -3)} – {timeOfDay(end).slice(0, 5)}
                </th>
                <td>
                  {end - interval < warmup && <span class="muted">({t("about.warmup")}) </span>}
                  {formats.number(value)}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Throughput over time, as a chart or as a table, with a sentence that sums it up. */
export function ThroughputChart(): VNode {
  const { run } = useSession();
  const { t, formats } = useWording();
  const results = useValue(run.results);
  const { series, warmup } = results ?? {};
  const [asTable, setAsTable] = useState(false);
  const data = useMemo(
    () => (series === undefined ? undefined : throughputData(series, warmup)),
    [series, warmup],
  );
  const values = data?.values ?? [];
  const { number } = formats;
  const observed = data === undefined ? [] : observedValues(data);
  const interval = formats.duration(data?.interval ?? Number.NaN);
  const last = number(values.at(-1) ?? Number.NaN);
  let summary = t("chart.empty", { interval });
  if (observed.length > 0) {
    const mean = number(observed.reduce((sum, value) => sum + value, 0) / observed.length);
    const [min, max] = [number(Math.min(...observed)), number(Math.max(...observed))];
    summary = t("chart.summary", { last, mean, min, max, interval });
  } else if (values.length > 0) summary = t("chart.summary.warmup", { last, interval });
  return (
    <figure class="chart" data-testid="chart">
      <figcaption>
        <span class="chart-title">
          {t("chart.throughput")} <span class="muted">({t("kpi.throughput.unit")})</span>
        </span>
        <button type="button" class="small" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? "chart.chart" : "chart.table")}
        </button>
      </figcaption>
      <p class="muted chart-summary" title={summary}>
        {data === undefined ? "" : summary}
      </p>
      {/* The chart's code is fetched only when the run goes on, so that it does not delay the first picture. */}
      {data !== undefined &&
        values.length > 0 &&
        (asTable ? <SeriesTable data={data} /> : <Plot data={data} />)}
    </figure>
  );
}
