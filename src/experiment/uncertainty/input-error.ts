import type { Plant } from "../../plant/schema.ts";
import { normalCritical } from "../analysis/normal.ts";
import { applyChange } from "../study/apply-changes.ts";
import type { InputFile } from "../study/study-file.ts";

/** Confidence of a range that names none. */
const USUAL_CONFIDENCE = 0.95;

/** What an uncertain input may be wrong by, as one standard error, a share of its value. */
export function relativeError(input: InputFile): number {
  if (input.relativeError !== undefined) return input.relativeError;
  if (input.observations !== undefined)
    // The mean of n independent observations: s / √n.
    return (input.variation ?? 1) / Math.sqrt(input.observations);
  const [low, high] = input.factors ?? [1, 1];
  return (high - low) / (2 * normalCritical(input.confidence ?? USUAL_CONFIDENCE));
}

/** The plant with an input larger and smaller by one standard error; undefined where the path leads to no number or time. */
export function perturbed(
  plant: Plant,
  { path }: InputFile,
  error: number,
): readonly [Plant, Plant] | undefined {
  const [larger, smaller] = [1 + error, 1 - error].map((factor) =>
    applyChange(plant, path, { $times: factor }),
  );
  return larger?.ok === true && smaller?.ok === true ? [larger.value, smaller.value] : undefined;
}
