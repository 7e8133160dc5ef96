import type { VNode } from "preact";
import { PEOPLE_TEXTS, type PeopleTexts } from "../app/i18n/people-texts.ts";
import { WORKER_STATES, type WorkerGroup, workerRoles } from "../plant/worker-states.ts";
import type { RunResult } from "../protocol/simulation.ts";
import { type Fact, Facts } from "./facts.tsx";
import { type Share, ShareFigure } from "./resources/share-figure.tsx";
import { WORKER_COLOURS } from "../editor/member-colours.ts";
import { useSession, useWording, type Wording } from "./session-context.ts";
import { useValue } from "./use-value.ts";
import "./style/people-panel.css";

type Pool = Extract<NonNullable<RunResult["resources"]>[string], { kind: "workers" }>;

function Shares({ group, texts }: { group: WorkerGroup; texts: PeopleTexts }): VNode {
  const shares = WORKER_STATES.map((state): Share => {
    return {
      key: state,
      name: texts.state[state],
      share: group.states[state],
      colour: WORKER_COLOURS[state],
    };
  });
  return <ShareFigure title={texts.states} shares={shares} />;
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
      {name} <span class="muted">{wording.formats.counted(size, wording.t("unit.workers"))}</span>
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
