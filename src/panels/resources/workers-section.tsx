import { Fragment, type VNode } from "preact";
import { PEOPLE_TEXTS } from "../../app/i18n/people-texts.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import { WORKER_STATES } from "../../plant/worker-states.ts";
import type { WorkerInstant } from "../../protocol/simulation.ts";
import { type Fact, Facts } from "../facts.tsx";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { NamedThing } from "./named-thing.tsx";
import { useResourceWording } from "./resource-wording.ts";
import { type Share, ShareFigure } from "./share-figure.tsx";
import { WORKER_COLOURS } from "../../editor/member-colours.ts";
import { useResourceInstant } from "./use-instant.ts";

/** More workers are not listed; the 3D view leads to each who walks. */
const MOST_WORKERS = 60;

function WorkerTable({ pool, workers }: { pool: Workers; workers: readonly WorkerInstant[] }): VNode {
  const { selection } = useSession();
  const { r, language } = useResourceWording();
  const { state: states } = PEOPLE_TEXTS[language];
  return (
    <table class="member-table" data-testid="pool-workers">
      <thead>
        <tr>
          <th scope="col">{r("worker")}</th>
          <th scope="col">{r("state")}</th>
          <th scope="col">{r("task")}</th>
        </tr>
      </thead>
      <tbody>
        {workers.slice(0, MOST_WORKERS).map(({ state, task }, i) => (
          <tr key={i}>
            <th scope="row">
              <button
                type="button"
                class="link-button"
                onClick={() => selection.choose({ kind: "resource", id: pool.id, member: i })}
              >
                {i + 1}
              </button>
            </th>
            <td>
              <span class="share-mark" style={{ background: WORKER_COLOURS[state] }} aria-hidden="true" />
              {states[state]}
            </td>
            <td>{task === undefined ? "–" : <NamedThing id={task} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a pool of workers does now, and what it did; of one worker only what he does. */
export function WorkersSection({ pool, member }: { pool: Workers; member: number | undefined }): VNode {
  const { run, live } = useSession();
  const { r, t, formats, language } = useResourceWording();
  const { count, duration, measured, number, percent, withUnit } = formats;
  const people = PEOPLE_TEXTS[language];
  const instant = useResourceInstant(pool.id);
  const now = instant?.kind === "workers" ? instant : undefined;
  const results = useValue(run.results);
  const found = results?.time === 0 ? undefined : results?.resources?.[pool.id];
  const row = found?.kind === "workers" ? found : undefined;
  const one = member === undefined ? undefined : now?.workers?.[member];
  const real = useValue(live.members).get(pool.id);
  const heard =
    real === undefined || real.at === 0
      ? undefined
      : [
          ...(real.present === undefined ? [] : [`${r("present")} ${count(real.present)}`]),
          ...(real.atWork === undefined ? [] : [`${r("busy")} ${count(real.atWork)}`]),
          ...(real.stale ? [r("liveStale")] : []),
        ].join(" · ");
  const labour = results?.costs?.pools?.[pool.id];
  const currency = results?.costs?.currency ?? "";
  if (member !== undefined)
    return (
      <section>
        <h3>{r("now")}</h3>
        {one !== undefined && (
          <Facts
            facts={[
              { name: r("state"), value: people.state[one.state], testId: "worker-state" },
              { name: r("task"), value: one.task === undefined ? "–" : <NamedThing id={one.task} /> },
            ]}
          />
        )}
      </section>
    );
  const facts: Fact[] =
    row === undefined
      ? []
      : [
          { name: people.busy, value: percent(row.utilisation) },
          { name: r("meanBusy"), value: measured(row.meanBusy, t("unit.workers")) },
          ...(row.meanPresent === undefined
            ? []
            : [{ name: r("meanPresent"), value: measured(row.meanPresent, t("unit.workers")) }]),
          { name: r("claims"), value: count(row.claims) },
          { name: r("meanTaskWait"), value: duration(row.meanWait) },
          { name: r("maxWait"), value: duration(row.maxWait) },
          ...(row.overtimeHours > 0
            ? [{ name: people.overtime, value: duration(row.overtimeHours * 3600) }]
            : []),
          ...(row.breaks === undefined ? [] : [{ name: people.breaks, value: count(row.breaks) }]),
          ...(row.replacedShare === undefined
            ? []
            : [{ name: people.replaced, value: percent(row.replacedShare) }]),
          ...(labour === undefined
            ? []
            : [{ name: r("cost"), value: withUnit(number(labour.cost), currency) }]),
        ];
  return (
    <>
      {now !== undefined && (
        <section>
          <h3>{r("now")}</h3>
          <Facts
            facts={[
              {
                name: r("present"),
                value: r("presentOf", { present: count(now.present), size: count(pool.size) }),
                testId: "pool-present",
              },
              { name: r("busy"), value: count(now.busy) },
              ...(heard === undefined ? [] : [{ name: r("live"), value: heard, testId: "live-pool" }]),
              { name: r("waitingTasks"), value: count(now.waiting) },
              ...(now.tasks.length === 0
                ? []
                : [
                    {
                      name: r("tasks"),
                      value: now.tasks.map((id, i) => (
                        <Fragment key={id}>
                          {i > 0 && ", "}
                          <NamedThing id={id} />
                        </Fragment>
                      )),
                    },
                  ]),
            ]}
          />
          {now.workers !== undefined && <WorkerTable pool={pool} workers={now.workers} />}
        </section>
      )}
      {row !== undefined && (
        <section>
          <h3>{r("results")}</h3>
          <ShareFigure
            title={r("states")}
            shares={WORKER_STATES.map((state): Share => {
              const colour = WORKER_COLOURS[state];
              return { key: state, name: people.state[state], share: row.states[state], colour };
            })}
          />
          <Facts facts={facts} />
        </section>
      )}
    </>
  );
}
