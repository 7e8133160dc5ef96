import type { Micros } from "../../base/units.ts";
import { asDistribution } from "../../plant/as-distribution.ts";
import type { Phase, Setup, Station } from "../../plant/elements/station.ts";
import { SETUP, WORKING } from "../../plant/states.ts";
import type { Part } from "../kernel/parts.ts";
import { Sampler, type SamplerState } from "../kernel/sampler.ts";
import type { Claim, Claimant } from "../resources/claim.ts";
import type { Claims } from "../resources/claims.ts";
import { CycleTimes } from "./cycle-times.ts";
import type { BuildContext } from "./element.ts";
import type { TimeFactor } from "./time-factor.ts";

/** Set up for whatever comes first. */
const NOTHING_YET = -1;
const NO_STEP = -1;

/** A server whose part passes through several steps. */
export interface JobServer {
  readonly code: number;
  part: Part | undefined;
}

/** The station as far as its jobs go. */
export interface JobHost<S extends JobServer> {
  /** The server waits for workers from now on. */
  onWait(server: S): void;
  /** Those who do the step leave it for their break, or are back. */
  onAway(server: S, away: boolean): void;
  /** The server begins a step of so long; `activity` is the state that it is in meanwhile. */
  onStep(server: S, activity: number, duration: Micros): void;
}

/** One step of the work: its times, and who does it. */
interface Step {
  readonly activity: number;
  /** Per server; undefined where nobody is needed. */
  readonly claims: readonly Claim[] | undefined;
  readonly times: CycleTimes | undefined;
  /** Stretches the time by the part, where something does. */
  readonly factor: TimeFactor | undefined;
}

/** What one server has before it. */
interface Progress {
  /** Index of the step that runs or waits. */
  step: number;
  /** Duration of each step of its part, µs. */
  readonly durations: number[];
  /** What it is set up for: index of a product or family. */
  setUpFor: number;
}

/**
 * The work of a station where it is more than one cycle time: a change-over if the part asks for one, steps before
 * the cycle time, the cycle time, steps after it, each with its workers (SPEC J1 to J5). All times are drawn when
 * the part enters, so that waiting for workers changes nobody's draws.
 */
export class Job<S extends JobServer> implements Claimant {
  readonly #claims: Claims;
  readonly #host: JobHost<S>;
  readonly #servers: readonly S[];
  readonly #steps: readonly Step[];
  readonly #setup: ChangeOver | undefined;
  readonly #progress: readonly Progress[];

  constructor(
    station: Station,
    context: BuildContext,
    cycleTimes: CycleTimes,
    servers: readonly S[],
    host: JobHost<S>,
    factor?: TimeFactor,
  ) {
    this.#claims = context.claims;
    this.#host = host;
    this.#servers = servers;
    const priority = station.workerPriority ?? 0;
    const claims = (purpose: string, needs: Station["workers"]): readonly Claim[] | undefined =>
      needs === undefined
        ? undefined
        : servers.map(({ code }) => context.claim(this, `server/${code}/${purpose}`, code, needs, priority));
    const phase =
      (member: string) =>
      ({ time, workers }: Phase, i: number): Step => ({
        activity: WORKING,
        claims: claims(`${member}/${i}`, workers),
        times: new CycleTimes(time, context, `${member}/${i}`),
        factor: undefined,
      });
    this.#setup = station.setup === undefined ? undefined : new ChangeOver(station.setup, context);
    this.#steps = [
      {
        activity: SETUP,
        claims: claims("setup", station.setup?.workers),
        times: undefined,
        factor: undefined,
      },
      ...(station.before ?? []).map(phase("before")),
      { activity: WORKING, claims: claims("work", station.workers), times: cycleTimes, factor },
      ...(station.after ?? []).map(phase("after")),
    ];
    this.#progress = servers.map(() => ({
      step: NO_STEP,
      durations: this.#steps.map(() => 0),
      setUpFor: this.#setup?.initial ?? NOTHING_YET,
    }));
  }

  /** Whether a station's work is more than a cycle time. */
  static isNeeded({ setup, workers, before, after }: Station): boolean {
    return setup !== undefined || workers !== undefined || before !== undefined || after !== undefined;
  }

  /** The server's part has come. */
  begin(server: S): void {
    const part = server.part as Part;
    const progress = this.#progress[server.code] as Progress;
    this.#steps.forEach(({ times, factor }, i) => {
      if (times === undefined) return;
      const time = times.of(part).next();
      progress.durations[i] = factor === undefined ? time : factor.scale(time, part);
    });
    const setup = this.#setup;
    const change = setup?.changeOver(progress.setUpFor, part);
    if (setup !== undefined) progress.setUpFor = setup.keyOf(part);
    if (change === undefined) {
      this.#enter(server, 1);
    } else {
      progress.durations[0] = change.next();
      this.#enter(server, 0);
    }
  }

  /** The server's step has ended. @returns whether another one follows */
  goesOn(server: S): boolean {
    const progress = this.#progress[server.code] as Progress;
    const claim = this.#steps[progress.step]?.claims?.[server.code];
    if (claim !== undefined) this.#claims.release(claim);
    return progress.step + 1 < this.#steps.length;
  }

  /** Goes on to the next step. */
  proceed(server: S): void {
    this.#enter(server, (this.#progress[server.code] as Progress).step + 1);
  }

  onGranted({ code }: Claim): void {
    this.#start(this.#servers[code] as S, this.#progress[code] as Progress);
  }

  onAway({ code }: Claim, away: boolean): void {
    this.#host.onAway(this.#servers[code] as S, away);
  }

  /** Whether a server could take the part without a change-over. */
  isSetUpFor(server: S, part: Pick<Part, "product">): boolean {
    if (this.#setup === undefined) return true;
    return this.#setup.changeOver((this.#progress[server.code] as Progress).setUpFor, part) === undefined;
  }

  /** The claim of the step that the server is at; undefined where nobody is needed for it. */
  claimOf({ code }: S): Claim | undefined {
    return this.#steps[(this.#progress[code] as Progress).step]?.claims?.[code];
  }

  /** Time that the server's part is worked on in all, the change-over left aside, µs. */
  workOf({ code }: S): Micros {
    return (this.#progress[code] as Progress).durations.slice(1).reduce((sum, time) => sum + time, 0);
  }

  /**
   * Time that the part would take on a server without waiting for workers, µs; nothing is drawn. Where a factor
   * stretches the cycle time it is a whole part: the checks allow no other there.
   */
  peek(server: S, part: Pick<Part, "product">): Micros {
    const change = this.#setup?.changeOver((this.#progress[server.code] as Progress).setUpFor, part);
    return this.#steps.reduce((total, { times, factor }) => {
      if (times === undefined) return total;
      const time = times.of(part).peek();
      return total + (factor === undefined ? time : factor.scale(time, part as Part));
    }, change?.peek() ?? 0);
  }

  save(): JobState {
    return {
      progress: this.#progress.map(({ step, durations, setUpFor }) => ({
        step,
        durations: [...durations],
        ...(setUpFor === NOTHING_YET ? {} : { setUpFor: this.#setup?.nameOf(setUpFor) ?? "" }),
      })),
      times: this.#steps.map((step) => (step.times === undefined ? {} : step.times.save())),
      ...(this.#setup === undefined ? {} : { setup: this.#setup.save() }),
    };
  }

  restore(state: JobState): void {
    state.progress.forEach(({ step, durations, setUpFor }, i) => {
      const progress = this.#progress[i] as Progress;
      progress.step = step;
      durations.forEach((duration, s) => (progress.durations[s] = duration));
      progress.setUpFor =
        setUpFor === undefined ? NOTHING_YET : (this.#setup?.indexOf(setUpFor) ?? NOTHING_YET);
    });
    this.#steps.forEach(({ times }, i) => times?.restore(state.times[i] ?? {}));
    if (state.setup !== undefined) this.#setup?.restore(state.setup);
  }

  #enter(server: S, step: number): void {
    const progress = this.#progress[server.code] as Progress;
    progress.step = step;
    const claim = this.#steps[step]?.claims?.[server.code];
    if (claim === undefined) {
      this.#start(server, progress);
    } else {
      this.#host.onWait(server);
      this.#claims.request(claim);
    }
  }

  #start(server: S, { step, durations }: Progress): void {
    this.#host.onStep(server, (this.#steps[step] as Step).activity, durations[step] as number);
  }
}

/** Change-overs from product to product, or from family to family. */
class ChangeOver {
  readonly initial: number | undefined;
  /** Ids of products and families that changes are counted between. */
  readonly #names: readonly string[];
  readonly #keys: readonly number[];
  readonly #between = new Map<string, Sampler>();
  readonly #default: Sampler | undefined;

  constructor({ times, default: other, families = {}, initial }: Setup, context: BuildContext) {
    const { products } = context.kernel;
    const keys = products.map(
      (product) => (Object.hasOwn(families, product) ? families[product] : product) as string,
    );
    this.#names = [...new Set([...keys, ...(initial === undefined ? [] : [initial])])];
    this.#keys = keys.map((key) => this.#names.indexOf(key));
    // It may name a product that belongs to a family.
    const first = initial !== undefined && Object.hasOwn(families, initial) ? families[initial] : initial;
    this.initial = first === undefined ? undefined : this.#names.indexOf(first);
    for (const [from, row] of Object.entries(times)) {
      for (const [to, duration] of Object.entries(row)) {
        const stream = context.stream(`setup/${from}/${to}`);
        this.#between.set(`${from} ${to}`, new Sampler(asDistribution(duration), stream));
      }
    }
    this.#default =
      other === undefined ? undefined : new Sampler(asDistribution(other), context.stream("setup"));
  }

  keyOf(part: Pick<Part, "product">): number {
    return this.#keys[part.product] as number;
  }

  nameOf(key: number): string {
    return this.#names[key] ?? "";
  }

  indexOf(name: string): number {
    return this.#names.indexOf(name);
  }

  /** Durations of the change from what it is set up for to the part; undefined when there is no change to make. */
  changeOver(from: number, part: Pick<Part, "product">): Sampler | undefined {
    if (from === NOTHING_YET) return undefined;
    const to = this.keyOf(part);
    // A change to the same is one only where the file says so.
    const named = this.#between.get(`${this.#names[from]} ${this.#names[to]}`);
    return named ?? (from === to ? undefined : this.#default);
  }

  save(): { [change: string]: SamplerState } {
    const named = Array.from(this.#between, ([change, sampler]) => [change, sampler.save()] as const);
    return Object.fromEntries(
      this.#default === undefined ? named : [...named, ["", this.#default.save()] as const],
    );
  }

  restore(state: { [change: string]: SamplerState }): void {
    for (const [change, saved] of Object.entries(state)) {
      (change === "" ? this.#default : this.#between.get(change))?.restore(saved);
    }
  }
}

/** Steps, times and set-ups as plain data. */
export type JobState = {
  progress: { step: number; durations: number[]; setUpFor?: string }[];
  times: { [product: string]: SamplerState }[];
  setup?: { [change: string]: SamplerState };
};
