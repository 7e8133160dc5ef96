import type { VNode } from "preact";
import { STATE_SYMBOLS } from "../editor/state-symbols.ts";
import { STATES } from "../plant/states.ts";
import type { StateShares } from "../protocol/simulation.ts";
import { useWording } from "./session-context.ts";
import { StateBadge } from "./state-badge.tsx";

/** How an element spent its time: a stacked bar, and the same as a table. */
export function StateSharesFigure({ shares }: { shares: StateShares }): VNode {
  const { t, formats } = useWording();
  const present = STATES.filter((state) => shares[state] > 0);
  return (
    <figure class="shares">
      <figcaption>{t("details.shares")}</figcaption>
      <div class="share-bar" aria-hidden="true">
        {present.map((state) => (
          <span
            key={state}
            data-state={state}
            style={{ flexGrow: shares[state], background: STATE_SYMBOLS[state].colour }}
            title={`${t(`state.${state}`)} ${formats.percent(shares[state])}`}
          />
        ))}
      </div>
      <table>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t("details.state")}</th>
            <th scope="col">{t("details.share")}</th>
          </tr>
        </thead>
        <tbody>
          {present.map((state) => (
            <tr key={state}>
              <th scope="row">
                <StateBadge state={state} />
              </th>
              <td>{formats.percent(shares[state])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
