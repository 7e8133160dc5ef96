import type { Fleet } from "../resources/fleet.ts";
import { type PathStep, type Report, rule, type Rule } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

const NO_VEHICLE = rule("tag/noVehicle", "error");

const NO_BATTERY = rule("tag/noBattery", "warning");

export const FLEET_TAG_RULES: readonly Rule[] = [NO_VEHICLE, NO_BATTERY];

/** Live signals of vehicles name one that the fleet has, and batteries only where there are some. */
export function checkFleetTags({ plant }: PlantIndex, report: Report): void {
  for (const [i, resource] of (plant.resources ?? []).entries())
    if (resource.kind === "fleet") checkTags(resource, ["resources", i, "tags"], report);
}

function checkTags(
  { id, vehicles, battery, tags = [] }: Fleet,
  path: readonly PathStep[],
  report: Report,
): void {
  for (const [t, { signal, vehicle, metric }] of tags.entries()) {
    if (vehicle > vehicles) report(NO_VEHICLE, [...path, t, "vehicle"], { id, vehicle, vehicles, metric });
    else if (signal === "battery" && battery === undefined)
      report(NO_BATTERY, [...path, t, "signal"], { id, vehicle, metric });
  }
}
