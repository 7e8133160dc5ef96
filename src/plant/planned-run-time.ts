import type { Station } from "./elements/station.ts";
import { meanOf } from "./mean.ts";
import { cycleDurationOf, workTimes } from "./support.ts";

/** Mean time that a station works on one part of a product, s, change-overs left aside; undefined where it has none. */
export function plannedRunTime(station: Station, product: string): number | undefined {
  let total = 0;
  for (const { time } of workTimes(station)) {
    const duration = cycleDurationOf(time, product);
    if (duration === undefined) return undefined;
    total += meanOf(duration);
  }
  return total;
}
