import type { VNode } from "preact";
import { adoptPlan, dropPlan } from "../../editor/balance-actions.ts";
import { unassignedTasks } from "../../plant/balance/assignment.ts";
import type { LineBalance } from "../../plant/balance/line-balance.ts";
import type { AssignmentFigures } from "../../plant/balance/line-figures.ts";
import { useSession, useWording } from "../session-context.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";

/** A figure of a balance, and whether less of it is better. */
interface Row {
  readonly key:
    | "stations"
    | "cycle"
    | "efficiency"
    | "smoothness"
    | "idle"
    | "overloaded"
    | "moves"
    | "workplaces"
    | "cost";
  readonly unit?: "s" | "%";
  readonly of: (figures: AssignmentFigures) => number;
  readonly better?: "less" | "more";
  /** Whether the line has what the figure is about; always when absent. */
  readonly isOf?: (line: LineBalance) => boolean;
}

const ROWS: readonly Row[] = [
  { key: "stations", of: ({ stations }) => stations, better: "less" },
  {
    key: "workplaces",
    of: ({ workplaces }) => workplaces,
    better: "less",
    isOf: ({ isTwoSided, mostParallel = 1 }) => isTwoSided === true || mostParallel > 1,
  },
  {
    key: "cost",
    of: ({ cost }) => cost,
    better: "less",
    isOf: ({ workers = [], stationTypes = [] }) =>
      [...workers, ...stationTypes].some(({ cost = 0 }) => cost > 0),
  },
  { key: "cycle", unit: "s", of: ({ cycle }) => cycle, better: "less" },
  { key: "efficiency", unit: "%", of: ({ efficiency }) => efficiency, better: "more" },
  { key: "smoothness", unit: "s", of: ({ smoothness }) => smoothness, better: "less" },
  { key: "idle", unit: "s", of: ({ idle }) => idle, better: "less" },
  { key: "overloaded", of: ({ overloaded }) => overloaded.length, better: "less" },
  { key: "moves", of: ({ moves }) => moves },
];

/** Today's line and the plan, figure by figure. */
export function Comparison({ shown }: { shown: ShownLine }): VNode {
  const { b, control } = useBalance();
  const { history } = useSession();
  const { formats } = useWording();
  const { todayFigures, figures, line } = shown;
  const show = ({ unit }: Row, value: number): string =>
    Number.isNaN(value)
      ? "–"
      : unit === "%"
        ? formats.percent(value)
        : unit === "s"
          ? formats.withUnit(formats.number(value, 3), "s")
          : formats.number(value);
  const hasPlan = line.plan !== undefined;
  const missing = unassignedTasks(line, shown.planned);
  return (
    <section class="panel comparison">
      <h3>{b("compare.title")}</h3>
      <table data-testid="comparison">
        <thead>
          <tr>
            <td />
            <th scope="col">{b("compare.today")}</th>
            <th scope="col">{b("compare.plan")}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.filter(({ isOf }) => isOf === undefined || isOf(line)).map((row) => {
            const [before, after] = [row.of(todayFigures), row.of(figures)];
            return (
              <tr key={row.key} data-figure={row.key}>
                <th scope="row" title={b(`compare.${row.key}.hint`)}>
                  {b(`compare.${row.key}`)}
                </th>
                <td>{show(row, before)}</td>
                <td>
                  {hasPlan ? show(row, after) : "–"}
                  {hasPlan && <Sign row={row} before={before} after={after} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p class="note-warning">
          {b("compare.missing", { count: missing.length })}{" "}
          {missing.slice(0, 5).map((id) => (
            <button key={id} type="button" class="small" onClick={() => (control.task.value = id)}>
              {shown.tasks.get(id)?.name ?? id}
            </button>
          ))}
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="small"
          disabled={!hasPlan}
          onClick={() => history.edit("dropPlan", (plant) => dropPlan(plant, line.id))}
        >
          {b("compare.drop")}
        </button>
        <button
          type="button"
          class="small"
          disabled={!hasPlan}
          title={b("compare.adopt.hint")}
          onClick={() => history.edit("adoptPlan", (plant) => adoptPlan(plant, line.id))}
        >
          {b("compare.adopt")}
        </button>
      </div>
    </section>
  );
}

/** Better or worse, as a sign with a word for those who do not see it. */
function Sign({ row, before, after }: { row: Row; before: number; after: number }): VNode | null {
  const { b } = useBalance();
  if (row.better === undefined || !(Math.abs(after - before) >= 1e-9)) return null;
  const isBetter = after < before === (row.better === "less");
  return (
    <span class={isBetter ? "better" : "worse"}>
      <span aria-hidden="true">{after < before ? " ▼" : " ▲"}</span>
      <span class="visually-hidden"> {b(isBetter ? "compare.better" : "compare.worse")}</span>
    </span>
  );
}
