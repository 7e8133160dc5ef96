import { z } from "zod";
import { type Reference, referenceOf } from "./references.ts";

/** A place of the schema; what it is comes from `fieldOf`. */
export type FormNode = z.core.$ZodType;

/** Limits of a number or of a count; absent where there is none. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
  /** Whether the least value itself is not allowed. */
  readonly minExcluded?: boolean;
}

/** One member of an object. */
export interface Member {
  readonly key: string;
  readonly node: FormNode;
  readonly optional: boolean;
}

/** One of the forms that a value may have. */
export interface Option {
  /** Stable name: the value of the tag, or what kind of value it is. */
  readonly name: string;
  readonly node: FormNode;
}

/** What may stand at a place of a plant file, told without the schema library. */
export type Field = {
  readonly description?: string | undefined;
  readonly unit?: string | undefined;
} & (
  | ({ readonly type: "number"; readonly whole: boolean } & Limits)
  | { readonly type: "text"; readonly longest?: number; readonly reference?: Reference | undefined }
  | { readonly type: "switch" }
  | { readonly type: "choice"; readonly choices: readonly string[] }
  | { readonly type: "fixed"; readonly value: string | number | boolean }
  | { readonly type: "object"; readonly members: readonly Member[] }
  | { readonly type: "options"; readonly options: readonly Option[] }
  | ({ readonly type: "list"; readonly item: FormNode } & Limits)
  | { readonly type: "tuple"; readonly items: readonly FormNode[] }
  | { readonly type: "record"; readonly value: FormNode; readonly reference?: Reference | undefined }
  /** Anything at all: edited as JSON. */
  | { readonly type: "json" }
);

type Check = {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** @param path names of the members that lead here, list and kind first; they tell what an id refers to */
export function fieldOf(node: FormNode, path: readonly string[] = []): Field {
  const { inner, description, unit } = unwrapped(node);
  const words = { description, unit };
  if (inner instanceof z.ZodNumber) return { ...words, type: "number", whole: inner.isInt, ...limits(inner) };
  if (inner instanceof z.ZodBoolean) return { ...words, type: "switch" };
  if (inner instanceof z.ZodEnum)
    return { ...words, type: "choice", choices: Object.keys(inner._zod.def.entries) };
  if (inner instanceof z.ZodLiteral) return { ...words, type: "fixed", value: literalOf(inner) };
  if (inner instanceof z.ZodString || inner instanceof z.ZodURL) {
    const { max } = limits(inner);
    const longest = max === undefined ? {} : { longest: max };
    return { ...words, type: "text", ...longest, reference: isId(inner) ? referenceOf(path) : undefined };
  }
  if (inner instanceof z.ZodObject) return { ...words, type: "object", members: membersOf(inner) };
  if (inner instanceof z.ZodUnion) return { ...words, type: "options", options: flattened(inner) };
  if (inner instanceof z.ZodArray)
    return { ...words, type: "list", item: inner._zod.def.element, ...limits(inner) };
  if (inner instanceof z.ZodTuple) return { ...words, type: "tuple", items: inner._zod.def.items };
  if (inner instanceof z.ZodRecord) {
    const key = unwrapped(inner._zod.def.keyType).inner;
    const reference = key instanceof z.ZodString && isId(key) ? referenceOf([...path, "*"]) : undefined;
    return { ...words, type: "record", value: inner._zod.def.valueType, reference };
  }
  return { ...words, type: "json" };
}

interface Unwrapped {
  readonly inner: FormNode;
  readonly description: string | undefined;
  readonly unit: string | undefined;
}

/** The schema without what only says that it may be absent or comes later, and the nearest words about it. */
function unwrapped(node: FormNode): Unwrapped {
  let inner = node;
  let description: string | undefined;
  let unit: string | undefined;
  for (;;) {
    const meta = z.globalRegistry.get(inner);
    description ??= meta?.description;
    unit ??= typeof meta?.["unit"] === "string" ? meta["unit"] : undefined;
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner._zod.def.innerType;
    else if (inner instanceof z.ZodLazy) inner = inner._zod.def.getter();
    else return { inner, description, unit };
  }
}

/** Members of an object in the order of the schema. */
function membersOf(object: z.core.$ZodObject): Member[] {
  return Object.entries(object._zod.def.shape).map(([key, node]) => ({
    key,
    node,
    optional: node instanceof z.ZodOptional,
  }));
}

function checksOf(schema: FormNode): Check[] {
  return (schema._zod.def.checks ?? []).map((check) => check._zod.def as Check);
}

function limits(schema: FormNode): Limits {
  let [min, max, minExcluded]: [number | undefined, number | undefined, boolean] = [
    undefined,
    undefined,
    false,
  ];
  for (const { check, value, inclusive, minimum, maximum } of checksOf(schema)) {
    if (check === "greater_than" && value !== undefined && (min === undefined || value >= min))
      [min, minExcluded] = [value, inclusive === false];
    if (check === "less_than" && value !== undefined) max = Math.min(max ?? Infinity, value);
    if (check === "min_length") min = minimum;
    if (check === "max_length") max = maximum;
  }
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(minExcluded ? { minExcluded } : {}),
  };
}

/** Whether a text is an id: ids have a pattern of their own, which no other text has. */
function isId(schema: FormNode): boolean {
  return checksOf(schema).some((check) => {
    const { pattern } = check as { pattern?: RegExp };
    return pattern !== undefined && pattern.source.startsWith("^[\\p{L}\\p{N}_]");
  });
}

function literalOf(literal: z.core.$ZodLiteral): string | number | boolean {
  const [value] = literal._zod.def.values;
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

/** The options of a union, those of unions in it among them. */
function flattened(union: z.core.$ZodUnion): Option[] {
  const tag = union instanceof z.ZodDiscriminatedUnion ? union._zod.def.discriminator : undefined;
  return union._zod.def.options.flatMap((option): Option[] => {
    const { inner } = unwrapped(option);
    if (inner instanceof z.ZodUnion) return flattened(inner);
    return [{ name: optionName(inner, tag), node: option }];
  });
}

function optionName(inner: FormNode, tag: string | undefined): string {
  if (inner instanceof z.ZodObject) {
    const { shape } = inner._zod.def;
    const literal = tag === undefined ? undefined : unwrapped(shape[tag] ?? inner).inner;
    if (literal instanceof z.ZodLiteral) return String(literalOf(literal));
    const required = Object.entries(shape).find(([, node]) => !(node instanceof z.ZodOptional));
    return required?.[0] ?? Object.keys(shape)[0] ?? "object";
  }
  if (inner instanceof z.ZodLiteral) return String(literalOf(inner));
  if (inner instanceof z.ZodNumber) return "number";
  if (inner instanceof z.ZodEnum) return "choice";
  if (inner instanceof z.ZodBoolean) return "switch";
  if (inner instanceof z.ZodArray) return "list";
  return inner instanceof z.ZodRecord ? "record" : "text";
}
