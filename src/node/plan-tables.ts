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
      `${name}: ${parts} parts${where} by ${clock(by)}`,
      `chance, ${number(confidence * 100)} % interval`,
      "9 in 10 by",
      "interval",
    ],
    ...rows.map(({ scenario, chance, low, high, date, dateLow, dateHigh }) => [
      scenario,
      `${number(chance)} [${number(low)}, ${number(high)}]`,
      clock(date),
      `[${clock(dateLow)}, ${clock(dateHigh)}]`,
    ]),
  ]);
}

function percent(change: number): string {
  const tenths = Math.round(change * 1000) / 10;
  return `${tenths >= 0 ? "+" : "−"}${number(Math.abs(tenths))} %`;
}

/** Day and hour of the run, which begins on a Monday at 06:00; – where the run tells none. */
function clock(time: number | undefined): string {
  if (time === undefined) return "–";
  const minutes = Math.round(time / 60) + 6 * 60;
  const day = Math.floor(minutes / 1440);
  const name = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day % 7] as string;
  const two = (value: number): string => String(value).padStart(2, "0");
  return `week ${Math.floor(day / 7) + 1} ${name} ${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`;
}
