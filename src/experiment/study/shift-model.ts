/** When a shift of a week may be worked; a week begins on Monday at 06:00, when the early shift does. */
const SHIFTS = ["early", "late", "night"] as const;
const EXTRA = {
  saturdayEarly: [5, 0],
  saturdayLate: [5, 1],
  saturdayNight: [5, 2],
  sundayEarly: [6, 0],
  sundayLate: [6, 1],
  sundayNight: [6, 2],
} as const;

const HOUR = 3600;
const SHIFT_LENGTH = 8 * HOUR;
const DAY = 24 * HOUR;
/** s */
export const WEEK: number = 7 * DAY;
const WORKDAYS = 5;
/** Breaks from the start of a shift, s: a quarter of an hour after two and a half hours, half an hour after five. */
const BREAKS = [
  [2.5 * HOUR, 2.75 * HOUR],
  [5 * HOUR, 5.5 * HOUR],
] as const;

/** Which shifts are worked in every week. Early 06 to 14, late 14 to 22, night 22 to 06 o'clock. */
export interface ShiftModel {
  /** From Monday to Friday. */
  readonly shifts: readonly (typeof SHIFTS)[number][];
  /** Beside these, at the weekend. */
  readonly extra?: readonly (keyof typeof EXTRA)[] | undefined;
  /** common: all stop for the breaks; relief: others take over, and the line runs through. common when absent. */
  readonly breaks?: "common" | "relief" | undefined;
}

/** A shift model from a study file, or undefined where it is none. */
export function asShiftModel(value: unknown): ShiftModel | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { shifts, extra = [], breaks = "common", ...rest } = value as Record<string, unknown>;
  const listOf = (list: unknown, known: readonly string[]): boolean =>
    Array.isArray(list) &&
    new Set(list).size === list.length &&
    list.every((item) => typeof item === "string" && known.includes(item));
  const fits =
    listOf(shifts, SHIFTS) &&
    listOf(extra, Object.keys(EXTRA)) &&
    (breaks === "common" || breaks === "relief") &&
    Object.keys(rest).length === 0 &&
    (shifts as unknown[]).length + (extra as unknown[]).length > 0;
  return fits ? ({ shifts, extra, breaks } as ShiftModel) : undefined;
}

/** The working intervals of a week, s from Monday 06:00, in their order; a night shift that begins on Sunday ends with the week. */
export function workingTime({ shifts, extra = [], breaks = "common" }: ShiftModel): {
  start: number;
  end: number;
  name: string;
}[] {
  const worked = [
    ...Array.from({ length: WORKDAYS }, (_, day) =>
      shifts.map((shift) => [day, SHIFTS.indexOf(shift)] as const),
    ).flat(),
    ...extra.map((shift) => EXTRA[shift]),
  ].toSorted(([dayA, shiftA], [dayB, shiftB]) => dayA - dayB || shiftA - shiftB);
  return worked.flatMap(([day, shift]) => {
    const start = day * DAY + shift * SHIFT_LENGTH;
    const name = `${SHIFTS[shift]} shift`;
    const stops = breaks === "relief" ? [] : BREAKS;
    const starts = [0, ...stops.map(([, end]) => end)];
    const ends = [...stops.map(([begin]) => begin), SHIFT_LENGTH];
    return starts.map((from, i) => ({ start: start + from, end: start + (ends[i] as number), name }));
  });
}
