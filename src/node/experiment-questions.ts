import { BOTTLENECK_METHODS, findBottlenecks } from "../experiment/bottleneck/bottlenecks.ts";
import type { Speedup } from "../experiment/bottleneck/faster.ts";
import { historyFigures } from "../experiment/bottleneck/history-figures.ts";
import { stationGains } from "../experiment/bottleneck/gains.ts";
import { stateHistory } from "../experiment/bottleneck/state-history.ts";
import { firstDivergence } from "../experiment/compare/first-divergence.ts";
import { knownRun } from "../experiment/questions/question-session.ts";
import type { ReadStudy } from "../experiment/study/read-study.ts";
import { type Response, responsesOf } from "../experiment/study/response.ts";
import type { Scenario } from "../experiment/study/scenario.ts";
import type { EventRecord } from "../sim/kernel/trace.ts";
import { watched } from "./experiment-run.ts";
import type { ExperimentWanted } from "./experiment-wanted.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";

/** Replications that bottlenecks are judged by, unless told otherwise: every event is looked at. */
const HISTORIES = 5;

/** Which station holds the others up, by each method. @returns exit status */
export function bottlenecks(read: ReadStudy, wanted: ExperimentWanted, output: CommandOutput): number {
  const scenario = scenarioOf(read, wanted.scenario, output);
  if (scenario === undefined) return EXIT.failed;
  const { seed, horizon, warmup = 0, confidence } = knownRun(read);
  const count = wanted.replications ?? HISTORIES;
  const histories = Array.from({ length: count }, (_, replication) =>
    historyFigures(stateHistory(scenario.plant, { seed, replication, horizon, warmup })),
  );
  const found = findBottlenecks(scenario.plant, histories, confidence);
  if (wanted.json) {
    output.stdout(json({ version: 1, scenario: scenario.id, seed, horizon, warmup, ...found }));
    return EXIT.done;
  }
  const share = (value: number): string => number(Math.round(value * 10_000) / 100);
  const rows = found.stations.map((station) => [
    station.station,
    share(station.sole),
    share(station.shifting),
    share(station.active),
    share(station.blocked),
    share(station.starved),
    number(station.meanPeriod),
    station.arrow ? number(station.severity) : "",
  ]);
  const head = [
    "station (share of time, %)",
    "sole",
    "shifting",
    "active",
    "blocked",
    "starved",
    "active period (s)",
    "arrows",
  ];
  const named = BOTTLENECK_METHODS.map((method) => [method, found.named[method] ?? ""]);
  output.stdout(
    `${scenario.name}: bottlenecks over ${count} replications of ${number(horizon)} s, warm-up ${number(warmup)} s, seed ${seed}\n\n` +
      `${table([["method", "bottleneck"], ...named])}\n\n${table([head, ...rows])}\n`,
  );
  return EXIT.done;
}

/** What it is worth to make each station faster. @returns exit status */
export async function gains(
  read: ReadStudy,
  speedup: Speedup,
  wanted: ExperimentWanted,
  output: CommandOutput,
): Promise<number> {
  const scenario = scenarioOf(read, wanted.scenario, output);
  if (scenario === undefined) return EXIT.failed;
  const response = meanResponse(read, wanted.response, output);
  if (response === undefined) return EXIT.failed;
  const run = knownRun(read);
  const found = await watched(wanted, output, (executor, watch) =>
    stationGains(scenario, speedup, response, run, executor, watch),
  );
  const change =
    "share" in speedup ? `${number(speedup.share * 100)} % faster` : `${number(speedup.seconds)} s less`;
  if (wanted.json) {
    output.stdout(json({ version: 1, scenario: scenario.id, change: speedup, ...found }));
    return EXIT.done;
  }
  const rows = found.gains.map(({ station, mean, halfWidth, significant }) => [
    station,
    halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`,
    significant ? "differs" : "no difference shown",
  ]);
  const title = `${change} at (${found.response}, ${found.unit})`;
  const short =
    found.tooShort.length === 0 ? "" : `\ncycle time too short for that: ${found.tooShort.join(", ")}\n`;
  output.stdout(
    `${scenario.name}: what each station is worth, ${found.replications} replications with the same random numbers, ` +
      `all together at ${number(run.confidence * 100)} %\n\n${table([[title, "gain", "verdict"], ...rows])}\n${short}`,
  );
  return EXIT.done;
}

/** Where two scenarios with the same random numbers part. @returns exit status */
export function divergence(
  read: ReadStudy,
  [a, b]: readonly [string, string],
  wanted: ExperimentWanted,
  output: CommandOutput,
): number {
  const first = scenarioOf(read, a, output);
  const second = scenarioOf(read, b, output);
  if (first === undefined || second === undefined) return EXIT.failed;
  const { seed, horizon, warmup = 0 } = knownRun(read);
  const found = firstDivergence(first.plant, second.plant, { seed, replication: 0, horizon, warmup });
  if (wanted.json)
    output.stdout(json({ version: 1, scenarios: [a, b], seed, diverges: found !== undefined, ...found }));
  else if (found === undefined)
    output.stdout(
      `${a} and ${b} are the same up to ${number(horizon)} s for all that both have (seed ${seed})\n`,
    );
  else {
    const side = (id: string, causes: readonly EventRecord[]): string =>
      `\n${id}, the newest first:\n${table(causes.length === 0 ? [["  nothing any more"]] : causes.map(eventRow))}\n`;
    output.stdout(
      `${a} and ${b} part at ${number(found.time)} s (seed ${seed}, replication 0)\n` +
        side(a, found.firstCauses) +
        side(b, found.secondCauses),
    );
  }
  return EXIT.done;
}

function eventRow({ time, kind, element, part = "", detail = "" }: EventRecord): string[] {
  return [`  ${kind} ${element}`, part, detail, `${number(time)} s`];
}

/** The response with a mean that is asked for; undefined after it has been told that there is none. */
export function meanResponse(read: ReadStudy, id: string, output: CommandOutput): Response | undefined {
  const responses = responsesOf(read.study, read.plant).filter(({ statistic }) => statistic === "mean");
  const found = responses.find((response) => response.id === id);
  if (found === undefined)
    output.stderr(
      `there is no mean response ${id}; name one of: ${responses.map((response) => response.id).join(", ")}\n`,
    );
  return found;
}

/** The scenario that is asked for, or the baseline; undefined after it has been told that there is none. */
export function scenarioOf(
  read: ReadStudy,
  id: string | undefined,
  output: CommandOutput,
): Scenario | undefined {
  const wanted = id ?? read.study.baseline ?? read.scenarios[0]?.id;
  const found = read.scenarios.find((scenario) => scenario.id === wanted);
  if (found === undefined)
    output.stderr(
      `there is no scenario ${wanted}; name one of: ${read.scenarios.map((one) => one.id).join(", ")}\n`,
    );
  return found;
}
