import {
  SHIFT_LENGTH,
  SHIFTS,
  type ShiftModel,
  type ShiftName,
  USUAL_HOURS,
  type WorkedShift,
  workedShifts,
} from "./shift-model.ts";

const HOUR = 3600;
const DAYS_A_WEEK = 7;
/** Rest between two shifts that the law asks for, h: section 5 of the German working hours act (ArbZG), article 3 of Directive 2003/88/EC. */
export const LEAST_REST = 11;

export interface RosterShift extends WorkedShift {
  /** From 0. */
  readonly crew: number;
}

/** What a crew works. */
export interface CrewHours {
  readonly crew: number;
  /** Of each week, h; a shift counts in the week that it begins in. */
  readonly hours: readonly number[];
  /** Beyond what is owed, week by week, h. */
  readonly overtime: number;
  readonly shifts: number;
}

/** A rest between two shifts of a crew that is too short. */
export interface ShortRest {
  readonly crew: number;
  readonly before: RosterShift;
  readonly after: RosterShift;
  /** h */
  readonly rest: number;
}

/** Who works when. */
export interface Roster {
  readonly weeks: number;
  /** h */
  readonly hoursPerWeek: number;
  readonly shifts: readonly RosterShift[];
  readonly crews: readonly CrewHours[];
  readonly shortRests: readonly ShortRest[];
}

/**
 * Every shift of the model with the one crew that works it. Crews change weekly from early to late to night; four crews on
 * three shifts change after two days, with two days off (2-2-2). The night of Sunday belongs to the week that follows. What
 * no turn covers goes to the crew with the longest rest beside it, then with the fewest hours.
 */
export function rosterOf(model: ShiftModel, weeks: number): Roster {
  const { crews: count = Math.max(1, model.shifts.length), hoursPerWeek = USUAL_HOURS } = model;
  const all = workedShifts(model, weeks);
  const shifts: RosterShift[] = [];
  const open: WorkedShift[] = [];
  for (const shift of all) {
    const crew = crewInTurn(model, count, shift);
    if (crew === undefined) open.push(shift);
    else shifts.push({ ...shift, crew });
  }
  for (const shift of open) shifts.push({ ...shift, crew: restedCrew(shift, shifts, count) });
  shifts.sort((a, b) => a.start - b.start);
  const crews = Array.from({ length: count }, (_, crew) => hoursOf(crew, shifts, weeks, hoursPerWeek));
  return { weeks, hoursPerWeek, shifts, crews, shortRests: shortRestsOf(shifts) };
}

function crewInTurn(model: ShiftModel, count: number, { day, shift }: WorkedShift): number | undefined {
  if (count === 4 && model.shifts.length === SHIFTS.length) return crewOfFour(day, SHIFTS.indexOf(shift));
  const turns = SHIFTS.filter((name) => model.shifts.includes(name));
  const turn = turns.indexOf(shift);
  if (turn < 0) return undefined;
  const nextWeek = shift === "night" && day % DAYS_A_WEEK === DAYS_A_WEEK - 1;
  const week = Math.floor(day / DAYS_A_WEEK) + (nextWeek ? 1 : 0);
  return (((turn - week) % count) + count) % count;
}

/** Each crew goes through early, early, late, late, night, night, off, off, two days after the crew before. */
function crewOfFour(day: number, shift: number): number | undefined {
  const crew = [0, 1, 2, 3].find((each) => Math.floor(((day + 2 * each) % 8) / 2) === shift);
  return crew;
}

function restedCrew(shift: WorkedShift, taken: readonly RosterShift[], count: number): number {
  const candidates = Array.from({ length: count }, (_, crew) => {
    const own = taken.filter((other) => other.crew === crew);
    const rest = Math.min(...own.map((other) => restBetween(other, shift)), Number.POSITIVE_INFINITY);
    return { crew, rest, hours: own.reduce((sum, { worked }) => sum + worked, 0) };
  });
  // Two days off are as good as more.
  const enough = 48;
  candidates.sort(
    (a, b) => Math.min(b.rest, enough) - Math.min(a.rest, enough) || a.hours - b.hours || a.crew - b.crew,
  );
  return candidates[0]?.crew ?? 0;
}

/** h */
function restBetween(a: WorkedShift, b: WorkedShift): number {
  return (Math.abs(a.start - b.start) - SHIFT_LENGTH) / HOUR;
}

function hoursOf(
  crew: number,
  shifts: readonly RosterShift[],
  weeks: number,
  hoursPerWeek: number,
): CrewHours {
  const own = shifts.filter((shift) => shift.crew === crew);
  const hours = Array.from({ length: weeks }, (_, week) =>
    own
      .filter(({ day }) => Math.floor(day / DAYS_A_WEEK) === week)
      .reduce((sum, { worked }) => sum + worked / HOUR, 0),
  );
  const overtime = hours.reduce((sum, worked) => sum + Math.max(0, worked - hoursPerWeek), 0);
  return { crew, hours, overtime, shifts: own.length };
}

function shortRestsOf(shifts: readonly RosterShift[]): ShortRest[] {
  const last = new Map<number, RosterShift>();
  const short: ShortRest[] = [];
  for (const after of shifts) {
    const before = last.get(after.crew);
    if (before !== undefined && restBetween(before, after) < LEAST_REST)
      short.push({ crew: after.crew, before, after, rest: restBetween(before, after) });
    last.set(after.crew, after);
  }
  return short;
}

/** Letter of a shift in a drawn week. */
const LETTERS: Readonly<Record<ShiftName, string>> = { early: "E", late: "L", night: "N" };

/** A week as one cell a day, such as `EL·`; an additional shift is in small letters. */
export function weekCells(roster: Roster, week: number): string[] {
  return Array.from({ length: DAYS_A_WEEK }, (_, i) => {
    const today = roster.shifts.filter(({ day }) => day === week * DAYS_A_WEEK + i);
    return SHIFTS.map((name) => {
      const worked = today.find(({ shift }) => shift === name);
      if (worked === undefined) return "·";
      return worked.additional ? LETTERS[name].toLowerCase() : LETTERS[name];
    }).join("");
  });
}
