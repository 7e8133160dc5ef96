import { parseArgs } from "node:util";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import type { BalanceGoal } from "../balance/balance-line.ts";
import type { SmoothGoal } from "../balance/constrained-answer.ts";
import type { ConstrainedLine } from "../balance/constrained-line.ts";
import { readBalanceFile } from "../balance/read-balance-file.ts";
import { decodeText } from "../balance/read-lines.ts";
import { parseDuration } from "../base/units.ts";
import { runBatch } from "./balance-batch.ts";
import { balanceGeneral, type GeneralGoal, generalReport, isBalanceFile } from "./balance-general.ts";
import { balance, readFileAs, readFileAsLine, reportFindings } from "./balance-input.ts";
import { balancePlantLine, isPlantFile, readPlantLine } from "./balance-plant.ts";
import { type CommandOutput, EXIT, json, number } from "./output.ts";

export const BALANCE_USAGE = `taktwerk balance FILE (--cycle C [--smooth | --smooth-squares] | --cycle C --cost | --stations M | --efficiency) [--time-limit 10s] [--json]
       taktwerk balance LIST.csv --batch [--time-limit 10s] [--json]
  FILE          precedence graph: .in2 (Scholl), .alb (Otto), or a table with task, time, predecessors;
                or .balance.json: tasks with all that a real line asks for;
                or .plant.json: a line of the plant, chosen with --line ID where there are several
  --cycle C     fewest stations at the cycle time C; the file's own cycle time when nothing is asked for
  --smooth      then, with as many stations, the least longest station time
  --smooth-squares  then, with as many stations, the least sum of squared idle times
  --cost        least cost of workers and station types at the cycle time, for .balance.json
  --stations M  least cycle time for M stations
  --efficiency  least product of stations and cycle time; limit it with --min-stations, --max-stations,
                --min-cycle and --max-cycle
  --moves K     at most K tasks leave their station of today, for .plant.json
  --batch       LIST.csv has the columns file, line, and cycle or stations, one instance a line; files are
                looked for beside the list; of a .plant.json without a line all lines are balanced`;

/** Least number of stations for the best efficiency: with one, every line is perfectly balanced. */
const LEAST_STATIONS = 2;

class UsageError extends Error {}

/**
 * Balances one line or a list of lines.
 * @returns 0 done, 1 the file is wrong or no line is possible, 2 wrong usage
 */
export async function balanceCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  try {
    return await run(args, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.stderr(`${error.message}\nusage: ${BALANCE_USAGE}\n`);
    return EXIT.usage;
  }
}

async function run(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cycle: { type: "string" },
      stations: { type: "string" },
      efficiency: { type: "boolean", default: false },
      "min-stations": { type: "string" },
      "max-stations": { type: "string" },
      "min-cycle": { type: "string" },
      "max-cycle": { type: "string" },
      "time-limit": { type: "string", default: "10s" },
      smooth: { type: "boolean", default: false },
      "smooth-squares": { type: "boolean", default: false },
      cost: { type: "boolean", default: false },
      line: { type: "string" },
      moves: { type: "string" },
      batch: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("name one file");
  const timeLimit = parseDuration(values["time-limit"]);
  if (timeLimit === undefined) throw new UsageError(`--time-limit must be a duration such as 10s`);
  if (values.batch) return runBatch(file, timeLimit, values.json, output);
  if (isPlantFile(file)) return runPlant(file, values, timeLimit, output);
  if (values.line !== undefined || values.moves !== undefined)
    throw new UsageError("--line and --moves are for .plant.json files");
  if (isBalanceFile(file)) return runGeneral(file, values, timeLimit, output);
  if (values.cost) throw new UsageError("--cost is for .balance.json files, which know costs");
  const read = await readFileAsLine(file);
  if (!read.ok) return reportFindings(file, read.error, values.json, output);
  const goal = goalOf(values, read.value.problem.cycle);
  const answer = balance(read.value, goal, timeLimit, output);
  output.stdout(values.json ? json(answer) : report(answer));
  return answer.status === "infeasible" || answer.status === "unknown" ? EXIT.failed : EXIT.done;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Balances a line with constraints. */
async function runGeneral(
  file: string,
  values: Values,
  timeLimit: number,
  output: CommandOutput,
): Promise<number> {
  const asJson = values["json"] === true;
  const read = await readFileAs(file, (bytes) => readBalanceFile(decodeText(bytes)));
  if (!read.ok) return reportFindings(file, read.error, asJson, output);
  const { given, cycle } = read.value;
  const goal = generalGoal(goalOf(values, cycle), values, given);
  const answer = balanceGeneral(given, goal, timeLimit, output);
  if (!answer.ok) return reportFindings(file, answer.error, asJson, output);
  output.stdout(asJson ? json(answer.value) : generalReport(answer.value));
  return answer.value.assignment.length === 0 ? EXIT.failed : EXIT.done;
}

/** Balances a line of a plant; its takt holds the repositioning, and its answers are about the time for work. */
async function runPlant(
  file: string,
  values: Values,
  timeLimit: number,
  output: CommandOutput,
): Promise<number> {
  const asJson = values["json"] === true;
  const read = await readFileAs(file, (bytes) =>
    readPlantLine(decodeText(bytes), values["line"], values["moves"]),
  );
  if (!read.ok) return reportFindings(file, read.error, asJson, output);
  const { line, given } = read.value;
  const { repositioning = 0 } = line;
  const asked = goalOf(values, line.takt);
  const goal = generalGoal(withoutRepositioning(asked, repositioning), values, given);
  const answer = balancePlantLine(read.value, goal, timeLimit, output);
  if (!answer.ok) return reportFindings(file, answer.error, asJson, output);
  const found = answer.value;
  if (asJson) {
    output.stdout(json(found));
  } else {
    const text = "plan" in found ? generalReport(found) : report(found);
    const rest = repositioning === 0 ? "" : `, of it ${number(repositioning)} s of repositioning`;
    output.stdout(
      `${text}${found.assignment.length === 0 ? "" : `line ${line.id}: takt ${number(found.takt)} s${rest}\n`}`,
    );
  }
  return found.assignment.length === 0 ? EXIT.failed : EXIT.done;
}

function withoutRepositioning(goal: BalanceGoal, repositioning: number): BalanceGoal {
  const less = (cycle: number): number => {
    if (cycle <= repositioning)
      throw new UsageError(`the takt must be above the ${repositioning} s of repositioning`);
    return cycle - repositioning;
  };
  if (goal.kind === "stations") return { ...goal, cycle: less(goal.cycle) };
  if (goal.kind === "cycle") return goal;
  const { leastCycle, mostCycle } = goal;
  return {
    ...goal,
    ...(leastCycle === undefined ? {} : { leastCycle: Math.max(0, leastCycle - repositioning) }),
    ...(mostCycle === undefined ? {} : { mostCycle: less(mostCycle) }),
  };
}

function generalGoal(goal: BalanceGoal, values: Values, given: ConstrainedLine): GeneralGoal {
  const isCost = values["cost"] === true;
  if (isCost && goal.kind !== "stations") throw new UsageError("--cost needs a cycle time");
  if (goal.kind === "efficiency") {
    const { leastStations = LEAST_STATIONS, mostStations = given.problem.tasks.length } = goal;
    if (leastStations > mostStations)
      throw new UsageError(`for the best efficiency the line must have at least ${leastStations} stations`);
    return { ...goal, leastStations, mostStations };
  }
  if (goal.kind === "cycle") return goal;
  const { cycle, smooth } = goal;
  if (isCost) return { kind: "cost", cycle };
  return { kind: "stations", cycle, ...(smooth === undefined ? {} : { smooth }) };
}

function goalOf(
  values: Readonly<Record<string, string | boolean | undefined>>,
  ownCycle?: number,
): BalanceGoal {
  const amount = (name: string): number | undefined => {
    const text = values[name];
    if (typeof text !== "string") return undefined;
    const value = Number(text.replace(",", "."));
    if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`--${name} must be a positive number`);
    return value;
  };
  const cycle = amount("cycle");
  const stations = amount("stations");
  const asked = [cycle !== undefined, stations !== undefined, values["efficiency"] === true];
  if (asked.filter(Boolean).length > 1)
    throw new UsageError("ask for one of --cycle, --stations, --efficiency");
  if (values["smooth"] === true && values["smooth-squares"] === true)
    throw new UsageError("ask for one of --smooth, --smooth-squares");
  const smooth: SmoothGoal | undefined =
    values["smooth"] === true ? "load" : values["smooth-squares"] === true ? "squares" : undefined;
  const smoothed = smooth === undefined ? {} : { smooth };
  if (cycle !== undefined) return { kind: "stations", cycle, ...smoothed };
  if (stations !== undefined) {
    if (!Number.isInteger(stations)) throw new UsageError("--stations must be a whole number");
    return { kind: "cycle", stations };
  }
  if (values["efficiency"] === true) {
    const mostStations = amount("max-stations");
    const leastCycle = amount("min-cycle");
    const mostCycle = amount("max-cycle");
    return {
      kind: "efficiency",
      leastStations: amount("min-stations") ?? LEAST_STATIONS,
      ...(mostStations === undefined ? {} : { mostStations }),
      ...(leastCycle === undefined ? {} : { leastCycle }),
      ...(mostCycle === undefined ? {} : { mostCycle }),
    };
  }
  if (ownCycle !== undefined) return { kind: "stations", cycle: ownCycle, ...smoothed };
  throw new UsageError("ask for one of --cycle, --stations, --efficiency");
}

function report(answer: BalanceAnswer): string {
  if (answer.assignment.length === 0) return `${answer.status}: ${answer.reason}\n`;
  const rows = answer.assignment.map((load, k) => [
    String(k + 1),
    number(answer.stationTimes?.[k] ?? 0),
    load.join(" "),
  ]);
  const quality = [
    `${answer.status}: ${answer.stations} stations, cycle time ${number(answer.cycle)}`,
    `bound ${number(answer.bound)} (${answer.proof}), gap ${number(100 * answer.gap)} %`,
    `balance efficiency ${number(100 * (answer.efficiency ?? 0))} %, idle time ${number(answer.idleTime ?? 0)}, smoothness index ${number(answer.smoothnessIndex ?? 0)}`,
    ...(answer.smoothing === undefined ? [] : [smoothingText(answer.smoothing)]),
    `${number(answer.seconds)} s, ${answer.states} states`,
  ];
  const stations = rows.map(([station, time, tasks]) => `${station}\t${time}\t${tasks}`).join("\n");
  return `station\ttime\ttasks\n${stations}\n${quality.join("\n")}\n`;
}

function smoothingText(smoothing: NonNullable<BalanceAnswer["smoothing"]>): string {
  const { status, bound } = smoothing;
  return smoothing.goal === "load"
    ? `longest station time ${number(smoothing.longestStationTime)} (${status}, bound ${number(bound)})`
    : `squared idle time ${number(smoothing.squaredIdleTime)} (${status}, bound ${number(bound)})`;
}
