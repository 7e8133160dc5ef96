import { RandomStream } from "../base/random.ts";
import { asDistribution, type Distribution, type Duration } from "../plant/distribution.ts";
import type { Element, Plant } from "../plant/schema.ts";

/** One station of the emulated plant takes this much longer than the plant file says. */
const SLOWER = 1.06;
/** One failure mode of the emulated plant comes after this share of the time that the plant file says. */
const SOONER = 0.7;

/** The emulated plant, and in words how it differs from its file. */
export interface AlteredPlant {
  readonly plant: Plant;
  readonly changes: readonly string[];
}

/** The same distribution, stretched: every draw is `factor` times as long. */
export function stretched(duration: Duration, factor: number): Duration {
  return typeof duration === "number" ? duration * factor : stretchedDistribution(duration, factor);
}

function stretchedDistribution(d: Distribution, factor: number): Distribution {
  switch (d.dist) {
    case "constant":
      return { ...d, value: d.value * factor };
    case "uniform":
    case "beta":
      return { ...d, min: d.min * factor, max: d.max * factor };
    case "triangular":
      return { ...d, min: d.min * factor, mode: d.mode * factor, max: d.max * factor };
    case "normal":
      return {
        ...d,
        mean: d.mean * factor,
        sd: d.sd * factor,
        ...(d.min === undefined ? {} : { min: d.min * factor }),
        ...(d.max === undefined ? {} : { max: d.max * factor }),
      };
    case "lognormal":
      return { ...d, mean: d.mean * factor, sd: d.sd * factor };
    case "exponential":
    case "erlang":
      return { ...d, mean: d.mean * factor };
    case "gamma":
    case "weibull":
      return { ...d, scale: d.scale * factor };
    case "empirical":
      return { ...d, values: d.values.map((value) => value * factor) };
    case "geometric":
      return { ...d, step: d.step * factor };
    default:
      return { ...d, components: d.components.map((part) => stretchedDistribution(part, factor)) };
  }
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
