import type { LocalText } from "../../plant/finding.ts";
import { nearest } from "../../plant/nearest.ts";
import type { PathStep, Report } from "../../plant/rule.ts";
import type { Plant } from "../../plant/schema.ts";
import type { RunResult } from "../../sim/results.ts";
import { Simulation } from "../../sim/simulation.ts";
import { checkInputs } from "../uncertainty/check-inputs.ts";
import { isObject } from "./plain.ts";
import { responsesOf } from "./response.ts";
import { studyRun } from "./run-settings.ts";
import type { Scenario } from "./scenario.ts";
import type { Study } from "./study-file.ts";
import {
  DEADLINE_SINK,
  DEADLINE_TIME,
  DEADLINE_TWICE,
  RESPONSE_DIRECTION,
  RESPONSE_MEASURE,
  RESPONSE_STATISTIC,
  RESPONSE_TWICE,
  RESPONSE_UNKNOWN,
  RUN_BATCHES,
  RUN_PRECISION,
  RUN_TOO_FEW,
  RUN_WARMUP,
  SCENARIO_TWICE,
  SCENARIO_UNKNOWN,
} from "./study-rules.ts";

/** Least replications with which a variance is estimated well enough to select by it (Kim and Nelson 2001, section 4). */
const LEAST_FIRST_STAGE = 10;

/** The rules that the schema of a study cannot say. */
export function checkStudy(study: Study, plant: Plant, scenarios: readonly Scenario[], report: Report): void {
  checkScenarios(study, report);
  checkRun(study, plant, report);
  checkResponses(study, scenarios[0]?.plant ?? plant, scenarios, report);
  checkComparisons(study, plant, report);
  checkTargets(study, plant, report);
  checkDeadlines(study, plant, scenarios, report);
  checkInputs(study, plant, report);
}

function checkScenarios(study: Study, report: Report): void {
  const ids = new Set<string>();
  study.scenarios.forEach(({ id }, i) => {
    if (ids.has(id)) report(SCENARIO_TWICE, ["scenarios", i, "id"], { id });
    ids.add(id);
  });
  if (study.baseline !== undefined && !ids.has(study.baseline))
    report(SCENARIO_UNKNOWN, ["baseline"], { id: study.baseline, known: [...ids].join(", ") });
}

function checkRun(study: Study, plant: Plant, report: Report): void {
  const { horizon, warmup } = studyRun(study, plant);
  if (warmup !== undefined && warmup >= horizon)
    report(RUN_WARMUP, ["run", study.run?.warmup === undefined ? "horizon" : "warmup"], { warmup, horizon });
  const { precision, method } = study.run ?? {};
  if (precision === undefined) return;
  if ((precision.halfWidth === undefined) === (precision.relative === undefined))
    report(RUN_PRECISION, ["run", "precision"]);
  if (method === "batchMeans")
    report(RUN_BATCHES, ["run", "precision"], {
      what: { en: "a wanted precision", de: "eine gewünschte Genauigkeit" },
    });
  checkResponseName(study, plant, precision.response, ["run", "precision", "response"], report);
}

function checkResponseName(
  study: Study,
  plant: Plant,
  id: string,
  path: readonly PathStep[],
  report: Report,
): void {
  const known = responsesOf(study, plant).map((response) => response.id);
  if (!known.includes(id)) report(RESPONSE_UNKNOWN, path, { id, known: known.join(", ") });
}

function checkResponses(study: Study, plant: Plant, scenarios: readonly Scenario[], report: Report): void {
  const ids = new Set<string>();
  const { responses = [] } = study;
  // The results of a run that has not begun have every number but those that depend on which products come.
  const results = [plant, ...scenarios.map((scenario) => scenario.plant)].map((each) =>
    responses.length === 0 ? undefined : new Simulation(each).results(false),
  );
  responses.forEach(({ id, measure, statistic = "mean" }, i) => {
    if (ids.has(id)) report(RESPONSE_TWICE, ["responses", i, "id"], { id });
    ids.add(id);
    const problems = results.map((result) =>
      result === undefined ? "" : missingStep(result, measure, plant),
    );
    // An element that only some scenarios have may be asked for: elsewhere the figure does not exist.
    if (problems.every((problem) => problem !== "")) {
      const hint = problems[0] ?? "";
      report(RESPONSE_MEASURE, ["responses", i, "measure"], {
        measure,
        hint: { en: `Use one of: ${hint}`, de: `Nimm eines von: ${hint}` },
      });
    }
    if (statistic !== "mean" && study.run?.method === "batchMeans")
      report(RUN_BATCHES, ["responses", i, "statistic"], {
        what: { en: "a quantile or a chance", de: "ein Quantil oder eine Wahrscheinlichkeit" },
      });
  });
}

/** What there is where the path leads nowhere; empty where it leads to a number. */
function missingStep(result: RunResult, measure: string, plant: Plant): string {
  let value: unknown = result;
  for (const [i, step] of measure.split("/").entries()) {
    if (!isObject(value)) return measure.split("/").slice(0, i).join("/");
    if (!Object.hasOwn(value, step)) {
      const before = measure.split("/")[i - 1];
      const byProduct = before === "byProduct" || before === "cycleTimeByProduct";
      if (byProduct && plant.products.some(({ id }) => id === step)) return "";
      const known = Object.keys(value).filter((key) => i > 0 || !["version", "hash", "series"].includes(key));
      const near = nearest(step, known);
      return near ?? known.slice(0, 30).join(", ");
    }
    value = value[step];
  }
  if (isObject(value))
    return Object.keys(value)
      .slice(0, 30)
      .map((key) => `${measure}/${key}`)
      .join(", ");
  return typeof value === "number" ? "" : "throughput, wip, finished";
}

function checkComparisons(study: Study, plant: Plant, report: Report): void {
  const { replications, batches } = studyRun(study, plant);
  const responses = responsesOf(study, plant);
  (study.comparisons ?? []).forEach((comparison, i) => {
    const path = ["comparisons", i];
    const { method } = comparison;
    checkResponseName(study, plant, comparison.response, [...path, "response"], report);
    const response = responses.find(({ id }) => id === comparison.response);
    if (response === undefined) return;
    if (response.statistic !== "mean")
      report(RESPONSE_STATISTIC, [...path, "response"], { id: response.id, method });
    if ((method === "best" || method === "select") && response.better === undefined)
      report(RESPONSE_DIRECTION, [...path, "response"], { id: response.id });
    if (batches !== undefined)
      report(RUN_BATCHES, path, { what: { en: `the comparison ${method}`, de: `der Vergleich ${method}` } });
    const least = method === "select" ? LEAST_FIRST_STAGE : 2;
    if (batches === undefined && replications < least)
      report(RUN_TOO_FEW, path, {
        count: replications,
        what: { en: `the comparison ${method}`, de: `den Vergleich ${method}` },
        least,
      });
  });
}

function checkTargets(study: Study, plant: Plant, report: Report): void {
  const responses = responsesOf(study, plant);
  (study.targets ?? []).forEach(({ response: id }, i) => {
    const path = ["targets", i, "response"];
    checkResponseName(study, plant, id, path, report);
    const response = responses.find((each) => each.id === id);
    const method: LocalText = { en: "with a target", de: "mit einem Ziel" };
    if (response !== undefined && response.statistic !== "mean")
      report(RESPONSE_STATISTIC, path, { id, method });
    if (studyRun(study, plant).batches !== undefined)
      report(RUN_BATCHES, path, { what: { en: "a target", de: "ein Ziel" } });
  });
}

function checkDeadlines(study: Study, plant: Plant, scenarios: readonly Scenario[], report: Report): void {
  const { warmup = 0, horizon, batches } = studyRun(study, plant);
  const ids = new Set<string>();
  const known = new Set(
    [plant, ...scenarios.map((scenario) => scenario.plant)].flatMap(({ elements }) =>
      elements.filter(({ kind }) => kind === "sink").map(({ id }) => id),
    ),
  );
  (study.deadlines ?? []).forEach(({ id, by, sink }, i) => {
    const path = ["deadlines", i];
    if (ids.has(id)) report(DEADLINE_TWICE, [...path, "id"], { id });
    ids.add(id);
    if (by <= warmup || by > horizon) report(DEADLINE_TIME, [...path, "by"], { id, by, warmup, horizon });
    if (sink !== undefined && !known.has(sink))
      report(DEADLINE_SINK, [...path, "sink"], { id: sink, known: [...known].join(", ") });
    if (batches !== undefined) report(RUN_BATCHES, path, { what: { en: "a deadline", de: "ein Termin" } });
  });
}
