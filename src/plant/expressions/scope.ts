import type { Attribute } from "../attributes.ts";
import type { ExpressionType } from "./expression.ts";

/** What an expression may name besides attributes and elements. */
const NAMES: Readonly<Record<string, ExpressionType>> = {
  time: "number",
  "part.product": "text",
  "part.order": "text",
  "part.due": "number",
  "part.priority": "number",
  "part.weight": "number",
  "part.source": "text",
  "part.serial": "number",
  "part.age": "number",
};

/** Known of a part before it comes. */
const ORDERED = ["part.product", "part.order", "part.due", "part.priority", "part.weight"];

/**
 * Where an expression stands: `moment` looks at a part at an instant of the run; `watch` is evaluated anew whenever
 * a content changes, so that nothing in it may change by itself; `order` looks at a part that is yet to come.
 */
export type Standing = "moment" | "watch" | "order";

/** What a condition on a run as a whole may name; it looks at no part. */
const RUN_NAMES: Readonly<Record<string, ExpressionType>> = {
  time: "number",
  wip: "number",
  finished: "number",
  throughput: "number",
};

/** A condition on a run: `state("press") == "failed" && content("store") > 3`. */
export const RUN_SCOPE: Scope = {
  names: RUN_NAMES,
  attributes: new Map(),
  asksElements: true,
  asksRun: true,
};

/** What an expression may name, with the type of each. */
export interface Scope {
  readonly names: Readonly<Record<string, ExpressionType>>;
  readonly attributes: ReadonlyMap<string, ExpressionType>;
  /** Whether contents of elements may be asked for. */
  readonly asksElements: boolean;
  /** Whether states and utilisations of elements may be asked for, too. */
  readonly asksRun?: boolean;
}

export function scopeOf(attributes: readonly Attribute[], standing: Standing): Scope {
  const known = Object.entries(NAMES).filter(([name]) => {
    if (standing === "watch") return name !== "time" && name !== "part.age";
    return standing === "moment" || ORDERED.includes(name);
  });
  return {
    names: Object.fromEntries(known),
    attributes: new Map(attributes.map(({ id, type }) => [id, type])),
    asksElements: standing !== "order",
  };
}

/** Everything that can be named, as it is written. */
export function namesIn({ names, attributes }: Scope): string[] {
  return [...Object.keys(names), ...Array.from(attributes.keys(), (id) => `part.attributes.${id}`)];
}
