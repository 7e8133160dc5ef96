import type { VNode } from "preact";
import { Facts } from "./facts.tsx";
import { ProvenanceList } from "./provenance.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** What makes this run repeatable: plant, seed, and the hash of the whole state. */
export function RunPanel(): VNode | null {
  const { document, run } = useSession();
  const { t, formats } = useWording();
  const current = useValue(document.current);
  const results = useValue(run.results);
  if (current === undefined) return null;
  const { plant } = current;
  const { count, duration } = formats;
  return (
    <section class="panel run-panel">
      <div class="panel-head">
        <h2>{t("about.title")}</h2>
      </div>
      <Facts
        facts={[
          { name: t("about.plant"), value: plant.name },
          { name: t("about.elements"), value: count(plant.elements.length) },
          { name: t("about.horizon"), value: duration(plant.run.horizon) },
          { name: t("about.warmup"), value: duration(results?.warmup ?? plant.run.warmup) },
          { name: t("about.seed"), value: String(results?.seed ?? plant.run.seed) },
          { name: t("about.events"), value: count(results?.events ?? 0) },
          {
            name: t("about.hash"),
            value: (
              <code class="hash" title={t("about.hash.hint")} data-testid="hash">
                {results?.hash || "–"}
              </code>
            ),
          },
        ]}
      />
      {plant.description !== undefined && <p class="notes">{plant.description}</p>}
      {plant.provenance !== undefined && <ProvenanceList provenance={plant.provenance} />}
    </section>
  );
}
