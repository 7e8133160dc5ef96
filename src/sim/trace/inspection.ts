import { ok, type Result } from "../../base/result.ts";
import type { ExpressionParser } from "../../plant/expressions/parse-expression.ts";
import type { BareFinding } from "../../plant/finding.ts";
import type { RunInspection } from "../../protocol/simulation.ts";
import { PlainSimulation } from "../plain-simulation.ts";
import type { Runnable } from "../run-loop.ts";
import { type Iso22400Report, iso22400 } from "../statistics/iso-22400.ts";
import type { Breakpoint, BreakpointHit } from "./breakpoint.ts";
import { Breakpoints } from "./breakpoints.ts";
import type { CauseChain } from "./cause.ts";
import { CauseFinder } from "./follow-causes.ts";
import type { PartInstant, ResourceInstant } from "./instant.ts";
import { InstantReader } from "./instant-reader.ts";

/** Parts that are named of one element. */
const MOST_PARTS = 12;

/** Looks into the run that the page shows. Loaded when the page asks for the first time. */
export class Inspection implements RunInspection {
  readonly #simulation: PlainSimulation;
  readonly #finder: CauseFinder;
  readonly #instant: InstantReader;
  readonly #parse: ExpressionParser;
  #breakpoints: Breakpoints | undefined;
  #end: (() => void) | undefined;

  constructor(simulation: PlainSimulation, parse: ExpressionParser) {
    this.#simulation = simulation;
    this.#instant = new InstantReader(simulation.model);
    this.#finder = new CauseFinder(simulation.model);
    this.#parse = parse;
  }

  why(id: string): CauseChain | undefined {
    const index = this.#simulation.indexOf(id);
    return index === undefined ? undefined : this.#finder.why(index);
  }

  /** Names of parts in an element, `source#serial`. */
  parts(id: string): readonly string[] {
    const model = this.#simulation.model.models[this.#simulation.indexOf(id) ?? -1];
    const found = new Set<string>();
    const note = ({ source, serial }: { source: { id: string }; serial: number }): void => {
      if (found.size < MOST_PARTS) found.add(`${source.id}#${serial}`);
    };
    model?.writeMovers({ inSlot: note, along: note, onGuide: note, within: note, onVehicle: note });
    return [...found];
  }

  resource(id: string): ResourceInstant | undefined {
    return this.#instant.resource(id);
  }

  part(asked: string | number): PartInstant | undefined {
    return this.#instant.part(asked);
  }

  kpis(): Iso22400Report {
    return iso22400(this.#simulation.plant, this.#simulation.results(false));
  }

  stopAt(breakpoints: readonly Breakpoint[]): Result<undefined, BareFinding> {
    const { model } = this.#simulation;
    const read = Breakpoints.read(model, breakpoints, this.#parse);
    if (!read.ok) return read;
    this.#end?.();
    this.#end = undefined;
    this.#breakpoints = breakpoints.length === 0 ? undefined : read.value;
    model.kernel.record(this.#breakpoints?.needsLog === true ? (line) => read.value.note(line) : undefined);
    if (this.#breakpoints !== undefined) this.#end = this.#simulation.observe(read.value);
    return ok(undefined);
  }

  get hit(): BreakpointHit | undefined {
    return this.#breakpoints?.hit;
  }

  goOn(): void {
    this.#breakpoints?.goOn();
  }
}

/** Looks into the runs of a worker, which are all simulations. */
export function inspectorWith(parse: ExpressionParser): (model: Runnable) => RunInspection {
  return (model) => {
    if (!(model instanceof PlainSimulation)) throw new Error("what runs was compiled here");
    return new Inspection(model, parse);
  };
}
