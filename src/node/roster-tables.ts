import { isObject } from "../experiment/study/plain.ts";
import type { ReadStudy } from "../experiment/study/read-study.ts";
import { studyRun } from "../experiment/study/run-settings.ts";
import { asShiftModel, WEEK } from "../plant/shifts/shift-model.ts";
import { LEAST_REST, type Roster, rosterOf, weekCells } from "../plant/shifts/shift-roster.ts";
import { number, table } from "./output.ts";

/** The roster of a calendar that a scenario sets to a shift model. */
export interface PlannedRoster {
  readonly scenario: string;
  readonly calendar: string;
  readonly roster: Roster;
}

/** Rosters of all shift models that the scenarios of a study set calendars to, for its weeks that have begun. */
export function rostersOf(read: ReadStudy): PlannedRoster[] {
  const weeks = Math.ceil(studyRun(read.study, read.plant).horizon / WEEK);
  return read.study.scenarios.flatMap(({ id, changes = {} }) =>
    Object.entries(changes).flatMap(([path, value]) => {
      const [list, calendar] = path.replace(/^\//, "").split("/");
      if (list !== "calendars" || calendar === undefined || !isObject(value)) return [];
      const model = asShiftModel(value["$shifts"]);
      return model === undefined ? [] : [{ scenario: id, calendar, roster: rosterOf(model, weeks) }];
    }),
  );
}

/** Each roster with its weeks drawn, hours of its crews, and rests that are too short. */
export function rosterTables(rosters: readonly PlannedRoster[]): string {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const weeks = rosters.flatMap(({ scenario, calendar, roster }) =>
    Array.from({ length: roster.weeks }, (_, week) => [
      `${scenario}, ${calendar}, week ${week + 1}`,
      ...weekCells(roster, week),
    ]),
  );
  const crews = rosters.flatMap(({ scenario, calendar, roster }) =>
    roster.crews.map(({ crew, shifts, hours, overtime }) => [
      `${scenario}, ${calendar}, crew ${crew + 1}`,
      String(shifts),
      hours.map(number).join(" "),
      number(overtime),
      String(roster.shortRests.filter((rest) => rest.crew === crew).length),
    ]),
  );
  return [
    table([["E early, L late, N night; small: additional", ...days], ...weeks]),
    "",
    table([
      ["crew", "shifts", "h in each week", "h beyond what is owed", `rests under ${LEAST_REST} h`],
      ...crews,
    ]),
    "",
  ].join("\n");
}
