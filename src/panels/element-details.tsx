import { computed } from "@preact/signals-core";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Element } from "../plant/schema.ts";
import { STATES } from "../plant/states.ts";
import { ContentHistogram } from "./content-histogram.tsx";
import { type Fact, Facts } from "./facts.tsx";
import { onDemand } from "./on-demand.tsx";
import { parameterFacts } from "./parameters.ts";
import { ProvenanceList } from "./provenance.tsx";
import { resultFacts } from "./result-facts.ts";
import { useSession, useWording } from "./session-context.ts";
import { StateBadge } from "./state-badge.tsx";
import { StateSharesFigure } from "./state-shares.tsx";
import { KpiSection } from "./trace/kpi-section.tsx";
import { WhySection } from "./trace/why-section.tsx";
import { useValue } from "./use-value.ts";

/** Fetched with the first element that draws power or costs something: it asks the schema. */
const AccountProperties = onDemand(
  async () => (await import("./resources/properties.tsx")).AccountProperties,
);
const MilkRunSection = onDemand(async () => (await import("./milk-run/milk-run-section.tsx")).MilkRunSection);

function capacityOf(element: Element): number | undefined {
  if (element.kind === "buffer" || element.kind === "conveyor") return element.capacity;
  return element.kind === "station" ? (element.servers ?? 1) : undefined;
}

/** What the element is doing now, simulated and, where there is live data, for real. */
function Now({ element }: { element: Element }): VNode {
  const { run, live } = useSession();
  const { t, formats } = useWording();
  const index = useValue(run.order).get(element.id) ?? -1;
  const state = useValue(
    useMemo(() => computed(() => STATES[run.elements.value?.state[index] ?? -1]), [run, index]),
  );
  const content = useValue(
    useMemo(() => computed(() => run.elements.value?.content[index] ?? 0), [run, index]),
  );
  const enabled = useValue(live.enabled);
  const heard = useValue(useMemo(() => computed(() => live.elements.value.get(element.id)), [live, element]));
  const finished = useValue(run.results)?.stations[element.id]?.finished;
  const capacity = capacityOf(element);
  const flows = element.kind === "source" || element.kind === "sink";
  const inside =
    capacity === undefined
      ? formats.count(content)
      : t("details.contentOf", { content: formats.count(content), capacity: formats.count(capacity) });
  const stale = heard?.stale === true;
  const unheard = <span class="muted">{t("live.never")}</span>;
  return (
    <>
      <table class="now">
        <thead class={enabled ? "" : "visually-hidden"}>
          <tr>
            <td />
            <th scope="col">{t("details.simulated")}</th>
            {enabled && (
              <th scope="col">
                {t("details.live")}
                {stale && <span class="muted"> ({t("live.stale")})</span>}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {/* A sink takes whatever comes: simulated, it is never anything else than there. */}
          {state !== undefined && (element.kind !== "sink" || enabled) && (
            <tr>
              <th scope="row">{t("details.state")}</th>
              <td data-testid="state">
                <StateBadge state={state} />
              </td>
              {enabled && (
                <td data-testid="live-state">
                  {heard?.state === undefined ? unheard : <StateBadge state={heard.state} stale={stale} />}
                </td>
              )}
            </tr>
          )}
          {!flows && (
            <tr>
              <th scope="row">{t("details.content")}</th>
              <td>{inside}</td>
              {enabled && <td>{heard?.content === undefined ? "–" : formats.count(heard.content)}</td>}
            </tr>
          )}
          {enabled && (
            <tr>
              <th scope="row">{t("details.finished")}</th>
              <td>{finished === undefined ? "–" : formats.count(finished)}</td>
              <td data-testid="live-count">
                {heard?.count === undefined ? "–" : formats.count(heard.count)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {enabled && <p class="muted">{t("details.countsDiffer")}</p>}
    </>
  );
}

function Results({ element }: { element: Element }): VNode | null {
  const { run } = useSession();
  const wording = useWording();
  const results = useValue(run.results);
  // At time 0 nothing has been observed, and the shares are no numbers.
  if (results === undefined || results.time === 0) return null;
  const station = results.stations[element.id];
  const buffer = results.buffers[element.id];
  const capacity = capacityOf(element);
  const warmup = wording.formats.duration(results.warmup);
  return (
    <section>
      <h3>{wording.t("panel.results")}</h3>
      {results.time <= results.warmup && <p class="muted">{wording.t("kpi.warmup", { warmup })}</p>}
      {station !== undefined && <StateSharesFigure shares={station.states} />}
      <Facts facts={resultFacts(element, results, wording)} />
      {buffer !== undefined && <ContentHistogram histogram={buffer.histogram} capacity={capacity} />}
    </section>
  );
}

function Parameters({ element }: { element: Element }): VNode {
  const wording = useWording();
  const { t } = wording;
  const identity: Fact[] = [
    { name: t("details.kind"), value: t(`kind.${element.kind}`) },
    { name: t("details.id"), value: <code>{element.id}</code> },
  ];
  return (
    <section>
      <h3>{t("details.parameters")}</h3>
      <Facts facts={[...identity, ...parameterFacts(element, wording)]} />
      {element.notes !== undefined && <p class="notes">{element.notes}</p>}
      {element.provenance !== undefined && <ProvenanceList provenance={element.provenance} />}
    </section>
  );
}

/** What an element is doing, what the run says of it, and what the plant file says. */
export function ElementDetails({ element }: { element: Element }): VNode {
  return (
    <>
      <Now element={element} />
      <WhySection id={element.id} />
      {element.kind === "milkRun" && <MilkRunSection milkRun={element} />}
      <Results element={element} />
      <KpiSection of={(report) => report.stations[element.id]} />
      <Parameters element={element} />
      {(element.power !== undefined || element.cost !== undefined) && <AccountProperties element={element} />}
    </>
  );
}
