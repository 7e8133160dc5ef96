import type { VNode } from "preact";
import type { ElementCourse } from "../../app/experiment/course-window.ts";
import { STATE_SYMBOLS } from "../../editor/state-symbols.ts";
import { STATES, type State } from "../../plant/states.ts";
import { useWording } from "../session-context.ts";
import { STATE_LINES, TILE } from "./state-patterns.ts";

/** The states that occur, each with its colour, its pattern and its name. */
export function PatternLegend({ courses }: { courses: readonly ElementCourse[] }): VNode {
  const { t } = useWording();
  const present = new Set(courses.flatMap(({ state }) => [...new Set(state)]));
  return (
    <ul class="pattern-legend">
      {STATES.map((state, i) =>
        present.has(i) ? (
          <li key={state}>
            <Swatch state={state} />
            {t(`state.${state}`)}
          </li>
        ) : null,
      )}
    </ul>
  );
}

function Swatch({ state }: { state: State }): VNode {
  const { colour, ink } = STATE_SYMBOLS[state];
  return (
    <svg width={TILE * 3} height={TILE * 2} aria-hidden="true">
      <rect width={TILE * 3} height={TILE * 2} fill={colour} />
      {[0, 1, 2, 3, 4, 5].map((i) => (
        <svg key={i} x={(i % 3) * TILE} y={Math.floor(i / 3) * TILE} width={TILE} height={TILE}>
          <path d={STATE_LINES[state]} stroke={ink} stroke-width={1.2} stroke-opacity={0.75} fill="none" />
        </svg>
      ))}
    </svg>
  );
}
