import type { VNode } from "preact";
import { PEOPLE_TEXTS, type PeopleTexts } from "../app/i18n/people-texts.ts";
import { WORKER_STATES, type WorkerGroup, workerRoles, type WorkerState } from "../plant/worker-states.ts";
import type { RunResult } from "../protocol/simulation.ts";
import { type Fact, Facts } from "./facts.tsx";
import { useSession, useWording, type Wording } from "./session-context.ts";
import { useValue } from "./use-value.ts";
import "./style/people-panel.css";

type Pool = Extract<NonNullable<RunResult["resources"]>[string], { kind: "workers" }>;

/** Okabe and Ito's colours, as those of the states of elements that mean nearly the same. */
const COLOURS: Readonly<Record<WorkerState, string>> = {
  working: "#009E73",
  walking: "#56B4E9",
  idle: "#E8E3D0",
  onBreak: "#CC79A7",
  lent: "#0072B2",
  absent: "#D55E00",
  overtime: "#E69F00",
  offShift: "#999999",
};

function Shares({ group, texts }: { group: WorkerGroup; texts: PeopleTexts }): VNode {
  const { formats } = useWording();
  const present = WORKER_STATES.filter((state) => group.states[state] > 0);
  return (
    <figure class="shares people-shares">
      <figcaption class="visually-hidden">{texts.states}</figcaption>
      <div class="share-bar" aria-hidden="true">
        {present.map((state) => (
          <span key={state} style={{ flexGrow: group.states[state], background: COLOURS[state] }} />
        ))}
      </div>
      <table>
        <tbody>
          {present.map((state) => (
            <tr key={state}>
              <th scope="row">
                <span class="people-mark" style={{ background: COLOURS[state] }} aria-hidden="true" />
                {texts.state[state]}
              </th>
              <td>{formats.percent(group.states[state])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function poolFacts(pool: Pool, texts: PeopleTexts, { formats }: Wording): Fact[] {
  const { count, duration, percent } = formats;
  return [
    { name: texts.busy, value: percent(pool.utilisation), testId: "pool-utilisation" },
    { name: texts.meanWait, value: duration(pool.meanWait) },
    ...(pool.overtimeHours > 0 ? [{ name: texts.overtime, value: duration(pool.overtimeHours * 3600) }] : []),
    ...(pool.breaks === undefined ? [] : [{ name: texts.breaks, value: count(pool.breaks) }]),
    ...(pool.replacedShare === undefined
      ? []
      : [{ name: texts.replaced, value: percent(pool.replacedShare) }]),
  ];
}

/** What the workers of each pool do, and of each role that several pools share. */
export function PeoplePanel(): VNode | null {
  const { run, document } = useSession();
  const wording = useWording();
  const texts = PEOPLE_TEXTS[wording.language];
  const results = useValue(run.results);
  const current = useValue(document.current);
  if (results?.resources === undefined || results.time === 0) return null;
  const nameOf = (id: string): string =>
    current?.plant.resources?.find((resource) => resource.id === id)?.name ?? id;
  const pools = Object.entries(results.resources).flatMap(([id, row]) =>
    row.kind === "workers" ? [{ id, row }] : [],
  );
  if (pools.length === 0) return null;
  // A role of one pool would say the same twice.
  const roles = [...workerRoles(pools.map(({ row }) => row))].filter(
    ([role]) => pools.filter(({ row }) => row.role === role).length > 1,
  );
  const head = (name: string, { size }: WorkerGroup): VNode => (
    <h3>
      {name}{" "}
      <span class="muted">
        {wording.formats.withUnit(wording.formats.count(size), size === 1 ? texts.worker : texts.workers)}
      </span>
    </h3>
  );
  return (
    <section class="panel people-panel" data-testid="people">
      <div class="panel-head">
        <h2>{texts.title}</h2>
      </div>
      {pools.map(({ id, row }) => (
        <section key={id} aria-label={`${texts.pool} ${nameOf(id)}`}>
          {head(nameOf(id), row)}
          <Shares group={row} texts={texts} />
          <Facts facts={poolFacts(row, texts, wording)} />
        </section>
      ))}
      {roles.map(([role, group]) => (
        <section key={role} aria-label={`${texts.role} ${role}`}>
          {head(`${texts.role} ${role}`, group)}
          <Shares group={group} texts={texts} />
        </section>
      ))}
    </section>
  );
}
