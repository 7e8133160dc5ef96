import { err, ok, type Result } from "../../base/result.ts";
import { toSeconds } from "../../base/units.ts";
import type { ExpressionParser } from "../../plant/expressions/parse-expression.ts";
import type { BareFinding } from "../../plant/finding.ts";
import { nearest } from "../../plant/nearest.ts";
import { STATES } from "../../plant/states.ts";
import type { RunParts } from "../build-run.ts";
import type { EventRecord } from "../kernel/trace.ts";
import type { RunObserver } from "../plain-simulation.ts";
import type { Breakpoint, BreakpointHit } from "./breakpoint.ts";
import { readCondition } from "./run-condition.ts";

/** A breakpoint that watches a run. */
interface Watch {
  readonly breakpoint: Breakpoint;
  /** Looks after each event. @returns whether it is met now */
  readonly look?: () => boolean;
  /** Looks at each line of the event log. */
  readonly meets?: (line: EventRecord) => boolean;
}

/**
 * Lets a run stand still after the event at which a breakpoint is met (SPEC Y13, Y14). The event log is written only
 * where a breakpoint is about events.
 */
export class Breakpoints implements RunObserver {
  readonly eachEvent = true;
  readonly #run: RunParts;
  readonly #watches: readonly Watch[];
  #line: { readonly watch: Watch; readonly line: EventRecord } | undefined;
  #hit: BreakpointHit | undefined;

  private constructor(run: RunParts, watches: readonly Watch[]) {
    this.#run = run;
    this.#watches = watches;
  }

  /** Reads breakpoints from outside. @returns what is wrong with the first that is wrong */
  static read(
    run: RunParts,
    breakpoints: readonly Breakpoint[],
    parse: ExpressionParser,
  ): Result<Breakpoints, BareFinding> {
    const watches: Watch[] = [];
    for (const breakpoint of breakpoints) {
      const watch = watchOf(breakpoint, run, parse);
      if (!watch.ok) return watch;
      watches.push(watch.value);
    }
    return ok(new Breakpoints(run, watches));
  }

  /** Some are about events, so that the event log must be written and told by `note`. */
  get needsLog(): boolean {
    return this.#watches.some(({ meets }) => meets !== undefined);
  }

  /** Where the run stands; undefined while it has met none since it last went on. */
  get hit(): BreakpointHit | undefined {
    return this.#hit;
  }

  /** The run goes on. */
  goOn(): void {
    this.#hit = undefined;
  }

  note(line: EventRecord): void {
    if (this.#line !== undefined) return;
    const watch = this.#watches.find(({ meets }) => meets?.(line) === true);
    if (watch !== undefined) this.#line = { watch, line };
  }

  look(): boolean {
    const time = toSeconds(this.#run.kernel.now);
    let met: BreakpointHit | undefined;
    // All look, since each remembers what it saw.
    for (const { breakpoint, look } of this.#watches) if (look?.() === true) met ??= { breakpoint, time };
    if (this.#line !== undefined) {
      const { watch, line } = this.#line;
      met ??= { breakpoint: watch.breakpoint, time, line };
      this.#line = undefined;
    }
    if (met !== undefined) this.#hit = met;
    return met !== undefined;
  }
}

function watchOf(breakpoint: Breakpoint, run: RunParts, parse: ExpressionParser): Result<Watch, BareFinding> {
  const { plant, kernel } = run;
  const missing = "id" in breakpoint ? unknownOf("element", breakpoint.id, plant.elements) : undefined;
  if (missing !== undefined) return err(missing);
  switch (breakpoint.on) {
    case "condition": {
      const condition = readCondition(breakpoint.expression, run, parse);
      if (!condition.ok) return condition;
      const { value } = condition;
      return ok({ breakpoint, look: onRise(() => value.holds()) });
    }
    case "events":
      return ok({ breakpoint, look: onRise(() => kernel.events >= breakpoint.count) });
    case "element": {
      const { id, event, state } = breakpoint;
      if (state === undefined)
        return ok({
          breakpoint,
          meets: ({ element, kind }) => element === id && (event === undefined || kind === event),
        });
      const index = plant.elements.findIndex((element) => element.id === id);
      const model = run.models[index];
      const wanted = STATES.indexOf(state);
      const inState = (): number =>
        model?.conditions?.().filter((condition) => condition.state === wanted).length ??
        (model?.state() === wanted ? 1 : 0);
      return ok({ breakpoint, look: onMore(inState) });
    }
    case "part":
      return ok({
        breakpoint,
        meets: ({ part, detail }) => part === breakpoint.part || detail === breakpoint.part,
      });
    case "product": {
      const fault = unknownOf("product", breakpoint.product, plant.products);
      if (fault !== undefined) return err(fault);
      const { product, id } = breakpoint;
      return ok({
        breakpoint,
        meets: (line) =>
          line.kind === "enter" && line.product === product && (id === undefined || line.element === id),
      });
    }
  }
}

/** True at a look at which the condition holds and did not hold at the one before. */
function onRise(holds: () => boolean): () => boolean {
  let before = false;
  return () => {
    const now = holds();
    const rises = now && !before;
    before = now;
    return rises;
  };
}

/** True at a look at which there are more than at the one before. */
function onMore(count: () => number): () => boolean {
  let before = count();
  return () => {
    const now = count();
    const more = now > before;
    before = now;
    return more;
  };
}

const WORDS = {
  element: { en: "element", de: "Element" },
  product: { en: "product", de: "Produkt" },
} as const;

function unknownOf(
  what: keyof typeof WORDS,
  id: string | undefined,
  known: readonly { readonly id: string }[],
): BareFinding | undefined {
  if (id === undefined || known.some((one) => one.id === id)) return undefined;
  const near = nearest(
    id,
    known.map((one) => one.id),
  );
  return near === undefined
    ? { severity: "error", path: "", rule: "reference/dangling", values: { what: WORDS[what], id } }
    : { severity: "error", path: "", rule: "reference/misspelt", values: { what: WORDS[what], id, near } };
}
