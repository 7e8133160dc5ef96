import type { Calendar, Plant } from "../schema.ts";
import { type CalendarException, modelOf, poolsOn, touches, type WorkerPool } from "./recognise-shifts.ts";
import {
  DAY,
  exceptionsOf,
  EXTRA,
  MOST_CREWS,
  rosterFields,
  type ShiftModel,
  type ShiftName,
  SHIFTS,
  type SingleShift,
  WEEK,
  withBreaks,
  workingTime,
} from "./shift-model.ts";

/**
 * Why an edit cannot be made: a calendar keeps one shift a week; the day is a holiday; the time has exceptions that no shift
 * model speaks of; no pool names who relieves.
 */
export type Refusal = "lastShift" | "holiday" | "ownException" | "noRelief";

export type Edited = { readonly model: ShiftModel } | { readonly refused: Refusal };

const EXTRA_NAMES = Object.keys(EXTRA) as (keyof typeof EXTRA)[];

function isShift(day: number, shift: ShiftName): (one: SingleShift) => boolean {
  return (one) => one.day === day && one.shift === shift;
}

/** The name of a weekend's shift; undefined from Monday to Friday. */
function extraName(day: number, shift: ShiftName): keyof typeof EXTRA | undefined {
  return EXTRA_NAMES.find((name) => EXTRA[name][0] === day && EXTRA[name][1] === SHIFTS.indexOf(shift));
}

/** Whether a shift is worked every week. @param day from Monday, 0 to 6 */
export function isWeekly({ shifts, extra = [] }: ShiftModel, day: number, shift: ShiftName): boolean {
  const name = extraName(day, shift);
  return name === undefined ? shifts.includes(shift) : extra.includes(name);
}

/** Works a shift every week or no longer: on all days from Monday to Friday together, at the weekend on its day. */
export function toggleWeekly(model: ShiftModel, day: number, shift: ShiftName): Edited {
  const { shifts, extra = [], crews } = model;
  const name = extraName(day, shift);
  const isOn = isWeekly(model, day, shift);
  const changed =
    name === undefined
      ? {
          shifts: isOn
            ? shifts.filter((one) => one !== shift)
            : SHIFTS.filter((one) => one === shift || shifts.includes(one)),
        }
      : {
          extra: isOn
            ? extra.filter((one) => one !== name)
            : EXTRA_NAMES.filter((one) => one === name || extra.includes(one)),
        };
  const next = { ...model, ...changed };
  if (next.shifts.length + (next.extra ?? []).length === 0) return { refused: "lastShift" };
  const enough = crews === undefined ? undefined : Math.max(crews, next.shifts.length);
  return { model: tidy({ ...next, ...(enough === undefined ? {} : { crews: enough }) }) };
}

/** Without single shifts that the week makes meaningless, and without empty lists. */
function tidy(model: ShiftModel): ShiftModel {
  const { additional = [], cancelled = [], holidays = [], ...week } = model;
  const isFree = ({ day }: SingleShift): boolean => !holidays.includes(day);
  const inOrder = (list: readonly SingleShift[]): SingleShift[] =>
    list.toSorted((a, b) => a.day - b.day || SHIFTS.indexOf(a.shift) - SHIFTS.indexOf(b.shift));
  const more = inOrder(additional.filter((one) => isFree(one) && !isWeekly(model, one.day % 7, one.shift)));
  const fewer = inOrder(cancelled.filter((one) => isFree(one) && isWeekly(model, one.day % 7, one.shift)));
  return {
    ...week,
    ...(more.length > 0 ? { additional: more } : {}),
    ...(fewer.length > 0 ? { cancelled: fewer } : {}),
    ...(holidays.length > 0 ? { holidays: holidays.toSorted((a, b) => a - b) } : {}),
  };
}

/** Works a shift on one day of the plan or no longer: an additional shift, or a weekly one that is cancelled. */
export function toggleOnce(
  model: ShiftModel,
  others: readonly CalendarException[],
  day: number,
  shift: ShiftName,
): Edited {
  const { additional = [], cancelled = [], holidays = [] } = model;
  if (holidays.includes(day)) return { refused: "holiday" };
  if (touches(others, day, shift)) return { refused: "ownException" };
  const isThis = isShift(day, shift);
  const list = isWeekly(model, day % 7, shift) ? cancelled : additional;
  const next = list.some(isThis) ? list.filter((one) => !isThis(one)) : [...list, { day, shift }];
  const changed = list === cancelled ? { cancelled: next } : { additional: next };
  return { model: tidy({ ...model, ...changed }) };
}

/** Makes a day of the plan a holiday or no longer; its additional and cancelled shifts go. */
export function toggleHoliday(model: ShiftModel, others: readonly CalendarException[], day: number): Edited {
  const { holidays = [] } = model;
  const isOff = holidays.includes(day);
  if (!isOff && SHIFTS.some((shift) => touches(others, day, shift))) return { refused: "ownException" };
  return {
    model: tidy({ ...model, holidays: isOff ? holidays.filter((one) => one !== day) : [...holidays, day] }),
  };
}

/** Crews from as many as there are shifts to four. */
export function setCrews(model: ShiftModel, crews: number): Edited {
  return { model: { ...model, crews: Math.min(MOST_CREWS, Math.max(1, model.shifts.length, crews)) } };
}

/** Other breaks; a relief needs pools that name who relieves. */
export function setBreaks(
  model: ShiftModel,
  pools: readonly WorkerPool[],
  breaks: NonNullable<ShiftModel["breaks"]>,
): Edited {
  const canRelieve = pools.length > 0 && pools.every((pool) => withBreaks(pool, "relief") !== undefined);
  return breaks === "relief" && !canRelieve ? { refused: "noRelief" } : { model: { ...model, breaks } };
}

/** The calendar with the times of a model. Exceptions that stay keep their names. */
export function calendarOf(
  calendar: Calendar,
  model: ShiftModel,
  others: readonly CalendarException[] = [],
): Calendar {
  const { exceptions: before = [], roster: _, ...rest } = calendar;
  const roster = rosterFields(model);
  const made = exceptionsOf(model).map((one) => ({ ...one, name: nameBefore(before, one) ?? one.name }));
  const exceptions = [...made, ...others].toSorted((a, b) => a.start - b.start);
  return {
    ...rest,
    working: workingTime(model),
    period: WEEK,
    ...(exceptions.length > 0 ? { exceptions } : {}),
    ...(roster === undefined ? {} : { roster }),
  };
}

function nameBefore(before: readonly CalendarException[], made: CalendarException): string | undefined {
  return before.find(
    ({ start, end, working }) => working === made.working && start <= made.start && end >= made.end,
  )?.name;
}

/** The plant with a calendar as a model says. Pools on it take over breaks of another kind. */
export function withShiftModel(plant: Plant, id: string, model: ShiftModel): Plant {
  const calendar = plant.calendars.find((one) => one.id === id);
  if (calendar === undefined) return plant;
  const pools = poolsOn(plant, id);
  const known = modelOf(calendar, pools);
  const made = calendarOf(calendar, model, known?.others ?? calendar.exceptions);
  const calendars = plant.calendars.map((one) => (one === calendar ? made : one));
  const staysAsItIs = known === undefined || (known.model.breaks ?? "common") === (model.breaks ?? "common");
  if (staysAsItIs || pools.length === 0) return { ...plant, calendars };
  const resources = (plant.resources ?? []).map((resource) =>
    resource.kind === "workers" && pools.includes(resource)
      ? ((withBreaks(resource, model.breaks) ?? resource) as typeof resource)
      : resource,
  );
  return { ...plant, calendars, resources };
}

/** Days of a week of the plan, from time 0. */
export function daysOf(week: number): number[] {
  return Array.from({ length: WEEK / DAY }, (_, day) => (week * WEEK) / DAY + day);
}
