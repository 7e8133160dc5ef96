import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ACCOUNTS_TEXTS } from "../app/i18n/accounts-texts.ts";
import { timeOfDay } from "../app/i18n/formats.ts";
import { fill } from "../app/i18n/text.ts";
import type { RunResult } from "../protocol/simulation.ts";
import { loadCurveGeometry, type LoadCurveGeometry } from "./load-curve-geometry.ts";
import { useWording } from "./session-context.ts";
import "./style/load-curve.css";

/** Units of the picture; it is drawn as wide as the panel. */
const WIDTH = 260;
const HEIGHT = 96;
const MARGIN = { left: 36, right: 8, top: 16, bottom: 18 } as const;
/** Rows of the table at most, newest first. */
const MOST_ROWS = 200;

type Energy = NonNullable<RunResult["energy"]>;

function Axes({ geometry }: { geometry: LoadCurveGeometry }): VNode {
  const { formats } = useWording();
  const dayText = (seconds: number): string =>
    seconds > 0 && seconds % 86_400 === 0
      ? formats.clock(seconds).slice(0, -9)
      : timeOfDay(seconds).slice(0, 5);
  return (
    <>
      {geometry.powers.map(({ value, at }) => (
        <g key={`p${value}`}>
          <line class="grid" x1={0} x2={WIDTH} y1={at} y2={at} />
          <text x={-5} y={at + 3.5} text-anchor="end">
            {formats.number(value)}
          </text>
        </g>
      ))}
      {geometry.times.map(({ value, at }) => (
        <text
          key={`t${value}`}
          x={at}
          y={HEIGHT + 13}
          text-anchor={at > WIDTH - 20 ? "end" : at < 20 ? "start" : "middle"}
        >
          {dayText(value)}
        </text>
      ))}
    </>
  );
}

function Picture({
  energy,
  time,
  warmup,
  label,
}: {
  energy: Energy;
  time: number;
  warmup: number;
  label: string;
}): VNode {
  const { formats } = useWording();
  const { peakDemand } = energy;
  const highest = Number.isNaN(peakDemand) ? 0 : peakDemand;
  const size = { width: WIDTH, height: HEIGHT };
  const geometry = loadCurveGeometry(energy.series, { until: time, warmup, highest }, size);
  const { peak } = geometry;
  const box = [
    -MARGIN.left,
    -MARGIN.top,
    WIDTH + MARGIN.left + MARGIN.right,
    HEIGHT + MARGIN.top + MARGIN.bottom,
  ];
  return (
    <svg class="load-curve" viewBox={box.join(" ")} role="img" aria-label={label}>
      {geometry.warmup > 0 && <rect class="warmup" x={0} y={0} width={geometry.warmup} height={HEIGHT} />}
      <Axes geometry={geometry} />
      <path class="area" d={geometry.area} />
      <path class="curve" d={geometry.line} />
      {highest > 0 && (
        <line class="demand" x1={0} x2={WIDTH} y1={geometry.y(highest)} y2={geometry.y(highest)} />
      )}
      {peak !== undefined && (
        <g class="peak" data-testid="load-peak" data-power={peak.power}>
          <circle cx={peak.x} cy={peak.y} r={3.2} />
          <text
            x={peak.x}
            y={peak.y - 6}
            text-anchor={peak.x > WIDTH - 40 ? "end" : peak.x < 40 ? "start" : "middle"}
          >
            {formats.withUnit(formats.number(peak.power), "kW")}
          </text>
        </g>
      )}
    </svg>
  );
}

function SeriesTable({ energy: { series }, label }: { energy: Energy; label: string }): VNode {
  const { t, formats } = useWording();
  const texts = ACCOUNTS_TEXTS[useWording().language];
  const rows = series.power.map((power, i) => [i * series.interval, power] as const);
  return (
    <div class="series-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("chart.interval")}</th>
            <th scope="col">{texts.power} (kW)</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .slice(-MOST_ROWS)
            .reverse()
            .map(([from, power]) => (
              <tr key={from}>
                <th scope="row">
                  {formats.clock(from).slice(0, -3)} – {timeOfDay(from + series.interval).slice(0, 5)}
                </th>
                <td>{formats.number(power)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Power of the plant over time with its peak, as a picture or as a table. */
export function LoadCurveFigure({ results }: { results: RunResult }): VNode | null {
  const { t, formats, language } = useWording();
  const texts = ACCOUNTS_TEXTS[language];
  const [asTable, setAsTable] = useState(false);
  const { energy, time, warmup } = results;
  if (energy === undefined || energy.series.power.length === 0) return null;
  const kilowatts = (power: number): string => formats.withUnit(formats.number(power), "kW");
  const summary = fill(texts.loadSummary, {
    interval: formats.duration(energy.series.interval),
    mean: kilowatts(energy.meanPower),
    demand: kilowatts(energy.peakDemand),
    demandInterval: formats.duration(energy.demandInterval),
    peak: kilowatts(energy.peakPower),
  });
  return (
    <figure class="load-figure" data-testid="load-curve">
      <figcaption>
        <span class="chart-title">
          {texts.loadCurve} <span class="muted">(kW)</span>
        </span>
        <button type="button" class="small" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? "chart.chart" : "chart.table")}
        </button>
      </figcaption>
      {asTable ? (
        <SeriesTable energy={energy} label={texts.loadCurve} />
      ) : (
        <Picture energy={energy} time={time} warmup={warmup} label={`${texts.loadCurve}: ${summary}`} />
      )}
      <p class="muted">{summary}</p>
    </figure>
  );
}
