import { niceTicks } from "../../base/ticks.ts";

/** A figure with its interval, one row of a chart. */
export interface IntervalRow {
  readonly label: string;
  readonly mean: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Writes a number as the report's language does. */
export type NumberText = (value: number) => string;

const WIDTH = 720;
const LABELS = 210;
const ROW = 26;
const RIGHT = 30;
/** Okabe and Ito (2008), in the order of STATES. */
const STATE_COLOURS = [
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#E69F00",
  "#D55E00",
  "#0072B2",
  "#999999",
  "#F0E442",
];
const SCENARIO_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

/** Means as dots with their intervals as bars, one below the other. @param marks where a line is drawn, such as at no difference */
export function intervalChart(
  rows: readonly IntervalRow[],
  axis: string,
  text: NumberText,
  marks: readonly number[] = [],
): string {
  const shown = rows.filter(({ mean }) => Number.isFinite(mean));
  if (shown.length === 0) return "";
  const values = [...shown.flatMap(({ mean, low = mean, high = mean }) => [mean, low, high]), ...marks];
  const ticks = niceTicks(Math.min(...values), Math.max(...values));
  const [from, to] = [ticks[0] as number, ticks.at(-1) as number];
  const x = (value: number): number => LABELS + ((value - from) / (to - from)) * (WIDTH - LABELS - RIGHT);
  const bottom = shown.length * ROW + 8;
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="4" y2="${bottom}"/>` +
      `<text class="tick" x="${at(x(tick))}" y="${bottom + 14}">${escape(text(tick))}</text>`,
  );
  const intervals = shown.map(({ label, mean, low = mean, high = mean }, i) => {
    const y = i * ROW + ROW / 2 + 4;
    const ends = [low, high].map(
      (end) => `<line x1="${at(x(end))}" x2="${at(x(end))}" y1="${y - 5}" y2="${y + 5}"/>`,
    );
    return (
      `<text class="label" x="${LABELS - 10}" y="${y + 4}">${escape(short(label))}</text>` +
      `<g class="interval"><line x1="${at(x(low))}" x2="${at(x(high))}" y1="${y}" y2="${y}"/>${ends.join("")}` +
      `<circle cx="${at(x(mean))}" cy="${y}" r="4"/></g>`
    );
  });
  const lines = marks.map(
    (mark) => `<line class="zero" x1="${at(x(mark))}" x2="${at(x(mark))}" y1="4" y2="${bottom}"/>`,
  );
  return svg(bottom + 36, axis, [
    ...grid,
    ...lines,
    ...intervals,
    `<text class="axis" x="${(LABELS + WIDTH - RIGHT) / 2}" y="${bottom + 32}">${escape(axis)}</text>`,
  ]);
}

/** A series with its band. */
export interface Band {
  readonly label: string;
  readonly mean: readonly number[];
  readonly halfWidth: readonly (number | undefined)[];
}

/** Several series over time with their bands; the step is given in hours. */
export function bandChart(bands: readonly Band[], step: number, axis: string, text: NumberText): string {
  const length = Math.max(0, ...bands.map(({ mean }) => mean.length));
  if (length < 2) return "";
  const tops = bands.flatMap(({ mean, halfWidth }) => mean.map((value, i) => value + (halfWidth[i] ?? 0)));
  const yTicks = niceTicks(0, Math.max(1e-9, ...tops));
  const xTicks = niceTicks(0, length * step);
  const [height, left, bottom] = [260, 60, 226];
  const x = (i: number): number => left + (i / length) * (WIDTH - left - RIGHT);
  const y = (value: number): number => bottom - (value / (yTicks.at(-1) as number)) * (bottom - 12);
  const parts = yTicks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${WIDTH - RIGHT}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>` +
      `<text class="label" x="${left - 8}" y="${at(y(tick) + 4)}">${escape(text(tick))}</text>`,
  );
  for (const tick of xTicks.filter((hours) => hours <= length * step))
    parts.push(
      `<text class="tick" x="${at(x(tick / step))}" y="${bottom + 16}">${escape(text(tick))} h</text>`,
    );
  bands.forEach(({ mean, halfWidth }, b) => {
    const colour = SCENARIO_COLOURS[b % SCENARIO_COLOURS.length] as string;
    const up = mean.map((value, i) => `${at(x(i + 0.5))},${at(y(value + (halfWidth[i] ?? 0)))}`);
    const down = mean.map(
      (value, i) => `${at(x(i + 0.5))},${at(y(Math.max(0, value - (halfWidth[i] ?? 0))))}`,
    );
    parts.push(
      `<polygon fill="${colour}" opacity="0.15" points="${[...up, ...down.reverse()].join(" ")}"/>`,
      `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${mean.map((value, i) => `${at(x(i + 0.5))},${at(y(value))}`).join(" ")}"/>`,
    );
  });
  const legend = bands.map(
    ({ label }, b) =>
      `<span class="key"><i style="background:${SCENARIO_COLOURS[b % SCENARIO_COLOURS.length]}"></i>${escape(label)}</span>`,
  );
  return `${svg(height, axis, parts)}<p class="legend">${legend.join(" ")}</p>`;
}

/** Shares of time by station as bars of parts, which add to one. */
export function stateChart(
  states: Readonly<Record<string, readonly number[]>>,
  names: readonly string[],
  text: NumberText,
): string {
  const stations = Object.entries(states);
  if (stations.length === 0) return "";
  const x = (share: number): number => LABELS + share * (WIDTH - LABELS - RIGHT);
  const bars = stations.flatMap(([id, shares], i) => {
    const y = i * 18 + 4;
    let before = 0;
    const parts = shares.map((share, s) => {
      const from = before;
      before += share;
      if (share <= 0) return "";
      const title = `${id}: ${names[s] ?? ""} ${text(share * 100)} %`;
      return `<rect x="${at(x(from))}" y="${y}" width="${at(x(before) - x(from))}" height="14" fill="${STATE_COLOURS[s] ?? "#000"}"><title>${escape(title)}</title></rect>`;
    });
    return [`<text class="label" x="${LABELS - 10}" y="${y + 11}">${escape(short(id))}</text>`, ...parts];
  });
  const used = names.filter((_, s) => stations.some(([, shares]) => (shares[s] ?? 0) > 0));
  const legend = used.map(
    (name) =>
      `<span class="key"><i style="background:${STATE_COLOURS[names.indexOf(name)]}"></i>${escape(name)}</span>`,
  );
  return `${svg(stations.length * 18 + 8, "", bars)}<p class="legend">${legend.join(" ")}</p>`;
}

function svg(height: number, label: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(label)}">${parts.join("")}</svg>`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function short(label: string): string {
  return label.length > 29 ? `${label.slice(0, 28)}…` : label;
}

/** Text that stands in HTML as it is. */
export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
