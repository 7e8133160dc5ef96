import type { Power } from "../elements/power.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { Element, Plant, Resource } from "../schema.ts";
import type { PlantIndex } from "./plant-index.ts";

const NO_STATES = rule("accounts/noStates", "error");

const NO_RAMP_UP = rule("accounts/noRampUp", "error");

const NEVER_OFF = rule("accounts/neverOff", "warning");

const COUNTED_TWICE = rule("accounts/countedTwice", "warning");

const NO_OVERTIME = rule("accounts/noOvertime", "warning");

const REVERSED = rule("accounts/reversed", "error");

const BEYOND = rule("accounts/beyondPeriod", "error");

const OVERLAP = rule("accounts/overlap", "error");

export const ACCOUNT_RULES: readonly Rule[] = [
  NO_STATES,
  NO_RAMP_UP,
  NEVER_OFF,
  COUNTED_TWICE,
  NO_OVERTIME,
  REVERSED,
  BEYOND,
  OVERLAP,
];

/** Kinds that do the same all the time. */
const WITHOUT_STATES: ReadonlySet<Element["kind"]> = new Set([
  "source",
  "buffer",
  "batcher",
  "unbatcher",
  "sink",
]);

/** Powers and costs belong to states that there are, and prices to times that follow one another. */
export function checkAccounts({ plant }: PlantIndex, report: Report): void {
  for (const [i, element] of plant.elements.entries()) {
    checkStates(element, ["elements", i], report);
    if (element.power !== undefined) checkPower(element, element.power, ["elements", i, "power"], report);
  }
  for (const [i, resource] of (plant.resources ?? []).entries())
    checkResource(resource, ["resources", i], report);
  checkPrices(plant, report);
}

function checkStates({ kind, id, power, cost }: Element, path: readonly PathStep[], report: Report): void {
  if (!WITHOUT_STATES.has(kind)) return;
  const member = Object.keys(power ?? {}).find((name) => name !== "idle");
  if (member !== undefined) report(NO_STATES, [...path, "power", member], { id, member });
  if (cost?.byState !== undefined) report(NO_STATES, [...path, "cost", "byState"], { id, member: "byState" });
}

function checkPower(element: Element, power: Power, path: readonly PathStep[], report: Report): void {
  const { id, kind } = element;
  for (const member of ["standby", "off"] as const) {
    if (power[member]?.rampUp !== undefined && kind !== "station")
      report(NO_RAMP_UP, [...path, member, "rampUp"], { id });
  }
  if (power.off !== undefined && !canPause(element)) report(NEVER_OFF, [...path, "off"], { id });
}

/** Off shift, or while those who work there are on their break. */
function canPause(element: Element): boolean {
  if ("calendar" in element && element.calendar !== undefined) return true;
  return (
    element.kind === "station" &&
    [element.workers, element.before, element.after, element.setup?.workers].some(
      (needs) => needs !== undefined,
    )
  );
}

function checkResource(resource: Resource, path: readonly PathStep[], report: Report): void {
  const { id } = resource;
  if (resource.kind === "fleet" && resource.battery !== undefined) {
    const { driving = 0, drivingLoaded = 0 } = resource.power ?? {};
    if (driving + drivingLoaded > 0) report(COUNTED_TWICE, [...path, "power"], { id });
  }
  if (resource.kind !== "workers" || resource.cost === undefined) return;
  const { overtimeSurcharge = 0, premiums = [] } = resource.cost;
  if (overtimeSurcharge > 0 && resource.calendar === undefined)
    report(NO_OVERTIME, [...path, "cost", "overtimeSurcharge"], { id });
  for (const [p, { intervals, period }] of premiums.entries())
    checkIntervals(intervals, [...path, "cost", "premiums", p, "intervals"], report, period);
}

function checkPrices({ energy }: Plant, report: Report): void {
  const tariff = energy?.tariff;
  if (tariff !== undefined)
    checkIntervals(tariff.intervals, ["energy", "tariff", "intervals"], report, tariff.period);
}

function checkIntervals(
  intervals: readonly { readonly start: number; readonly end: number }[],
  path: readonly PathStep[],
  report: Report,
  period?: number,
): void {
  const order = [...intervals.entries()].sort(([, a], [, b]) => a.start - b.start);
  let last: { readonly start: number; readonly end: number } | undefined;
  for (const [i, interval] of order) {
    const { start, end } = interval;
    if (end <= start) {
      report(REVERSED, [...path, i], { start, end });
      continue;
    }
    if (period !== undefined && end > period) report(BEYOND, [...path, i], { end, period });
    if (last !== undefined && start < last.end)
      report(OVERLAP, [...path, i], { start, end, otherStart: last.start, otherEnd: last.end });
    if (last === undefined || end > last.end) last = interval;
  }
}
