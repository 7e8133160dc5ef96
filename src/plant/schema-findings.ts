import type { z } from "zod";
import type { BareFinding, FindingValues, LocalText } from "./finding.ts";
import { nearest } from "./nearest.ts";
import { makeFinding, type PathStep, type Rule } from "./rule.ts";
import * as rules from "./schema-rules.ts";
import { expectationAt, meantOption, optionsOf, sameText, schemaAt, unitText } from "./schema-walk.ts";

type Issue = z.core.$ZodIssue;

/** Translates what the schema found into rules, places, and remedies a person can follow. */
export function schemaFindings(
  schema: z.core.$ZodType,
  data: unknown,
  issues: readonly Issue[],
): BareFinding[] {
  return new IssueTranslator(schema, data, []).all(issues);
}

class IssueTranslator {
  readonly #schema: z.core.$ZodType;
  readonly #data: unknown;
  readonly #base: readonly PropertyKey[];

  /** @param base path of the data in the file */
  constructor(schema: z.core.$ZodType, data: unknown, base: readonly PropertyKey[]) {
    this.#schema = schema;
    this.#data = data;
    this.#base = base;
  }

  all(issues: readonly Issue[]): BareFinding[] {
    return issues.flatMap((issue) => this.#one(issue, issue.path));
  }

  #one(issue: Issue, path: readonly PropertyKey[]): BareFinding[] {
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => this.#unknownKey(path, key));
      case "invalid_union":
        return this.#union(issue, path);
      case "invalid_type":
        return [this.#wrongType(path)];
      case "invalid_value":
        return [
          this.#choice(
            path,
            issue.values.map((value) => String(value)),
          ),
        ];
      case "too_small":
      case "too_big":
        return [this.#range(issue, path)];
      case "invalid_format":
        return [this.#format(issue, path)];
      case "invalid_key":
        return issue.issues.flatMap((inner) =>
          inner.code === "invalid_format" ? [this.#format(inner, path, path.at(-1))] : [],
        );
      default:
        return [this.#make(rules.SCHEMA_OTHER, path, { problem: issue.message })];
    }
  }

  #unknownKey(path: readonly PropertyKey[], key: string): BareFinding {
    const { keys } = expectationAt(this.#schema, this.#data, path);
    const near = nearest(key, keys);
    return near === undefined
      ? this.#make(rules.SCHEMA_UNKNOWN_KEY, [...path, key], { known: keys.join(", ") })
      : this.#make(rules.SCHEMA_MISSPELT_KEY, [...path, key], { near });
  }

  /** A value that fits no option: what is wrong with it as the one it was meant to be. */
  #union(issue: Extract<Issue, { code: "invalid_union" }>, path: readonly PropertyKey[]): BareFinding[] {
    if (issue.errors.length === 0) {
      const tag = this.#at(path);
      const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      return [
        tag === undefined ? this.#missing(path, sameText(options.join(" | "))) : this.#choice(path, options),
      ];
    }
    const value = this.#at(path);
    const options = optionsOf(schemaAt(this.#schema, this.#data, path));
    const meant = meantOption(options, value) ?? -1;
    const [option, errors] = [options[meant], issue.errors[meant]];
    if (option === undefined || errors === undefined) return [this.#wrongType(path)];
    return new IssueTranslator(option, value, [...this.#base, ...path]).all(errors);
  }

  #wrongType(path: readonly PropertyKey[]): BareFinding {
    const value = this.#at(path);
    const expected = expectationAt(this.#schema, this.#data, path).words;
    if (value === undefined) return this.#missing(path, expected);
    return this.#make(rules.SCHEMA_TYPE, path, { found: shown(value), expected });
  }

  #missing(path: readonly PropertyKey[], expected: LocalText): BareFinding {
    const whole = [...this.#base, ...path];
    return makeFinding(rules.SCHEMA_MISSING, pathSteps(whole.slice(0, -1)), { key: keyOf(whole), expected });
  }

  #choice(path: readonly PropertyKey[], choices: readonly string[]): BareFinding {
    const value = this.#at(path);
    if (value === undefined) return this.#missing(path, sameText(choices.join(" | ")));
    const near = typeof value === "string" ? nearest(value, choices) : undefined;
    const ordered = near === undefined ? choices : [near, ...choices.filter((choice) => choice !== near)];
    return this.#make(rules.SCHEMA_CHOICE, path, { found: shown(value), choices: ordered.join(", ") });
  }

  #range(
    issue: Extract<Issue, { code: "too_small" | "too_big" }>,
    path: readonly PropertyKey[],
  ): BareFinding {
    const small = issue.code === "too_small";
    const bound = Number(small ? issue.minimum : issue.maximum);
    const value = this.#at(path);
    if (issue.origin === "array") {
      const found = Array.isArray(value) ? value.length : 0;
      return this.#make(small ? rules.SCHEMA_TOO_FEW : rules.SCHEMA_TOO_MANY, path, { found, bound });
    }
    if (issue.origin === "string") {
      const found = typeof value === "string" ? value.length : 0;
      return this.#make(small ? rules.SCHEMA_EMPTY_TEXT : rules.SCHEMA_TOO_LONG, path, { found, bound });
    }
    const { unit } = expectationAt(this.#schema, this.#data, path);
    const rule = small
      ? issue.inclusive === false
        ? rules.SCHEMA_NOT_ABOVE
        : rules.SCHEMA_TOO_SMALL
      : rules.SCHEMA_TOO_LARGE;
    return this.#make(rule, path, { found: shown(value), bound, unit: unitText(unit) });
  }

  #format(
    issue: Extract<Issue, { code: "invalid_format" }>,
    path: readonly PropertyKey[],
    key?: PropertyKey,
  ): BareFinding {
    const found = shown(key ?? this.#at(path));
    if (issue.format === "url") return this.#make(rules.SCHEMA_URL, path, { found });
    if (issue.format === "starts_with") return this.#make(rules.SCHEMA_POINTER, path, { found });
    return this.#make(path.at(-1) === "colour" ? rules.SCHEMA_COLOUR : rules.SCHEMA_ID, path, { found });
  }

  #make(rule: Rule, path: readonly PropertyKey[], values: FindingValues): BareFinding {
    const whole = [...this.#base, ...path];
    return makeFinding(rule, pathSteps(whole), { key: keyOf(whole), ...values });
  }

  #at(path: readonly PropertyKey[]): unknown {
    let value = this.#data;
    for (const step of path) {
      if (typeof value !== "object" || value === null) return undefined;
      value = Object.getOwnPropertyDescriptor(value, step)?.value;
    }
    return value;
  }
}

function pathSteps(path: readonly PropertyKey[]): PathStep[] {
  return path.map((step) => (typeof step === "number" ? step : String(step)));
}

/** The member that a person would name: `size[2]` for an item of a list. */
function keyOf(path: readonly PropertyKey[]): string {
  const name = path.findLastIndex((step) => typeof step !== "number");
  const indices = path.slice(name + 1).map((step) => `[${String(step)}]`);
  return `${name < 0 ? "" : String(path[name])}${indices.join("")}`;
}

function shown(value: unknown): string | number | LocalText {
  if (value === Infinity || value === -Infinity)
    return { en: "too large a number", de: "eine zu große Zahl" };
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, de: `eine Liste mit ${value.length}` };
  if (typeof value === "object" && value !== null) return { en: "an object", de: "ein Objekt" };
  if (value === undefined) return { en: "missing", de: "nicht angegeben" };
  if (typeof value === "number") return value;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
