import type { Duration } from "../distribution.ts";
import type { PathStep } from "../rule.ts";
import type { Element, Plant } from "../schema.ts";
import { cycleDurations, setupDurations, workTimes } from "../support.ts";

/** Visits every duration of a plant with its place in the file. */
export function eachDuration(
  plant: Plant,
  visit: (duration: Duration, path: readonly PathStep[]) => void,
): void {
  for (const [i, element] of plant.elements.entries()) {
    const path = ["elements", i];
    if (element.kind === "source" && element.arrivals.mode === "interarrival") {
      visit(element.arrivals.interarrival, [...path, "arrivals", "interarrival"]);
    }
    if (element.kind === "station") {
      for (const work of workTimes(element)) {
        for (const { path: place, duration } of cycleDurations(work.time)) {
          visit(duration, [...path, ...work.path, ...place]);
        }
      }
      for (const { path: place, duration } of setupDurations(element.setup)) {
        visit(duration, [...path, "setup", ...place]);
      }
    }
    if (element.kind === "milkRun")
      for (const [s, { time }] of element.stops.entries())
        if (time !== undefined) visit(time, [...path, "stops", s, "time"]);
    for (const [name, time] of handlingTimes(element)) if (time !== undefined) visit(time, [...path, name]);
    if (element.kind === "storage") {
      const { pickTime, depositTime, failures = [] } = element.crane;
      if (pickTime !== undefined) visit(pickTime, [...path, "crane", "pickTime"]);
      if (depositTime !== undefined) visit(depositTime, [...path, "crane", "depositTime"]);
      for (const [f, mode] of failures.entries()) {
        visit(mode.timeToFailure, [...path, "crane", "failures", f, "timeToFailure"]);
        visit(mode.timeToRepair, [...path, "crane", "failures", f, "timeToRepair"]);
      }
    }
    if ("failures" in element) {
      for (const [f, mode] of (element.failures ?? []).entries()) {
        visit(mode.timeToFailure, [...path, "failures", f, "timeToFailure"]);
        visit(mode.timeToRepair, [...path, "failures", f, "timeToRepair"]);
      }
      for (const [m, plan] of (element.maintenance ?? []).entries())
        visit(plan.duration, [...path, "maintenance", m, "duration"]);
    }
  }
  for (const [i, resource] of (plant.resources ?? []).entries()) {
    if (resource.kind !== "fleet") continue;
    for (const [f, mode] of (resource.failures ?? []).entries()) {
      const path = ["resources", i, "failures", f];
      visit(mode.timeToFailure, [...path, "timeToFailure"]);
      visit(mode.timeToRepair, [...path, "timeToRepair"]);
    }
  }
}

/** Times that taking a part and handing it over take. */
export function handlingTimes(element: Element): [name: string, time: Duration | undefined][] {
  switch (element.kind) {
    case "transport":
    case "milkRun":
    case "turntable":
    case "transferCar":
      return [
        ["loadTime", element.loadTime],
        ["unloadTime", element.unloadTime],
      ];
    case "divert":
      return [
        ["transferTime", element.transferTime],
        ["switchTime", element.switchTime],
      ];
    default:
      return [];
  }
}
