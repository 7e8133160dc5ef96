import type { VNode } from "preact";
import type { LiveStatistics } from "../protocol/live.ts";
import { type Fact, Facts } from "./facts.tsx";
import { useSession, useWording, type Wording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

function statisticFacts(statistics: LiveStatistics, { t, formats }: Wording): Fact[] {
  const { count, number, withUnit } = formats;
  const of = (part: number, whole: number): string =>
    t("live.of", { part: count(part), whole: count(whole) });
  const { lastMessageAge: age } = statistics;
  return [
    { name: t("live.heard"), value: of(statistics.elementsHeard, statistics.elements), testId: "live-heard" },
    { name: t("live.nodes"), value: of(statistics.nodesOnline, statistics.nodes) },
    { name: t("live.messages"), value: count(statistics.messages), testId: "live-messages" },
    { name: t("live.rate"), value: withUnit(number(statistics.rate, 2), t("live.rate.unit")) },
    { name: t("live.age"), value: age === undefined ? "–" : t("live.age.ago", { seconds: count(age) }) },
    { name: t("live.malformed"), value: count(statistics.malformed) },
    { name: t("live.gaps"), value: count(statistics.gaps) },
    { name: t("live.reconnects"), value: count(statistics.reconnects), testId: "live-reconnects" },
  ];
}

/** How the connection to the real plant stands, and what went wrong on it. */
export function LivePanel(): VNode | null {
  const { live } = useSession();
  const wording = useWording();
  const { t } = wording;
  const enabled = useValue(live.enabled);
  const service = useValue(live.service);
  const { statistics, problems } = useValue(live.state);
  if (!enabled || service === undefined) return null;
  return (
    <section class="panel live-panel" data-testid="live-panel">
      <div class="panel-head">
        <h2>{t("live.panel")}</h2>
        <span class="muted">{t(`live.source.${service.source}`)}</span>
      </div>
      {statistics !== undefined && <Facts facts={statisticFacts(statistics, wording)} />}
      {problems.length > 0 && (
        <ol class="problems">
          {problems.map((problem, index) => (
            <li key={index}>
              <strong>{t(`live.problem.${problem.rule}`)}</strong> <code>{problem.subject}</code>
              <span class="muted"> {problem.detail}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
