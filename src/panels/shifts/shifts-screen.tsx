import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type ShiftControl, weeksOf } from "../../app/shifts/shift-control.ts";
import type { Calendar, Plant } from "../../plant/schema.ts";
import { modelOf, poolsOn } from "../../plant/shifts/recognise-shifts.ts";
import { calendarOf, type Edited } from "../../plant/shifts/shift-edits.ts";
import { rosterOf } from "../../plant/shifts/shift-roster.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { UndoButtons, useUndoKeys } from "../undo-buttons.tsx";
import { useValue } from "../use-value.ts";
import { CalendarList } from "./calendar-list.tsx";
import { FreeCalendar } from "./free-calendar.tsx";
import { HoursTables } from "./hours-tables.tsx";
import { ShiftSettings } from "./shift-settings.tsx";
import {
  hoursIn,
  type ShownCalendar,
  ShownCalendarContext,
  shiftWords,
  workedInWeek,
} from "./shifts-context.ts";
import { WeekTable } from "./week-table.tsx";
import "../style/shifts.css";

/** The screen for shifts, over stage and docks: calendars by line, one of them drawn week by week and edited. */
export function ShiftsScreen(): VNode | null {
  const session = useSession();
  const control = useValue(session.screens.shifts);
  const plant = useValue(session.document.current)?.plant;
  if (control === undefined || plant === undefined) return null;
  return <Screen control={control} plant={plant} />;
}

function Screen({ control, plant }: { control: ShiftControl; plant: Plant }): VNode {
  const session = useSession();
  const words = shiftWords(useWording().language);
  const head = useRef<HTMLHeadingElement>(null);
  const chosen = useValue(control.calendar);
  const used = new Set(
    [...plant.elements, ...(plant.resources ?? [])].map((user) => ("calendar" in user ? user.calendar : "")),
  );
  const calendar =
    plant.calendars.find(({ id }) => id === chosen) ??
    plant.calendars.find(({ id }) => used.has(id)) ??
    plant.calendars[0];
  useEffect(() => head.current?.focus(), []);
  useUndoKeys();
  return (
    <section class="shifts-screen" aria-labelledby="shifts-title" data-testid="shifts-screen">
      <header class="shifts-head">
        <h2 id="shifts-title" tabIndex={-1} ref={head}>
          {words("title")}
        </h2>
        <UndoButtons undo={words("undo")} redo={words("redo")} />
        <span class="spacer" />
        <button
          type="button"
          data-testid="close-shifts"
          onClick={() => void session.screens.showShifts(false)}
        >
          <Icon name="close" />
          {words("close")}
        </button>
      </header>
      {calendar === undefined ? (
        <Empty text={words("empty")} button={words("edit")} />
      ) : (
        <CalendarScreen control={control} plant={plant} calendar={calendar} />
      )}
    </section>
  );
}

function Empty({ text, button }: { text: string; button: string }): VNode {
  const session = useSession();
  const edit = async (): Promise<void> => {
    await session.setEditing(true);
    await session.screens.showShifts(false);
  };
  return (
    <div class="shifts-empty" data-testid="no-calendars">
      <p>{text}</p>
      <button type="button" onClick={() => void edit()}>
        <Icon name="pencil" />
        {button}
      </button>
    </div>
  );
}

function useShown(control: ShiftControl, plant: Plant, calendar: Calendar): ShownCalendar {
  const { language } = useWording();
  const words = shiftWords(language);
  const hours = hoursIn(language);
  const weeks = weeksOf(plant);
  const week = Math.min(useValue(control.week), weeks - 1);
  const known = modelOf(calendar, poolsOn(plant, calendar.id));
  const take = (edited: Edited, what: string): void => {
    if ("refused" in edited) {
      control.say(words(`refused.${edited.refused}`));
      return;
    }
    control.take(calendar.id, edited.model);
    const changed = calendarOf(calendar, edited.model, known?.others ?? calendar.exceptions);
    control.say(words("said.hours", { what, hours: hours(workedInWeek(changed, week)), week: week + 1 }));
  };
  const roster = known === undefined ? undefined : rosterOf(known.model, weeks);
  return { control, words, hours, plant, calendar, week, weeks, known, roster, take };
}

function CalendarScreen({
  control,
  plant,
  calendar,
}: {
  control: ShiftControl;
  plant: Plant;
  calendar: Calendar;
}): VNode {
  const shown = useShown(control, plant, calendar);
  const said = useValue(control.said);
  const scope = useValue(control.scope);
  const { words, known } = shown;
  return (
    <ShownCalendarContext.Provider value={shown}>
      <div class="shifts-body">
        <aside class="shifts-side" aria-label={words("calendars")}>
          <CalendarList />
        </aside>
        <div class="shifts-main" tabIndex={0} role="region" aria-label={calendar.name ?? calendar.id}>
          <ShiftSettings />
          {known === undefined && <FreeCalendar />}
          <WeekTable key={calendar.id} />
          {known !== undefined && <p class="shifts-hint muted">{words(`hint.${scope}`)}</p>}
          <p class="shifts-said" role="status" data-testid="shifts-said">
            {said}
          </p>
          <HoursTables />
        </div>
      </div>
    </ShownCalendarContext.Provider>
  );
}
