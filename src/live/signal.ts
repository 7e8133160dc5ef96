import type { Tag } from "../plant/elements/common.ts";
import { STATES, type State } from "../plant/states.ts";
import type { MetricValue } from "./sparkplug/value.ts";

/** What a metric's value means for the signal that it is bound to. */
export type Meaning =
  | { readonly kind: "state"; readonly state: State }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "problem"; readonly rule: "unknownStateWord" | "valueOutOfRange" };

function isState(word: string): word is State {
  return (STATES as readonly string[]).includes(word);
}

function stateOf(value: MetricValue, map: Tag["map"]): Meaning {
  if (typeof value === "object") return { kind: "problem", rule: "unknownStateWord" };
  const word = String(value);
  // Own properties only: a word such as "constructor" must not find anything.
  const state = map === undefined ? word.toLowerCase() : Object.hasOwn(map, word) ? (map[word] ?? "") : "";
  return isState(state) ? { kind: "state", state } : { kind: "problem", rule: "unknownStateWord" };
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
export function meaningOf(value: MetricValue | undefined, tag: Tag): Meaning {
  if (value === undefined) return { kind: "unknown" };
  return tag.signal === "state" ? stateOf(value, tag.map) : numberOf(value);
}

/** One bound tag and what was last heard of it. */
export class Signal {
  readonly element: number;
  readonly tag: Tag;
  heard = false;
  state: State | undefined;
  number: number | undefined;
  /** Plant's time of the value, ms since 1970. */
  at = 0;
  /** A value older than this is late and loses; births and a clock that was set back lower it. */
  newest = Number.NEGATIVE_INFINITY;
  /** A message was lost since the value came, and it may have been one for this signal. */
  uncertain = false;
  /** An unreadable value is reported once, not at each message. */
  reported = false;

  constructor(element: number, tag: Tag) {
    this.element = element;
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
    this.number = meaning.kind === "number" ? meaning.number : undefined;
    return meaning.kind === "problem" ? meaning.rule : undefined;
  }
}
