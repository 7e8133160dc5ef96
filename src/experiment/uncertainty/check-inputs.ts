import type { BareFinding } from "../../plant/finding.ts";
import { inspectPlant } from "../../plant/inspect.ts";
import type { Report } from "../../plant/rule.ts";
import type { Plant } from "../../plant/schema.ts";
import { applyChange } from "../study/apply-changes.ts";
import { problemText } from "../study/problem-text.ts";
import type { InputFile, Study } from "../study/study-file.ts";
import { INPUT_ERROR, INPUT_PLANT, INPUT_RANGE, INPUT_TWICE } from "../study/study-rules.ts";
import { perturbed, relativeError } from "./input-error.ts";

/** Uncertain inputs: each once, at a number or time, and the plant runs with it larger and smaller. */
export function checkInputs(study: Study, plant: Plant, report: Report): void {
  const ids = new Set<string>();
  (study.inputs ?? []).forEach((input, i) => {
    const path = ["inputs", i];
    const { id } = input;
    if (ids.has(id)) report(INPUT_TWICE, [...path, "id"], { id });
    ids.add(id);
    if (!isSaidOnce(input)) {
      report(INPUT_ERROR, path, { id });
      return;
    }
    const error = relativeError(input);
    const percent = Math.round(error * 1000) / 10;
    if (!(error > 0 && error < 1)) {
      report(INPUT_RANGE, path, { id, percent });
      return;
    }
    const leads = applyChange(plant, input.path, { $times: 1 + error });
    if (!leads.ok) {
      report(leads.error.rule, [...path, "path"], leads.error.values);
      return;
    }
    const problems = (perturbed(plant, input, error) ?? []).flatMap(errorsOf);
    if (problems.length > 0)
      report(INPUT_PLANT, [...path, "path"], { id, percent, problem: problemText(problems) });
  });
}

function isSaidOnce({
  relativeError: error,
  observations,
  variation,
  factors,
  confidence,
}: InputFile): boolean {
  const ways = [error, observations, factors].filter((way) => way !== undefined).length;
  const fits =
    (variation === undefined || observations !== undefined) &&
    (confidence === undefined || factors !== undefined);
  return ways === 1 && fits;
}

function errorsOf(plant: Plant): BareFinding[] {
  const inspected = inspectPlant(JSON.stringify(plant));
  return inspected.ok ? [] : inspected.error.filter(({ severity }) => severity === "error");
}
