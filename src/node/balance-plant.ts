import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { MOVES_NUMBER, NO_LINES, WHICH_LINE } from "../balance/balance-rules.ts";
import { checkLine } from "../balance/check-line.ts";
import type { ConstrainedAnswer } from "../balance/constrained-answer.ts";
import type { ConstrainedLine } from "../balance/constrained-line.ts";
import { constrainedPlantLine } from "../balance/plant-line.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { inspectPlant } from "../plant/inspect.ts";
import type { LineBalance } from "../plant/balance/line-balance.ts";
import { makeFinding } from "../plant/rule.ts";
import { balanceGeneral, type GeneralGoal } from "./balance-general.ts";
import { balance } from "./balance-input.ts";
import type { CommandOutput } from "./output.ts";

/** Whether a file is a plant, by its name. */
export function isPlantFile(file: string): boolean {
  return /\.plant\.json$/i.test(file);
}

export interface ReadPlantLine {
  readonly line: LineBalance;
  readonly given: ConstrainedLine;
}

/** An answer about the time for work, with the takt that holds the repositioning too. */
export type PlantAnswer = (BalanceAnswer | ConstrainedAnswer) & {
  readonly line: string;
  readonly takt: number;
  readonly stationIds: readonly string[];
};

/**
 * Reads a line of a plant file.
 * @param id the line; the only one there is unless given
 * @param moves most tasks that leave their station of today
 */
export function readPlantLine(
  text: string,
  id: string | boolean | undefined,
  moves: string | boolean | undefined,
): Result<ReadPlantLine, BareFinding[]> {
  const mostMoves = moves === undefined ? undefined : Number(moves);
  const read = readPlantLines(text, id, mostMoves);
  if (!read.ok) return read;
  const [first, ...others] = read.value;
  if (first === undefined || others.length > 0) return err([whichLine(read.value.map(({ line }) => line))]);
  if (mostMoves !== undefined && !(Number.isInteger(mostMoves) && mostMoves >= 0)) {
    return err([makeFinding(MOVES_NUMBER, [], { found: String(moves) })]);
  }
  return ok(first);
}

/** Reads one line of a plant file, or all of them. @param id the line; all when absent */
export function readPlantLines(
  text: string,
  id: string | boolean | undefined,
  mostMoves?: number,
): Result<ReadPlantLine[], BareFinding[]> {
  const read = inspectPlant(text);
  if (!read.ok) return read;
  const { balance: lines = [], products } = read.value.plant;
  if (lines.length === 0) return err([makeFinding(NO_LINES, ["balance"], {})]);
  const chosen = id === undefined ? lines : lines.filter((each) => each.id === id);
  if (chosen.length === 0) return err([whichLine(lines)]);
  const more = {
    products: products.map((product) => product.id),
    ...(mostMoves === undefined ? {} : { mostMoves }),
  };
  return ok(chosen.map((line) => ({ line, given: constrainedPlantLine({ line, ...more }) })));
}

function whichLine(lines: readonly LineBalance[]): BareFinding {
  return makeFinding(WHICH_LINE, ["balance"], { known: lines.map((each) => each.id).join(", ") });
}

/** Balances a line of a plant. @param goal about the time for work: what is left of the takt beside the repositioning */
export function balancePlantLine(
  { line, given }: ReadPlantLine,
  goal: GeneralGoal,
  timeLimit: number,
  output?: CommandOutput,
): Result<PlantAnswer, BareFinding[]> {
  const answer = answerOf(given, goal, timeLimit, output);
  if (!answer.ok) return answer;
  const found = answer.value;
  const takt = found.cycle + (line.repositioning ?? 0);
  return ok({ ...found, line: line.id, takt, stationIds: line.stations.slice(0, found.stations) });
}

/** A line of nothing but tasks and precedence goes to the exact search for such lines. */
function answerOf(
  given: ConstrainedLine,
  goal: GeneralGoal,
  timeLimit: number,
  output: CommandOutput | undefined,
): Result<BalanceAnswer | ConstrainedAnswer, BareFinding[]> {
  const { problem, constraints } = given;
  const isSimple = Object.keys(constraints).every((key) => key === "overload");
  if (!isSimple || goal.kind === "cost") return balanceGeneral(given, goal, timeLimit, output);
  const checked = checkLine(problem);
  return checked.ok ? ok(balance({ line: checked.value, problem }, goal, timeLimit, output)) : checked;
}
