import type { DeadlineAnswer } from "../run/deadlines.ts";
import type { TargetAnswer } from "../run/targets.ts";
import { escape, intervalChart } from "./charts.ts";
import { nameOfFigure, percent, type ReportContext, section, table } from "./report-parts.ts";
import { runClock } from "./run-clock.ts";

/** Targets against the baseline, and chances of deadlines; nothing where the study asks for none. */
export function planSections(context: ReportContext): string[] {
  const { targets = [], deadlines = [] } = context.result;
  const { texts } = context;
  return [
    ...(targets.length === 0
      ? []
      : [section(texts.targets, targets.map((target) => targetFigure(target, context)).join("\n"))]),
    ...(deadlines.length === 0
      ? []
      : [
          section(texts.deadlines, deadlines.map((deadline) => deadlineFigure(deadline, context)).join("\n")),
        ]),
  ];
}

function targetFigure(
  { response, factor, confidence, rows }: TargetAnswer,
  { result, texts, number }: ReportContext,
): string {
  const change = (ratio: number): number => hundredths((ratio - 1) * 100);
  const line = `${factor >= 1 ? "+" : "−"}${number(Math.abs(change(factor)))} %`;
  const name = nameOfFigure(response, result.scenarios[0]?.kpis[response], texts);
  const shown = rows.map(({ scenario, ratio, low, high, verdict }) => ({
    label: nameOf(result, scenario),
    mean: change(ratio),
    low: low === undefined ? undefined : change(low),
    high: high === undefined ? undefined : change(high),
    verdict: texts.targetVerdicts[verdict],
  }));
  const cells = shown.map(
    ({ label, mean, low = Number.NaN, high = Number.NaN, verdict }) =>
      `<tr><th scope="row">${escape(label)}</th><td>${number(mean)}</td><td>[${number(low)}; ${number(high)}]</td><td>${verdict}</td></tr>`,
  );
  const head = [
    texts.scenario,
    `${texts.change} (%)`,
    `${percent(confidence, number)} ${texts.interval}`,
    texts.verdict,
  ];
  const axis = `${name}, ${texts.change} (%)`;
  return (
    `<section class="figure"><h3>${escape(name)}: ${texts.line} ${line}</h3>` +
    `${intervalChart(shown, axis, number, [0, change(factor)])}${table(head, cells)}</section>`
  );
}

function deadlineFigure(
  { name, parts, by, sink, confidence, rows }: DeadlineAnswer,
  { result, texts, number, language }: ReportContext,
): string {
  const where = sink === undefined ? "" : ` (${sink})`;
  const title = `${name}: ${number(parts)} ${texts.parts}${where}, ${texts.by} ${runClock(by, language)}`;
  const shown = rows.map(({ scenario, chance, low, high }) => ({
    label: nameOf(result, scenario),
    mean: hundredths(chance * 100),
    low: hundredths(low * 100),
    high: hundredths(high * 100),
  }));
  const cells = rows.map(({ scenario, chance, low, high, date, dateLow, dateHigh, replications }) => {
    const share = `${number(hundredths(chance * 100))} [${number(hundredths(low * 100))}; ${number(hundredths(high * 100))}]`;
    const dates = `${runClock(date, language)} [${runClock(dateLow, language)}; ${runClock(dateHigh, language)}]`;
    return `<tr><th scope="row">${escape(nameOf(result, scenario))}</th><td>${share}</td><td>${dates}</td><td>${replications}</td></tr>`;
  });
  const head = [
    texts.scenario,
    `${texts.chance} (%), ${percent(confidence, number)} ${texts.interval}`,
    texts.nineInTen,
    texts.replications,
  ];
  return (
    `<section class="figure"><h3>${escape(title)}</h3>` +
    `${intervalChart(shown, `${texts.chance} (%)`, number)}${table(head, cells)}</section>`
  );
}

/** Percentages are read, not calculated with. */
function hundredths(percentage: number): number {
  return Math.round(percentage * 100) / 100;
}

function nameOf({ scenarios }: ReportContext["result"], id: string): string {
  return scenarios.find((scenario) => scenario.id === id)?.name ?? id;
}
