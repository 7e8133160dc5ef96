import type { VNode } from "preact";
import { type ChangedDemands, setDemands } from "../../editor/balance-actions.ts";
import type { LineDemands } from "../../plant/balance/line-demands.ts";
import { useSession } from "../session-context.ts";
import { type ShownLine, taskName, useBalance } from "./balance-context.ts";
import { CellEditor, type Field, type Row, RowsEditor } from "./rows-editor.tsx";

/** What the line asks of its balance beside precedence and takt, to be edited. */
export function DemandsView({ shown }: { shown: ShownLine }): VNode {
  const { b } = useBalance();
  const { history } = useSession();
  const { line } = shown;
  const change = (demands: ChangedDemands): void =>
    history.edit("setDemands", (plant) => setDemands(plant, line.id, demands));
  const tasks = line.tasks.map((task) => ({ id: task.id, name: taskName(task) }));
  const zoneNames = line.tasks.flatMap(({ zone }) => (zone === undefined ? [] : [zone]));
  const zones = [...new Set(zoneNames)].map((id) => ({ id, name: id }));
  const group: readonly Field[] = [
    { key: "tasks", label: b("demands.tasks"), kind: "items", choices: tasks, least: 2 },
  ];
  const zone = (key: string, label: string): Field => ({
    key,
    label,
    kind: "choice",
    choices: zones,
    isNeeded: true,
  });
  return (
    <div class="demands-view" role="region" tabIndex={0} aria-label={b("view.demands")} data-testid="demands">
      <Whole shown={shown} change={change} />
      <RowsEditor
        title={b("demands.together")}
        testId="demands-together"
        fields={group}
        rows={asGroups(line.together)}
        onChange={(rows) => change({ together: groupsOf(rows) })}
      />
      <RowsEditor
        title={b("demands.apart")}
        testId="demands-apart"
        fields={group}
        rows={asGroups(line.apart)}
        onChange={(rows) => change({ apart: groupsOf(rows) })}
      />
      <RowsEditor
        title={b("demands.zones")}
        hint={zones.length === 0 ? b("demands.zones.hint") : undefined}
        testId="demands-zones"
        fields={[zone("one", b("demands.zone.one")), zone("other", b("demands.zone.other"))]}
        rows={(line.zonesApart ?? []).map(([one, other]) => ({ one, other }))}
        onChange={(rows) =>
          change({
            zonesApart: filled(rows.map(({ one, other }): [string, string] => [String(one), String(other)])),
          })
        }
      />
      <RowsEditor
        title={b("demands.limits")}
        hint={b("demands.limits.hint")}
        testId="demands-limits"
        fields={[
          { key: "name", label: b("demands.limit.name"), kind: "word", isNeeded: true },
          { key: "most", label: b("demands.limit.most"), kind: "number", isNeeded: true },
        ]}
        rows={(line.loadLimits ?? []).map((limit) => ({ ...limit }))}
        onChange={(rows) =>
          change({
            loadLimits: filled(rows.map(({ name, most }) => ({ name: String(name), most: Number(most) }))),
          })
        }
      />
      <Resources shown={shown} change={change} tasks={tasks} />
      <Setups shown={shown} change={change} tasks={tasks} />
    </div>
  );
}

interface PartProps {
  readonly shown: ShownLine;
  readonly change: (demands: ChangedDemands) => void;
}

/** Figures and forms of the line as a whole. */
function Whole({ shown: { line }, change }: PartProps): VNode {
  const { b } = useBalance();
  const number = (
    key: "overload" | "certainty" | "mostParallel" | "budget",
    unit: string,
    scale: number,
    more: Partial<Field> = {},
  ): VNode => {
    const value = line[key];
    const field: Field = { key, label: b(`demands.${key}`), kind: "number", ...more };
    return (
      <label class="field wide" title={b(`demands.${key}.hint`)}>
        <span>{b(`demands.${key}`)}</span>
        <span>
          <CellEditor
            field={field}
            label={b(`demands.${key}`)}
            value={value === undefined ? undefined : Math.round(value * scale * 1e6) / 1e6}
            onChange={(typed) =>
              change({ [key]: within(key, typed === undefined ? undefined : Number(typed) / scale) })
            }
          />{" "}
          {unit}
        </span>
      </label>
    );
  };
  const flag = (key: "isTwoSided" | "isUShaped"): VNode => (
    <label class="check" title={b(`demands.${key}.hint`)}>
      <input
        type="checkbox"
        checked={line[key] === true}
        data-testid={`demands-${key}`}
        onChange={(event) => change({ [key]: event.currentTarget.checked ? true : undefined })}
      />
      <span>{b(`demands.${key}`)}</span>
    </label>
  );
  return (
    <section class="rows-editor" aria-label={b("demands.whole")} data-testid="demands-whole">
      <header>
        <h4>{b("demands.whole")}</h4>
      </header>
      {number("overload", "%", 100)}
      {number("certainty", "%", 100, { least: 50 })}
      {number("mostParallel", "", 1, { isWhole: true, least: 1 })}
      {number("budget", "", 1)}
      {flag("isTwoSided")}
      {flag("isUShaped")}
    </section>
  );
}

/** The number as the plant file may have it; the end of its range where it lies beyond. */
function within(
  key: "overload" | "certainty" | "mostParallel" | "budget",
  value: number | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  const most = { overload: 10, certainty: 0.999999, mostParallel: 20, budget: 1e12 }[key];
  return Math.min(most, value);
}

interface WithTasks extends PartProps {
  readonly tasks: readonly { readonly id: string; readonly name: string }[];
}

/** Workers and station types. */
function Resources({ shown: { line }, change, tasks }: WithTasks): VNode {
  const { b } = useBalance();
  const id: Field = { key: "id", label: b("demands.id"), kind: "word", isNeeded: true };
  const count: Field = { key: "count", label: b("demands.count"), kind: "number", isWhole: true };
  const cost: Field = { key: "cost", label: b("demands.cost"), kind: "number" };
  return (
    <>
      <RowsEditor
        title={b("demands.workers")}
        hint={b("demands.workers.hint")}
        testId="demands-workers"
        fields={[
          id,
          count,
          { key: "skills", label: b("demands.skills"), kind: "words" },
          { key: "pace", label: b("demands.pace"), kind: "number", least: 0.01 },
          { key: "cannot", label: b("demands.cannot"), kind: "items", choices: tasks },
          cost,
        ]}
        rows={(line.workers ?? []) as unknown as readonly Row[]}
        onChange={(rows) => change({ workers: kindsOf(rows) as LineDemands["workers"] })}
      />
      <RowsEditor
        title={b("demands.types")}
        hint={b("demands.types.hint")}
        testId="demands-types"
        fields={[id, count, { key: "equipment", label: b("demands.equipment"), kind: "words" }, cost]}
        rows={(line.stationTypes ?? []) as unknown as readonly Row[]}
        onChange={(rows) => change({ stationTypes: kindsOf(rows) as LineDemands["stationTypes"] })}
      />
    </>
  );
}

function Setups({ shown: { line }, change, tasks }: WithTasks): VNode {
  const { b } = useBalance();
  const task = (key: string, label: string): Field => ({
    key,
    label,
    kind: "choice",
    choices: tasks,
    isNeeded: true,
  });
  const fields = [
    task("from", b("demands.setup.from")),
    task("to", b("demands.setup.to")),
    { key: "time", label: b("demands.setup.time"), kind: "number", isNeeded: true } as const,
  ];
  const { forward = [], backward } = line.setups ?? {};
  const listOf = (rows: readonly Row[]): { from: string; to: string; time: number }[] =>
    rows.map(({ from, to, time }) => ({ from: String(from), to: String(to), time: Number(time) }));
  const take = (ahead: readonly Row[], back: readonly Row[] | undefined): void => {
    const isEmpty = ahead.length === 0 && (back ?? []).length === 0;
    const behind = back === undefined || back.length === 0 ? {} : { backward: listOf(back) };
    change({ setups: isEmpty ? undefined : { forward: listOf(ahead), ...behind } });
  };
  return (
    <>
      <RowsEditor
        title={b("demands.setups")}
        hint={b("demands.setups.hint")}
        testId="demands-setups"
        fields={fields}
        rows={forward}
        onChange={(rows) => take(rows, backward)}
      />
      <RowsEditor
        title={b("demands.setupsBack")}
        hint={b("demands.setupsBack.hint")}
        testId="demands-setups-back"
        fields={fields}
        rows={backward ?? []}
        onChange={(rows) => take(forward, rows)}
      />
    </>
  );
}

const asGroups = (groups: readonly (readonly string[])[] | undefined): Row[] =>
  (groups ?? []).map((tasks) => ({ tasks }));

function groupsOf(rows: readonly Row[]): string[][] | undefined {
  return filled(rows.map(({ tasks }) => [...(tasks as readonly string[])]));
}

function filled<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Kinds of workers or stations with ids as a plant file may have them, and without empty members. */
function kindsOf(rows: readonly Row[]): object[] | undefined {
  const kinds = rows.map((row) => {
    const id = String(row["id"])
      .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
      .slice(0, 64);
    const given = Object.entries({ ...row, id }).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    );
    return Object.fromEntries(given);
  });
  return filled(kinds);
}
