import type { ExperimentResult } from "../run/answer.ts";

const COLUMNS = [
  "kind",
  "scenario",
  "other",
  "response",
  "statistic",
  "unit",
  "replication",
  "value",
  "half_width",
  "low",
  "high",
  "count",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>;

/**
 * All figures of an experiment as a table (RFC 4180), one a line: `figure` of a scenario, `value` of one replication or
 * batch, `difference` of two scenarios, `best` against the best of the others, `target` as a ratio to the baseline, `deadline` as a
 * chance and as the date of nine in ten.
 */
export function experimentCsv(result: ExperimentResult): string {
  const { scenarios, comparisons } = result;
  const rows: Row[] = [];
  for (const { id, kpis } of scenarios) {
    for (const [response, { mean, halfWidth, low, high, unit, statistic = "mean", values }] of Object.entries(
      kpis,
    )) {
      const head = { scenario: id, response, unit };
      rows.push({
        ...head,
        kind: "figure",
        statistic,
        value: mean,
        half_width: halfWidth,
        low,
        high,
        count: values.length,
      });
      values.forEach((value, replication) => rows.push({ ...head, kind: "value", replication, value }));
    }
  }
  for (const comparison of comparisons) {
    const { response, unit } = comparison;
    if (comparison.method === "paired" || comparison.method === "allPairs") {
      for (const { scenario, other, mean, halfWidth, low, high } of comparison.pairs)
        rows.push({
          kind: "difference",
          scenario,
          other,
          response,
          statistic: comparison.method,
          unit,
          value: mean,
          half_width: halfWidth,
          low,
          high,
          count: comparison.replications,
        });
    } else if (comparison.method === "best") {
      for (const { scenario, difference, low, high } of comparison.rows)
        rows.push({
          kind: "best",
          scenario,
          response,
          unit,
          value: difference,
          low,
          high,
          count: comparison.replications,
        });
    }
  }
  rows.push(...planRows(result));
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

function planRows({ targets = [], deadlines = [], baseline }: ExperimentResult): Row[] {
  return [
    ...targets.flatMap(({ response, factor, rows }) =>
      rows.map(({ scenario, ratio, low, high }) => ({
        kind: "target",
        scenario,
        other: baseline,
        response,
        statistic: `ratio, line at ${factor}`,
        unit: "1",
        value: ratio,
        low,
        high,
      })),
    ),
    ...deadlines.flatMap(({ id, rows }) =>
      rows.flatMap(({ scenario, replications, chance, low, high, date, dateLow, dateHigh }) => {
        const head = { kind: "deadline", scenario, response: id, count: replications };
        return [
          { ...head, statistic: "chance", unit: "1", value: chance, low, high },
          { ...head, statistic: "date of 9 in 10", unit: "s", value: date, low: dateLow, high: dateHigh },
        ];
      }),
    ),
  ];
}

/** What does not exist is an empty cell. */
function cell(value: string | number | undefined): string {
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
