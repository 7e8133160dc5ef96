import type { VNode } from "preact";
import type { TaskValue } from "../../plant/balance/line-balance.ts";
import { useBalance } from "./balance-context.ts";

/** Textures for all drawings of the screen: classes are told apart by colour, by the texture of a band, and by a letter. */
export function ClassPatterns(): VNode {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern
          id="texture-necessary"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" class="class-necessary" />
          <rect width="2.4" height="6" class="texture-ink" />
        </pattern>
        <pattern id="texture-waste" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" class="class-waste" />
          <circle cx="1.5" cy="1.5" r="1.3" class="texture-ink" />
          <circle cx="4.5" cy="4.5" r="1.3" class="texture-ink" />
        </pattern>
        <pattern
          id="texture-repositioning"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width="1.5" height="5" class="repositioning-ink" />
        </pattern>
        <pattern
          id="texture-forbidden"
          width="9"
          height="9"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="9" class="forbidden-ink" />
        </pattern>
      </defs>
    </svg>
  );
}

/** Fill of the band that shows a class. */
export function classFill(value: TaskValue | undefined): string | undefined {
  return value === "necessary" || value === "waste" ? `url(#texture-${value})` : undefined;
}

/** What the colours and textures mean. */
export function ClassLegend({ isChart }: { isChart: boolean }): VNode {
  const { b } = useBalance();
  return (
    <ul class="class-legend">
      {(["valueAdding", "necessary", "waste"] as const).map((value) => (
        <li key={value}>
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" class={`class-${value}`} />
            {value !== "valueAdding" && <rect width="14" height="14" rx="2" fill={classFill(value)} />}
          </svg>
          <b aria-hidden="true">{b(`class.${value}.letter`)}</b> {b(`class.${value}`)}
        </li>
      ))}
      {isChart && <ChartLegend />}
    </ul>
  );
}

/** What only the chart has. */
function ChartLegend(): VNode {
  const { b } = useBalance();
  return (
    <>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <rect width="14" height="14" rx="2" class="repositioning" />
          <rect width="14" height="14" rx="2" fill="url(#texture-repositioning)" />
        </svg>
        {b("chart.repositioning")}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <path d="M0 7h14" class="today-mark" />
        </svg>
        {b("chart.todayMark")}
      </li>
    </>
  );
}
