import type { Source } from "../plant/elements/source.ts";
import type { RunParts } from "./build-run.ts";
import type { ResultTables } from "./elements/element.ts";

/** The engine lost or doubled something: our bug, never the user's. The run stops. */
export class ConservationError extends Error {
  constructor(what: string, counted: number, expected: number) {
    super(`The engine contradicts itself: ${what}: ${counted} against ${expected}`);
    this.name = "ConservationError";
  }
}

/** Share of the work in process by which two sums of times may differ, since large sums of microseconds are rounded. */
const ROUNDING = 1e-6;

/**
 * Compares what is counted in two ways, in every run (SPEC Z6): the parts in the system one by one against those
 * that came less those that left; what the elements hold against the parts in the system, now and over the observed
 * time: the mean work in process is made of the times that parts spent in the system (Little's law in its exact form).
 *
 * @param tables results of all elements
 * @throws ConservationError
 */
export function assertConserved(run: RunParts, tables: ResultTables): void {
  const { kernel, plant, models } = run;
  const { system, parts } = kernel;
  const inside = parts.inside();
  if (inside !== system.count) throw new ConservationError("parts in the system", inside, system.count);
  // Elements count a batch or loaded carrier as one part, so their sums say nothing where there are such.
  if (holdsLoads(run)) return;
  let held = 0;
  let mean = 0;
  let waiting = false;
  plant.elements.forEach((element, i) => {
    const content = models[i]?.content() ?? 0;
    if (element.kind === "source") {
      // What stands ready to be taken has not entered.
      if (!isPulled(element.arrivals)) held += content;
      waiting ||= mayKeepWaiting(element.arrivals);
    } else if (element.kind !== "sink") {
      held += content;
      mean += (tables.stations[element.id] ?? tables.buffers[element.id])?.meanContent ?? 0;
    }
  });
  if (held !== inside) throw new ConservationError("parts held by elements", held, inside);
  const wip = system.mean();
  const rounding = ROUNDING * Math.max(1, wip);
  // Parts may also have waited at a source, which keeps no mean.
  if (mean > wip + rounding || (!waiting && mean < wip - rounding))
    throw new ConservationError("mean contents and mean work in process", mean, wip);
}

function holdsLoads({ plant, kernel }: RunParts): boolean {
  return (
    kernel.system.inner().begun !== undefined ||
    plant.elements.some(({ kind }) => kind === "batcher" || kind === "unbatcher") ||
    (plant.resources ?? []).some(({ kind }) => kind === "carriers")
  );
}

/** Whether a raw part stands ready and enters when it is taken. */
function isPulled(arrivals: Source["arrivals"]): boolean {
  return arrivals.mode === "saturated" || (arrivals.mode === "orders" && arrivals.release === "pull");
}

function mayKeepWaiting(arrivals: Source["arrivals"]): boolean {
  return !isPulled(arrivals) && !(arrivals.mode === "interarrival" && arrivals.overflow === "lost");
}
