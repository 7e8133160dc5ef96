import type { RandomStream, StreamState } from "../../base/random.ts";
import { toSeconds, type Micros } from "../../base/units.ts";
import type { Workers } from "../../plant/resources/workers.ts";
import type { LabourAccount } from "../accounts/labour-account.ts";
import type { ElementState, ResultTables } from "../elements/element.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";
import type { Timer, TimerOwner } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { FlowNode, Port } from "../kernel/ports.ts";
import { NO_CAUSE } from "../kernel/trace.ts";
import { BreakPlan } from "./break-plan.ts";
import type { Claim, Claimant, ClaimedResource } from "./claim.ts";
import type { Claims } from "./claims.ts";
import { type BreakStage, CrewMember, type OwedBreak } from "./crew-member.ts";
import { Footways, type Walk } from "./footways.ts";
import type { Person, ResourceContext, ResourceModel } from "./resource.ts";
import type { WorkerState } from "../../plant/worker-states.ts";
import { noTimes, sharesOf, type WorkerTimes } from "./worker-times.ts";

/** As shift changes: what ends at the same instant has ended in time (SPEC C1). */
const BREAK_PRIORITY = 3;
const UNKNOWN = -1;
/** Code of the timer of the windows; those of the members follow. */
const WINDOWS = 0;

/**
 * A pool whose workers are told apart, because they walk, have breaks of their own, or others fill in for them (SPEC W1
 * to W17). A pool without any of this only counts (`WorkerPool`).
 */
export class CrewPool implements ResourceModel, ClaimedResource, FlowNode, TimerOwner, Claimant {
  readonly claimed: ClaimedResource = this;
  readonly waiting: Claim[] = [];
  readonly held: Claim[] = [];
  releasedBy: number = NO_CAUSE;
  declare readonly port: Port;
  readonly #workers: Workers;
  readonly #kernel: Kernel;
  readonly #claims: Claims;
  readonly #shift: ShiftCalendar | undefined;
  readonly #stream: RandomStream | undefined;
  readonly #footways: Footways | undefined;
  readonly #plan: BreakPlan | undefined;
  readonly #windows: Timer | undefined;
  readonly #members: readonly CrewMember[];
  readonly #labour: LabourAccount | undefined;
  readonly #context: ResourceContext;
  /** Names of the claims of the members, while a saved run is put together. */
  #saved: readonly SavedMember[] = [];
  /** How many could be given now, counted anew when something has changed. */
  #free = UNKNOWN;
  #working = true;
  /** Worker time by state, worker time given out, worker time on shift with somebody there, and with others who fill in. */
  #times: WorkerTimes = noTimes();
  #granted = 0;
  #waited: Micros = 0;
  #longest: Micros = 0;
  #breaks = 0;
  #givenTime: Micros = 0;
  #presentTime: Micros = 0;
  #replacedTime: Micros = 0;

  constructor(workers: Workers, context: ResourceContext) {
    const { size, breaks } = workers;
    this.#workers = workers;
    this.port = context.port;
    this.port.node = this;
    this.#kernel = context.kernel;
    this.#claims = context.claims;
    this.#shift = workers.calendar === undefined ? undefined : context.calendar(workers.calendar);
    this.#shift?.join(this);
    this.#stream = (workers.absence ?? 0) > 0 ? context.stream("absence") : undefined;
    this.#labour = context.accounts?.labourOf(workers.id);
    this.#footways = Footways.of(workers, context.plant);
    this.#plan = breaks === undefined ? undefined : new BreakPlan(breaks);
    this.#windows = breaks === undefined ? undefined : context.timer(this, "breaks", WINDOWS);
    this.#members = Array.from(
      { length: size },
      (_, i) => new CrewMember(i, context.timer(this, `worker/${i}`, i + 1)),
    );
    this.#context = context;
  }

  /** Claims on other pools are made when all are there, since two pools can fill in for each other. */
  connect(): void {
    const { size, breaks, replacement } = this.#workers;
    const relief = breaks?.relief;
    for (const member of this.#members) {
      const { index } = member;
      if (relief !== undefined)
        member.relief = this.#context.claim(this, `relief/${index}`, index, [{ pool: relief.pool }]);
      if (replacement !== undefined)
        member.substitute = this.#context.claim(this, `substitute/${index}`, size + index, [replacement]);
      if (member.relief !== undefined) member.relief.lends = true;
      if (member.substitute !== undefined) member.substitute.lends = true;
    }
  }

  get free(): number {
    if (this.#free === UNKNOWN) this.#free = this.#members.filter((member) => this.#isFree(member)).length;
    return this.#free;
  }

  get offBy(): string | undefined {
    return this.#working ? undefined : this.#shift?.id;
  }

  get walks(): boolean {
    return this.#footways !== undefined;
  }

  /** Its workers, one by one. */
  get crew(): readonly Readonly<Pick<CrewMember, "state" | "claim">>[] {
    return this.#members;
  }

  /** On shift and not absent, or still at a task; whoever is on his break is there. */
  get present(): number {
    return this.#members.filter(({ state }) => state !== "absent" && state !== "offShift").length;
  }

  /** Given out to tasks. */
  get busy(): number {
    return this.#members.filter(({ given }) => given).length;
  }

  get onBreak(): number {
    return this.#members.filter(({ stage, claim, relieved }) => stage === "onBreak" && !claim && !relieved)
      .length;
  }

  rests(claim: Claim): boolean {
    if (!this.#working && this.#shift?.interruption === "resume") return true;
    if (this.#plan === undefined && this.#workers.replacement === undefined) return false;
    return this.#members.some((member) => member.claim === claim && this.#restsAt(member));
  }

  start(): void {
    this.#working = this.#shift?.working ?? true;
    const { now } = this.#kernel;
    const home = this.#footways?.home;
    for (const member of this.#members) {
      if (home !== undefined) member.walk = { from: home, to: home, since: 0, time: 0 };
      member.since = now;
    }
    if (this.#working) this.#callIn();
    this.#scheduleWindow(now);
    this.#update();
  }

  onShift(working: boolean): void {
    this.#account();
    this.#working = working;
    const kernel = this.#kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, working ? "shiftStart" : "shiftEnd");
    const { cause } = kernel;
    if (working) {
      this.#callIn();
      this.#forgetPastWindows();
      this.releasedBy = cause;
    } else this.#goOff();
    this.#claims.tellAway(this);
    kernel.cause = cause;
    if (working) this.#callToBreak();
    this.#update();
    kernel.cause = cause;
    if (working && this.waiting.length > 0) kernel.wake(this.port);
  }

  settle(): void {
    this.#claims.serve(this);
  }

  give(claim: Claim, count: number, waited: Micros): Micros {
    this.#granted++;
    this.#waited += waited;
    this.#longest = Math.max(this.#longest, waited);
    const footways = this.#footways;
    let longest: Micros = 0;
    for (let n = 0; n < count; n++) {
      const member = this.#nearest(claim);
      if (member === undefined) break;
      this.#book(member);
      member.claim = claim;
      if (footways !== undefined)
        longest = Math.max(longest, this.#send(member, footways, footways.spotOf(claim.site)));
      this.#show(member);
    }
    return longest;
  }

  take(claim: Claim, count: number): void {
    const { cause } = this.#kernel;
    let left = count;
    for (const member of this.#members) {
      if (left === 0) break;
      if (member.claim !== claim) continue;
      left--;
      this.#book(member);
      this.#letGo(member);
      this.#kernel.cause = cause;
    }
  }

  /** A window starts, or a member's break goes on. */
  onTimer(timer: Timer): void {
    const { now } = this.#kernel;
    if (timer.code === WINDOWS) {
      for (const due of this.#plan?.startingAt(now) ?? []) this.#owe(due);
      this.#scheduleWindow(now + 1);
      this.#callToBreak();
      return;
    }
    const member = this.#members[timer.code - 1] as CrewMember;
    this.#book(member);
    switch (member.stage) {
      case "awaitingRelief":
        this.#withoutRelief(member);
        break;
      case "handingOver":
        this.#beginBreak(member);
        break;
      case "onBreak":
        this.#endBreak(member);
        break;
      default:
        this.#backAtWork(member);
    }
    this.#show(member);
  }

  /** Somebody who relieves or fills in is there. */
  onGranted({ code }: Claim): void {
    const size = this.#members.length;
    const member = this.#members[code % size] as CrewMember;
    this.#book(member);
    if (code >= size) {
      member.substituted = true;
      this.releasedBy = this.#kernel.cause;
      this.#show(member);
      this.#kernel.wake(this.port);
      return;
    }
    this.#hand(member, "handingOver");
  }

  /** One who relieves or fills in goes on a break of his own, or is back. */
  onAway({ code }: Claim): void {
    const member = this.#members[code % this.#members.length] as CrewMember;
    this.#free = UNKNOWN;
    if (member.claim !== undefined) this.#claims.tell(member.claim);
    if (this.waiting.length > 0) this.#kernel.wake(this.port);
  }

  resetStatistics(): void {
    const { now } = this.#kernel;
    this.#account();
    this.#times = noTimes();
    for (const member of this.#members) member.since = now;
    this.#granted = 0;
    this.#waited = 0;
    this.#longest = 0;
    this.#breaks = 0;
    this.#givenTime = 0;
    this.#presentTime = 0;
    this.#replacedTime = 0;
  }

  report(tables: ResultTables, id: string): void {
    this.#account();
    const { now, observedSince } = this.#kernel;
    const observed = now - observedSince;
    const size = this.#members.length;
    const { absence, replacement, role } = this.#workers;
    const times = this.#times;
    const mean =
      observed > 0 ? this.#givenTime / observed : this.#members.filter((member) => member.given).length;
    tables.resources[id] = {
      kind: "workers",
      size,
      meanBusy: mean,
      utilisation: mean / size,
      claims: this.#granted,
      meanWait: this.#granted > 0 ? toSeconds(this.#waited / this.#granted) : Number.NaN,
      maxWait: toSeconds(this.#longest),
      ...(this.#shift === undefined
        ? {}
        : { meanPresent: observed > 0 ? this.#presentTime / observed : this.#present() }),
      ...(this.#footways === undefined
        ? {}
        : { walkingShare: observed > 0 ? times.walking / (observed * size) : 0 }),
      states: sharesOf(times, observed * size),
      overtimeHours: toSeconds(times.overtime) / 3600,
      ...(role === undefined ? {} : { role }),
      ...(this.#plan === undefined ? {} : { breaks: this.#breaks }),
      ...(absence === undefined || replacement === undefined
        ? {}
        : { replacedShare: observed > 0 ? this.#replacedTime / (observed * size) : 0 }),
    };
  }

  /** Who is where, for drawing. */
  people(): Person[] {
    const footways = this.#footways;
    if (footways === undefined) return [];
    const { now } = this.#kernel;
    return this.#members.flatMap((member) => {
      const { walk } = member;
      if (walk === undefined || !member.filled || (!this.#working && member.claim === undefined)) return [];
      const isWalking = member.walking(now);
      const { claim } = member;
      const stands = claim !== undefined && !isWalking;
      const { x, y, z } = stands ? footways.standingAt(claim.site) : footways.at(walk, now);
      const [towardsX, towardsY] = stands ? claim.site.position : [x, y];
      const next = isWalking ? footways.at(walk, now + LOOK_AHEAD) : { x: towardsX, y: towardsY };
      return [{ index: member.index, x, y, z, yaw: Math.atan2(next.y - y, next.x - x) }];
    });
  }

  save(): ElementState {
    this.#account();
    return {
      members: this.#members.map((member) => ({
        ...(member.claim === undefined ? {} : { claim: member.claim.name }),
        present: member.present,
        ...(member.substituted ? { substituted: true } : {}),
        stage: member.stage,
        duration: member.duration,
        owed: member.owed.map(({ duration, latest }) => [duration, latest]),
        state: member.state,
        since: member.since,
        ...(member.walk === undefined ? {} : { walk: plainWalk(member.walk) }),
      })),
      times: { ...this.#times },
      counts: [this.#granted, this.#waited, this.#longest, this.#breaks],
      totals: [this.#givenTime, this.#presentTime, this.#replacedTime],
      ...(this.#stream === undefined ? {} : { stream: this.#stream.state() }),
    };
  }

  restore(state: ElementState): void {
    this.#working = this.#shift?.working ?? true;
    this.#saved = state["members"] as unknown as SavedMember[];
    this.#times = { ...(state["times"] as WorkerTimes) };
    [this.#granted, this.#waited, this.#longest, this.#breaks] = state["counts"] as Four;
    [this.#givenTime, this.#presentTime, this.#replacedTime] = state["totals"] as Three;
    if (state["stream"] !== undefined) this.#stream?.restore(state["stream"] as StreamState);
    this.#saved.forEach(
      ({ present, substituted = false, stage, duration, owed, state: doing, since, walk }, i) => {
        const member = this.#members[i] as CrewMember;
        member.present = present;
        member.substituted = substituted;
        member.stage = stage;
        member.duration = duration;
        member.owed.splice(0, Infinity, ...owed.map(([length, latest]) => ({ duration: length, latest })));
        member.state = doing;
        member.since = since;
        member.walk = walk;
        member.claim = undefined;
      },
    );
  }

  /** The claims that members are at are known only now. */
  onRestored(): void {
    const held = new Map(this.held.map((claim) => [claim.name, claim]));
    this.#saved.forEach(({ claim }, i) => {
      const member = this.#members[i] as CrewMember;
      member.claim = claim === undefined ? undefined : held.get(claim);
      this.#place(member);
    });
    this.#saved = [];
    this.#free = UNKNOWN;
  }

  /** No parts flow through a pool. */
  arrive(): void {}
  depart(): void {}
  accepts(): boolean {
    return false;
  }

  /** Whether he, or one who stands in for him, can be given a task. */
  #isFree({ claim, stage, filled, relieved, relief, substituted, substitute }: CrewMember): boolean {
    if (!this.#working || claim !== undefined || !filled) return false;
    if (stage === "onBreak") return relieved && relief?.away === false;
    return !(substituted && substitute?.away === true);
  }

  #restsAt({ stage, relief, relieved, substitute, substituted }: CrewMember): boolean {
    if (stage === "onBreak") return !relieved || relief?.away === true;
    return substituted && substitute?.away === true;
  }

  /** Of those who are free the one with the shortest way; of equals the first. */
  #nearest({ site }: Claim): CrewMember | undefined {
    const footways = this.#footways;
    if (footways === undefined) return this.#members.find((member) => this.#isFree(member));
    const { now } = this.#kernel;
    const to = footways.spotOf(site);
    let nearest: CrewMember | undefined;
    let least = Infinity;
    for (const member of this.#members) {
      if (!this.#isFree(member)) continue;
      const time = footways.time(footways.at(member.walk as Walk, now), to);
      if (time >= least) continue;
      least = time;
      nearest = member;
      if (time === 0) break;
    }
    return nearest;
  }

  #send(member: CrewMember, footways: Footways, to: Walk["to"]): Micros {
    const { now } = this.#kernel;
    const from = footways.at(member.walk as Walk, now);
    member.walk = { from, to, since: now, time: footways.time(from, to) };
    return member.walk.time;
  }

  /** The member's task is over for him. */
  #letGo(member: CrewMember): void {
    const { stage, relief } = member;
    member.claim = undefined;
    if (stage === "handingOver" || stage === "finishing") {
      this.#kernel.calendar.cancel(member.timer);
      this.#beginBreak(member);
    } else if (stage === "takingBack") {
      this.#kernel.calendar.cancel(member.timer);
      member.stage = "none";
      this.#dismiss(relief);
    } else if (!this.#working) this.#dismiss(relief);
    this.#place(member);
    this.#settleDown(member);
    this.#show(member);
  }

  #dismiss(relief: Claim | undefined): void {
    if (relief !== undefined) this.#claims.release(relief);
  }

  /** Where his relief has to go: to his task, or else to the pool's own place. */
  #place({ relief, claim }: CrewMember): void {
    if (relief !== undefined) relief.site = claim?.site ?? relief.place.site;
  }

  /** Who is free goes home, if that is the rule; who only filled in and is needed no more goes back to his pool. */
  #settleDown(member: CrewMember): void {
    const footways = this.#footways;
    if (footways?.goesHome === true && member.claim === undefined)
      this.#send(member, footways, footways.home);
    if (member.claim === undefined && (!this.#working || member.present)) this.#sendBack(member);
  }

  /** Who fills in goes back to his pool. */
  #sendBack(member: CrewMember): void {
    if (member.substitute === undefined) return;
    this.#book(member);
    member.substituted = false;
    this.#claims.release(member.substitute);
  }

  /** Draws who is absent from the shift that begins, and asks for those who fill in. */
  #callIn(): void {
    const { cause } = this.#kernel;
    for (const member of this.#members) {
      if (this.#stream !== undefined)
        member.present = this.#stream.nextUniform() >= (this.#workers.absence ?? 0);
      const { substitute } = member;
      if (substitute === undefined) continue;
      if (member.present) this.#settleDown(member);
      else if (substitute.idle) this.#claims.request(substitute);
      this.#kernel.cause = cause;
    }
  }

  /** The shift ends: nobody is called to a break any more, and who fills in without a task is free. */
  #goOff(): void {
    const { cause, calendar } = this.#kernel;
    for (const member of this.#members) {
      member.owed.length = 0;
      if (
        member.stage === "awaitingRelief" ||
        member.stage === "handingOver" ||
        member.stage === "finishing"
      ) {
        calendar.cancel(member.timer);
        if (member.relief !== undefined) this.#claims.release(member.relief);
        member.stage = "none";
      }
      if (member.claim === undefined) {
        this.#sendBack(member);
        this.#dismiss(member.relief);
      }
      this.#kernel.cause = cause;
    }
  }

  #scheduleWindow(from: Micros): void {
    const timer = this.#windows;
    const next = this.#plan?.next(from) ?? Infinity;
    if (timer === undefined || next === Infinity) return;
    timer.time = next;
    this.#kernel.schedule(timer, BREAK_PRIORITY);
    timer.cause = NO_CAUSE;
  }

  /** Of windows that started before the shift those remain in which a break still fits. */
  #forgetPastWindows(): void {
    const { now } = this.#kernel;
    for (const { owed, filled } of this.#members) {
      const left = owed.filter(({ latest }) => filled && latest >= now);
      owed.splice(0, Infinity, ...left);
    }
  }

  #owe(due: OwedBreak): void {
    for (const member of this.#members) {
      const isLent = member.claim?.lends === true;
      if (!isLent && (member.filled || !this.#working)) member.owed.push(due);
    }
  }

  /** Calls as many to their break as may be away, in the order of their numbers. */
  #callToBreak(): void {
    const plan = this.#plan;
    if (plan === undefined || !this.#working) return;
    const kernel = this.#kernel;
    const { cause } = kernel;
    let away = this.#members.filter((member) => member.away).length;
    for (const member of this.#members) {
      if (away >= plan.atMostAway) continue;
      if (member.stage !== "none" || member.owed.length === 0 || !member.filled) continue;
      away++;
      this.#callOne(member, member.owed.shift() as OwedBreak);
      kernel.cause = cause;
    }
  }

  #callOne(member: CrewMember, { duration, latest }: OwedBreak): void {
    this.#book(member);
    const { relief, timer } = member;
    member.duration = duration;
    if (relief === undefined) this.#withoutRelief(member);
    else {
      member.stage = "awaitingRelief";
      this.#place(member);
      timer.time = Math.max(latest, this.#kernel.now);
      this.#kernel.schedule(timer, BREAK_PRIORITY);
      this.#claims.request(relief);
    }
    this.#show(member);
  }

  /** It is time for his break, and nobody relieves him. */
  #withoutRelief(member: CrewMember): void {
    const { relief } = member;
    // Who is on the way will be there.
    if (relief !== undefined && !relief.waits && member.stage === "awaitingRelief") return;
    this.#dismiss(relief);
    if (member.claim === undefined || this.#plan?.rests === true) this.#beginBreak(member);
    else member.stage = "finishing";
  }

  /** Hand-over of his task, before or after the break. */
  #hand(member: CrewMember, stage: "handingOver" | "takingBack"): void {
    const handover = this.#plan?.handover ?? 0;
    member.stage = stage;
    this.#kernel.calendar.cancel(member.timer);
    if (handover === 0 || member.claim === undefined) {
      if (stage === "handingOver") this.#beginBreak(member);
      else this.#backAtWork(member);
      this.#show(member);
      return;
    }
    member.timer.time = this.#kernel.now + handover;
    this.#kernel.schedule(member.timer);
    this.#show(member);
  }

  #beginBreak(member: CrewMember): void {
    const kernel = this.#kernel;
    member.stage = "onBreak";
    this.#breaks++;
    if (kernel.trace !== undefined)
      kernel.log(this.port.index, "breakStart", undefined, `${member.index + 1}`);
    member.timer.time = kernel.now + member.duration;
    kernel.schedule(member.timer, BREAK_PRIORITY);
    if (member.claim !== undefined) this.#claims.tell(member.claim);
    this.#show(member);
  }

  #endBreak(member: CrewMember): void {
    const kernel = this.#kernel;
    const { cause } = kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, "breakEnd", undefined, `${member.index + 1}`);
    const ended = kernel.cause;
    if (member.relieved) this.#hand(member, "takingBack");
    else {
      member.stage = "none";
      if (member.claim !== undefined) this.#claims.tell(member.claim);
    }
    kernel.cause = ended;
    this.releasedBy = ended;
    this.#show(member);
    this.#callToBreak();
    if (this.waiting.length > 0) kernel.wake(this.port);
    kernel.cause = cause;
  }

  #backAtWork(member: CrewMember): void {
    member.stage = "none";
    this.#dismiss(member.relief);
    if (member.claim !== undefined) this.#claims.tell(member.claim);
    this.#callToBreak();
  }

  #stateOf(member: CrewMember): WorkerState {
    const { claim, stage } = member;
    if (stage === "onBreak") return "onBreak";
    if (claim !== undefined) {
      if (!this.#working) return this.#shift?.interruption === "resume" ? "offShift" : "overtime";
      if (claim.lends) return "lent";
      return member.walking(this.#kernel.now) ? "walking" : "working";
    }
    if (!this.#working) return "offShift";
    if (!member.filled) return "absent";
    return member.walking(this.#kernel.now) ? "walking" : "idle";
  }

  #show(member: CrewMember): void {
    this.#free = UNKNOWN;
    member.state = this.#stateOf(member);
  }

  #update(): void {
    for (const member of this.#members) this.#show(member);
  }

  #present(): number {
    return this.#working ? this.#members.filter(({ filled }) => filled).length : 0;
  }

  #account(): void {
    for (const member of this.#members) this.#book(member);
  }

  /** Books a member's time until now. Call before anything of him changes. */
  #book(member: CrewMember): void {
    const { now } = this.#kernel;
    const { since, state, walk } = member;
    const elapsed = now - since;
    if (elapsed === 0) return;
    member.since = now;
    if (member.given) this.#givenTime += elapsed;
    if (this.#working && member.filled) {
      this.#presentTime += elapsed;
      if (!member.present) this.#replacedTime += elapsed;
    }
    if (this.#labour !== undefined) {
      // Who fills in for an absent worker is paid by his own pool.
      const isPaid = this.#working && member.present;
      const isLate = !this.#working && (state === "overtime" || state === "walking");
      this.#labour.add(isPaid ? 1 : 0, isLate ? 1 : 0, since, now);
    }
    if (state !== "walking" || walk === undefined) {
      this.#times[state] += elapsed;
      return;
    }
    const walked = Math.min(elapsed, Math.max(0, walk.since + walk.time - since));
    this.#times.walking += walked;
    this.#times[member.claim === undefined ? "idle" : "working"] += elapsed - walked;
    if (!member.walking(now)) member.state = this.#stateOf(member);
  }
}

/** To see which way a walker looks, µs. */
const LOOK_AHEAD = 200_000;

type PlainWalk = { from: PlainSpot; to: PlainSpot; since: Micros; time: Micros };
type PlainSpot = { x: number; y: number; z: number; path: number; along: number; off: number };

function plainWalk({ from, to, since, time }: Walk): PlainWalk {
  return { from: { ...from }, to: { ...to }, since, time };
}

type Three = [number, number, number];
type Four = [number, number, number, number];

type SavedMember = {
  claim?: string;
  present: boolean;
  substituted?: boolean;
  stage: BreakStage;
  duration: Micros;
  owed: [duration: Micros, latest: Micros][];
  state: WorkerState;
  since: Micros;
  walk?: Walk;
};

/** Whether the workers of a pool have to be told apart. */
export function isCrew({ walking, breaks, replacement }: Workers): boolean {
  return walking !== undefined || breaks !== undefined || replacement !== undefined;
}
