import type { VNode } from "preact";
import { cividis } from "../base/cividis.ts";
import "./style/heat.css";

const STEPS = 24;

/** The colours of a heat map from nothing to the largest value. */
export function HeatScale({ from, to }: { from: string; to: string }): VNode {
  return (
    <span class="heat-scale">
      {from}
      <span class="heat-ramp" aria-hidden="true">
        {Array.from({ length: STEPS }, (_, i) => (
          <span key={i} style={{ background: cividis(i / (STEPS - 1)) }} />
        ))}
      </span>
      {to}
    </span>
  );
}
