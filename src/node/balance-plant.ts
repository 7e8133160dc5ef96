import { MOVES_NUMBER, NO_LINES, WHICH_LINE } from "../balance/balance-rules.ts";
import type { ConstrainedLine } from "../balance/constrained-line.ts";
import { constrainedPlantLine } from "../balance/plant-line.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import { inspectPlant } from "../plant/inspect.ts";
import type { LineBalance } from "../plant/balance/line-balance.ts";
import { makeFinding } from "../plant/rule.ts";

/** Whether a file is a plant, by its name. */
export function isPlantFile(file: string): boolean {
  return /\.plant\.json$/i.test(file);
}

export interface ReadPlantLine {
  readonly line: LineBalance;
  readonly given: ConstrainedLine;
}

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
  const read = inspectPlant(text);
  if (!read.ok) return read;
  const { balance: lines = [], products } = read.value.plant;
  if (lines.length === 0) return err([makeFinding(NO_LINES, ["balance"], {})]);
  const line = id === undefined && lines.length === 1 ? lines[0] : lines.find((each) => each.id === id);
  const known = lines.map((each) => each.id).join(", ");
  if (line === undefined) return err([makeFinding(WHICH_LINE, ["balance"], { known })]);
  const mostMoves = moves === undefined ? undefined : Number(moves);
  if (mostMoves !== undefined && !(Number.isInteger(mostMoves) && mostMoves >= 0)) {
    return err([makeFinding(MOVES_NUMBER, [], { found: String(moves) })]);
  }
  const request = { line, products: products.map((product) => product.id) };
  const given = constrainedPlantLine(mostMoves === undefined ? request : { ...request, mostMoves });
  return ok({ line, given });
}
