import type { CycleTime, Station } from "../../plant/elements/station.ts";
import type { Plant } from "../../plant/schema.ts";
import { stretchedDistribution } from "../../plant/stretch.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Duration } from "../../plant/distribution.ts";
import { meanOf } from "../../plant/mean.ts";

/** How a station is made faster: by a share of its speed, or by seconds of its cycle time. */
export type Speedup = { readonly share: number } | { readonly seconds: number };

/** The plant with one station faster; undefined where its cycle time is not longer than what is to be taken off. */
export function fasterStation(plant: Plant, id: string, speedup: Speedup): Plant | undefined {
  const at = plant.elements.findIndex((element) => element.id === id);
  const station = plant.elements[at];
  if (station?.kind !== "station") return undefined;
  const changed =
    "share" in speedup ? allTimes(station, 1 / (1 + speedup.share)) : shorter(station, speedup.seconds);
  return changed === undefined ? undefined : { ...plant, elements: plant.elements.with(at, changed) };
}

/** All steps of its work. */
function allTimes(station: Station, factor: number): Station {
  const phases = (list: Station["before"]): Station["before"] =>
    list?.map((phase) => ({ ...phase, time: eachTime(phase.time, (time) => times(time, factor)) }));
  return {
    ...station,
    cycleTime: eachTime(station.cycleTime, (time) => times(time, factor)),
    ...(station.before === undefined ? {} : { before: phases(station.before) }),
    ...(station.after === undefined ? {} : { after: phases(station.after) }),
  };
}

function shorter(station: Station, seconds: number): Station | undefined {
  let possible = true;
  const cycleTime = eachTime(station.cycleTime, (time) => {
    const mean = meanOf(time);
    if (mean <= seconds) possible = false;
    return possible ? times(time, (mean - seconds) / mean) : time;
  });
  return possible ? { ...station, cycleTime } : undefined;
}

function times(time: Duration, factor: number): Duration {
  return typeof time === "number" ? time * factor : stretchedDistribution(asDistribution(time), factor);
}

function eachTime(cycleTime: CycleTime, change: (time: Duration) => Duration): CycleTime {
  if (typeof cycleTime === "number" || "dist" in cycleTime) return change(cycleTime);
  const byProduct = Object.entries(cycleTime.byProduct).map(
    ([product, time]) => [product, change(time)] as const,
  );
  return {
    ...cycleTime,
    byProduct: Object.fromEntries(byProduct),
    ...(cycleTime.default === undefined ? {} : { default: change(cycleTime.default) }),
  };
}
