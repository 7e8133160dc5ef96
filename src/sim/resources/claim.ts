import type { Micros } from "../../base/units.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Port } from "../kernel/ports.ts";
import { NO_CAUSE } from "../kernel/trace.ts";

/** What asks for workers or other resources. */
export interface Claimant {
  /** They are there; called from the agenda, never inside `request`. */
  onGranted(claim: Claim): void;
}

/** What claims are made on: workers of one pool. */
export interface ClaimedResource {
  readonly port: Port;
  /** How many could be given now. */
  free: number;
  /** Claims that wait, first to be served first. */
  readonly waiting: Claim[];
  /** The event that gave some back; kept only while a trace is written. */
  releasedBy: number;
  /** So many are given out now, or come back (negative), after a wait of `waited` µs. */
  book(count: number, waited: Micros): void;
}

export interface Need {
  readonly resource: ClaimedResource;
  readonly count: number;
}

const IDLE = 0;
const WAITING = 1;
const HELD = 2;

/** A fixed slot of its owner for one claim, which is pending or held at most once. */
export class Claim {
  declare readonly claimant: Claimant;
  /** Unique in a run: the owner's id, a slash, and the purpose. */
  declare readonly name: string;
  /** For the claimant: which of several. */
  declare readonly code: number;
  /** Index of the element for the event log. */
  declare readonly owner: number;
  declare readonly needs: readonly Need[];
  /** The smaller is served first. */
  declare readonly priority: number;
  phase: number = IDLE;
  since: Micros = 0;
  order = 0;
  cause: number = NO_CAUSE;

  constructor(
    claimant: Claimant,
    name: string,
    code: number,
    owner: number,
    needs: readonly Need[],
    priority: number,
  ) {
    this.claimant = claimant;
    this.name = name;
    this.code = code;
    this.owner = owner;
    this.needs = needs;
    this.priority = priority;
  }

  get held(): boolean {
    return this.phase === HELD;
  }

  get pending(): boolean {
    return this.phase === WAITING;
  }
}

/**
 * Hands resources out (SPEC W1 to W3): a claim gets all that it needs at once or waits; within a resource claims
 * are served strictly in order, so a large claim is never starved by small ones.
 */
export class Claims {
  readonly #kernel: Kernel;
  #sequence = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Granted from the agenda, at this instant where there is enough. */
  request(claim: Claim): void {
    const kernel = this.#kernel;
    claim.phase = WAITING;
    claim.since = kernel.now;
    claim.order = this.#sequence++;
    if (kernel.trace !== undefined) claim.cause = kernel.cause;
    this.#enqueue(claim);
    for (const { resource } of claim.needs) kernel.wake(resource.port);
  }

  /** Gives back what is held, or takes the claim back while it waits. */
  release(claim: Claim): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    if (claim.phase === IDLE) return;
    if (claim.phase === WAITING) this.#dequeue(claim);
    else {
      if (kernel.trace !== undefined) kernel.log(claim.owner, "release", undefined, namesOf(claim));
      for (const { resource, count } of claim.needs) {
        resource.free += count;
        resource.releasedBy = kernel.cause;
        resource.book(-count, 0);
      }
    }
    claim.phase = IDLE;
    kernel.cause = cause;
    for (const { resource } of claim.needs) if (resource.waiting.length > 0) kernel.wake(resource.port);
  }

  /** Serves the claims that wait for a resource; called when it settles. */
  serve(resource: ClaimedResource): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    for (let claim = resource.waiting[0]; claim !== undefined; claim = resource.waiting[0]) {
      if (
        !claim.needs.every((need) => need.resource.waiting[0] === claim && need.resource.free >= need.count)
      )
        break;
      this.#dequeue(claim);
      claim.phase = HELD;
      for (const need of claim.needs) {
        need.resource.free -= need.count;
        need.resource.book(need.count, kernel.now - claim.since);
        // Another claim is now the first there.
        if (need.resource !== resource && need.resource.waiting.length > 0) kernel.wake(need.resource.port);
      }
      if (kernel.trace !== undefined) {
        kernel.cause = claim.since === kernel.now ? claim.cause : resource.releasedBy;
        kernel.log(claim.owner, "seize", undefined, namesOf(claim));
      }
      claim.claimant.onGranted(claim);
      kernel.cause = cause;
    }
  }

  /** Causes for the event log: of claims that wait by their name, of what was given back by the resource's id. */
  saveCauses(claims: readonly Claim[], nameOf: (cause: number) => string): { [name: string]: string } {
    const causes: [name: string, cause: number][] = claims.flatMap(({ name, phase, cause, needs }) => [
      ...(phase === WAITING ? [[name, cause] as [string, number]] : []),
      ...needs.map(({ resource }): [string, number] => [resource.port.id, resource.releasedBy]),
    ]);
    const known = causes.filter(([, cause]) => cause !== NO_CAUSE);
    return Object.fromEntries(known.map(([name, cause]) => [name, nameOf(cause)]));
  }

  restoreCauses(claims: readonly Claim[], causeOf: (name: string) => number): void {
    for (const claim of claims) {
      claim.cause = causeOf(claim.name);
      for (const { resource } of claim.needs) resource.releasedBy = causeOf(resource.port.id);
    }
  }

  save(claims: readonly Claim[]): ClaimsState {
    const active = claims.filter(({ phase }) => phase !== IDLE);
    return {
      sequence: this.#sequence,
      active: Object.fromEntries(
        active.map(({ name, phase, since, order }) => [name, [phase === HELD, since, order]]),
      ),
    };
  }

  /** Call after the resources were restored, whose `free` then counts nothing as given out. */
  restore(claims: readonly Claim[], state: ClaimsState): void {
    this.#sequence = state.sequence;
    for (const claim of claims) {
      for (const { resource } of claim.needs) resource.waiting.length = 0;
      claim.phase = IDLE;
    }
    for (const claim of claims) {
      const saved = state.active[claim.name];
      if (saved === undefined) continue;
      const [held, since, order] = saved;
      claim.since = since;
      claim.order = order;
      claim.phase = held ? HELD : WAITING;
      if (held) for (const { resource, count } of claim.needs) resource.free -= count;
      else this.#enqueue(claim);
    }
  }

  #enqueue(claim: Claim): void {
    for (const { resource } of claim.needs) {
      const { waiting } = resource;
      let place = waiting.length;
      while (place > 0 && precedes(claim, waiting[place - 1] as Claim)) place--;
      waiting.splice(place, 0, claim);
    }
  }

  #dequeue(claim: Claim): void {
    for (const { resource } of claim.needs) resource.waiting.splice(resource.waiting.indexOf(claim), 1);
  }
}

function precedes(a: Claim, b: Claim): boolean {
  return a.priority < b.priority || (a.priority === b.priority && a.order < b.order);
}

function namesOf(claim: Claim): string {
  return claim.needs.map(({ resource }) => resource.port.id).join(" ");
}

/** Claims that wait or hold, by name: [held, since µs, rank]. */
export type ClaimsState = {
  sequence: number;
  active: { [name: string]: [held: boolean, since: Micros, order: number] };
};
