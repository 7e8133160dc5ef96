import { STATES, type State } from "../plant/states.ts";
import { VEHICLE_STATES, type VehicleState } from "../plant/vehicle-states.ts";
import type { LiveTag } from "./tags.ts";
import type { MetricValue } from "./sparkplug/value.ts";

/** What a metric's value means for the signal that it is bound to. */
export type Meaning =
  | { readonly kind: "state"; readonly state: State }
  | { readonly kind: "vehicle"; readonly vehicle: VehicleState }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "problem"; readonly rule: "unknownStateWord" | "valueOutOfRange" };

/** Farther away than this no place of a plant is, m. */
const FARTHEST = 1e5;
/** Longest name of a point. */
const LONGEST_NAME = 64;

/** The one of our words that a value stands for; undefined where it is none. */
function wordOf<W extends string>(
  value: MetricValue,
  map: Readonly<Record<string, W>> | undefined,
  words: readonly W[],
): W | undefined {
  if (typeof value === "object") return undefined;
  const word = String(value);
  // Own properties only: a word such as "constructor" must not find anything.
  if (map !== undefined) return Object.hasOwn(map, word) ? map[word] : undefined;
  return words.find((own) => own.toLowerCase() === word.toLowerCase());
}

function stateOf(value: MetricValue, tag: LiveTag): Meaning {
  if (tag.signal === "vehicleState") {
    const vehicle = wordOf(value, tag.map, VEHICLE_STATES);
    if (vehicle !== undefined) return { kind: "vehicle", vehicle };
  } else if (tag.signal === "state") {
    const state = wordOf(value, tag.map, STATES);
    if (state !== undefined) return { kind: "state", state };
  }
  return { kind: "problem", rule: "unknownStateWord" };
}

function measureOf(value: MetricValue, low: number, high: number): Meaning {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && number >= low && number <= high
    ? { kind: "number", number }
    : { kind: "problem", rule: "valueOutOfRange" };
}

function nameOf(value: MetricValue): Meaning {
  return typeof value === "string" && value.length > 0 && value.length <= LONGEST_NAME
    ? { kind: "text", text: value }
    : { kind: "problem", rule: "valueOutOfRange" };
}

function numberOf(value: MetricValue): Meaning {
  // Some controllers publish their counters as text.
  const number = typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
  return (typeof number === "number" || typeof number === "bigint") &&
    number >= 0 &&
    number <= Number.MAX_SAFE_INTEGER
    ? { kind: "number", number: Number(number) }
    : { kind: "problem", rule: "valueOutOfRange" };
}

/** Reads a value as the tag wants it; null means that the plant does not know. */
export function meaningOf(value: MetricValue | undefined, tag: LiveTag): Meaning {
  if (value === undefined) return { kind: "unknown" };
  switch (tag.signal) {
    case "state":
    case "vehicleState":
      return stateOf(value, tag);
    case "location":
      return nameOf(value);
    case "x":
    case "y":
      return measureOf(value, -FARTHEST, FARTHEST);
    case "battery":
      return measureOf(value, 0, 100);
    default:
      return numberOf(value);
  }
}

/** One bound tag and what was last heard of it. */
export class Signal {
  /** Number of the element, vehicle or pool that it is about, among all that are bound. */
  readonly owner: number;
  readonly tag: LiveTag;
  heard = false;
  state: State | undefined;
  vehicle: VehicleState | undefined;
  number: number | undefined;
  text: string | undefined;
  /** Plant's time of the value, ms since 1970. */
  at = 0;
  /** A value older than this is late and loses; births and a clock that was set back lower it. */
  newest = Number.NEGATIVE_INFINITY;
  /** A message was lost since the value came, and it may have been one for this signal. */
  uncertain = false;
  /** An unreadable value is reported once, not at each message. */
  reported = false;

  constructor(owner: number, tag: LiveTag) {
    this.owner = owner;
    this.tag = tag;
  }

  /** @returns the problem, if the value is none that the signal can have; it is then unknown */
  set(value: MetricValue | undefined, at: number): "unknownStateWord" | "valueOutOfRange" | undefined {
    const meaning = meaningOf(value, this.tag);
    this.heard = true;
    this.uncertain = false;
    this.at = at;
    this.newest = at;
    this.state = meaning.kind === "state" ? meaning.state : undefined;
    this.vehicle = meaning.kind === "vehicle" ? meaning.vehicle : undefined;
    this.number = meaning.kind === "number" ? meaning.number : undefined;
    this.text = meaning.kind === "text" ? meaning.text : undefined;
    return meaning.kind === "problem" ? meaning.rule : undefined;
  }
}
