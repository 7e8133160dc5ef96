import {
  array,
  assert,
  constantFrom,
  integer,
  option,
  property,
  record,
  subarray,
  uniqueArray,
} from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar } from "../../../src/plant/schema.ts";
import { lengthOf, workingBetween } from "../../../src/plant/shifts/calendar-time.ts";
import { modelOf, nearestModel } from "../../../src/plant/shifts/recognise-shifts.ts";
import {
  calendarOf,
  type Edited,
  isWeekly,
  setBreaks,
  setCrews,
  toggleHoliday,
  toggleOnce,
  toggleWeekly,
  withShiftModel,
} from "../../../src/plant/shifts/shift-edits.ts";
import {
  asShiftModel,
  EXTRA,
  type ShiftModel,
  SHIFTS,
  WEEK,
  workedShifts,
  workingTime,
} from "../../../src/plant/shifts/shift-model.ts";
import { readPlantText } from "../../experiment/study/shift-plant.ts";

const EMPTY: Calendar = { id: "week", working: [{ start: 0, end: 1 }], interruption: "resume" };
const EXTRA_NAMES = Object.keys(EXTRA) as (keyof typeof EXTRA)[];

const singles = uniqueArray(record({ day: integer({ min: 0, max: 27 }), shift: constantFrom(...SHIFTS) }), {
  maxLength: 6,
  selector: ({ day, shift }) => `${day} ${shift}`,
});

/** Models in the order that a calendar gives them in, with lists only where there is something in them. */
const models = record({
  shifts: subarray([...SHIFTS]),
  extra: subarray(EXTRA_NAMES),
  breaks: constantFrom("common" as const, "staggered" as const),
  crews: option(integer({ min: 1, max: 4 }), { nil: undefined }),
  hoursPerWeek: option(constantFrom(35, 37.5, 40), { nil: undefined }),
  singles,
  holidays: uniqueArray(integer({ min: 0, max: 27 }), { maxLength: 3 }),
})
  .filter(({ shifts, extra }) => shifts.length + extra.length > 0)
  .map(({ shifts, extra, breaks, crews, hoursPerWeek, singles: list, holidays }): ShiftModel => {
    const week: ShiftModel = { shifts, extra, breaks };
    const order = list
      .filter(({ day }) => !holidays.includes(day))
      .toSorted((a, b) => a.day - b.day || SHIFTS.indexOf(a.shift) - SHIFTS.indexOf(b.shift));
    const additional = order.filter(({ day, shift }) => !isWeekly(week, day % 7, shift));
    const cancelled = order.filter(({ day, shift }) => isWeekly(week, day % 7, shift));
    return {
      ...week,
      ...(crews === undefined ? {} : { crews: Math.max(crews, shifts.length) }),
      ...(hoursPerWeek === undefined ? {} : { hoursPerWeek }),
      ...(additional.length > 0 ? { additional } : {}),
      ...(cancelled.length > 0 ? { cancelled } : {}),
      ...(holidays.length > 0 ? { holidays: holidays.toSorted((a, b) => a - b) } : {}),
    };
  });

const known = (edited: Edited): ShiftModel => {
  if (!("model" in edited)) throw new Error(edited.refused);
  return edited.model;
};

/** Quarters of an hour of a week at which one works and the other does not, counted one by one. */
function quartersApart(a: Calendar, b: Calendar): number {
  const at = ({ working }: Calendar): Uint8Array => {
    const quarters = new Uint8Array(WEEK / 900);
    for (const { start, end } of working) quarters.fill(1, start / 900, end / 900);
    return quarters;
  };
  const [one, other] = [at(a), at(b)];
  return one.reduce((sum, value, i) => sum + (value === other[i] ? 0 : 1), 0);
}

describe("the model of a calendar", () => {
  test("is the one that it was made by, with crews, hours and single days", () => {
    assert(
      property(models, (model) => {
        expect(asShiftModel(model)).toBeDefined();
        expect(modelOf(calendarOf(EMPTY, model))).toEqual({ model, others: [] });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test("works when the model does: the sum of its shifts, week by week", () => {
    assert(
      property(models, (model) => {
        const calendar = calendarOf(EMPTY, model);
        const shifts = workedShifts(model, 4);
        expect(lengthOf(workingBetween(calendar, 0, 4 * WEEK))).toBe(
          shifts.reduce((sum, { worked }) => sum + worked, 0),
        );
        const additional = workingBetween(calendar, 0, 4 * WEEK).filter((span) => span.additional);
        expect(lengthOf(additional)).toBe(
          shifts.filter((shift) => shift.additional).reduce((sum, { worked }) => sum + worked, 0),
        );
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test("is found where a day repeats, and where shifts are written as one interval", () => {
    const daily: Calendar = { ...EMPTY, working: [{ start: 0, end: 57_600 }], period: 86_400 };
    expect(modelOf(daily)?.model).toEqual({
      shifts: ["early", "late"],
      extra: ["saturdayEarly", "saturdayLate", "sundayEarly", "sundayLate"],
      breaks: "staggered",
    });
  });

  test("is not there where times are others, or do not repeat every week", () => {
    const week = calendarOf(EMPTY, { shifts: ["early"] });
    const [first, ...rest] = week.working;
    const later = { ...week, working: [{ start: 600, end: first?.end ?? 0 }, ...rest] };
    expect(modelOf(later)).toBeUndefined();
    expect(modelOf({ ...week, period: 2 * WEEK })).toBeUndefined();
    const { period: _, ...once } = week;
    expect(modelOf(once)).toBeUndefined();
  });

  test("leaves exceptions alone that no model speaks of, and keeps names of holidays", () => {
    const own = { start: 3600, end: 7200, working: false, name: "meeting" };
    const holidays = { start: 7 * 86_400, end: 9 * 86_400, working: false, name: "Shutdown" };
    const calendar = { ...calendarOf(EMPTY, { shifts: ["early"] }), exceptions: [own, holidays] };
    const found = modelOf(calendar);
    expect(found).toMatchObject({ model: { holidays: [7, 8] }, others: [own] });
    if (found === undefined) return;
    expect(calendarOf(calendar, found.model, found.others).exceptions).toEqual([
      own,
      { ...holidays, end: 8 * 86_400 },
      { ...holidays, start: 8 * 86_400 },
    ]);
    expect(toggleOnce(found.model, found.others, 0, "early")).toEqual({ refused: "ownException" });
    expect(toggleHoliday(found.model, found.others, 0)).toEqual({ refused: "ownException" });
    expect(toggleOnce(found.model, found.others, 7, "early")).toEqual({ refused: "holiday" });
  });
});

test("the nearest model is the best of all 1022, quarter by quarter", () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7]
    .flatMap((usual) =>
      Array.from({ length: 64 }, (_, weekend) => weekend).flatMap((weekend) =>
        (["common", "staggered"] as const).map((breaks) =>
          workingTime({
            shifts: SHIFTS.filter((_, i) => (usual >> i) % 2 === 1),
            extra: EXTRA_NAMES.filter((_, i) => (weekend >> i) % 2 === 1),
            breaks,
          }),
        ),
      ),
    )
    .filter((working) => working.length > 0);
  expect(all).toHaveLength(1022);
  const intervals = array(
    record({
      day: integer({ min: 0, max: 6 }),
      from: integer({ min: 0, max: 46 }),
      long: integer({ min: 1, max: 20 }),
    }),
    {
      minLength: 1,
      maxLength: 7,
    },
  );
  assert(
    property(intervals, (drawn) => {
      const days = new Map(drawn.map((one) => [one.day, one]));
      const working = [...days.values()].map(({ day, from, long }) => ({
        start: day * 86_400 + from * 1800,
        end: day * 86_400 + Math.min(48, from + long) * 1800,
      }));
      const calendar: Calendar = { ...EMPTY, working, period: WEEK };
      const least = Math.min(...all.map((each) => quartersApart(calendar, { ...EMPTY, working: each })));
      const nearest = nearestModel(calendar);
      if (nearest === undefined) throw new Error("no model");
      expect(nearest.difference).toBe(900 * least);
      expect(quartersApart(calendar, { ...EMPTY, working: workingTime(nearest.model) })).toBe(least);
    }),
    { seed: 7, numRuns: 12 },
  );
});

describe("edits of a shift model", () => {
  const cells = record({ day: integer({ min: 0, max: 27 }), shift: constantFrom(...SHIFTS) });

  test("give a model each, and one day's edit twice gives the same again", () => {
    assert(
      property(models, cells, (model, { day, shift }) => {
        const weekly = toggleWeekly(model, day % 7, shift);
        const lists = (model.extra?.length ?? 0) + model.shifts.length;
        if ("refused" in weekly) expect([weekly.refused, lists]).toEqual(["lastShift", 1]);
        else {
          expect(asShiftModel(weekly.model)).toBeDefined();
          expect(isWeekly(weekly.model, day % 7, shift)).toBe(!isWeekly(model, day % 7, shift));
        }
        const isHoliday = model.holidays?.includes(day) === true;
        const once = toggleOnce(model, [], day, shift);
        expect("refused" in once).toBe(isHoliday);
        if ("model" in once) {
          expect(asShiftModel(once.model)).toBeDefined();
          expect(toggleOnce(once.model, [], day, shift)).toEqual({ model });
        }
        const holiday = known(toggleHoliday(model, [], day));
        expect(asShiftModel(holiday)).toBeDefined();
        expect(holiday.holidays?.includes(day) === true).toBe(!isHoliday);
        expect(workedShifts(holiday, 4).some((one) => one.day === day)).toBe(
          isHoliday && workedShifts({ ...model, holidays: [] }, 4).some((one) => one.day === day),
        );
        expect(asShiftModel(known(setCrews(model, 1)))).toBeDefined();
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test("a third shift needs a third crew, where crews are counted", () => {
    const two: ShiftModel = { shifts: ["early", "late"], crews: 2 };
    expect(known(toggleWeekly(two, 0, "night"))).toEqual({ shifts: ["early", "late", "night"], crews: 3 });
    expect(known(toggleWeekly({ shifts: ["early"] }, 5, "early"))).toEqual({
      shifts: ["early"],
      extra: ["saturdayEarly"],
    });
  });
});

describe("a plant with a shift model", () => {
  const plant = readPlantText();
  const early: ShiftModel = { shifts: ["early"], extra: [], breaks: "common" };

  test("has the calendar's times, and its pool the breaks when they change", () => {
    const common = withShiftModel(plant, "week", early);
    expect(modelOf(common.calendars[0] as Calendar)?.model).toEqual(early);
    const staggered = withShiftModel(common, "week", { ...early, breaks: "staggered" });
    const pool = staggered.resources?.find(({ id }) => id === "team");
    // Two workers in two groups, one after the other: 30 and 60 min around the common breaks.
    expect(pool).toMatchObject({
      breaks: {
        windows: [
          { start: 8550, end: 10_350, duration: 900 },
          { start: 17_100, end: 20_700, duration: 1800 },
        ],
        atMostAway: 1,
      },
    });
    const again = withShiftModel(staggered, "week", early);
    expect(again.resources).toEqual(common.resources);
  });

  test("has no relief where no pool names who relieves", () => {
    expect(setBreaks(early, [], "relief")).toEqual({ refused: "noRelief" });
    expect(withShiftModel(plant, "nothing", early)).toBe(plant);
  });
});
