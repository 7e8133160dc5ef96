import type { Language } from "../../plant/finding-text.ts";
import type { ComparisonAnswer, Estimate, ExperimentResult, ScenarioAnswer } from "../run/answer.ts";
import type { Study } from "../study/study-file.ts";
import { bandChart, escape, intervalChart, type NumberText, stateChart } from "./charts.ts";
import { planSections } from "./plan-sections.ts";
import { nameOfFigure, percent, type ReportContext, section, table, unitText } from "./report-parts.ts";
import { REPORT_TEXTS } from "./report-texts.ts";
import { REPORT_STYLE } from "./report-style.ts";

/** Stations that are drawn; more would not be read. */
const MOST_STATIONS = 60;
/** Scenarios whose course over time is drawn, the baseline first. */
const MOST_BANDS = 7;

/**
 * A report as one HTML file that needs nothing else: question, scenarios, results with intervals and charts, method, seeds,
 * hash, and the study itself, so that whoever has it can run it again (`studyOfReport`).
 * @param portable the study with its plant in it
 */
export function experimentReport(result: ExperimentResult, portable: Study, language: Language): string {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
  const context: ReportContext = {
    result,
    texts: REPORT_TEXTS[language],
    language,
    number: (value) => (Number.isFinite(value) ? format.format(value) : "–"),
  };
  const { texts } = context;
  const question = result.question === undefined ? "" : `<p class="question">${escape(result.question)}</p>`;
  const body = [
    `<h1>${escape(result.name)}</h1>`,
    question,
    scenarioSection(context),
    resultSection(context),
    ...(result.comparisons.length === 0
      ? []
      : [`<h2>${texts.comparisons}</h2><p>${texts.commonNumbers}</p>`]),
    ...result.comparisons.map((comparison) => comparisonSection(comparison, context)),
    ...planSections(context),
    timeSection(context),
    stateSection(context),
    methodSection(context),
  ];
  const data = JSON.stringify(portable).replaceAll("<", String.raw`\u003c`);
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(result.name)}</title>`,
    `<style>${REPORT_STYLE}</style></head><body><main>`,
    ...body,
    `</main><script type="application/json" id="taktwerk-study">${data}</script></body></html>`,
    "",
  ].join("\n");
}

function scenarioSection({ result, texts, language }: ReportContext): string {
  const rows = result.scenarios.map(({ id, name, reason, changes }) => {
    const words = changes.map((change) => `<li>${escape(change[language])}</li>`).join("");
    return (
      `<tr><th scope="row">${escape(name)}<br><code>${escape(id)}</code></th>` +
      `<td>${words === "" ? texts.unchanged : `<ul>${words}</ul>`}</td><td>${escape(reason ?? "")}</td></tr>`
    );
  });
  return section(texts.scenarios, table([texts.scenario, texts.changes, texts.reason], rows));
}

function resultSection({ result, texts, number, language }: ReportContext): string {
  const ids = Object.keys(result.scenarios[0]?.kpis ?? {});
  const charts = ids.map((id) => {
    const first = result.scenarios[0]?.kpis[id] as Estimate;
    const rows = result.scenarios.map(({ name, kpis }) => ({ label: name, ...(kpis[id] as Estimate) }));
    const name = nameOfFigure(id, first, texts);
    const unit = unitText(first.unit, language);
    const axis = unit === "" ? name : `${name}, ${unit}`;
    const cells = result.scenarios.map(
      ({ name, kpis, replications }) =>
        `<tr><th scope="row">${escape(name)}</th><td>${estimateText(kpis[id] as Estimate, number)}</td>` +
        `<td>${escape(unit)}</td><td>${result.batches ?? replications}</td></tr>`,
    );
    const warned = result.scenarios.some(({ kpis }) => kpis[id]?.independent === false);
    const head = [
      texts.scenario,
      first.statistic ?? name,
      `${percent(result.confidence, number)} ${texts.interval}`,
      result.batches === undefined ? texts.replications : texts.batches,
    ];
    return (
      `<section class="figure"><h3>${escape(name)}</h3>` +
      `${intervalChart(rows, axis, number)}${table(head, cells)}` +
      `${warned ? `<p class="warning">${texts.notIndependent}</p>` : ""}</section>`
    );
  });
  const warning = result.precise === false ? `<p class="warning">${texts.notPrecise}</p>` : "";
  return section(texts.results, warning + charts.join("\n"));
}

function comparisonSection(
  comparison: ComparisonAnswer,
  { result, texts, number, language }: ReportContext,
): string {
  const nameOf = (id: string): string => result.scenarios.find((scenario) => scenario.id === id)?.name ?? id;
  const { response, confidence, method } = comparison;
  const unit = unitText(comparison.unit, language);
  const name = nameOfFigure(response, result.scenarios[0]?.kpis[response], texts);
  const axis = unit === "" ? name : `${name}, ${unit}`;
  const title = `<h3>${texts[method]}: ${escape(axis)}, ${percent(confidence, number)}</h3>`;
  if (comparison.method === "select") {
    const { selected, remaining, rows } = comparison;
    const verdict =
      selected === undefined
        ? `${texts.undecided} ${remaining.map(nameOf).join(", ")}`
        : `${texts.selected}: ${nameOf(selected)}`;
    const cells = rows.map(
      ({ scenario, replications }) =>
        `<tr><th scope="row">${escape(nameOf(scenario))}</th><td>${replications}</td></tr>`,
    );
    return `<section class="figure">${title}<p class="verdict">${escape(verdict)}</p>${table([texts.scenario, texts.replications], cells)}</section>`;
  }
  const rows =
    comparison.method === "best"
      ? comparison.rows.map((row) => ({
          label: nameOf(row.scenario),
          mean: row.difference,
          low: row.low,
          high: row.high,
          verdict: row.ruledOut ? texts.notBest : "",
        }))
      : comparison.pairs.map((pair) => ({
          label:
            method === "paired" ? nameOf(pair.scenario) : `${nameOf(pair.scenario)} − ${nameOf(pair.other)}`,
          mean: pair.mean,
          low: pair.low,
          high: pair.high,
          verdict: pair.significant ? texts.differs : texts.noDifference,
        }));
  const cells = rows.map(
    ({ label, mean, low = Number.NaN, high = Number.NaN, verdict }) =>
      `<tr><th scope="row">${escape(label)}</th><td>${number(mean)}</td><td>[${number(low)}; ${number(high)}]</td><td>${verdict}</td></tr>`,
  );
  const head = [texts.scenario, `${texts.difference} (${unit})`, texts.interval, texts.verdict];
  return `<section class="figure">${title}${intervalChart(rows, axis, number, [0])}${table(head, cells)}</section>`;
}

function timeSection({ result, texts, number }: ReportContext): string {
  const ordered = baselineFirst(result).slice(0, MOST_BANDS);
  const interval = ordered[0]?.series.interval ?? 0;
  if (interval === 0) return "";
  const hourly = 3600 / interval;
  // The last interval may be a part of one.
  const whole = Math.floor(result.horizon / interval);
  const bands = ordered.map(({ name, series }) => ({
    label: name,
    mean: series.mean.slice(0, whole).map((value) => value * hourly),
    halfWidth: series.halfWidth
      .slice(0, whole)
      .map((value) => (value === undefined ? undefined : value * hourly)),
  }));
  const chart = bandChart(bands, interval / 3600, texts.overTime, number);
  return chart === "" ? "" : section(texts.overTime, `<p>${texts.overTimeNote}</p>${chart}`);
}

function stateSection({ result, texts, number }: ReportContext): string {
  const states = Object.entries(baselineFirst(result)[0]?.states ?? {}).slice(0, MOST_STATIONS);
  const chart = stateChart(Object.fromEntries(states), texts.stateNames, number);
  return chart === "" ? "" : section(texts.states, chart);
}

function methodSection({ result, texts, number }: ReportContext): string {
  const { warmup, batches, scenarios } = result;
  const found = warmup.method === "mser5" ? ` (${texts.warmupFound})` : "";
  const unreliable = Object.values(warmup.found ?? {}).some(({ reliable }) => !reliable);
  const replications = scenarios.map((scenario) => scenario.replications);
  const [least, most] = [Math.min(...replications), Math.max(...replications)];
  const rows: readonly (readonly [string, string])[] = [
    [texts.plant, result.plant],
    batches === undefined
      ? [texts.replications, least === most ? String(least) : `${least} – ${most}`]
      : [texts.batches, String(batches)],
    [texts.horizon, `${number(result.horizon)} s`],
    [texts.warmup, `${number(warmup.warmup)} s${found}`],
    [texts.seed, String(result.seed)],
    [texts.confidence, percent(result.confidence, number)],
    [texts.events, number(scenarios.reduce((sum, { events }) => sum + events, 0))],
    [texts.engine, `Taktwerk ${result.engine}`],
    [texts.hash, result.hash],
  ];
  const cells = rows.map(
    ([name, value]) => `<tr><th scope="row">${name}</th><td><code>${escape(value)}</code></td></tr>`,
  );
  const hashes = scenarios.map(
    ({ id, hash }) => `<tr><th scope="row">${escape(id)}</th><td><code>${escape(hash)}</code></td></tr>`,
  );
  const warning = unreliable ? `<p class="warning">${texts.pilotTooShort}</p>` : "";
  return section(texts.method, `${table(["", ""], [...cells, ...hashes])}${warning}<p>${texts.again}</p>`);
}

function baselineFirst({ scenarios, baseline }: ExperimentResult): ScenarioAnswer[] {
  return [...scenarios.filter(({ id }) => id === baseline), ...scenarios.filter(({ id }) => id !== baseline)];
}

function estimateText({ mean, halfWidth, low, high, statistic }: Estimate, number: NumberText): string {
  if (statistic !== undefined)
    return `${number(mean)} [${number(low ?? Number.NaN)}; ${number(high ?? Number.NaN)}]`;
  return halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
}
