import { err, ok, type Result } from "../../base/result.ts";
import type { FindingValues } from "../../plant/finding.ts";
import type { Plant } from "../../plant/schema.ts";
import type { Rule } from "../../plant/rule.ts";
import { isObject, itemKey, type Json, type JsonObject, keyed } from "./plain.ts";
import {
  asShiftModel,
  exceptionsOf,
  rosterFields,
  type ShiftModel,
  WEEK,
  withBreaks,
  workingTime,
} from "../../plant/shifts/shift-model.ts";
import { CHANGE_SHIFTS, CHANGE_TARGET, CHANGE_TIMES, CHANGE_VALUE } from "./study-rules.ts";
import { scaled } from "./times.ts";

/** What keeps a change from being made. */
export interface ChangeProblem {
  readonly rule: Rule;
  readonly values: FindingValues;
}

/** The plant with one change of the short form, `elements/B3/capacity` → value; what did not change is shared. */
export function applyChange(plant: Plant, path: string, value: Json): Result<Plant, ChangeProblem> {
  const steps = stepsOf(path);
  if (steps.length === 0) return err({ rule: CHANGE_TARGET, values: { step: path, path } });
  const changed = set(plant, steps, value, path, []);
  return changed.ok ? ok(changed.value as Plant) : changed;
}

/** Steps of a path; the ends of a connection may be joined by `→`, `->` or `>`. */
function stepsOf(path: string): string[] {
  const steps = path
    .replace(/^\//, "")
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (steps[0] === "connections" && steps[1] !== undefined)
    steps[1] = steps[1].replace(/\s*(?:→|->|>)\s*/, " → ");
  return steps.every((step) => step !== "") ? steps : [];
}

function set(
  target: Json,
  steps: readonly string[],
  value: Json,
  path: string,
  done: readonly string[],
): Result<Json, ChangeProblem> {
  const [step, ...rest] = steps as [string, ...string[]];
  if (Array.isArray(target)) return setItem(target as readonly Json[], step, rest, value, path, done);
  if (!isObject(target)) return err({ rule: CHANGE_TARGET, values: { step, path } });
  const member = Object.hasOwn(target, step) ? target[step] : undefined;
  const inner =
    rest.length === 0
      ? newValue(member, value, path)
      : // A list that the plant leaves out, such as calendars, can be added to.
        set(member ?? (done.length === 0 && rest.length === 1 ? [] : undefined), rest, value, path, [
          ...done,
          step,
        ]);
  if (!inner.ok) return inner;
  const { [step]: _, ...others } = target;
  return ok(inner.value === undefined ? others : { ...target, [step]: inner.value });
}

function setItem(
  list: readonly Json[],
  step: string,
  rest: readonly string[],
  value: Json,
  path: string,
  done: readonly string[],
): Result<Json, ChangeProblem> {
  const byKey = keyed(list);
  const at =
    byKey === undefined || (byKey.size === 0 && /^\d+$/.test(step))
      ? /^\d+$/.test(step)
        ? Number(step)
        : -1
      : list.findIndex((item) => itemKey(item) === step);
  const present = at >= 0 && at < list.length;
  const last = rest.length === 0;
  if (!present && (!last || value === null)) return err({ rule: CHANGE_TARGET, values: { step, path } });
  if (!present) {
    const item = done[0] === "connections" ? connection(step) : value;
    if (byKey !== undefined && itemKey(item) !== step)
      return err({ rule: CHANGE_VALUE, values: { step, path } });
    return ok([...list, item]);
  }
  const inner = last ? newValue(list[at], value, path) : set(list[at], rest, value, path, [...done, step]);
  if (!inner.ok) return inner;
  if (inner.value === undefined) return ok(list.filter((_, i) => i !== at));
  if (byKey !== undefined && last && itemKey(inner.value) !== step)
    return err({ rule: CHANGE_VALUE, values: { step, path } });
  return ok(list.with(at, inner.value));
}

function connection(step: string): Json {
  const [from, to] = step.split(" → ");
  return { from, to };
}

/** The value that a change asks for: null removes, `{"$times": f}` multiplies what is there, `{"$shifts": …}` sets a calendar. */
function newValue(present: Json, value: Json, path: string): Result<Json, ChangeProblem> {
  if (value === null) {
    return present === undefined
      ? err({ rule: CHANGE_TARGET, values: { step: path.split("/").at(-1) ?? path, path } })
      : ok(undefined);
  }
  if (isObject(value) && "$shifts" in value) return withShifts(present, value, path);
  if (!isObject(value) || !("$times" in value)) return ok(value);
  const factor = value["$times"];
  const product =
    typeof factor === "number" && factor > 0 && Object.keys(value).length === 1
      ? scaled(present, factor)
      : undefined;
  return product === undefined ? err({ rule: CHANGE_TIMES, values: { path } }) : ok(product);
}

/** A shift calendar with the working time of a shift model, week by week, or a pool with its breaks. */
function withShifts(present: Json, value: JsonObject, path: string): Result<Json, ChangeProblem> {
  const model = Object.keys(value).length === 1 ? asShiftModel(value["$shifts"]) : undefined;
  const changed =
    model === undefined || !isObject(present)
      ? undefined
      : "working" in present
        ? calendarWith(present, model)
        : poolWith(present, model);
  return changed === undefined ? err({ rule: CHANGE_SHIFTS, values: { path } }) : ok(changed);
}

function calendarWith(present: JsonObject, model: ShiftModel): Json {
  const { exceptions: own, roster: _, ...calendar } = present;
  const roster = rosterFields(model);
  const made = exceptionsOf(model);
  // A model that says nothing about single days leaves those of the calendar alone.
  const { additional, cancelled, holidays } = model;
  const says = additional !== undefined || cancelled !== undefined || holidays !== undefined;
  const exceptions = says ? made : own;
  const none = exceptions === undefined || (says && made.length === 0);
  return {
    ...calendar,
    working: workingTime(model),
    period: WEEK,
    ...(none ? {} : { exceptions }),
    ...(roster === undefined ? {} : { roster }),
  };
}

/** A pool with the breaks of the model; relief needs the pool to say who relieves. */
function poolWith(present: JsonObject, model: ShiftModel): Json {
  const { kind, size } = present;
  if (kind !== "workers" || typeof size !== "number") return undefined;
  const pool = { ...present, size, breaks: isObject(present["breaks"]) ? present["breaks"] : undefined };
  return withBreaks(pool, model.breaks) as Json;
}
