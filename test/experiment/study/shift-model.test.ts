import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asShiftModel, WEEK, workingTime } from "../../../src/plant/shifts/shift-model.ts";
import { changeText } from "../../../src/experiment/study/change-text.ts";
import { inspectStudy } from "../../../src/experiment/study/read-study.ts";
import { readScene } from "../../golden/scenes.ts";

/** Hours worked in a week. */
const hours = (model: Parameters<typeof workingTime>[0]): number =>
  workingTime(model).reduce((sum, { start, end }) => sum + end - start, 0) / 3600;

describe("shift models", () => {
  test("two shifts with common breaks are the calendar of the final assembly", () => {
    const [calendar] = readScene("final-assembly").calendars;
    const times = (list: readonly { start: number; end: number }[]): string[] =>
      list.map(({ start, end }) => `${start}-${end}`);
    expect(times(workingTime({ shifts: ["early", "late"] }))).toEqual(times(calendar?.working ?? []));
    expect(calendar?.period).toBe(WEEK);
  });

  test("hours a week: 36.25 for a shift with breaks, 40 with relief, 7.25 or 8 more for each extra shift", () => {
    expect(hours({ shifts: ["early"] })).toBe(36.25);
    expect(hours({ shifts: ["early", "late", "night"], breaks: "relief" })).toBe(120);
    expect(hours({ shifts: ["early"], extra: ["saturdayEarly", "sundayNight"] })).toBe(36.25 + 14.5);
  });

  test("Wolfsburg in January 2025: four lines, with extra Saturday early and Sunday night shifts", () => {
    const extra = ["saturdayEarly", "sundayNight"] as const;
    const lines = [["early", "late"], ["early"], ["early", "late"], ["early", "late", "night"]] as const;
    expect(lines.map((shifts) => hours({ shifts, extra, breaks: "relief" }))).toEqual([96, 56, 96, 136]);
    const last = workingTime({ shifts: ["early"], extra, breaks: "relief" }).at(-1);
    // Sunday 22:00 to Monday 06:00, when the next week begins.
    expect(last).toEqual({ start: WEEK - 8 * 3600, end: WEEK, name: "night shift" });
  });

  test("what is no shift model is refused", () => {
    for (const value of [
      null,
      [],
      {},
      { shifts: [] },
      { shifts: ["noon"] },
      { shifts: ["early", "early"] },
      { shifts: ["early"], breaks: "no" },
      { shifts: ["early"], crews: 5 },
      { shifts: ["early"], crew: 2 },
      { shifts: ["early"], extra: "x" },
    ])
      expect(asShiftModel(value)).toBeUndefined();
    expect(asShiftModel({ shifts: [], extra: ["saturdayEarly"] })).toBeDefined();
  });

  test("a scenario may set a calendar to a shift model; one that is none is told", () => {
    const study = (model: unknown): string =>
      JSON.stringify({
        format: "taktwerk-study",
        version: 1,
        id: "s",
        name: "S",
        plant: "final-assembly.plant.json",
        scenarios: [{ id: "base" }, { id: "night", changes: { "calendars/twoShifts": { $shifts: model } } }],
      });
    const plant = readFileSync("scenes/final-assembly.plant.json", "utf8");
    const read = inspectStudy(study({ shifts: ["early", "late", "night"] }), () => plant);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const night = read.value.scenarios[1];
    const calendar = night?.plant.calendars[0];
    expect(calendar).toMatchObject({ id: "twoShifts", interruption: "resume", period: WEEK });
    expect(calendar?.working).toHaveLength(45);
    expect(night?.changes.map((change) => changeText(change, read.value.plant, night.plant, "en"))).toEqual([
      "Shift calendar twoShifts: working time 30 entries → 45 entries",
    ]);
    const wrong = inspectStudy(study({ shifts: ["noon"] }), () => plant);
    expect(wrong).toMatchObject({ ok: false, error: [{ rule: "study/changeShifts" }] });
  });
});
