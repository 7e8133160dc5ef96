import type { VNode } from "preact";
import { lengthOf, workingBetween, type WorkingSpan } from "../../plant/shifts/calendar-time.ts";
import { SHIFT_LENGTH, type ShiftName, SHIFTS, startOf } from "../../plant/shifts/shift-model.ts";
import { useShownCalendar } from "./shifts-context.ts";

interface ShiftCellProps {
  /** From time 0. */
  readonly day: number;
  readonly shift: ShiftName;
  readonly label: string;
  readonly place: string;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  /** Absent where the calendar is no model. */
  readonly onToggle: (() => void) | undefined;
}

/** Eight hours of the calendar: what is worked of them, by whom, and what is out of the rule. */
export function ShiftCell({ day, shift, label, place, tabIndex, onFocus, onToggle }: ShiftCellProps): VNode {
  const { words, hours, calendar, known, roster } = useShownCalendar();
  const start = startOf(day, SHIFTS.indexOf(shift));
  const spans = workingBetween(calendar, start, start + SHIFT_LENGTH);
  const worked = lengthOf(spans);
  const isThis = (one: { readonly day: number; readonly shift: ShiftName }): boolean =>
    one.day === day && one.shift === shift;
  const crew = roster?.shifts.find(isThis)?.crew;
  const rest = roster?.shortRests.find(({ after }) => isThis(after))?.rest;
  const isCancelled = known?.model.cancelled?.some(isThis) === true;
  const notes = [
    ...(spans.some((span) => span.additional) ? [words("additional")] : []),
    ...(isCancelled ? [words("cancelled")] : []),
  ];
  const time = worked > 0 ? words("hours", { hours: hours(worked) }) : words("off");
  const crewName = crew === undefined || worked === 0 ? undefined : words("crew", { crew: crew + 1 });
  const warning = rest === undefined ? undefined : words("rest", { rest: hours(rest * 3600) });
  const content = (
    <>
      {onToggle !== undefined && <span class="visually-hidden">{`${label}, `}</span>}
      <span class="shift-line">
        {worked > 0 && <strong class="shift-letter">{words(`letter.${shift}`)}</strong>}
        {crewName !== undefined && <span class="shift-crew">{crewName}</span>}
        {notes.map((note) => (
          <span key={note} class="shift-note">
            {note}
          </span>
        ))}
        {warning !== undefined && <span class="shift-rest">⚠ {warning}</span>}
        <span class={worked > 0 ? "shift-time" : "shift-time muted"}>{time}</span>
      </span>
      <Strip spans={spans} start={start} crew={crew} />
    </>
  );
  if (onToggle === undefined) return <div class="shift-cell">{content}</div>;
  return (
    <button
      type="button"
      class="shift-cell"
      tabIndex={tabIndex}
      aria-pressed={worked > 0}
      data-place={place}
      onFocus={onFocus}
      onClick={onToggle}
    >
      {content}
    </button>
  );
}

/** The eight hours as a bar, with a gap for each break. */
function Strip({
  spans,
  start,
  crew,
}: {
  spans: readonly WorkingSpan[];
  start: number;
  crew: number | undefined;
}): VNode {
  const share = (time: number): string => `${(100 * time) / SHIFT_LENGTH}%`;
  return (
    <span class="shift-strip" aria-hidden="true">
      {spans.map((span) => (
        <span
          key={span.start}
          class={`shift-span crew-${crew ?? 0} ${span.additional ? "additional" : ""}`}
          style={{ left: share(span.start - start), width: share(span.end - span.start) }}
        />
      ))}
    </span>
  );
}
