import type { VNode } from "preact";
import { STATE_SYMBOLS } from "../editor/state-symbols.ts";
import { STATES, type State } from "../plant/states.ts";
import { useWording } from "./session-context.ts";

/** The symbol of a state alone: its name must stand beside it or in a label. */
export function StateIcon({ state }: { state: State }): VNode {
  const { colour, ink, outline, sign } = STATE_SYMBOLS[state];
  return (
    <svg class="state-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path class="state-outline" d={outline} fill={colour} />
      <path d={sign} fill={ink} />
    </svg>
  );
}

/** A state by colour, shape and text. */
export function StateBadge({ state, stale = false }: { state: State; stale?: boolean }): VNode {
  const { t } = useWording();
  return (
    <span class={stale ? "state-badge stale" : "state-badge"} data-state={state}>
      <StateIcon state={state} />
      {t(`state.${state}`)}
    </span>
  );
}

/** What the symbols in the 3D view and in the lists mean. */
export function StateLegend(): VNode {
  const { t } = useWording();
  return (
    <ul class="legend" aria-label={t("panel.legend")}>
      {STATES.map((state) => (
        <li key={state}>
          <StateBadge state={state} />
        </li>
      ))}
    </ul>
  );
}
