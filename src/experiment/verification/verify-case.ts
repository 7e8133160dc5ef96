import { err, ok, type Result } from "../../base/result.ts";
import { readPlant } from "../../plant/read.ts";
import type { Plant } from "../../plant/schema.ts";
import { Simulation, ZeroTimeLoop } from "../../sim/simulation.ts";
import { tInterval } from "../analysis/interval.ts";
import { caseToPlant } from "./case-plant.ts";
import { type Case, type ExpectedMetric, Unsupported } from "./case.ts";
import { measure } from "./measure.ts";

export type Verdict = "passed" | "failed" | "unsupported";

export interface MetricVerdict {
  readonly metric: string;
  readonly node: string;
  readonly expected: number;
  readonly mean: number;
  /** Undefined in deterministic cases. */
  readonly halfWidth: number | undefined;
  readonly verdict: Verdict;
  readonly unit: string;
  readonly reason?: string;
}

export interface CaseVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly replications: number;
  readonly metrics: readonly MetricVerdict[];
}

/** The rule asks for at least so many replications. */
const LEAST_REPLICATIONS = 20;
/** A second attempt takes four times as many, with fresh streams. */
const SECOND_ATTEMPT = 4;
const SEED = 20_261_124;

/**
 * Runs one case and applies the acceptance rule of the case schema: a t-interval at 99.9 % that holds the exact
 * value and is narrow enough, repeated once with fresh streams and four times the replications where it fails;
 * equality in deterministic cases.
 */
export function verifyCase(testCase: Case): CaseVerdict {
  const unjudged = (verdict: "failed" | "unsupported", reason: string): CaseVerdict => ({
    id: testCase.id,
    verdict,
    reason,
    replications: 0,
    metrics: [],
  });
  try {
    if (testCase.schema !== "fvc-1") return unjudged("unsupported", `schema ${testCase.schema}`);
    const checked = checkedPlant(testCase);
    if (!checked.ok) return unjudged("failed", checked.error);
    const plant = checked.value;
    if (testCase.kind === "deterministic") return attempt(testCase, plant, 0, 1);
    const replications = Math.max(LEAST_REPLICATIONS, testCase.run.replications ?? LEAST_REPLICATIONS);
    const first = attempt(testCase, plant, 0, replications);
    return first.verdict === "failed"
      ? attempt(testCase, plant, replications, replications * SECOND_ATTEMPT)
      : first;
  } catch (error) {
    if (error instanceof Unsupported) return unjudged("unsupported", error.message);
    if (error instanceof ZeroTimeLoop) return unjudged("failed", error.message);
    throw error;
  }
}

/** The plant of a case, checked like any plant file: cases come from outside too. @throws Unsupported */
function checkedPlant(testCase: Case): Result<Plant, string> {
  let plant: Plant;
  try {
    plant = caseToPlant(testCase);
    if (!testCase.expected.every(isExpectation))
      return err("an expected metric lacks its value or tolerance");
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    return err(`not a well-formed case: ${(error as Error).message}`);
  }
  const read = readPlant(JSON.stringify(plant));
  if (read.ok) return ok(read.value.plant);
  return err(read.error.map(({ path, message }) => `${path}: ${message}`).join("; "));
}

function isExpectation({ metric, value, tolerance }: ExpectedMetric): boolean {
  return (
    typeof metric === "string" &&
    typeof value === "number" &&
    (tolerance.type === "absolute" || tolerance.type === "t_interval")
  );
}

function attempt(testCase: Case, plant: Plant, first: number, replications: number): CaseVerdict {
  const values = testCase.expected.map((): number[] => []);
  for (let i = first; i < first + replications; i++) {
    const exits = new Map<string, number[]>();
    const simulation = new Simulation(plant, {
      seed: SEED,
      replication: i,
      ...(testCase.kind === "deterministic"
        ? {
            record: (line) => {
              if (line.kind === "exit")
                exits.set(line.element, [...(exits.get(line.element) ?? []), line.time]);
            },
          }
        : {}),
    });
    simulation.runUntil(testCase.run.horizon_s);
    const result = simulation.results();
    testCase.expected.forEach((expected, m) => values[m]?.push(measure(expected, result, exits)));
  }
  const metrics = testCase.expected.map((expected, m) => judge(expected, values[m] ?? []));
  const verdict = metrics.every((metric) => metric.verdict === "passed") ? "passed" : "failed";
  return { id: testCase.id, verdict, replications, metrics };
}

function judge(expected: ExpectedMetric, values: readonly number[]): MetricVerdict {
  const { tolerance, value } = expected;
  const base = {
    metric: expected.metric + (expected.state === undefined ? "" : `[${expected.state}]`),
    node: typeof expected.node === "string" ? expected.node : (expected.node ?? []).join("+"),
    expected: value,
    unit: expected.unit ?? "",
  };
  if (values.some((observed) => Number.isNaN(observed))) {
    return {
      ...base,
      mean: Number.NaN,
      halfWidth: undefined,
      verdict: "failed",
      reason: "nothing was observed",
    };
  }
  if (tolerance.type === "absolute") {
    const mean = tInterval(values).mean;
    const equal = values.every((observed) => Math.abs(observed - value) <= tolerance.abs + 1e-12);
    return { ...base, mean, halfWidth: undefined, verdict: equal ? "passed" : "failed" };
  }
  const { mean, halfWidth = Infinity } = tInterval(values, tolerance.confidence);
  const holds = Math.abs(mean - value) <= halfWidth + 1e-12;
  const narrow = halfWidth <= tolerance.max_halfwidth;
  return {
    ...base,
    mean,
    halfWidth,
    verdict: holds && narrow ? "passed" : "failed",
    ...(holds
      ? narrow
        ? {}
        : { reason: "the interval is too wide" }
      : { reason: "the interval misses the value" }),
  };
}
