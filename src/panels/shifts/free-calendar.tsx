import type { VNode } from "preact";
import type { ShiftsTextKey } from "../../app/i18n/shifts-texts.ts";
import { nearestModel } from "../../plant/shifts/recognise-shifts.ts";
import { EXTRA, type ShiftModel, SHIFTS } from "../../plant/shifts/shift-model.ts";
import { Icon } from "../icons.tsx";
import { useWording } from "../session-context.ts";
import { dayNames, type ShiftWords, useShownCalendar } from "./shifts-context.ts";

/** What stands above a calendar that follows no shift model: the nearest one, to be taken over. */
export function FreeCalendar(): VNode {
  const { words, hours, calendar, take } = useShownCalendar();
  const days = dayNames(useWording().language, "short");
  const nearest = nearestModel(calendar);
  return (
    <div class="free-calendar" data-testid="free-calendar">
      <Icon name="warning" />
      <div>
        <strong>{words("free.title")}</strong>
        <p>
          {nearest === undefined
            ? words("free.none")
            : words("free.text", {
                model: modelText(nearest.model, words, days),
                hours: hours(nearest.difference),
              })}
        </p>
      </div>
      {nearest !== undefined && (
        <button
          type="button"
          data-testid="take-model"
          onClick={() => take({ model: nearest.model }, words("said.replaced"))}
        >
          {words("free.replace")}
        </button>
      )}
    </div>
  );
}

function modelText(model: ShiftModel, words: ShiftWords, days: readonly string[]): string {
  const { shifts, extra = [], breaks } = model;
  const name = (at: number): string => words(`shift.${SHIFTS[at] ?? "early"}` satisfies ShiftsTextKey);
  const usual = shifts.map((shift) => words(`shift.${shift}`)).join(", ");
  const weekend = extra.map((each) => `${days[EXTRA[each][0]] ?? ""} ${name(EXTRA[each][1])}`).join(", ");
  return [
    ...(usual === "" ? [] : [words("model.weekdays", { shifts: usual })]),
    ...(weekend === "" ? [] : [words("model.weekend", { shifts: weekend })]),
    words(breaks === "common" ? "model.common" : "model.through"),
  ].join("; ");
}
