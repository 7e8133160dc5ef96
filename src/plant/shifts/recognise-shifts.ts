import type { Calendar, Plant, Resource } from "../schema.ts";
import { lengthBetween, ruleBetween } from "./calendar-time.ts";
import {
  DAY,
  EXTRA,
  MOST_CREWS,
  piecesOf,
  SHIFT_LENGTH,
  type ShiftModel,
  type ShiftName,
  SHIFTS,
  type SingleShift,
  startOf,
  WEEK,
  weekOf,
  WORKDAYS,
} from "./shift-model.ts";

export type CalendarException = NonNullable<Calendar["exceptions"]>[number];

/** A calendar as a shift model, with the exceptions that no model speaks of. */
export interface RecognisedShifts {
  readonly model: ShiftModel;
  /** They are kept as they are when the model is changed. */
  readonly others: readonly CalendarException[];
}

/** The shift model whose week is nearest to a calendar's first. */
export interface NearestModel {
  readonly model: ShiftModel;
  /** Time of a week at which one works and the other does not, s. */
  readonly difference: number;
}

type ExtraName = keyof typeof EXTRA;
const EXTRA_NAMES = Object.keys(EXTRA) as ExtraName[];

export type WorkerPool = Extract<Resource, { readonly kind: "workers" }>;

/** The pools of workers that are there by a calendar. */
export function poolsOn(plant: Plant, calendar: string): WorkerPool[] {
  return (plant.resources ?? []).filter(
    (resource): resource is WorkerPool => resource.kind === "workers" && resource.calendar === calendar,
  );
}

/**
 * The shift model that a calendar was made by; undefined where its week is not that of a model. Breaks that run through are
 * reliefs where a pool on the calendar names who relieves.
 */
export function modelOf(
  calendar: Calendar,
  pools: readonly Pick<WorkerPool, "breaks">[] = [],
): RecognisedShifts | undefined {
  const { period, roster = {} } = calendar;
  if (period === undefined || WEEK % period !== 0) return undefined;
  const nearest = nearestModel(calendar);
  if (nearest === undefined || nearest.difference > 0) return undefined;
  const { shifts, breaks } = nearest.model;
  const relieved = pools.some((pool) => pool.breaks?.relief !== undefined);
  const { crews, hoursPerWeek } = roster;
  const week: ShiftModel = {
    ...nearest.model,
    breaks: breaks !== "common" && relieved ? "relief" : breaks,
    ...(crews === undefined ? {} : { crews: Math.min(MOST_CREWS, Math.max(1, shifts.length, crews)) }),
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
  };
  return withSingleDays(week, calendar.exceptions ?? []);
}

/** Nearest of all 2 × 511 models of a week; undefined where nothing is worked in it. A tie is decided for the fewer shifts. */
export function nearestModel(calendar: Calendar): NearestModel | undefined {
  const worked = ruleBetween(calendar, 0, WEEK);
  if (worked.length === 0) return undefined;
  const [common, through] = (["common", "staggered"] as const).map((breaks) => nearestWith(worked, breaks));
  if (common === undefined || through === undefined) return undefined;
  return through.difference < common.difference ? through : common;
}

function nearestWith(
  worked: readonly { readonly start: number; readonly end: number }[],
  breaks: "common" | "staggered",
): NearestModel {
  // What is gained by a shift: its time that is worked, less its time that is not.
  const gain = (day: number, shift: number): number =>
    piecesOf({ breaks }, day, shift).reduce(
      (sum, { start, end }) => sum + 2 * lengthBetween(worked, start, end) - (end - start),
      0,
    );
  const usual = SHIFTS.map((shift, at) => ({
    shift,
    gain: Array.from({ length: WORKDAYS }, (_, day) => gain(day, at)).reduce((sum, one) => sum + one, 0),
  }));
  const weekend = EXTRA_NAMES.map((name) => ({ name, gain: gain(EXTRA[name][0], EXTRA[name][1]) }));
  const most = Math.max(...usual.map((one) => one.gain), ...weekend.map((one) => one.gain));
  // A model has a shift at least: where none is worth it, the one that does the least harm.
  const least = usual.find((one) => one.gain === most)?.shift;
  const isTaken = (one: { readonly gain: number }): boolean => one.gain > 0;
  const shifts: readonly ShiftName[] =
    most > 0 ? usual.filter(isTaken).map(({ shift }) => shift) : least === undefined ? [] : [least];
  const extra =
    most > 0
      ? weekend.filter(isTaken).map(({ name }) => name)
      : least === undefined
        ? weekend.filter((one) => one.gain === most).flatMap(({ name }, i) => (i === 0 ? [name] : []))
        : [];
  const model: ShiftModel = { shifts, extra, breaks };
  const gained = [
    ...usual.filter(({ shift }) => shifts.includes(shift)),
    ...weekend.filter(({ name }) => extra.includes(name)),
  ].reduce((sum, one) => sum + one.gain, 0);
  return { model, difference: lengthBetween(worked, 0, WEEK) - gained };
}

/** Holidays, additional and cancelled shifts of a calendar whose week is that of the model. */
function withSingleDays(week: ShiftModel, exceptions: readonly CalendarException[]): RecognisedShifts {
  const holidays = new Set<number>();
  const known = new Set<CalendarException>();
  for (const exception of exceptions) {
    const { start, end, working } = exception;
    if (working || start % DAY !== 0 || end % DAY !== 0) continue;
    known.add(exception);
    for (let day = start / DAY; day < end / DAY; day++) holidays.add(day);
  }
  const weekly = new Set(weekOf(week).map(([day, shift]) => `${day} ${shift}`));
  const single = { additional: [] as SingleShift[], cancelled: [] as SingleShift[] };
  for (const [place, group] of bySlot(exceptions.filter((one) => !known.has(one)))) {
    const [day, shift] = [Math.floor(place / SHIFTS.length), place % SHIFTS.length];
    const name = SHIFTS[shift];
    if (name === undefined || holidays.has(day)) continue;
    const isWeekly = weekly.has(`${day % 7} ${shift}`);
    const [first] = group;
    const isOff = isWeekly && group.length === 1 && first?.working === false && isWhole(first);
    const isExtra = !isWeekly && isShift(week, day, shift, group);
    if (!isOff && !isExtra) continue;
    (isOff ? single.cancelled : single.additional).push({ day, shift: name });
    for (const one of group) known.add(one);
  }
  const model = {
    ...week,
    ...(single.additional.length > 0 ? { additional: single.additional } : {}),
    ...(single.cancelled.length > 0 ? { cancelled: single.cancelled } : {}),
    ...(holidays.size > 0 ? { holidays: [...holidays].toSorted((a, b) => a - b) } : {}),
  };
  return { model, others: exceptions.filter((one) => !known.has(one)) };
}

function isWhole({ start, end }: CalendarException): boolean {
  return start % SHIFT_LENGTH === 0 && end === start + SHIFT_LENGTH;
}

/** Whether the exceptions are just the working time of a shift. */
function isShift(week: ShiftModel, day: number, shift: number, group: readonly CalendarException[]): boolean {
  const pieces = piecesOf(week, day, shift);
  return (
    pieces.length === group.length &&
    pieces.every(({ start, end }, i) => {
      const one = group[i];
      return one?.working === true && one.start === start && one.end === end;
    })
  );
}

/** Exceptions by the shift of the plan that they begin in, counted from time 0, in their order. */
function bySlot(exceptions: readonly CalendarException[]): [number, CalendarException[]][] {
  const groups = new Map<number, CalendarException[]>();
  for (const exception of exceptions.toSorted((a, b) => a.start - b.start)) {
    const place = Math.floor(exception.start / SHIFT_LENGTH);
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [exception]);
    else group.push(exception);
  }
  return [...groups];
}

/** Whether exceptions that no model speaks of touch a shift. */
export function touches(others: readonly CalendarException[], day: number, shift: ShiftName): boolean {
  const start = startOf(day, SHIFTS.indexOf(shift));
  return others.some((one) => one.start < start + SHIFT_LENGTH && one.end > start);
}
