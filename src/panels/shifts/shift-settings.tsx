import type { VNode } from "preact";
import { SHIFT_SCOPES } from "../../app/shifts/shift-control.ts";
import { poolsOn } from "../../plant/shifts/recognise-shifts.ts";
import { setBreaks, setCrews } from "../../plant/shifts/shift-edits.ts";
import { BREAK_KINDS, MOST_CREWS, type ShiftModel, USUAL_HOURS } from "../../plant/shifts/shift-model.ts";
import { NumberSetting } from "../experiment/number-setting.tsx";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useShownCalendar } from "./shifts-context.ts";

/** Week and scope of the edits, and what holds for the whole calendar: crews, owed hours, breaks. */
export function ShiftSettings(): VNode {
  const session = useSession();
  const { words, known, calendar } = useShownCalendar();
  const editIntervals = async (): Promise<void> => {
    await session.setEditing(true);
    session.bench.peek()?.show({ list: "calendars", key: calendar.id });
    await session.screens.showShifts(false);
  };
  return (
    <div class="shifts-tools">
      <WeekChoice />
      {known !== undefined && <ScopeChoice />}
      {known !== undefined && <ModelSettings model={known.model} />}
      <span class="spacer" />
      <button type="button" data-testid="edit-intervals" onClick={() => void editIntervals()}>
        <Icon name="pencil" />
        {words("intervals")}
      </button>
    </div>
  );
}

function WeekChoice(): VNode {
  const { words, control, week, weeks } = useShownCalendar();
  const step = (by: number): void => void (control.week.value = week + by);
  return (
    <div class="week-choice">
      <button
        type="button"
        class="icon-button week-before"
        disabled={week === 0}
        aria-label={words("previous")}
        title={words("previous")}
        data-testid="week-before"
        onClick={() => step(-1)}
      >
        <Icon name="chevron" />
      </button>
      <span data-testid="shown-week">
        <strong>{words("week", { week: week + 1, weeks })}</strong>{" "}
        <span class="muted">{words("days", { first: 7 * week + 1, last: 7 * week + 7 })}</span>
      </span>
      <button
        type="button"
        class="icon-button"
        disabled={week === weeks - 1}
        aria-label={words("next")}
        title={words("next")}
        data-testid="week-after"
        onClick={() => step(1)}
      >
        <Icon name="chevron" />
      </button>
    </div>
  );
}

function ScopeChoice(): VNode {
  const { words, control } = useShownCalendar();
  const shown = useValue(control.scope);
  return (
    <div class="shift-choice">
      <span id="shift-scope">{words("scope")}</span>
      <div class="segments" role="radiogroup" aria-labelledby="shift-scope">
        {SHIFT_SCOPES.map((scope) => (
          <label key={scope}>
            <input
              type="radio"
              name="shift-scope"
              checked={scope === shown}
              data-testid={`scope-${scope}`}
              onChange={() => (control.scope.value = scope)}
            />
            <span>{words(`scope.${scope}`)}</span>
          </label>
        ))}
      </div>
    </div>
  );
}

function ModelSettings({ model }: { model: ShiftModel }): VNode {
  const { words, plant, calendar, take } = useShownCalendar();
  const { number } = useWording().formats;
  const least = Math.max(1, model.shifts.length);
  const crews = model.crews ?? least;
  const { breaks = "common", hoursPerWeek = USUAL_HOURS } = model;
  return (
    <>
      <div class="shift-choice">
        <span id="shift-breaks">{words("breaks")}</span>
        <div class="segments" role="radiogroup" aria-labelledby="shift-breaks">
          {BREAK_KINDS.map((kind) => (
            <label key={kind} title={words(`breaks.${kind}.hint`)}>
              <input
                type="radio"
                name="shift-breaks"
                checked={kind === breaks}
                data-testid={`breaks-${kind}`}
                onChange={(event) => {
                  event.currentTarget.checked = kind === breaks;
                  take(
                    setBreaks(model, poolsOn(plant, calendar.id), kind),
                    words("said.breaks", { breaks: words(`breaks.${kind}`) }),
                  );
                }}
              />
              <span>{words(`breaks.${kind}`)}</span>
            </label>
          ))}
        </div>
      </div>
      <label class="shift-choice">
        {words("crews")}
        <select
          value={String(crews)}
          data-testid="crews"
          onChange={(event) => {
            const count = Number(event.currentTarget.value);
            take(setCrews(model, count), words("said.crews", { crews: count }));
          }}
        >
          {Array.from({ length: MOST_CREWS - least + 1 }, (_, i) => least + i).map((count) => (
            <option key={count} value={String(count)} selected={count === crews}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <NumberSetting
        label={words("owed")}
        unit="h"
        value={hoursPerWeek}
        isFit={(value) => value > 0 && value <= 168}
        testId="hours-owed"
        onChange={(value) =>
          take({ model: { ...model, hoursPerWeek: value } }, words("said.owed", { hours: number(value) }))
        }
      />
    </>
  );
}
