/** When a shift of a week may be worked; a week begins on Monday at 06:00, when the early shift does. */
export const SHIFTS = ["early", "late", "night"] as const;
export type ShiftName = (typeof SHIFTS)[number];
/** Day from Monday and place in the day of what may be worked every weekend. */
export const EXTRA = {
  saturdayEarly: [5, 0],
  saturdayLate: [5, 1],
  saturdayNight: [5, 2],
  sundayEarly: [6, 0],
  sundayLate: [6, 1],
  sundayNight: [6, 2],
} as const;

const HOUR = 3600;
/** s */
export const SHIFT_LENGTH: number = 8 * HOUR;
/** s */
export const DAY: number = 24 * HOUR;
/** s */
export const WEEK: number = 7 * DAY;
export const WORKDAYS = 5;
/** Breaks from the start of a shift, s: a quarter of an hour after two and a half hours, half an hour after five. */
const BREAKS = [
  [2.5 * HOUR, 2.75 * HOUR],
  [5 * HOUR, 5.5 * HOUR],
] as const;

/** How the breaks of a shift are had. */
export const BREAK_KINDS = ["common", "staggered", "relief"] as const;

/** Most crews that share the shifts of a calendar. */
export const MOST_CREWS = 4;
/** Hours that a worker owes a week where a model says nothing: the collective agreement of the German metal industry. */
export const USUAL_HOURS = 35;

/** A shift on one day only. */
export interface SingleShift {
  /** From time 0, which is a Monday; the night of a day ends in the morning after. */
  readonly day: number;
  readonly shift: ShiftName;
}

/**
 * Which shifts are worked in every week. Early 06 to 14, late 14 to 22, night 22 to 06 o'clock. The clock is local standard
 * time: every day has 24 hours and every week 168, also those in which clocks elsewhere are changed to summer time and back.
 */
export interface ShiftModel {
  /** From Monday to Friday. */
  readonly shifts: readonly ShiftName[];
  /** Beside these, at the weekend. */
  readonly extra?: readonly (keyof typeof EXTRA)[] | undefined;
  /**
   * common: all stop for the breaks; staggered: a few at a time; relief: others take over. With these two the working time runs
   * through, and the breaks are those of the pool. common when absent.
   */
  readonly breaks?: (typeof BREAK_KINDS)[number] | undefined;
  /** Crews that take turns, 1 to 4; as many as there are shifts when absent. */
  readonly crews?: number | undefined;
  /** Owed by each worker a week, h; more is overtime of the roster. */
  readonly hoursPerWeek?: number | undefined;
  /** On single days: working time as exceptions of the calendar, so that it is paid as overtime (N18). */
  readonly additional?: readonly SingleShift[] | undefined;
  /** Weekly shifts that are not worked on single days: exceptions as well. */
  readonly cancelled?: readonly SingleShift[] | undefined;
  /** Days from time 0 on which nobody works, from 06 o'clock to 06 o'clock. */
  readonly holidays?: readonly number[] | undefined;
}

/** A shift model from a study file, or undefined where it is none. */
export function asShiftModel(value: unknown): ShiftModel | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { shifts, extra = [], breaks = "common", ...more } = value as Record<string, unknown>;
  const { crews, hoursPerWeek, additional, cancelled, holidays, ...rest } = more;
  const fits =
    listOf(shifts, SHIFTS) &&
    listOf(extra, Object.keys(EXTRA)) &&
    (BREAK_KINDS as readonly string[]).includes(breaks as string) &&
    Object.keys(rest).length === 0 &&
    (shifts as unknown[]).length + (extra as unknown[]).length > 0 &&
    (crews === undefined || isWhole(crews, Math.max(1, (shifts as unknown[]).length), MOST_CREWS)) &&
    (hoursPerWeek === undefined ||
      (typeof hoursPerWeek === "number" && hoursPerWeek > 0 && hoursPerWeek <= WEEK / HOUR)) &&
    (holidays === undefined || isListOfDays(holidays)) &&
    (additional === undefined || areSingle(additional)) &&
    (cancelled === undefined || areSingle(cancelled));
  if (!fits) return undefined;
  const model = { ...more, shifts, extra, breaks } as ShiftModel;
  return clashes(model) ? undefined : model;
}

function listOf(list: unknown, known: readonly string[]): boolean {
  return (
    Array.isArray(list) &&
    new Set(list).size === list.length &&
    list.every((item) => typeof item === "string" && known.includes(item))
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** A day at the most that still fits into the time of a run. */
const LAST_DAY = 36_000;

function isListOfDays(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    new Set(list).size === list.length &&
    list.every((day) => isWhole(day, 0, LAST_DAY))
  );
}

function areSingle(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every(
      (item: unknown) =>
        typeof item === "object" &&
        item !== null &&
        Object.keys(item).length === 2 &&
        isWhole((item as SingleShift).day, 0, LAST_DAY) &&
        SHIFTS.includes((item as SingleShift).shift),
    )
  );
}

/** Whether a single shift is there twice or on a holiday, an additional one is worked anyway, or a cancelled one is not. */
function clashes(model: ShiftModel): boolean {
  const { additional = [], cancelled = [], holidays = [] } = model;
  const taken = new Set(weekOf(model).map(([day, shift]) => `${day} ${shift}`));
  const isWeekly = ({ day, shift }: SingleShift): boolean => taken.has(`${day % 7} ${SHIFTS.indexOf(shift)}`);
  const single = [...additional, ...cancelled];
  return (
    new Set(single.map(({ day, shift }) => `${day} ${shift}`)).size < single.length ||
    single.some(({ day }) => holidays.includes(day)) ||
    additional.some(isWeekly) ||
    !cancelled.every(isWeekly)
  );
}

/** Day and shift of all that is worked in every week, in their order. */
export function weekOf({ shifts, extra = [] }: ShiftModel): (readonly [number, number])[] {
  return [
    ...Array.from({ length: WORKDAYS }, (_, day) =>
      shifts.map((shift) => [day, SHIFTS.indexOf(shift)] as const),
    ).flat(),
    ...extra.map((shift) => EXTRA[shift]),
  ].toSorted(([dayA, shiftA], [dayB, shiftB]) => dayA - dayB || shiftA - shiftB);
}

/** A shift on a day of the plan. */
export interface WorkedShift {
  readonly day: number;
  readonly shift: ShiftName;
  readonly additional: boolean;
  /** s */
  readonly start: number;
  /** Working time, without breaks that all have together, s. */
  readonly worked: number;
}

/** All shifts of the first weeks, without holidays and what is cancelled, in their order. */
export function workedShifts(model: ShiftModel, weeks: number): WorkedShift[] {
  const { additional = [], cancelled = [], holidays = [], breaks = "common" } = model;
  const off = new Set(cancelled.map(({ day, shift }) => `${day} ${shift}`));
  const common = BREAKS.reduce((sum, [start, end]) => sum + end - start, 0);
  const worked = breaks === "common" ? SHIFT_LENGTH - common : SHIFT_LENGTH;
  const week = weekOf(model);
  const usual = Array.from({ length: weeks }, (_, w) =>
    week.map(([day, shift]) => ({ day: 7 * w + day, shift: SHIFTS[shift] as ShiftName, additional: false })),
  ).flat();
  return [
    ...usual.filter(({ day, shift }) => !holidays.includes(day) && !off.has(`${day} ${shift}`)),
    ...additional
      .filter(({ day }) => day < 7 * weeks)
      .map(({ day, shift }) => ({ day, shift, additional: true })),
  ]
    .map((one) => ({ ...one, start: startOf(one.day, SHIFTS.indexOf(one.shift)), worked }))
    .toSorted((a, b) => a.start - b.start);
}

/** @param shift its place in the day */
export function startOf(day: number, shift: number): number {
  return day * DAY + shift * SHIFT_LENGTH;
}

/** What a calendar keeps of a model beside its times: crews and owed hours, where the model says them. */
export function rosterFields({
  crews,
  hoursPerWeek,
}: ShiftModel): { crews?: number; hoursPerWeek?: number } | undefined {
  if (crews === undefined && hoursPerWeek === undefined) return undefined;
  return {
    ...(crews === undefined ? {} : { crews }),
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
  };
}

/** The exceptions of a calendar: holidays, what is cancelled, and additional shifts with their common breaks left out. */
export function exceptionsOf(model: ShiftModel): {
  start: number;
  end: number;
  working: boolean;
  name: string;
}[] {
  const { additional = [], cancelled = [], holidays = [] } = model;
  return [
    ...holidays.map((day) => ({
      start: day * DAY,
      end: (day + 1) * DAY,
      working: false,
      name: "holiday",
    })),
    ...cancelled.map(({ day, shift }) => {
      const start = startOf(day, SHIFTS.indexOf(shift));
      return { start, end: start + SHIFT_LENGTH, working: false, name: `no ${shift} shift` };
    }),
    ...additional.flatMap(({ day, shift }) =>
      piecesOf(model, day, SHIFTS.indexOf(shift)).map((piece) => ({
        ...piece,
        working: true,
        name: `additional ${shift} shift`,
      })),
    ),
  ].toSorted((a, b) => a.start - b.start);
}

/**
 * A pool with the breaks of a model: none of its own where all stop together, and undefined where others take over whom the
 * pool does not name.
 */
export function withBreaks<P extends { readonly size: number; readonly breaks?: object | undefined }>(
  pool: P,
  kind: ShiftModel["breaks"],
): (Omit<P, "breaks"> & { breaks?: object }) | undefined {
  const { breaks, ...rest } = pool;
  if (kind === undefined || kind === "common") return rest;
  const { relief, ...own } = (breaks ?? {}) as { relief?: unknown };
  if (kind === "relief" && relief === undefined) return undefined;
  const staggered = { ...own, ...staggeredBreaks(pool.size) };
  return { ...rest, breaks: kind === "relief" ? { ...staggered, relief } : staggered };
}

/** Groups at the most that have a break one after the other, so that first and second break do not overlap. */
const GROUPS = 6;

/**
 * Breaks of a pool, the same in every shift: the groups have theirs one after the other, around the time of the common one.
 * Where nobody is on shift no break is due (W11).
 */
export function staggeredBreaks(size: number): {
  windows: { start: number; end: number; duration: number }[];
  period: number;
  atMostAway: number;
} {
  const atMostAway = Math.ceil(size / GROUPS);
  const groups = Math.ceil(size / atMostAway);
  const windows = BREAKS.map(([begin, until]) => {
    const duration = until - begin;
    const start = (begin + until - groups * duration) / 2;
    return { start, end: start + groups * duration, duration };
  });
  return { windows, period: SHIFT_LENGTH, atMostAway };
}

/** The working intervals of a week, s from Monday 06:00, in their order; a night shift that begins on Sunday ends with the week. */
export function workingTime(model: ShiftModel): { start: number; end: number; name: string }[] {
  return weekOf(model).flatMap(([day, shift]) =>
    piecesOf(model, day, shift).map((piece) => ({ ...piece, name: `${SHIFTS[shift]} shift` })),
  );
}

/** Working time of a shift, without the breaks that all have together. */
export function piecesOf(
  { breaks = "common" }: Pick<ShiftModel, "breaks">,
  day: number,
  shift: number,
): { start: number; end: number }[] {
  const start = startOf(day, shift);
  const stops = breaks === "common" ? BREAKS : [];
  const starts = [0, ...stops.map(([, end]) => end)];
  const ends = [...stops.map(([begin]) => begin), SHIFT_LENGTH];
  return starts.map((from, i) => ({ start: start + from, end: start + (ends[i] as number) }));
}
