import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import {
  type ElementCourse,
  rowPieces,
  statesIn,
  type TimeRange,
} from "../../app/experiment/course-window.ts";
import { STATE_SYMBOLS } from "../../editor/state-symbols.ts";
import { STATES } from "../../plant/states.ts";
import type { RunCourse } from "../../protocol/questions.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";
import { StationButton } from "./question-parts.tsx";
import { PatternLegend } from "./pattern-legend.tsx";
import { stateFill } from "./state-patterns.ts";
import { tickText, timeTicks } from "./time-axis.ts";
import { useBrush } from "./use-brush.ts";

/** Of the names, px. */
const NAMES = 150;
const ROW = 16;
/** Rows that are drawn at once; a field finds the others. */
const MOST_ROWS = 120;
/** More rows than this can be searched. */
const LONG = 12;

/** What every station did at each time, as rows of colours and patterns on one scale of time. */
export function Gantt({
  course,
  range,
  width,
}: {
  course: RunCourse;
  range: TimeRange;
  width: number;
}): VNode {
  const { x, control, plant } = useExperiment();
  const { selection } = useSession();
  const selected = useValue(selection.id);
  const [wanted, setWanted] = useState("");
  const [hasOthers, setOthers] = useState(false);
  const stations = new Set(course.stations);
  const names = new Map(plant.elements.map(({ id, name }) => [id, name ?? id]));
  const kinds = new Map(plant.elements.map(({ id, kind }) => [id, kind]));
  const known = course.elements.filter(({ id }) => stations.has(id));
  const proper = known.filter(({ id }) => kinds.get(id) === "station");
  const all = hasOthers ? known : proper;
  const fits = all.filter(({ id }) =>
    `${names.get(id) ?? ""} ${id}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const rows = fits.slice(0, MOST_ROWS);
  const chart = Math.max(60, width - NAMES - 10);
  const end = course.until;
  const time = (pixel: number): number => range[0] + (pixel / chart) * (range[1] - range[0]);
  const { drag, handlers } = useBrush(
    (from, to) => control.range.choose(time(Math.max(0, from)), time(Math.min(chart, to)), end),
    (_, target) => {
      const id = target?.getAttribute("data-element");
      if (id !== null && id !== undefined) selection.select(id);
    },
  );
  const keys = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => control.range.move(-0.25, end),
      ArrowRight: () => control.range.move(0.25, end),
      "+": () => control.range.zoom(0.5, end),
      "-": () => control.range.zoom(2, end),
      Home: () => control.range.all(),
    };
    const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <section class="course-part" aria-labelledby="gantt-title">
      <h3 id="gantt-title">{x("gantt.title")}</h3>
      <PatternLegend courses={all} />
      <div class="station-tools">
        {all.length > LONG && (
          <label class="field gantt-find">
            {x("gantt.find")}
            <input
              type="search"
              value={wanted}
              data-testid="gantt-find"
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </label>
        )}
        {known.length > proper.length && (
          <label class="check">
            <input
              type="checkbox"
              checked={hasOthers}
              onChange={(event) => setOthers(event.currentTarget.checked)}
            />
            <span>{x("gantt.others")}</span>
          </label>
        )}
      </div>
      <div
        class="gantt"
        role="group"
        tabIndex={0}
        aria-label={x("gantt.keys")}
        data-testid="gantt"
        style={{ gridTemplateColumns: `${NAMES}px ${chart}px` }}
        onKeyDown={keys}
      >
        <span />
        <TimeAxis range={range} width={chart} />
        <div class="gantt-names">
          {rows.map(({ id }) => (
            <StationButton key={id} id={id} />
          ))}
        </div>
        <div class="gantt-rows rangeable" {...handlers}>
          {rows.map((row) => (
            <Row key={row.id} row={row} range={range} width={chart} isSelected={row.id === selected} />
          ))}
          {drag !== undefined && (
            <div
              class="gantt-brush"
              style={{ left: `${Math.min(...drag)}px`, width: `${Math.abs(drag[1] - drag[0])}px` }}
            />
          )}
        </div>
      </div>
      {fits.length > rows.length && (
        <p class="muted">{x("gantt.more", { shown: rows.length, count: fits.length })}</p>
      )}
      <GanttTable courses={rows} range={range} names={names} />
    </section>
  );
}

function TimeAxis({ range, width }: { range: TimeRange; width: number }): VNode {
  const { formats } = useWording();
  const [from, to] = range;
  return (
    <svg class="plot" width={width} height={18} aria-hidden="true">
      {timeTicks(from, to, Math.floor(width / 90)).map(({ time, startsDay }) => {
        const place = ((time - from) / (to - from)) * width;
        return (
          <g key={time}>
            <line class="grid-line" x1={place} x2={place} y1={12} y2={18} />
            <text class="tick" x={place + 3} y={12} text-anchor={place > width - 76 ? "end" : "start"}>
              {tickText(formats.clock(time), startsDay, to - from > 600)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function Row({
  row,
  range,
  width,
  isSelected,
}: {
  row: ElementCourse;
  range: TimeRange;
  width: number;
  isSelected: boolean;
}): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [from, to] = range;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context !== null && context !== undefined) drawRow(context, row, [from, to], width);
  }, [row, from, to, width]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={ROW}
      class={isSelected ? "gantt-row selected" : "gantt-row"}
      data-element={row.id}
      aria-hidden="true"
    />
  );
}

function drawRow(
  context: CanvasRenderingContext2D,
  row: ElementCourse,
  range: TimeRange,
  width: number,
): void {
  context.clearRect(0, 0, width, ROW);
  const fills = new Map<number, string | CanvasPattern>();
  const fill = (state: number): string | CanvasPattern => {
    let known = fills.get(state);
    if (known === undefined) {
      known = stateFill(context, STATES[state] ?? "paused");
      fills.set(state, known);
    }
    return known;
  };
  for (const piece of rowPieces(row, range, width)) {
    if ("state" in piece) {
      context.fillStyle = fill(piece.state);
      context.fillRect(piece.x, 0, piece.width, ROW);
      continue;
    }
    let y = ROW;
    piece.shares.forEach((share, state) => {
      if (share <= 0) return;
      context.fillStyle = STATE_SYMBOLS[STATES[state] ?? "paused"].colour;
      context.fillRect(piece.x, y - share * ROW, piece.width, share * ROW);
      y -= share * ROW;
    });
  }
}

/** The same as shares of the range. */
function GanttTable({
  courses,
  range,
  names,
}: {
  courses: readonly ElementCourse[];
  range: TimeRange;
  names: ReadonlyMap<string, string>;
}): VNode {
  const { x } = useExperiment();
  const { t, formats } = useWording();
  const [isOpen, setOpen] = useState(false);
  const rows = isOpen ? courses.map((course) => [course.id, statesIn(course, range)] as const) : [];
  const present = STATES.flatMap((state, i) =>
    rows.some(([, own]) => (own[i] ?? 0) > 0) ? [[state, i] as const] : [],
  );
  return (
    <details class="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{x("chart.table")}</summary>
      {isOpen && (
        <div class="result-scroll">
          <table data-testid="gantt-table">
            <caption class="visually-hidden">{x("gantt.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{x("bottlenecks.station")}</th>
                {present.map(([state]) => (
                  <th key={state} scope="col">
                    {t(`state.${state}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([id, shares]) => (
                <tr key={id}>
                  <th scope="row">{names.get(id) ?? id}</th>
                  {present.map(([state, i]) => (
                    <td key={state}>{formats.percent(shares[i] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
