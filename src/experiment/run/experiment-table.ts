import { bonferroni } from "../analysis/bonferroni.ts";
import { tInterval } from "../analysis/interval.ts";
import { pairedInterval } from "../analysis/paired.ts";
import type { Response } from "../study/response.ts";
import type { Estimate, ExperimentResult } from "./answer.ts";
import { bounds, estimate, valuesOf } from "./estimate.ts";
import type { ReplicationRecord } from "./task.ts";

/** A figure that the table has a column for. */
export type TableResponse = Pick<Response, "id" | "name" | "unit" | "better">;

/** A difference from the baseline, by pairs of replications that had the same random numbers. */
export interface TableDifference {
  readonly mean: number;
  readonly halfWidth: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The interval does not hold 0. */
  readonly significant: boolean;
  /** Of each pair. */
  readonly values: readonly number[];
}

export interface TableRow {
  readonly scenario: string;
  /** Replications that have ended; with batch means the batches. */
  readonly replications: number;
  readonly estimates: Readonly<Record<string, Estimate>>;
  /** Empty for the baseline; nothing of a response that is a quantile or a chance. */
  readonly differences: Readonly<Record<string, TableDifference>>;
}

/** Every scenario with every figure, finished or on its way. */
export interface ExperimentTable {
  readonly baseline: string;
  /** Of the intervals of the figures. */
  readonly confidence: number;
  /** Of each interval of a difference, so that those of one figure hold together with `confidence` (Bonferroni). */
  readonly each: number;
  readonly responses: readonly TableResponse[];
  readonly rows: readonly TableRow[];
}

/** How the running mean of a figure came to rest. */
export interface Convergence {
  readonly scenario: string;
  /** After the first, the second, … replication. */
  readonly mean: readonly number[];
  readonly halfWidth: readonly (number | undefined)[];
}

/** What a table is made of. */
export interface TableFrame {
  readonly scenarios: readonly string[];
  readonly baseline: string;
  readonly confidence: number;
  readonly responses: readonly Response[];
  readonly batched: boolean;
}

/** The table of an experiment on its way: takes records as they come, in whatever order. */
export class GrowingTable {
  readonly #frame: TableFrame;
  readonly #records: ReadonlyMap<string, Map<number, ReplicationRecord>>;

  constructor(frame: TableFrame) {
    this.#frame = frame;
    this.#records = new Map(frame.scenarios.map((id) => [id, new Map()]));
  }

  add(scenario: string, record: ReplicationRecord): void {
    this.#records.get(scenario)?.set(record.replication, record);
  }

  table(): ExperimentTable {
    const { responses, scenarios, confidence, batched } = this.#frame;
    const ended = scenarios.map((id) =>
      [...(this.#records.get(id)?.values() ?? [])].sort((a, b) => a.replication - b.replication),
    );
    return tableOf(
      this.#frame,
      ended.map((records) =>
        Object.fromEntries(
          (records.length === 0 ? [] : responses).map((response, i) => [
            response.id,
            estimate(valuesOf(records, response, i), response, confidence, batched),
          ]),
        ),
      ),
      ended.map((records) => (batched ? undefined : records.map(({ replication }) => replication))),
    );
  }
}

/** The table of a finished experiment. */
export function finishedTable(result: ExperimentResult, frame: TableFrame): ExperimentTable {
  const estimates = frame.scenarios.map(
    (id) => result.scenarios.find((scenario) => scenario.id === id)?.kpis ?? {},
  );
  return tableOf(
    frame,
    estimates,
    estimates.map(() => undefined),
  );
}

/** @param places which replications the values are of; the first ones in their order when undefined */
function tableOf(
  { scenarios, baseline, confidence, responses }: TableFrame,
  estimates: readonly Readonly<Record<string, Estimate>>[],
  places: readonly (readonly number[] | undefined)[],
): ExperimentTable {
  const each = bonferroni(confidence, Math.max(1, scenarios.length - 1));
  const base = scenarios.indexOf(baseline);
  const spread = (s: number, id: string): ReadonlyMap<number, number> =>
    new Map((estimates[s]?.[id]?.values ?? []).map((value, i) => [places[s]?.[i] ?? i, value]));
  const rows = scenarios.map((scenario, s): TableRow => {
    const own = estimates[s] ?? {};
    const differences = responses.flatMap(({ id, statistic }) => {
      if (s === base || statistic !== "mean") return [];
      const [before, after] = [spread(base, id), spread(s, id)];
      const both = [...after.keys()].filter((place) => before.has(place));
      return both.length === 0 ? [] : [[id, differenceOf(both, after, before, each)] as const];
    });
    return {
      scenario,
      replications: own[responses[0]?.id ?? ""]?.values.length ?? 0,
      estimates: own,
      differences: Object.fromEntries(differences),
    };
  });
  const shown = responses.map(({ id, name, unit, better }) => ({
    id,
    name,
    unit,
    ...(better === undefined ? {} : { better }),
  }));
  return { baseline, confidence, each, responses: shown, rows };
}

function differenceOf(
  both: readonly number[],
  after: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
  confidence: number,
): TableDifference {
  const values = (of: ReadonlyMap<number, number>): number[] => both.map((place) => of.get(place) as number);
  const [own, base] = [values(after), values(before)];
  const interval = bounds(pairedInterval(own, base, confidence));
  const { low, high } = interval;
  const significant = low !== undefined && high !== undefined && (low > 0 || high < 0);
  return { ...interval, significant, values: own.map((value, i) => value - (base[i] as number)) };
}

/** How the mean of a figure and its interval went with the number of replications. */
export function convergenceOf(table: ExperimentTable, response: string): Convergence[] {
  return table.rows.map(({ scenario, estimates }) => {
    const values = estimates[response]?.values ?? [];
    const steps = values.map((_, i) => tInterval(values.slice(0, i + 1), table.confidence));
    return {
      scenario,
      mean: steps.map(({ mean }) => mean),
      halfWidth: steps.map(({ halfWidth }) => halfWidth),
    };
  });
}
