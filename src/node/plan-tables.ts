import { runClock } from "../experiment/report/run-clock.ts";
import type { ExperimentResult } from "../experiment/run/answer.ts";
import type { DeadlineAnswer } from "../experiment/run/deadlines.ts";
import type { TargetAnswer } from "../experiment/run/targets.ts";
import { number, table } from "./output.ts";

/** Targets and deadlines of an experiment, each as a table. */
export function planTables({ targets = [], deadlines = [] }: ExperimentResult): string[] {
  return [...targets.map(targetTable), ...deadlines.map(deadlineTable)].flatMap((text) => ["", text]);
}

function targetTable({ response, factor, confidence, rows }: TargetAnswer): string {
  const line = `${factor >= 1 ? "+" : "−"}${number(Math.abs(factor - 1) * 100)} %`;
  return table([
    [
      `${response} against the baseline, line at ${line}, ${number(confidence * 100)} % intervals`,
      "change",
      "interval",
      "verdict",
    ],
    ...rows.map(({ scenario, ratio, low, high, verdict }) => [
      scenario,
      percent(ratio - 1),
      low === undefined || high === undefined ? "–" : `[${percent(low - 1)}, ${percent(high - 1)}]`,
      verdict,
    ]),
  ]);
}

function deadlineTable({ name, parts, by, sink, confidence, rows }: DeadlineAnswer): string {
  const where = sink === undefined ? "" : ` at ${sink}`;
  return table([
    [
      `${name}: ${parts} parts${where} by ${runClock(by, "en")}`,
      `chance, ${number(confidence * 100)} % interval`,
      "9 in 10 by",
      "interval",
    ],
    ...rows.map(({ scenario, chance, low, high, date, dateLow, dateHigh }) => [
      scenario,
      `${number(chance)} [${number(low)}, ${number(high)}]`,
      runClock(date, "en"),
      `[${runClock(dateLow, "en")}, ${runClock(dateHigh, "en")}]`,
    ]),
  ]);
}

function percent(change: number): string {
  const tenths = Math.round(change * 1000) / 10;
  return `${tenths >= 0 ? "+" : "−"}${number(Math.abs(tenths))} %`;
}
