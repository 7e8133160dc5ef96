import type { Result } from "../base/result.ts";
import { balanceConstrained, leastConstrainedCost } from "../balance/balance-constrained.ts";
import { bestConstrainedEfficiency } from "../balance/best-constrained-efficiency.ts";
import type { ConstrainedAnswer, SmoothGoal } from "../balance/constrained-answer.ts";
import type { ConstrainedLine } from "../balance/constrained-line.ts";
import { leastConstrainedCycle } from "../balance/least-constrained-cycle.ts";
import type { BareFinding } from "../plant/finding.ts";
import { type CommandOutput, number, table } from "./output.ts";

/** What to balance a line with constraints for. */
export type GeneralGoal =
  | { readonly kind: "stations"; readonly cycle: number; readonly smooth?: SmoothGoal }
  | { readonly kind: "cost"; readonly cycle: number }
  | { readonly kind: "cycle"; readonly stations: number }
  | {
      readonly kind: "efficiency";
      readonly leastStations: number;
      readonly mostStations: number;
      readonly leastCycle?: number;
      readonly mostCycle?: number;
    };

/** Whether a file is one with constraints, by its name. */
export function isBalanceFile(file: string): boolean {
  return /\.balance\.json$/i.test(file);
}

/** Solves to the end or the time limit; tells every improvement on standard error. */
export function balanceGeneral(
  given: ConstrainedLine,
  goal: GeneralGoal,
  timeLimit: number,
  output?: CommandOutput,
): Result<ConstrainedAnswer, BareFinding[]> {
  const control = { now: () => performance.now() / 1000, timeLimit };
  const search =
    goal.kind === "efficiency"
      ? bestConstrainedEfficiency(given, goal, control)
      : goal.kind === "cycle"
        ? leastConstrainedCycle(given, goal.stations, control)
        : goal.kind === "cost"
          ? leastConstrainedCost(given, goal.cycle, control)
          : balanceConstrained(given, goal.cycle, control, goal.smooth);
  let told = "";
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    const { value, bound, seconds } = step.value;
    const news = `best ${number(value)}, bound ${number(bound)}`;
    if (news !== told) output?.stderr(`${seconds.toFixed(1)} s: ${news}\n`);
    told = news;
  }
}

/** A table with one row for each station, or each side of it, and what the line is worth. */
export function generalReport(answer: ConstrainedAnswer): string {
  if (answer.status === "infeasible") {
    return `infeasible: no line meets all of these, and without any one of them there is one:\n${answer.conflict.map((name) => `- ${name}\n`).join("")}`;
  }
  if (answer.assignment.length === 0) return "unknown: the search was stopped before it found a line\n";
  const columns: [string, (plan: ConstrainedAnswer["plan"][number]) => string | undefined][] = [
    ["station", ({ station }) => String(station)],
    ["side", ({ side }) => side],
    ["workplaces", ({ parallel }) => (parallel === undefined ? undefined : String(parallel))],
    ["worker", ({ worker }) => worker],
    ["type", ({ stationType }) => stationType],
    ["time", ({ time }) => number(time)],
    ["setup", ({ setup }) => (setup === undefined ? undefined : number(setup))],
    ["by model", ({ timeByModel }) => timeByModel && Object.values(timeByModel).map(number).join(" ")],
    ["idle", ({ idle }) => number(idle)],
    [
      "tasks",
      ({ tasks, starts }) =>
        tasks.map((id, k) => (starts === undefined ? id : `${id}@${number(starts[k]!)}`)).join(" "),
    ],
  ];
  const used = columns.filter(([, cell]) => answer.plan.some((plan) => cell(plan) !== undefined));
  const rows = answer.plan.map((plan) => used.map(([, cell]) => cell(plan) ?? ""));
  return `${[table([used.map(([name]) => name), ...rows]), ...figures(answer)].join("\n")}\n`;
}

function figures(answer: ConstrainedAnswer): string[] {
  const { smoothing } = answer;
  const counted =
    answer.workplaces === answer.stations
      ? `${answer.stations} stations`
      : `${answer.stations} stations, ${answer.workplaces} workplaces`;
  const cost = answer.cost > 0 ? `, cost ${number(answer.cost)}` : "";
  return [
    `${answer.status}: ${counted}, cycle time ${number(answer.cycle)}${cost}`,
    `${answer.objective} ${number(answer.value)}, bound ${number(answer.bound)}, gap ${number(100 * answer.gap)} %`,
    `balance efficiency ${number(100 * answer.efficiency)} %, idle time ${number(answer.idleTime)}, smoothness index ${number(answer.smoothnessIndex)}`,
    ...(smoothing === undefined
      ? []
      : [
          `${smoothing.goal === "load" ? "longest station time" : "squared idle time"} ${number(smoothing.value)} (${smoothing.status}, bound ${number(smoothing.bound)})`,
        ]),
    `${number(answer.seconds)} s, ${answer.states} states`,
  ];
}
