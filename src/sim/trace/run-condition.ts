import { err, ok, type Result } from "../../base/result.ts";
import { toSeconds } from "../../base/units.ts";
import { eachNode, type Expression } from "../../plant/expressions/expression.ts";
import type { ExpressionParser } from "../../plant/expressions/parse-expression.ts";
import { RUN_SCOPE } from "../../plant/expressions/scope.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { nearest } from "../../plant/nearest.ts";
import { type State, STATES } from "../../plant/states.ts";
import type { RunParts } from "../build-run.ts";
import type { ElementModel, ResultTables } from "../elements/element.ts";
import type { Part } from "../kernel/parts.ts";
import { compile, type Names } from "../rules/evaluate.ts";

/** Names whose value changes as time goes by, with or without an event. */
const MOVING: ReadonlySet<string> = new Set(["time", "throughput"]);

/** A condition on a run looks at no part. */
const NO_PART = undefined as unknown as Part;

/**
 * A condition on a run in CEL: `state("press") == "failed" && content("store") > 3` (SPEC Y13). It is evaluated only when
 * something that it asks about has changed.
 */
export class RunCondition {
  readonly #holds: (part: Part) => boolean;
  /** What it depends on, as a text; undefined where it must be evaluated at each look. */
  readonly #signature: (() => string) | undefined;
  #seen: string | undefined;
  #value = false;

  constructor(expression: Expression, run: RunParts) {
    this.#holds = compile(expression, namesOf(run)) as (part: Part) => boolean;
    this.#signature = signatureOf(expression, run);
  }

  /** Whether it holds now. */
  holds(): boolean {
    const now = this.#signature?.();
    if (now !== undefined && now === this.#seen) return this.#value;
    this.#seen = now;
    this.#value = this.#holds(NO_PART);
    return this.#value;
  }
}

/** Reads a condition; untrusted text is welcome. @returns what it means for this run, or what is wrong with it */
export function readCondition(
  text: string,
  run: RunParts,
  parse: ExpressionParser,
): Result<RunCondition, BareFinding> {
  const finding = (rule: string, values: BareFinding["values"]): Result<never, BareFinding> =>
    err({ severity: "error", path: "", rule, ...(values === undefined ? {} : { values }) });
  const parsed = parse(text, RUN_SCOPE, "truth");
  if (!parsed.ok) return finding(`expression/${parsed.error.rule}`, parsed.error.values);
  const ids = run.plant.elements.map(({ id }) => id);
  let unknown: string | undefined;
  let state: string | undefined;
  eachNode(parsed.value, (node) => {
    if (node.op === "element" && !ids.includes(node.id)) unknown ??= node.id;
    state ??= unknownState(node);
  });
  if (unknown !== undefined) {
    const near = nearest(unknown, ids);
    const what = { en: "element", de: "Element" };
    return near === undefined
      ? finding("reference/dangling", { what, id: unknown })
      : finding("reference/misspelt", { what, id: unknown, near });
  }
  if (state !== undefined) return finding("expression/state", { state, known: STATES.join(", ") });
  return ok(new RunCondition(parsed.value, run));
}

/** A text that a state is compared with although no state is called so. */
function unknownState(node: Expression): string | undefined {
  const isState = (one: Expression): boolean => one.op === "element" && one.ask === "state";
  const texts =
    node.op === "binary" && (isState(node.left) || isState(node.right))
      ? [node.left, node.right]
      : node.op === "in" && isState(node.of)
        ? node.among
        : [];
  for (const one of texts) if (one.op === "text" && !STATES.includes(one.value as State)) return one.value;
  return undefined;
}

function modelOf(run: RunParts, id: string): ElementModel {
  return run.models[run.plant.elements.findIndex((element) => element.id === id)] as ElementModel;
}

function namesOf(run: RunParts): Names {
  const { kernel, plant, models } = run;
  const sinks = models.filter((_, i) => plant.elements[i]?.kind === "sink");
  const reported = (id: string, model: ElementModel): ResultTables => {
    const tables: ResultTables = { stations: {}, buffers: {}, sinks: {}, sources: {}, resources: {} };
    model.report(tables, id, kernel.now - kernel.observedSince);
    return tables;
  };
  return {
    name: (name) => {
      switch (name) {
        case "time":
          return () => toSeconds(kernel.now);
        case "wip":
          return () => kernel.system.count;
        case "finished":
          return () => sinks.reduce((sum, sink) => sum + sink.finished(), 0);
        default:
          return () =>
            sinks.reduce((sum, sink) => sum + (reported("sink", sink).sinks["sink"]?.throughput ?? 0), 0);
      }
    },
    attribute: () => () => "",
    element: (ask, id) => {
      const model = modelOf(run, id);
      switch (ask) {
        case "content":
          return () => model.content();
        case "finished":
          return () => model.finished();
        case "state":
          return () => STATES[model.state()] as State;
        case "utilisation":
          return () => reported(id, model).stations[id]?.utilisation ?? Number.NaN;
      }
    },
  };
}

function signatureOf(expression: Expression, run: RunParts): (() => string) | undefined {
  const models = new Set<ElementModel>();
  let moving = false;
  let counts = false;
  eachNode(expression, (node) => {
    if (node.op === "element") {
      if (node.ask === "utilisation") moving = true;
      models.add(modelOf(run, node.id));
    } else if (node.op === "name") {
      if (MOVING.has(node.name)) moving = true;
      else counts = true;
    }
  });
  if (moving) return undefined;
  const watched = [...models];
  const { system } = run.kernel;
  const sinks = run.models.filter((_, i) => counts && run.plant.elements[i]?.kind === "sink");
  return () =>
    [
      counts ? system.count : 0,
      ...sinks.map((sink) => sink.finished()),
      ...watched.flatMap((model) => [model.state(), model.content(), model.finished()]),
    ].join(" ");
}
