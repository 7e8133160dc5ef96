import { z } from "zod";
import { meanOf } from "../mean.ts";
import type { Distribution, Duration } from "../distribution.ts";
import type { Plant } from "../schema.ts";
import { fieldOf, type Field, type FormNode, type Limits } from "./field.ts";
import { candidates } from "./references.ts";

/** A duration that nobody has said anything about, s. */
const SOME_TIME = 60;

/** A value that the schema accepts, to begin with: required members only. @param path as for `fieldOf` */
export function initialValue(node: FormNode, path: readonly string[], plant: Plant): unknown {
  if (node instanceof z.ZodDefault) return node._zod.def.defaultValue;
  const field = fieldOf(node, path);
  switch (field.type) {
    case "number":
      return initialNumber(field);
    case "text":
      return initialText(field, path, plant);
    case "switch":
      return true;
    case "choice":
      return field.choices[0];
    case "fixed":
      return field.value;
    case "object":
      return Object.fromEntries(
        field.members
          .filter(({ optional }) => !optional)
          .map(({ key, node: member }) => [key, initialValue(member, [...path, key], plant)]),
      );
    case "options": {
      const [first] = field.options;
      return first === undefined ? undefined : initialValue(first.node, path, plant);
    }
    case "list":
      return Array.from({ length: Math.max(0, field.min ?? 0) }, () => initialValue(field.item, path, plant));
    case "tuple":
      return field.items.map((item) => initialValue(item, path, plant));
    case "record":
      return {};
    case "json":
      return 0;
  }
}

function initialNumber({
  unit,
  min,
  max,
  minExcluded = false,
  whole,
}: Limits & Field & { type: "number" }): number {
  const wanted = unit === "s" ? SOME_TIME : 1;
  const least = min === undefined ? -Infinity : minExcluded && min >= wanted ? min + 1 : min;
  const value = Math.min(Math.max(wanted, least), max ?? Infinity);
  return whole ? Math.round(value) : value;
}

function initialText(field: Field & { type: "text" }, path: readonly string[], plant: Plant): string {
  const key = path.at(-1) ?? "text";
  const [first] = candidates(plant, field.reference);
  if (first !== undefined) return first;
  if (key === "when" || key === "open") return "true";
  if (key === "by") return "0";
  return key === "colour" ? "#808080" : key;
}

/** The duration as another distribution that has, as nearly as it can, the same mean. @param dist its name, or `number` */
export function convertedDuration(duration: Duration, dist: string): Duration | undefined {
  const mean = meanOf(duration);
  const m = Number.isFinite(mean) && mean > 0 ? Number(mean.toPrecision(6)) : SOME_TIME;
  if (dist === "number") return m;
  const part = (share: number): number => Number((m * share).toPrecision(6));
  const forms: readonly Distribution[] = [
    { dist: "constant", value: m },
    { dist: "uniform", min: part(0.8), max: part(1.2) },
    { dist: "triangular", min: part(0.8), mode: m, max: part(1.2) },
    { dist: "normal", mean: m, sd: part(0.1) },
    { dist: "lognormal", mean: m, sd: part(0.2) },
    { dist: "exponential", mean: m },
    { dist: "erlang", k: 2, mean: m },
    { dist: "gamma", shape: 2, scale: part(0.5) },
    { dist: "weibull", shape: 1, scale: m },
    { dist: "beta", alpha: 2, beta: 2, min: part(0.8), max: part(1.2) },
    { dist: "empirical", values: [m] },
    { dist: "geometric", p: 0.5, step: part(0.5) },
    { dist: "mixture", weights: [1], components: [{ dist: "constant", value: m }] },
    { dist: "sum", components: [{ dist: "constant", value: m }] },
  ];
  return forms.find((form) => form.dist === dist);
}

/** Which of the options a value is; undefined where it is none. */
export function optionIndex(options: readonly { name: string; node: FormNode }[], value: unknown): number {
  const fits = options.map(({ node }) => fit(node, value));
  const best = Math.max(...fits);
  return best <= 0 ? -1 : fits.indexOf(best);
}

/** How well a value looks like what may stand at a place; 0 where it does not. */
function fit(node: FormNode, value: unknown): number {
  const field = fieldOf(node);
  switch (field.type) {
    case "number":
      return Number(typeof value === "number");
    case "text":
      return Number(typeof value === "string");
    case "switch":
      return Number(typeof value === "boolean");
    case "choice":
      return typeof value === "string" && field.choices.includes(value) ? 2 : 0;
    case "fixed":
      return value === field.value ? 2 : 0;
    case "list":
    case "tuple":
      return Number(Array.isArray(value));
    case "record":
      return isObject(value) ? 0.5 : 0;
    case "object":
      return isObject(value) ? likeness(field.members, value) : 0;
    case "options":
      return Math.max(...field.options.map((option) => fit(option.node, value)));
    case "json":
      return 0.1;
  }
}

function likeness(
  members: Extract<Field, { type: "object" }>["members"],
  value: Readonly<Record<string, unknown>>,
): number {
  let score = 1;
  for (const { key, node, optional } of members) {
    const present = value[key] !== undefined;
    if (!present && !optional) return 0;
    const member = present ? fieldOf(node) : undefined;
    if (member?.type === "fixed" && member.value !== value[key]) return 0;
    if (present) score += 1;
  }
  return Object.keys(value).every((key) => members.some((member) => member.key === key)) ? score : 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
