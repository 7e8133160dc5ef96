import { z } from "zod";
import type { LocalText } from "./finding.ts";

type Schema = z.core.$ZodType;

/** What a value should be, seen from outside. */
export interface Expectation {
  readonly words: LocalText;
  /** Unit of the nearest schema around that has one. */
  readonly unit: string | undefined;
  /** Members that an object may have; empty for all else. */
  readonly keys: readonly string[];
}

/** The schema without what only says that it may be absent, or where it is defined. */
function bare(schema: Schema): Schema {
  let inner = schema;
  for (;;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner._zod.def.innerType;
    else if (inner instanceof z.ZodLazy) inner = inner._zod.def.getter();
    else return inner;
  }
}

function member(value: unknown, step: PropertyKey): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, step)?.value;
}

/** How well a value looks like what a schema describes: the option of a union that the user meant is the best. */
function likeness(schema: Schema, value: unknown): number {
  const inner = bare(schema);
  if (inner instanceof z.ZodDiscriminatedUnion)
    return 2 * Number(member(value, inner._zod.def.discriminator) !== undefined);
  if (inner instanceof z.ZodUnion)
    return Math.max(...inner._zod.def.options.map((option) => likeness(option, value)));
  if (inner instanceof z.ZodObject) {
    return Object.keys(inner._zod.def.shape).filter((key) => member(value, key) !== undefined).length;
  }
  if (inner instanceof z.ZodNumber) return Number(typeof value === "number");
  return inner instanceof z.ZodEnum ? Number(typeof value === "string") : 0;
}

/** Index of the union's option that the value is meant to be; undefined when it looks like none. */
export function meantOption(options: readonly Schema[], value: unknown): number | undefined {
  const scores = options.map((option) => likeness(option, value));
  const best = Math.max(...scores);
  return best > 0 ? scores.indexOf(best) : undefined;
}

/** The schema that a value stands under when the options of unions are taken as the value suggests. */
function resolve(schema: Schema, value: unknown): Schema {
  const inner = bare(schema);
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const { discriminator, options } = inner._zod.def;
    const tag = member(value, discriminator);
    const match = options.find((option) => {
      const literal = option instanceof z.ZodObject ? option._zod.def.shape[discriminator] : undefined;
      return literal instanceof z.ZodLiteral && literal._zod.def.values.some((value) => value === tag);
    });
    return match ?? inner;
  }
  if (inner instanceof z.ZodUnion) {
    const chosen = meantOption(inner._zod.def.options, value);
    const option = chosen === undefined ? undefined : inner._zod.def.options[chosen];
    return option === undefined ? inner : resolve(option, value);
  }
  return inner;
}

/** The schema of a member of a value that stands under `schema`. */
function child(schema: Schema, step: PropertyKey): Schema | undefined {
  if (schema instanceof z.ZodObject) return schema._zod.def.shape[String(step)];
  if (schema instanceof z.ZodArray) return schema._zod.def.element;
  if (schema instanceof z.ZodTuple) return schema._zod.def.items[Number(step)];
  return schema instanceof z.ZodRecord ? schema._zod.def.valueType : undefined;
}

function unitOf(schema: Schema): string | undefined {
  const unit = z.globalRegistry.get(schema)?.["unit"];
  return typeof unit === "string" ? unit : unitOfInner(schema);
}

function unitOfInner(schema: Schema): string | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unitOf(schema._zod.def.innerType);
  return undefined;
}

/** What the value at a path of the data should be. */
export function expectationAt(root: Schema, data: unknown, path: readonly PropertyKey[]): Expectation {
  let schema: Schema = root;
  let value = data;
  let unit: string | undefined;
  for (const step of path) {
    const next = child(resolve(schema, value), step);
    if (next === undefined)
      return { words: { en: "a fitting value", de: "ein passender Wert" }, unit, keys: [] };
    schema = next;
    value = member(value, step);
    unit = unitOf(schema) ?? unit;
  }
  const resolved = resolve(schema, value);
  const keys = resolved instanceof z.ZodObject ? Object.keys(resolved._zod.def.shape) : [];
  return { words: describe(resolved, unit), unit, keys };
}

/** The schema that a member stands under, wrappers and all; undefined where there is none. */
export function schemaAt(root: Schema, data: unknown, path: readonly PropertyKey[]): Schema | undefined {
  let schema: Schema = root;
  let value = data;
  for (const step of path) {
    const next = child(resolve(schema, value), step);
    if (next === undefined) return undefined;
    schema = next;
    value = member(value, step);
  }
  return schema;
}

/** The options of a union, one level; empty for all else. */
export function optionsOf(schema: Schema | undefined): readonly Schema[] {
  const inner = schema === undefined ? undefined : bare(schema);
  return inner instanceof z.ZodUnion ? inner._zod.def.options : [];
}

/** The same words in every language. */
export function sameText(text: string): LocalText {
  return { en: text, de: text };
}

/** A unit as it stands behind a number; units of measure are the same in every language, "1" is none. */
export function unitText(unit: string | undefined): LocalText {
  if (unit === undefined || unit === "1") return sameText("");
  if (unit === "parts") return { en: "parts", de: "Teile" };
  return sameText(unit === "deg" ? "°" : unit);
}

function describe(schema: Schema, unit: string | undefined): LocalText {
  const inner = bare(schema);
  if (inner instanceof z.ZodNumber) {
    const { en, de } = unitText(unit);
    const suffix = (word: string): string => (word === "" ? "" : ` (${word})`);
    return inner.isInt
      ? { en: `a whole number${suffix(en)}`, de: `eine ganze Zahl${suffix(de)}` }
      : { en: `a number${suffix(en)}`, de: `eine Zahl${suffix(de)}` };
  }
  if (inner instanceof z.ZodLiteral) {
    return sameText(inner._zod.def.values.map((value) => JSON.stringify(value)).join(" | "));
  }
  if (inner instanceof z.ZodEnum) return sameText(Object.keys(inner._zod.def.entries).join(" | "));
  if (inner instanceof z.ZodString || inner instanceof z.ZodURL) {
    return { en: "a text in double quotes", de: "ein Text in Anführungszeichen" };
  }
  if (inner instanceof z.ZodBoolean) return sameText("true | false");
  if (inner instanceof z.ZodArray) return { en: "a list in [ ]", de: "eine Liste in [ ]" };
  if (inner instanceof z.ZodTuple) {
    const count = inner._zod.def.items.length;
    return { en: `a list of ${count} numbers in [ ]`, de: `eine Liste von ${count} Zahlen in [ ]` };
  }
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const tag = inner._zod.def.discriminator;
    return { en: `an object in { } with “${tag}”`, de: `ein Objekt in { } mit „${tag}“` };
  }
  return inner instanceof z.ZodUnion ? describeOptions(inner._zod.def.options, unit) : OBJECT;
}

const OBJECT: LocalText = { en: "an object in { }", de: "ein Objekt in { }" };

function describeOptions(options: readonly Schema[], unit: string | undefined): LocalText {
  const words = options.map((option) => describe(option, unit));
  return {
    en: words.map((word) => word.en).join(", or "),
    de: words.map((word) => word.de).join(" oder "),
  };
}
