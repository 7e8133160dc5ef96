import { type Interval, tInterval } from "../experiment/analysis/interval.ts";
import type { Root } from "../sim/trace/cause.ts";
import type { LedgerResult, Loss } from "../sim/trace/ledger-result.ts";
import { rootWords } from "./cause-words.ts";
import { number, table } from "./output.ts";

/** One root cause over the replications; where it did not occur it counts as 0. */
interface Row {
  readonly root: Root;
  readonly seconds: Interval;
  readonly units: Interval;
  readonly perHour: Interval;
  /** Share of the planned time, 0 to 1. */
  readonly share: Interval;
}

const FIGURES = [
  "planned",
  "unplanned",
  "productive",
  "idealCycle",
  "idealUnits",
  "units",
  "idealPerHour",
  "perHour",
] as const;

/** The losses of all replications by root cause, with t-intervals, the largest first. */
function rowsOf(ledgers: readonly LedgerResult[]): Row[] {
  const roots = new Map<string, Root>();
  const keyOf = ({ cause, id, detail = "" }: Root): string => `${cause}\n${id}\n${detail}`;
  for (const { losses } of ledgers) for (const { root } of losses) roots.set(keyOf(root), root);
  const rows = Array.from(roots, ([key, root]): Row => {
    const found = ledgers.map(({ losses }) => losses.find((loss) => keyOf(loss.root) === key));
    const interval = (of: (loss: Loss, ledger: LedgerResult) => number): Interval =>
      tInterval(found.map((loss, i) => (loss === undefined ? 0 : of(loss, ledgers[i] as LedgerResult))));
    return {
      root,
      seconds: interval(({ seconds }) => seconds),
      units: interval(({ units }) => units),
      perHour: interval(({ perHour }) => perHour),
      share: interval(({ seconds }, { planned }) => (planned > 0 ? seconds / planned : 0)),
    };
  });
  return rows.sort((a, b) => b.seconds.mean - a.seconds.mean);
}

/** The ledger for `--json`: totals and losses with means and half-widths over the replications. */
export function ledgerDocument(ledgers: readonly LedgerResult[], found: boolean): object {
  const [first] = ledgers;
  return {
    constraint: first?.constraint,
    /** Whether it was looked for, and not named. */
    found,
    servers: first?.servers,
    ...Object.fromEntries(FIGURES.map((name) => [name, tInterval(ledgers.map((ledger) => ledger[name]))])),
    losses: rowsOf(ledgers).map((row) => ({ ...row, text: rootWords(row.root) })),
  };
}

/** The ledger as a table: from the ideal output through all losses to the actual one. */
export function ledgerTables(ledgers: readonly LedgerResult[], found: boolean): string[] {
  const [first] = ledgers;
  if (first === undefined) return [];
  const cell = ({ mean, halfWidth }: Interval, digits: number, scale = 1): string =>
    halfWidth === undefined
      ? (mean * scale).toFixed(digits)
      : `${(mean * scale).toFixed(digits)} ± ${(halfWidth * scale).toFixed(digits)}`;
  const figure = (name: (typeof FIGURES)[number]): Interval =>
    tInterval(ledgers.map((ledger) => ledger[name]));
  const total = (seconds: Interval, units: Interval, perHour: Interval, share: string): string[] => [
    cell(seconds, 0),
    share,
    cell(units, 1),
    cell(perHour, 2),
  ];
  const productive = tInterval(
    ledgers.map(({ productive: time, planned }) => (planned > 0 ? time / planned : 0)),
  );
  return [
    "",
    `ledger of losses at ${first.constraint}${found ? ", the station with the highest ideal load" : ""}: ` +
      `ideal cycle ${number(figure("idealCycle").mean)} s`,
    "",
    table([
      ["loss by root cause", "time (s)", "share (%)", "units", "units/h"],
      ["ideal output", ...total(figure("planned"), figure("idealUnits"), figure("idealPerHour"), "100")],
      ...rowsOf(ledgers).map(({ root, seconds, units, perHour, share }) => [
        rootWords(root),
        ...total(seconds, units, perHour, cell(share, 1, 100)),
      ]),
      [
        "actual output",
        ...total(figure("productive"), figure("units"), figure("perHour"), cell(productive, 1, 100)),
      ],
    ]),
  ];
}
