import type { ReadStudy } from "../experiment/study/read-study.ts";
import { type MeasureNext, measureNext } from "../experiment/uncertainty/measure-next.ts";
import { knownRun } from "../experiment/questions/question-session.ts";
import { meanResponse, scenarioOf } from "./experiment-questions.ts";
import { watched } from "./experiment-run.ts";
import type { ExperimentWanted } from "./experiment-wanted.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";

/** Which uncertain input drives the forecast most. @returns exit status */
export async function nextMeasurement(
  read: ReadStudy,
  wanted: ExperimentWanted,
  output: CommandOutput,
): Promise<number> {
  const { inputs = [] } = read.study;
  const scenario = scenarioOf(read, wanted.scenario, output);
  const response = meanResponse(read, wanted.response, output);
  if (scenario === undefined || response === undefined) return EXIT.failed;
  if (inputs.length === 0) {
    output.stderr(
      'the study names no uncertain inputs; add some, such as "inputs": [{"id": "repair", "path": "elements/OP40/failures/drive/timeToRepair", "observations": 30}]\n',
    );
    return EXIT.failed;
  }
  const run = knownRun(read);
  const found = await watched(wanted, output, (executor, watch) =>
    measureNext(scenario, inputs, response, run, executor, watch),
  );
  output.stdout(
    wanted.json
      ? json({ version: 1, scenario: scenario.id, confidence: run.confidence, ...found })
      : tables(scenario.name, found, run.confidence),
  );
  return EXIT.done;
}

function tables(name: string, found: MeasureNext, confidence: number): string {
  const { response, unit, forecast, simulationError, inputError, effects } = found;
  const percent = (share: number): string => number(Math.round(share * 1000) / 10);
  const interval = (mean: number, halfWidth: number | undefined): string =>
    halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
  const rows = effects.map((effect) => [
    effect.name,
    percent(effect.relativeError),
    interval(effect.mean, effect.halfWidth),
    effect.significant ? "drives it" : "no effect shown",
    percent(effect.share),
    number(effect.spreadThen),
  ]);
  const head = [
    "input",
    "standard error (%)",
    `effect of it (${unit})`,
    "verdict",
    "share of variance (%)",
    `spread if known 4 times as often (${unit})`,
  ];
  return (
    `${name}: ${response} ${interval(forecast.mean, forecast.halfWidth)} ${unit}; one standard error by ${found.replications} replications ` +
    `${number(simulationError)} ${unit}, by the uncertain inputs ${number(inputError)} ${unit}\n` +
    `effects of one standard error with the same random numbers, all together at ${number(confidence * 100)} %\n\n${table([head, ...rows])}\n`
  );
}
