import { fiellerInterval } from "../analysis/fieller.ts";
import type { Response } from "../study/response.ts";

/** How the scenarios stand to a line such as +30 % of the baseline. */
export interface TargetAnswer {
  readonly response: string;
  readonly unit: string;
  /** The line, as a multiple of the baseline. */
  readonly factor: number;
  readonly confidence: number;
  readonly rows: readonly {
    readonly scenario: string;
    /** Of the means, scenario by baseline, with Fieller's interval. */
    readonly ratio: number;
    readonly low: number | undefined;
    readonly high: number | undefined;
    /** Whether the whole interval is on one side of the line. */
    readonly verdict: "reached" | "missed" | "undecided";
  }[];
}

/** @param values of the response by scenario, replication by replication */
export function targetAnswer(
  response: Response,
  factor: number,
  values: ReadonlyMap<string, readonly number[]>,
  baseline: string,
  confidence: number,
): TargetAnswer {
  const base = values.get(baseline) ?? [];
  const smaller = response.better === "smaller";
  const rows = [...values]
    .filter(([scenario]) => scenario !== baseline)
    .map(([scenario, own]) => {
      const { ratio, low, high } = fiellerInterval(own, base, confidence);
      const above = low !== undefined && low >= factor;
      const below = high !== undefined && high <= factor;
      const verdict =
        above === below ? (above ? "reached" : "undecided") : above === smaller ? "missed" : "reached";
      return { scenario, ratio, low, high, verdict } as const;
    });
  return { response: response.id, unit: response.unit, factor, confidence, rows };
}
