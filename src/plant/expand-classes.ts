import { z } from "zod";
import { type Class, classSchema, type Use, useSchema } from "./classes.ts";
import type { BareFinding } from "./finding.ts";
import type { RawPlant } from "./migration.ts";
import { makeFinding, type PathStep, pointer, rule, type Rule } from "./rule.ts";

const UNKNOWN_CLASS = rule("class/unknown", "error");

const CIRCULAR = rule("class/circular", "error");

const UNKNOWN_PARAMETER = rule("class/unknownParameter", "error");

const UNKNOWN_PORT = rule("class/unknownPort", "error");

const LONG_ID = rule("class/longId", "error");

const TOO_MANY = rule("class/tooMany", "error");

export const CLASS_RULES: readonly Rule[] = [
  UNKNOWN_CLASS,
  CIRCULAR,
  UNKNOWN_PARAMETER,
  UNKNOWN_PORT,
  LONG_ID,
  TOO_MANY,
];

/** Elements that all uses together may make. */
const ELEMENT_LIMIT = 100_000;
const LONGEST_ID = 64;
/** Members that name nothing, within an element: free text, and words of the schema that an element may well be called. */
const WORDS = new Set([
  "id",
  "kind",
  "name",
  "notes",
  "provenance",
  "tags",
  "appearance",
  "clock",
  "dist",
  "interruption",
  "policy",
  "rule",
]);

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type Connection = { from: string; to: string };

/** A plant in which each use of a class stands as the elements and connections that it means. */
export interface ExpandedPlant {
  readonly raw: RawPlant;
  readonly findings: readonly BareFinding[];
  /** Where in the file something at a place of the expanded plant was written. */
  locate(path: string): string;
}

/** Puts the elements of classes in the place of their uses. What is no class at all is left for the schema to tell. */
export function expandClasses(raw: RawPlant): ExpandedPlant {
  const classes = z.array(classSchema).safeParse(raw["classes"] ?? []);
  const uses = z.array(useSchema).safeParse(raw["uses"] ?? []);
  const { elements, connections = [] } = raw;
  if (!classes.success || !uses.success || uses.data.length === 0) return unchanged(raw);
  if (!Array.isArray(elements) || !Array.isArray(connections)) return unchanged(raw);
  return new Expansion(classes.data, elements, connections).expand(raw, uses.data);
}

function unchanged(raw: RawPlant): ExpandedPlant {
  return { raw, findings: [], locate: (path) => path };
}

class Expansion {
  readonly #classes: ReadonlyMap<string, readonly [at: number, item: Class]>;
  readonly #elements: unknown[];
  readonly #connections: unknown[];
  readonly #known: ReadonlyMap<string, number>;
  /** `use.port` → id of the element behind it. */
  readonly #ports = new Map<string, string>();
  /** Connections that a plant expanded before holds already. */
  readonly #joined: ReadonlySet<string>;
  readonly #origins = new Map<string, string>();
  readonly #findings: BareFinding[] = [];
  /** Connections of classes, with the place where they are written. */
  readonly #inner: (readonly [connection: Connection, path: readonly PathStep[]])[] = [];
  #made = 0;

  constructor(classes: readonly Class[], elements: readonly unknown[], connections: readonly unknown[]) {
    this.#classes = new Map(classes.map((item, at) => [item.id, [at, item]]));
    this.#elements = [...elements];
    this.#connections = [...connections];
    this.#joined = new Set(
      connections.map((connection) => {
        const { from, to } = (connection ?? {}) as Partial<Connection>;
        return `${from} ${to}`;
      }),
    );
    // A plant that was expanded before holds its elements already.
    this.#known = new Map(
      elements.flatMap((element, i) => {
        const id = (element as { id?: unknown } | null)?.id;
        return typeof id === "string" ? [[id, i] as const] : [];
      }),
    );
  }

  expand(raw: RawPlant, uses: readonly Use[]): ExpandedPlant {
    for (const [i, use] of uses.entries()) this.#use(use, "", ["uses", i], [], [0, 0, 0], use.parameters);
    this.#join(this.#inner);
    const locate = (path: string): string => {
      const found = /^(\/(?:elements|connections)\/\d+)(.*)$/.exec(path);
      const origin = this.#origins.get(found?.[1] ?? "");
      return origin === undefined ? path : `${origin}${found?.[2] ?? ""}`;
    };
    return {
      raw: { ...raw, elements: this.#elements, connections: this.#connections },
      findings: this.#findings,
      locate,
    };
  }

  #use(
    use: Use,
    prefix: string,
    path: readonly PathStep[],
    around: readonly string[],
    origin: readonly [number, number, number],
    given: Record<string, Json> = {},
  ): void {
    if (this.#made > ELEMENT_LIMIT) return;
    const found = this.#classes.get(use.class);
    if (found === undefined) return this.#report(UNKNOWN_CLASS, [...path, "class"], { id: use.class });
    const [at, item] = found;
    if (around.includes(item.id))
      return this.#report(CIRCULAR, path, { circle: [...around, item.id].join(" → ") });
    const parameters = item.parameters ?? [];
    for (const name of Object.keys(given)) {
      if (!parameters.some(({ id }) => id === name))
        this.#report(UNKNOWN_PARAMETER, [...path, "parameters", name], { name, class: item.id });
    }
    const values = new Map(parameters.map(({ id, default: value }) => [id, given[id] ?? value]));
    const own = `${prefix}${use.id}.`;
    const place = add(origin, use.position ?? [0, 0, 0]);
    this.#made += item.elements.length;
    if (this.#made > ELEMENT_LIMIT) return this.#report(TOO_MANY, path, { limit: ELEMENT_LIMIT });
    const inner = new Set(item.elements.map(({ id }) => id));
    for (const [e, element] of item.elements.entries())
      this.#element(element as { id: string; [key: string]: Json }, own, inner, values, place, [
        "classes",
        at,
        "elements",
        e,
      ]);
    for (const [port, id] of Object.entries(item.ports ?? {})) {
      if (!inner.has(id)) this.#report(UNKNOWN_PORT, ["classes", at, "ports", port], { port: id });
      this.#ports.set(`${own}${port}`, `${own}${id}`);
    }
    for (const nested of item.uses ?? []) {
      const more = substitute(nested.parameters ?? {}, values) as Record<string, Json>;
      this.#use(nested, own, path, [...around, item.id], place, more);
    }
    for (const [c, { from, to }] of (item.connections ?? []).entries())
      this.#inner.push([{ from: `${own}${from}`, to: `${own}${to}` }, ["classes", at, "connections", c]]);
  }

  #element(
    element: { id: string; [key: string]: Json },
    prefix: string,
    inner: ReadonlySet<string>,
    values: ReadonlyMap<string, Json>,
    place: readonly [number, number, number],
    path: readonly PathStep[],
  ): void {
    const id = `${prefix}${element.id}`;
    if (id.length > LONGEST_ID) return this.#report(LONG_ID, path, { id, limit: LONGEST_ID });
    const made = moved(
      { ...(renamed(substitute(element, values), inner, prefix) as { [key: string]: Json }), id },
      place,
    );
    // Ids of this form belong to the use: the class is what counts.
    const index = this.#known.get(id) ?? this.#elements.length;
    this.#origins.set(`/elements/${index}`, pointer(path));
    this.#elements[index] = made;
  }

  /** Connections with the elements behind the ports; those of classes come after those of the plant. */
  #join(inner: readonly (readonly [connection: Connection, path: readonly PathStep[]])[]): void {
    for (const [i, connection] of this.#connections.entries()) {
      if (typeof connection === "object" && connection !== null)
        this.#connections[i] = { ...connection, ...this.#ends(connection as Connection) };
    }
    for (const [connection, path] of inner) {
      const ends = this.#ends(connection);
      if (this.#joined.has(`${ends.from} ${ends.to}`)) continue;
      this.#origins.set(`/connections/${this.#connections.length}`, pointer(path));
      this.#connections.push(ends);
    }
  }

  #ends({ from, to }: Connection): Connection {
    return { from: this.#ports.get(from) ?? from, to: this.#ports.get(to) ?? to };
  }

  #report(broken: Rule, path: readonly PathStep[], values: Record<string, string | number>): void {
    this.#findings.push(makeFinding(broken, path, values));
  }
}

function add(a: readonly number[], b: readonly number[]): [number, number, number] {
  return [0, 1, 2].map((i) => (a[i] ?? 0) + (b[i] ?? 0)) as [number, number, number];
}

/** {"parameter": "name"} becomes its value. */
function substitute(value: Json, values: ReadonlyMap<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => substitute(item, values));
  if (typeof value !== "object" || value === null) return value;
  const { parameter } = value;
  if (typeof parameter === "string" && Object.keys(value).length === 1) return values.get(parameter) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, values)]));
}

/** Names of elements of the class, as values and as members, and in expressions, get the use's prefix. */
function renamed(value: Json, inner: ReadonlySet<string>, prefix: string): Json {
  const name = (text: string): string => {
    if (inner.has(text)) return `${prefix}${text}`;
    return text.replaceAll(
      /\b(content|finished)\(\s*(["'])([^"']*)\2\s*\)/g,
      (whole, ask: string, _, id: string) => (inner.has(id) ? `${ask}("${prefix}${id}")` : whole),
    );
  };
  if (typeof value === "string") return name(value);
  if (Array.isArray(value)) return value.map((item) => renamed(item, inner, prefix));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) =>
      WORDS.has(key) ? [key, item] : [inner.has(key) ? name(key) : key, renamed(item, inner, prefix)],
    ),
  );
}

function moved(element: { [key: string]: Json }, place: readonly number[]): { [key: string]: Json } {
  const shift = (point: Json): Json => (isPoint(point) ? add(place, point) : point);
  const { placement, path } = element;
  const stands = typeof placement === "object" && placement !== null && !Array.isArray(placement);
  return {
    ...element,
    ...(stands ? { placement: { ...placement, position: shift(placement["position"] ?? [0, 0, 0]) } } : {}),
    ...(Array.isArray(path) ? { path: path.map(shift) } : {}),
  };
}

function isPoint(value: Json): value is [number, number, number] {
  return Array.isArray(value) && value.length === 3 && value.every((item) => typeof item === "number");
}
