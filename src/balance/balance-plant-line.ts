import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { BalanceDemand, BalanceOutcome, BalanceProgress, BalanceRequest } from "../protocol/balance.ts";
import { balanceConstrained } from "./balance-constrained.ts";
import { balanceLine } from "./balance-line.ts";
import { checkConstraints } from "./check-constraints.ts";
import { checkLine } from "./check-line.ts";
import { ConstrainedSearch } from "./constrained-search.ts";
import { leastConstrainedCycle } from "./least-constrained-cycle.ts";
import type { SearchControl } from "./line-search.ts";
import { longestTime, longTasks } from "./long-tasks.ts";
import { stationPricing } from "./pricing.ts";
import type { ConstrainedLine, LineConstraints } from "./constrained-line.ts";
import { type ConstraintPart, constraintParts } from "./constraint-parts.ts";
import { constrainedPlantLine, plantAssignment, plannedOrder, plantManning, workTime } from "./plant-line.ts";
import type { StationPlan } from "./station-plan.ts";

/** Progress of a search without the number of its request. */
export type LineProgress = Omit<BalanceProgress, "request">;

/** Work for each question whether a line exists without some demand, and between two looks at the clock. */
const CONFLICT_WORK = 200_000;
const SLICE_WORK = 20_000;

/** Shares that count as equal. */
const SAME = 1e-9;

/** What a search of one number of stations or of the least cycle found; cycles without repositioning, s. */
interface Found {
  readonly stations: number;
  /** How each station works, where the line asks for more than precedence and time. */
  readonly plan?: readonly StationPlan[];
  readonly status: "optimal" | "feasible" | "infeasible" | "unknown";
  readonly value: number;
  readonly bound: number;
  readonly assignment: readonly (readonly string[])[];
  readonly isEven?: boolean;
}

type Search = Generator<LineProgress, Result<Found, BareFinding[]>>;

/**
 * Balances a line of a plant file for its aim. Yields about every 20 ms; answers with the best line so far when the
 * time is up or it is cancelled.
 */
export function* balancePlantLine(
  request: BalanceRequest,
  control: Omit<SearchControl, "timeLimit">,
): Generator<LineProgress, BalanceOutcome> {
  return yield* new PlantLineSearch(request, control).run();
}

class PlantLineSearch {
  readonly #request: BalanceRequest;
  readonly #control: Omit<SearchControl, "timeLimit">;
  readonly #start: number;
  readonly #given: ConstrainedLine;
  readonly #parts: readonly ConstraintPart[];
  /** Nothing but precedence and time: the exact search for simple lines is much faster. */
  readonly #isSimple: boolean;
  /** Workplaces count, not stations: several stand at a station, or at both its sides. */
  readonly #isManned: boolean;
  readonly #room: number;
  readonly #repositioning: number;
  readonly #most: number;

  constructor(request: BalanceRequest, control: Omit<SearchControl, "timeLimit">) {
    this.#request = request;
    this.#control = control;
    this.#start = control.now();
    this.#given = constrainedPlantLine(request);
    const { constraints } = this.#given;
    this.#parts = constraintParts(constraints);
    this.#isSimple = Object.keys(constraints).every((key) => key === "overload");
    this.#isManned = constraints.sides !== undefined || (constraints.mostParallel ?? 1) > 1;
    this.#room = workTime(request.line);
    this.#repositioning = request.line.repositioning ?? 0;
    this.#most = request.line.stations.length;
  }

  *run(): Generator<LineProgress, BalanceOutcome> {
    const { aim } = this.#request;
    const long = aim === "cycle" ? [] : longTasks(this.#request);
    if (long.length > 0) return this.#infeasible(long);
    // Asked first, since the solvers explain an impossible line in one go, deaf to everything else.
    const room = aim === "cycle" ? this.#wide() : this.#room;
    const most = aim === "cycle" || this.#isManned ? this.#most : undefined;
    const refusal = this.#isSimple ? undefined : this.#refused(room);
    if (refusal !== undefined) return refusal;
    if (!this.#isSimple && (yield* this.#isImpossible(this.#given.constraints, aim, room, most))) {
      return this.#infeasible(yield* this.#conflict(room, most));
    }
    const result = yield* aim === "cycle"
      ? this.#shortest()
      : aim === "stations"
        ? this.#fewest()
        : this.#bestEfficiency();
    return result.ok ? result.value : refused(result.error);
  }

  /** Demands that mean nothing together, or that are no numbers. */
  #refused(room: number): BalanceOutcome | undefined {
    const checked = checkConstraints(this.#given, room);
    return checked.ok ? undefined : refused(checked.error);
  }

  *#fewest(): Generator<LineProgress, Result<BalanceOutcome, BareFinding[]>> {
    const found = yield* this.#searchStations();
    if (!found.ok) return found;
    const refusal = yield* this.#refusal(found.value);
    if (refusal !== undefined) return ok(refusal);
    const { status, value, bound } = found.value;
    if (status === "feasible") return ok(this.#answer("feasible", found.value, value, bound));
    if (this.#isManned) {
      return ok({
        ...this.#answer("optimal", found.value, value, bound),
        isEven: found.value.isEven === true,
      });
    }
    const even = yield* this.#searchCycle(value, "even");
    if (!even.ok) return even;
    const best = even.value.assignment.length > 0 ? even.value : found.value;
    return ok({ ...this.#answer("optimal", best, value, bound), isEven: even.value.status === "optimal" });
  }

  *#shortest(): Generator<LineProgress, Result<BalanceOutcome, BareFinding[]>> {
    const found = yield* this.#searchCycle(this.#most, "cycle");
    if (!found.ok) return found;
    const { status, value, bound } = found.value;
    if (status === "infeasible") return ok(this.#infeasible(yield* this.#conflict(this.#wide(), this.#most)));
    if (status === "unknown") return ok({ status, seconds: this.#seconds() });
    return ok(this.#answer(status, found.value, this.#takt(value), this.#takt(bound)));
  }

  /** The number of stations whose product with its least cycle is least, among those that keep the takt. */
  *#bestEfficiency(): Generator<LineProgress, Result<BalanceOutcome, BareFinding[]>> {
    const fewest = yield* this.#searchStations();
    if (!fewest.ok) return fewest;
    const refusal = yield* this.#refusal(fewest.value);
    if (refusal !== undefined) return ok(refusal);
    let best: { readonly product: number; readonly found: Found } | undefined;
    let isProven = fewest.value.status === "optimal";
    for (let stations = fewest.value.stations; stations <= this.#most; stations++) {
      const found = yield* this.#searchCycle(stations, "efficiency");
      if (!found.ok) return found;
      const { status, value } = found.value;
      if (status !== "optimal") isProven = false;
      if (found.value.assignment.length === 0) break;
      const product = stations * value;
      if (best === undefined || product < best.product * (1 - SAME)) best = { product, found: found.value };
    }
    if (best === undefined) {
      return ok(this.#answer("feasible", fewest.value, this.#request.line.takt, 0));
    }
    const takt = this.#takt(best.found.value);
    return ok(this.#answer(isProven ? "optimal" : "feasible", best.found, takt, isProven ? takt : 0));
  }

  /** Why the fewest stations are no answer: none exist, more are needed than there are, or nothing was found. */
  *#refusal({
    status,
    stations,
    bound,
    assignment,
  }: Found): Generator<LineProgress, BalanceOutcome | undefined> {
    const most = this.#isManned ? this.#most : undefined;
    if (status === "infeasible") return this.#infeasible(yield* this.#conflict(this.#room, most));
    if (!this.#isManned && bound > this.#most) {
      const demand = { kind: "stations", needed: bound, available: this.#most } as const;
      return this.#infeasible([demand]);
    }
    const isShort = assignment.length > 0 && stations <= this.#most;
    return isShort ? undefined : { status: "unknown", seconds: this.#seconds() };
  }

  *#searchStations(): Search {
    const control = this.#controlFor(this.#left());
    const tell = (best: number, bound: number): LineProgress => this.#progress("stations", best, bound);
    if (this.#isSimple) {
      const line = checkLine(this.#given.problem);
      if (!line.ok) return line;
      const search = balanceLine(line.value, { kind: "stations", cycle: this.#room }, control);
      const answer = yield* mapped(search, ({ value, bound }) => tell(value, bound));
      return ok(answer);
    }
    const search = this.#isManned
      ? balanceConstrained(this.#given, this.#room, control, "load", this.#most)
      : balanceConstrained(this.#given, this.#room, control);
    const answer = yield* mapped(search, ({ value, bound }) => tell(value, bound));
    if (!answer.ok) return answer;
    const isEven = answer.value.smoothing?.status === "optimal";
    return ok({ ...answer.value, isEven });
  }

  *#searchCycle(stations: number, phase: LineProgress["phase"]): Search {
    const control = this.#controlFor(this.#left());
    const tell = (best: number, bound: number): LineProgress =>
      this.#progress(phase, this.#takt(best), this.#takt(bound));
    if (this.#isSimple) {
      const line = checkLine(this.#given.problem);
      if (!line.ok) return line;
      const search = balanceLine(line.value, { kind: "cycle", stations }, control);
      return ok(yield* mapped(search, ({ value, bound }) => tell(value, bound)));
    }
    const search = leastConstrainedCycle(this.#given, stations, control);
    const answer = yield* mapped(search, ({ value, bound }) => tell(value, bound));
    return answer.ok ? ok({ ...answer.value, value: answer.value.cycle }) : err(answer.error);
  }

  /**
   * A minimal set of demands in conflict, by the deletion filter (Chinneck and Dravnieks 1991): each in turn is left
   * out, and stays out when there is still no line. One whose part could not be decided in its time is kept.
   */
  *#conflict(room: number, most?: number): Generator<LineProgress, BalanceDemand[]> {
    let kept = this.#given.constraints;
    const demands: BalanceDemand[] = [];
    for (const { demand, without } of this.#parts) {
      const tried = without(kept);
      if (yield* this.#isImpossible(tried, "conflict", room, most)) kept = tried;
      else demands.push(this.#inPlant(demand));
    }
    const wide = this.#wide();
    const isTakt = room < wide && !(yield* this.#isImpossible(kept, "conflict", wide, most));
    return isTakt ? [...demands, { kind: "takt", takt: this.#request.line.takt }] : demands;
  }

  /** The demand with the plant's own stations. */
  #inPlant(demand: ConstraintPart["demand"]): BalanceDemand {
    if (demand.kind !== "places") return demand;
    const { stations } = this.#request.line;
    return { ...demand, stations: demand.stations.flatMap((number) => stations[number - 1] ?? []) };
  }

  /** A time for work in which all tasks can be done at one station, s. */
  #wide(): number {
    const { line, products } = this.#request;
    return line.tasks.reduce((sum, task) => sum + longestTime(task, products), 1);
  }

  /** Whether no line at all meets the demands; where it could not be decided in a bounded search, a no. */
  *#isImpossible(
    constraints: LineConstraints,
    phase: LineProgress["phase"],
    room: number,
    stations?: number,
  ): Generator<LineProgress, boolean> {
    const checked = checkConstraints({ ...this.#given, constraints }, room);
    if (!checked.ok) return false;
    const most = stations ?? checked.value.line.graph.size + checked.value.lastNamed;
    const limit = { stations: most, price: Infinity };
    const search = new ConstrainedSearch(checked.value, stationPricing(checked.value), limit);
    for (let work = 0; work < CONFLICT_WORK && search.status === "open"; work += SLICE_WORK) {
      if (this.#control.isCancelled?.() === true) return false;
      search.advance(SLICE_WORK);
      yield this.#progress(phase, Number.NaN, 0);
    }
    return search.status === "refuted";
  }

  #answer(
    status: "optimal" | "feasible",
    { assignment: found, plan = [] }: Found,
    value: number,
    bound: number,
  ): Extract<BalanceOutcome, { assignment: unknown }> {
    const { line } = this.#request;
    const isOrdered = line.isTwoSided === true || line.setups !== undefined;
    const assignment = isOrdered ? plannedOrder(line, plan) : plantAssignment(line, found);
    const manning = plantManning(line, plan);
    return {
      status,
      assignment,
      ...(manning === undefined ? {} : { manning }),
      value,
      bound,
      seconds: this.#seconds(),
    };
  }

  #infeasible(demands: readonly BalanceDemand[]): BalanceOutcome {
    return { status: "infeasible", demands, seconds: this.#seconds() };
  }

  #progress(phase: LineProgress["phase"], best: number, bound: number): LineProgress {
    const found = Number.isFinite(best) ? { best } : {};
    return { phase, ...found, bound, seconds: this.#seconds() };
  }

  #controlFor(timeLimit: number): SearchControl {
    const { now, isCancelled } = this.#control;
    return { now, timeLimit, ...(isCancelled === undefined ? {} : { isCancelled }) };
  }

  #takt(cycle: number): number {
    return cycle + this.#repositioning;
  }

  #seconds(): number {
    return this.#control.now() - this.#start;
  }

  #left(): number {
    return Math.max(0, this.#request.timeLimit - this.#seconds());
  }
}

function refused(findings: readonly BareFinding[]): BalanceOutcome {
  const { rule = "", values } = findings[0] ?? {};
  return { status: "refused", rule, ...(values === undefined ? {} : { values }) };
}

/** The same generator with other words for its progress. */
function* mapped<P, R>(
  search: Generator<P, R>,
  tell: (progress: P) => LineProgress,
): Generator<LineProgress, R> {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    yield tell(step.value);
  }
}
