import { RandomStream } from "../base/random.ts";
import { asDistribution } from "../plant/as-distribution.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { stretched } from "../plant/stretch.ts";

/** One station of the emulated plant takes this much longer than the plant file says. */
const SLOWER = 1.06;
/** One failure mode of the emulated plant comes after this share of the time that the plant file says. */
const SOONER = 0.7;

/** The emulated plant, and in words how it differs from its file. */
export interface AlteredPlant {
  readonly plant: Plant;
  readonly changes: readonly string[];
}

function slower(element: Element): Element {
  if (element.kind !== "station") return element;
  const { cycleTime } = element;
  if (typeof cycleTime === "number" || "dist" in cycleTime) {
    return { ...element, cycleTime: stretched(cycleTime, SLOWER) };
  }
  const byProduct = Object.fromEntries(
    Object.entries(cycleTime.byProduct).map(([product, time]) => [product, stretched(time, SLOWER)]),
  );
  const other = cycleTime.default;
  return {
    ...element,
    cycleTime: { byProduct, ...(other === undefined ? {} : { default: stretched(other, SLOWER) }) },
  };
}

function failingSooner(element: Element, mode: string): Element {
  if (!("failures" in element) || element.failures === undefined) return element;
  const failures = element.failures.map((failure) =>
    failure.id === mode
      ? { ...failure, timeToFailure: stretched(asDistribution(failure.timeToFailure), SOONER) }
      : failure,
  );
  return { ...element, failures };
}

function pick<T>(items: readonly T[], stream: RandomStream): T | undefined {
  return items[Math.floor(stream.nextUniform() * items.length)];
}

/**
 * A plant that is not quite what its file says, as real ones are: one station is 6 % slower and one failure
 * mode comes after 70 % of its time. Which ones depends on the seed alone; a twin is not told.
 */
export function alterPlant(plant: Plant, seed: number): AlteredPlant {
  const stream = RandomStream.keyed(seed, 0, plant.id, "emulator");
  const changes: string[] = [];
  let { elements } = plant;
  const station = pick(
    elements.filter(({ kind }) => kind === "station"),
    stream,
  );
  if (station !== undefined) {
    elements = elements.map((element) => (element.id === station.id ? slower(element) : element));
    changes.push(`${station.id} takes ${Math.round((SLOWER - 1) * 100)} % longer`);
  }
  const modes = elements.flatMap((element) =>
    "failures" in element ? (element.failures ?? []).map(({ id }) => ({ element: element.id, id })) : [],
  );
  const mode = pick(modes, stream);
  if (mode !== undefined) {
    elements = elements.map((element) =>
      element.id === mode.element ? failingSooner(element, mode.id) : element,
    );
    changes.push(`${mode.id} of ${mode.element} comes after ${SOONER * 100} % of its time`);
  }
  return { plant: { ...plant, elements }, changes };
}
