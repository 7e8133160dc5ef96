import { array, assert, constantFrom, integer, property, record, subarray, uniqueArray } from "fast-check";
import { describe, expect, test } from "vitest";
import { applyChange } from "../../../src/experiment/study/apply-changes.ts";
import {
  asShiftModel,
  exceptionsOf,
  SHIFTS,
  type ShiftModel,
  staggeredBreaks,
  WEEK,
  workedShifts,
  workingTime,
} from "../../../src/plant/shifts/shift-model.ts";
import { rosterOf, weekCells } from "../../../src/plant/shifts/shift-roster.ts";
import { Simulation } from "../../../src/sim/simulation.ts";
import { readPlantText } from "./shift-plant.ts";

const HOUR = 3600;
const weekend = [
  "saturdayEarly",
  "saturdayLate",
  "saturdayNight",
  "sundayEarly",
  "sundayLate",
  "sundayNight",
] as const;

describe("hours of crews, by hand", () => {
  test("two crews change weekly between early and late, 36.25 h each; 1.25 h beyond 35", () => {
    const roster = rosterOf({ shifts: ["early", "late"], crews: 2 }, 2);
    expect(roster.crews.map(({ hours }) => hours)).toEqual([
      [36.25, 36.25],
      [36.25, 36.25],
    ]);
    expect(roster.crews.map(({ overtime }) => overtime)).toEqual([2.5, 2.5]);
    const first = roster.shifts.filter(({ crew }) => crew === 0).map(({ shift }) => shift);
    expect(first).toEqual([...Array(5).fill("early"), ...Array(5).fill("late")]);
  });

  test("four crews on all 21 shifts go 2-2-2: 42 h a week in the mean, never less than 24 h from one kind of shift to the next", () => {
    const model = { shifts: [...SHIFTS], extra: [...weekend], crews: 4, breaks: "relief" } as const;
    const roster = rosterOf(model, 8);
    expect(roster.shifts).toHaveLength(8 * 21);
    for (const { hours } of roster.crews) expect(hours.reduce((sum, h) => sum + h, 0) / 8).toBe(42);
    expect(roster.shortRests).toEqual([]);
    const first = roster.shifts.filter(({ crew }) => crew === 0).slice(0, 7);
    expect(first.map(({ day, shift }) => `${day}${shift[0]}`)).toEqual([
      "0e",
      "1e",
      "2l",
      "3l",
      "4n",
      "5n",
      "8e",
    ]);
  });

  test("one crew on early shifts and Sunday night has no rest before Monday: told, with hours", () => {
    const additional = [{ day: 6, shift: "night" }] as const;
    const { shortRests } = rosterOf({ shifts: ["early"], additional }, 2);
    expect(shortRests.map(({ crew, rest }) => [crew, rest])).toEqual([[0, 0]]);
    expect(shortRests[0]?.before).toMatchObject({ day: 6, shift: "night", additional: true });
  });

  test("the night of Sunday is worked by the crew that has nights in the week after", () => {
    const additional = [{ day: 6, shift: "night" }] as const;
    const roster = rosterOf({ shifts: [...SHIFTS], crews: 3, additional }, 2);
    const sunday = roster.shifts.find((shift) => shift.additional);
    const monday = roster.shifts.find(({ day, shift }) => day === 7 && shift === "night");
    expect(sunday?.crew).toBe(monday?.crew);
    expect(roster.shortRests).toEqual([]);
  });

  test("a week is drawn with additional shifts in small letters and holidays empty", () => {
    const model = {
      shifts: ["early", "late"],
      additional: [{ day: 5, shift: "early" }],
      holidays: [2],
    } as const;
    expect(weekCells(rosterOf(model, 1), 0)).toEqual(["EL·", "EL·", "···", "EL·", "EL·", "e··", "···"]);
  });
});

describe("what a model makes of calendars and pools", () => {
  test("worker-hours, overtime and cost of a week, by hand", () => {
    const model = { shifts: ["early"], additional: [{ day: 5, shift: "early" }], holidays: [3] };
    const changed = applyChange(readPlantText(), "calendars/week", { $shifts: model });
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    const simulation = new Simulation(changed.value, { seed: 1, replication: 0, warmup: 0 });
    simulation.runUntil(WEEK);
    const { costs } = simulation.results();
    // Two workers, four days and a Saturday of 7.25 h, 20 EUR an hour and half of it on top for the Saturday.
    expect(costs?.labourHours).toBeCloseTo(2 * 5 * 7.25, 9);
    expect(costs?.overtimeHours).toBeCloseTo(2 * 7.25, 9);
    expect(costs?.labour).toBeCloseTo(2 * 5 * 7.25 * 20 + 2 * 7.25 * 10, 6);
  });

  test("staggered breaks of 40 workers: seven away at once, six groups, around the common breaks", () => {
    const { windows, atMostAway, period } = staggeredBreaks(40);
    expect([atMostAway, period]).toEqual([7, 8 * HOUR]);
    expect(windows).toEqual([
      { start: 1.875 * HOUR, end: 3.375 * HOUR, duration: 900 },
      { start: 3.75 * HOUR, end: 6.75 * HOUR, duration: 1800 },
    ]);
  });

  test("a pool gets breaks, loses them with common ones, and relief needs a pool that relieves", () => {
    const plant = readPlantText();
    const set = (breaks: string): unknown => {
      const changed = applyChange(plant, "resources/team", { $shifts: { shifts: ["early"], breaks } });
      return changed.ok ? changed.value.resources?.[0] : changed.error.rule.id;
    };
    expect(set("staggered")).toMatchObject({ breaks: staggeredBreaks(2) });
    expect(set("common")).not.toHaveProperty("breaks");
    expect(set("relief")).toBe("study/changeShifts");
  });

  test("models that contradict themselves are refused", () => {
    for (const more of [
      { crews: 1 },
      { crews: 5 },
      { hoursPerWeek: 0 },
      { holidays: [1, 1] },
      { additional: [{ day: 0, shift: "early" }] },
      { additional: [{ day: 5, shift: "noon" }] },
      { additional: [{ day: 5, shift: "early" }], holidays: [5] },
      { additional: [1, 2].map(() => ({ day: 5, shift: "late" })) },
    ])
      expect(
        asShiftModel({ shifts: ["early", "late"], ...more }),
        `with ${Object.keys(more).join()}`,
      ).toBeUndefined();
    expect(asShiftModel({ shifts: ["early", "late"], crews: 4, holidays: [0] })).toBeDefined();
  });
});

describe("any model", () => {
  const models = record({
    shifts: subarray([...SHIFTS]),
    extra: subarray([...weekend]),
    breaks: constantFrom("common", "staggered", "relief"),
    crews: integer({ min: 1, max: 4 }),
    holidays: uniqueArray(integer({ min: 0, max: 20 }), { maxLength: 3 }),
    additional: array(record({ day: integer({ min: 0, max: 20 }), shift: constantFrom(...SHIFTS) }), {
      maxLength: 4,
    }),
  })
    .map((value) => asShiftModel(value))
    .filter((model): model is ShiftModel => model !== undefined);

  test("its calendar works what it says, without overlap", () => {
    assert(
      property(models, (model) => {
        const weekly = workingTime(model);
        for (const [i, { start, end }] of weekly.entries()) {
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(weekly[i - 1]?.end ?? 0);
          expect(end).toBeLessThanOrEqual(WEEK);
        }
        const exceptions = exceptionsOf(model);
        for (const [i, { start }] of exceptions.entries())
          expect(start).toBeGreaterThanOrEqual(exceptions[i - 1]?.end ?? 0);
        // An oracle that looks at every quarter of an hour of three weeks.
        let worked = 0;
        for (let time = 0; time < 3 * WEEK; time += 900) {
          const within = ({ start, end }: { start: number; end: number }, at: number): boolean =>
            at >= start && at < end;
          const exception = exceptions.find((each) => within(each, time));
          const works = exception?.working ?? weekly.some((each) => within(each, time % WEEK));
          if (works) worked += 900;
        }
        expect(worked).toBe(workedShifts(model, 3).reduce((sum, shift) => sum + shift.worked, 0));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test("every shift has one crew, and no crew works two at once", () => {
    assert(
      property(models, (model) => {
        const roster = rosterOf(model, 3);
        expect(roster.shifts.map(({ start }) => start)).toEqual(
          workedShifts(model, 3).map(({ start }) => start),
        );
        const hours = roster.crews.flatMap((crew) => crew.hours).reduce((sum, h) => sum + h, 0);
        expect(hours * HOUR).toBeCloseTo(
          roster.shifts.reduce((sum, { worked }) => sum + worked, 0),
          6,
        );
        const places = roster.shifts.map(({ start, crew }) => `${start} ${crew}`);
        expect(new Set(places).size).toBe(places.length);
        for (const { crew } of roster.shifts) expect(crew).toBeLessThan(roster.crews.length);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
