import type { VNode } from "preact";
import { ACCOUNTS_TEXTS } from "../app/i18n/accounts-texts.ts";
import { costFacts, energyFacts } from "./account-facts.ts";
import { Facts } from "./facts.tsx";
import { LoadCurveFigure } from "./load-curve.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** What the plant has drawn and cost so far. */
export function AccountsPanel(): VNode | null {
  const { run } = useSession();
  const wording = useWording();
  const results = useValue(run.results);
  if (results === undefined || results.time === 0) return null;
  const facts = [...energyFacts(results, wording), ...costFacts(results, wording)];
  if (facts.length === 0) return null;
  return (
    <section class="panel" data-testid="accounts">
      <div class="panel-head">
        <h2>{ACCOUNTS_TEXTS[wording.language].title}</h2>
      </div>
      <LoadCurveFigure results={results} />
      <Facts facts={facts} />
    </section>
  );
}
