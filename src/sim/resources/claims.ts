import type { Micros } from "../../base/units.ts";
import type { EventCalendar } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import { type Claim, CLAIM_PHASES, type ClaimArrivals, type ClaimedResource } from "./claim.ts";

const { IDLE, WAITING, COMING, HELD } = CLAIM_PHASES;

/**
 * Hands resources out (SPEC W1 to W3): a claim gets all that it needs at once or waits; within a resource claims
 * are served strictly in order, so a large claim is never starved by small ones.
 */
export class Claims implements ClaimArrivals {
  readonly #kernel: Kernel;
  readonly calendar: EventCalendar;
  #sequence = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.calendar = kernel.calendar;
  }

  /** Granted from the agenda, at this instant where there is enough. */
  request(claim: Claim): void {
    const kernel = this.#kernel;
    claim.phase = WAITING;
    claim.since = kernel.now;
    claim.order = this.#sequence++;
    if (kernel.trace !== undefined) claim.cause = kernel.cause;
    this.#enqueue(claim);
    for (const resource of claim.resources) kernel.wake(resource.port);
  }

  /** Gives back what is held, or takes the claim back while it waits. */
  release(claim: Claim): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    if (claim.phase === IDLE) return;
    if (claim.phase === WAITING) this.#dequeue(claim);
    else {
      if (claim.walk !== undefined) kernel.calendar.cancel(claim.walk);
      if (kernel.trace !== undefined) kernel.log(claim.place.owner, "release", undefined, namesOf(claim));
      const { chosen } = claim;
      for (let i = 0; i < chosen.length; i++) {
        const resource = chosen[i] as ClaimedResource;
        resource.take(claim, claim.needs[i]?.count ?? 0);
        resource.releasedBy = kernel.cause;
      }
      for (const { held } of eachOf(chosen)) held.splice(held.indexOf(claim), 1);
      chosen.length = 0;
    }
    claim.phase = IDLE;
    kernel.cause = cause;
    for (const resource of claim.resources) if (resource.waiting.length > 0) kernel.wake(resource.port);
  }

  /** Serves the claims that wait for a resource; called when it settles. */
  serve(resource: ClaimedResource): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    for (let claim = resource.waiting[0]; claim !== undefined; claim = resource.waiting[0]) {
      if (!choose(claim)) break;
      this.#dequeue(claim);
      if (kernel.trace !== undefined) {
        kernel.cause = claim.since === kernel.now ? claim.cause : resource.releasedBy;
        kernel.log(claim.place.owner, "seize", undefined, namesOf(claim));
      }
      this.#grant(claim);
      kernel.cause = cause;
      // Other claims are now the first there.
      for (const other of claim.resources) {
        if (other !== resource && other.waiting.length > 0) kernel.wake(other.port);
      }
    }
  }

  /** Tells all who hold some of a resource whether it is on its break. */
  tellAway(resource: ClaimedResource): void {
    for (const claim of resource.held) this.tell(claim);
  }

  /** Tells whoever holds the claim whether its task rests, if that has changed. */
  tell(claim: Claim): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    if (claim.phase !== HELD || claim.away === claim.told) return;
    claim.told = !claim.told;
    claim.claimant.onAway(claim, claim.told);
    kernel.cause = cause;
  }

  arrived(claim: Claim): void {
    claim.phase = HELD;
    claim.told = false;
    claim.claimant.onGranted(claim);
    this.tell(claim);
  }

  save(claims: readonly Claim[]): ClaimsState {
    const active = claims.filter(({ phase }) => phase !== IDLE);
    return {
      sequence: this.#sequence,
      active: Object.fromEntries(
        active.map(({ name, phase, since, order, chosen }) => [
          name,
          { phase, since, order, chosen: chosen.map(({ port }) => port.id) },
        ]),
      ),
    };
  }

  /** Call after the resources were restored. */
  restore(claims: readonly Claim[], state: ClaimsState): void {
    this.#sequence = state.sequence;
    for (const claim of claims) {
      for (const { waiting, held } of claim.resources) {
        waiting.length = 0;
        held.length = 0;
      }
    }
    for (const claim of claims) {
      const saved = state.active[claim.name];
      claim.phase = saved?.phase ?? IDLE;
      claim.chosen.length = 0;
      if (saved === undefined) continue;
      claim.since = saved.since;
      claim.order = saved.order;
      for (const id of saved.chosen) {
        const resource = claim.resources.find(({ port }) => port.id === id);
        if (resource !== undefined) claim.chosen.push(resource);
      }
      if (claim.phase === WAITING) this.#enqueue(claim);
      else for (const { held } of new Set(claim.chosen)) insertInOrder(held, claim, grantedBefore);
    }
    for (const resource of new Set(claims.flatMap(({ resources }) => resources))) resource.onRestored?.();
    for (const claim of claims) claim.told = claim.phase === HELD && claim.away;
  }

  /** Causes for the event log: of claims that wait by their name, of what was given back by the resource's id. */
  saveCauses(claims: readonly Claim[], nameOf: (cause: number) => string): { [name: string]: string } {
    const causes: [name: string, cause: number][] = claims.flatMap(({ name, phase, cause, resources }) => [
      ...(phase === WAITING ? [[name, cause] as [string, number]] : []),
      ...resources.map(({ port, releasedBy }): [string, number] => [port.id, releasedBy]),
    ]);
    const known = causes.filter(([, cause]) => cause !== NO_CAUSE);
    return Object.fromEntries(known.map(([name, cause]) => [name, nameOf(cause)]));
  }

  restoreCauses(claims: readonly Claim[], causeOf: (name: string) => number): void {
    for (const claim of claims) {
      claim.cause = causeOf(claim.name);
      for (const resource of claim.resources) resource.releasedBy = causeOf(resource.port.id);
    }
  }

  #grant(claim: Claim): void {
    const kernel = this.#kernel;
    let walk: Micros = 0;
    const { chosen } = claim;
    for (const { held } of eachOf(chosen)) insertInOrder(held, claim, grantedBefore);
    for (let i = 0; i < chosen.length; i++) {
      const resource = chosen[i] as ClaimedResource;
      walk = Math.max(walk, resource.give(claim, claim.needs[i]?.count ?? 0, kernel.now - claim.since));
    }
    if (claim.walk === undefined || walk === 0) {
      this.arrived(claim);
      return;
    }
    claim.phase = COMING;
    claim.walk.time = kernel.now + walk;
    kernel.schedule(claim.walk);
  }

  #enqueue(claim: Claim): void {
    for (const { waiting } of claim.resources) insertInOrder(waiting, claim, servedBefore);
  }

  #dequeue(claim: Claim): void {
    for (const { waiting } of claim.resources) waiting.splice(waiting.indexOf(claim), 1);
  }
}

/** Each once. Nearly all claims are on one resource, and a set for each would be thrown away at once. */
function eachOf(chosen: readonly ClaimedResource[]): Iterable<ClaimedResource> {
  return chosen.length < 2 ? chosen : new Set(chosen);
}

/**
 * Chooses for each need the first resource that has enough and has nobody before the claim.
 * @returns false when one has none; nothing is chosen then
 */
function choose(claim: Claim): boolean {
  const { chosen } = claim;
  const [need] = claim.needs;
  if (claim.needs.length === 1 && need !== undefined) {
    for (const option of need.options) {
      if (option.waiting[0] !== claim || option.free < need.count) continue;
      chosen.push(option);
      return true;
    }
    return false;
  }
  const given = new Map<ClaimedResource, number>();
  for (const { options, count } of claim.needs) {
    const resource = options.find(
      (option) => option.waiting[0] === claim && option.free - (given.get(option) ?? 0) >= count,
    );
    if (resource === undefined) {
      chosen.length = 0;
      return false;
    }
    given.set(resource, (given.get(resource) ?? 0) + count);
    chosen.push(resource);
  }
  return true;
}

function insertInOrder(list: Claim[], claim: Claim, before: (a: Claim, b: Claim) => boolean): void {
  let place = list.length;
  while (place > 0 && before(claim, list[place - 1] as Claim)) place--;
  list.splice(place, 0, claim);
}

function servedBefore(a: Claim, b: Claim): boolean {
  const [first, second] = [a.place.priority, b.place.priority];
  return first < second || (first === second && a.order < b.order);
}

function grantedBefore(a: Claim, b: Claim): boolean {
  return a.order < b.order;
}

function namesOf({ chosen }: Claim): string {
  return chosen.map(({ port }) => port.id).join(" ");
}

/** Claims that wait or hold, by name. */
export type ClaimsState = {
  sequence: number;
  active: { [name: string]: { phase: number; since: Micros; order: number; chosen: string[] } };
};
