import type { Micros } from "../../base/units.ts";
import type { Station } from "../../plant/elements/station.ts";
import {
  BLOCKED,
  FAILED,
  MAINTENANCE,
  PAUSED,
  SETUP,
  STARVED,
  WAITING,
  WORKING,
} from "../../plant/states.ts";
import type { Timer } from "../kernel/event-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part, PartState } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import type { SamplerState } from "../kernel/sampler.ts";
import { ContentClock, type ContentState } from "../statistics/content-clock.ts";
import { StateClock, type StateClockState, Stateful } from "../statistics/state-clock.ts";
import type { Evaluation } from "../rules/evaluate.ts";
import { rankingOf } from "../rules/ranking.ts";
import { Assembly } from "./assembly.ts";
import { CycleTimes } from "./cycle-times.ts";
import type { PowerDraw } from "../accounts/power-draw.ts";
import type { BuildContext, ElementModel, ElementState, MoverSink, ResultTables } from "./element.ts";
import { Finishing } from "./finishing.ts";
import { Job, type JobHost, type JobState } from "./job.ts";
import { PlannedTime } from "./planned-time.ts";
import { isPlainStation, PlainStation } from "./plain-station.ts";
import { partsIn, restoreQueues, type SavedQueues, saveQueues } from "./queue-state.ts";
import { Router, type RouterState } from "./router.ts";
import type { ShiftCalendar } from "./shift-calendar.ts";
import type { Condition, Need } from "../trace/condition.ts";
import { StationAttributes, type StationAttributesState } from "./station-attributes.ts";
import { Stops, type StopsState } from "./stops.ts";
import { TimeFactor } from "./time-factor.ts";

/** What a server does, leaving aside that the whole station may stand still. */
const IDLE = 0;
const PROCESSING = 1;
const DONE = 2;
/** For workers. */
const AWAITING = 3;

/** One of the station's identical servers. */
class Server extends Stateful {
  declare readonly timer: Timer;
  phase = IDLE;
  /** Its part, unless it is idle. */
  part: Part | undefined = undefined;
  /** State that it is in while it processes. */
  activity: number = WORKING;
  /** When its part came, µs. */
  arrived: Micros = 0;
  /** Processing time of its part, or of the step of the work that it is at, µs. */
  duration: Micros = 0;
  /** Processing time left while the work stands still, µs; of no meaning while it does not. */
  left: Micros = 0;
  /** Those who work at it are on a break. */
  away = false;
  /** Parts that it holds: several where they are worked on together or come out of one. */
  pieces = 1;

  constructor(timer: Timer) {
    super(STARVED);
    this.timer = timer;
  }

  get code(): number {
    return this.timer.code;
  }
}

/** A station that runs (SPEC T1 to T6, J1 to J6, A, Q). */
class StationModel implements ElementModel, JobHost<Server> {
  readonly #context: BuildContext;
  declare private readonly kernel: Kernel;
  declare private readonly port: Port;
  declare private readonly servers: readonly Server[];
  declare private readonly inputPolicy: Station["inputPolicy"];
  declare private readonly ranking: Evaluation<number> | undefined;
  declare private readonly router: Router;
  declare private readonly cycleTimes: CycleTimes;
  /** Where something of the part stretches its cycle time. */
  declare private readonly factor: TimeFactor | undefined;
  /** Where it writes on parts. */
  declare private readonly attributes: StationAttributes | undefined;
  /** Where the work is more than a cycle time. */
  declare private readonly job: Job<Server> | undefined;
  declare private readonly stops: Stops | undefined;
  /** Where it takes several parts together. */
  declare private readonly assembly: Assembly | undefined;
  /** Where finished parts do more than go on. */
  declare private readonly finishing: Finishing | undefined;
  /** Undefined where it is the same for all products. */
  declare private readonly planned: PlannedTime | undefined;
  declare private readonly shift: ShiftCalendar | undefined;
  /** Where it has power to draw: work waits for ramp-ups. */
  declare private readonly power: PowerDraw | undefined;
  declare private readonly clock: StateClock;
  declare private readonly contents: ContentClock;
  /** The only server, where there is one. */
  declare private readonly single: Server | undefined;
  /** Idle servers of several, last in first out. */
  declare private readonly idle: Server[];
  /** Servers whose work goes on now; a setup is no work. */
  #working = 0;
  #off = false;
  /** Work stands still: broken down, or off shift with an interruption that suspends. */
  #halted = false;
  /** Starts nothing more in this shift, since the next part would not end in time. */
  #closed = false;
  /** Neither off, nor closed, nor down: it takes parts. */
  #open = true;

  constructor(station: Station, context: BuildContext) {
    const { kernel, port } = context;
    const count = station.servers ?? 1;
    this.#context = context;
    this.kernel = kernel;
    this.port = port;
    this.servers = Array.from({ length: count }, (_, i) => new Server(context.timer(this, `server/${i}`, i)));
    this.single = count === 1 ? this.servers[0] : undefined;
    this.idle = this.servers.toReversed();
    this.contents = new ContentClock(kernel);
    this.inputPolicy = station.inputPolicy;
    this.ranking =
      typeof station.inputPolicy === "object" ? rankingOf(station.inputPolicy, context) : undefined;
    this.router = new Router(station.routing, context);
    this.cycleTimes = new CycleTimes(station.cycleTime, context);
    this.factor =
      station.cycleTimeFactor === undefined
        ? undefined
        : new TimeFactor(context.rules.number(station.cycleTimeFactor));
    this.attributes = StationAttributes.of(station, context);
    this.job = Job.isNeeded(station)
      ? new Job(station, context, this.cycleTimes, this.servers, this, this.factor)
      : undefined;
    this.assembly = station.assembly === undefined ? undefined : new Assembly(station.assembly, context);
    this.finishing = Finishing.isNeeded(station) ? new Finishing(station, context, this.router) : undefined;
    this.stops = Stops.of(station, context, this);
    this.planned = PlannedTime.of(station, kernel.products);
    this.shift = station.calendar === undefined ? undefined : context.calendar(station.calendar);
    this.shift?.join(this);
    this.power = context.power;
    this.clock = context.power?.clock(this.servers, this) ?? new StateClock(kernel, this.servers);
    port.room = count;
    port.choosy =
      this.assembly !== undefined ||
      this.shift?.interruption === "startIfFits" ||
      (station.inputPolicy ?? "fifo") !== "fifo";
  }

  start(): void {
    this.stops?.start();
    if (this.shift?.working === false) this.onShift(false);
  }

  arrive(part: Part): void {
    const kernel = this.kernel;
    const server = (this.single ?? this.idle.pop()) as Server;
    this.port.room--;
    const content = ++this.port.content;
    if (content > this.contents.max) this.contents.max = content;
    server.arrived = kernel.now;
    server.part = part;
    part.server = server.timer.code;
    this.attributes?.started(part);
    if (this.job !== undefined) {
      this.job.begin(server);
      return;
    }
    const drawn = this.cycleTimes.of(part).next();
    const duration = this.factor === undefined ? drawn : this.factor.scale(drawn, part);
    server.phase = PROCESSING;
    server.duration = duration;
    if (this.power !== undefined && this.#rampsUp(server, this.power)) {
      server.left = duration;
      this.clock.change(server, this.#stateOf(server));
      return;
    }
    this.#working++;
    if (kernel.trace !== undefined) kernel.log(this.port.index, "start", part);
    this.clock.change(server, WORKING);
    server.timer.time = kernel.now + duration;
    kernel.schedule(server.timer);
    if (this.stops !== undefined) this.stops.work(kernel.now + duration);
  }

  depart(part: Part, link: Link): void {
    const server = (this.single ?? this.servers[part.server]) as Server;
    if (this.finishing !== undefined && --server.pieces > 0) {
      this.#leave(server);
      this.router.went(link);
      return;
    }
    this.#letGo(server, link);
    this.clock.change(server, this.#stateOf(server));
    if (this.#open) this.kernel.flow.release(this.port, 1);
  }

  onTimer(timer: Timer): void {
    const server = (this.single ?? this.servers[timer.code]) as Server;
    if (this.job === undefined) {
      this.#finish(server);
      return;
    }
    const more = this.job.goesOn(server);
    if (!more) {
      this.#finish(server);
      return;
    }
    this.#stopWorking(server);
    this.job.proceed(server);
  }

  onWait(server: Server): void {
    server.phase = AWAITING;
    this.clock.change(server, this.#stateOf(server));
  }

  onStep(server: Server, activity: number, duration: Micros): void {
    const kernel = this.kernel;
    server.phase = PROCESSING;
    server.activity = activity;
    server.duration = duration;
    server.left = duration;
    const works = activity === WORKING;
    if (this.power !== undefined && !this.#halted && this.#rampsUp(server, this.power)) {
      this.clock.change(server, this.#stateOf(server));
      return;
    }
    if (kernel.trace !== undefined) kernel.log(this.port.index, works ? "start" : "setup", server.part);
    this.clock.change(server, this.#stateOf(server));
    if (this.#halted) return;
    server.timer.time = kernel.now + duration;
    kernel.schedule(server.timer);
    if (!works) return;
    this.#working++;
    this.stops?.work(kernel.now + duration);
  }

  onAway(server: Server, away: boolean): void {
    server.away = away;
    if (!this.#halted) {
      if (away) this.#suspendServer(server);
      else this.#resumeServer(server);
    }
    this.clock.change(server, this.#stateOf(server));
  }

  /** Whether the server has to ramp up before it can work; then it does so. */
  #rampsUp({ code }: Server, power: PowerDraw): boolean {
    if (power.ready(code)) return false;
    power.wake(code);
    return true;
  }

  /** Work that waited for the ramp-up begins, or goes on. */
  onReady(code: number): void {
    const server = this.servers[code] as Server;
    const begins = server.phase === PROCESSING && server.left === server.duration;
    if (begins && this.kernel.trace !== undefined)
      this.kernel.log(this.port.index, server.activity === WORKING ? "start" : "setup", server.part);
    if (!this.#halted && !server.away) this.#resumeServer(server, begins);
    this.clock.change(server, this.#stateOf(server));
  }

  #stopWorking({ activity }: Server): void {
    if (activity === WORKING) this.#working--;
    if (this.stops !== undefined && this.#working === 0) this.stops.rest();
  }

  settle(): void {
    const kernel = this.kernel;
    const port = this.port;
    const { cause } = kernel;
    if (this.assembly !== undefined) {
      this.#assemble(this.assembly);
      return;
    }
    while (port.room > 0) {
      if (port.gated) kernel.flow.holdBack(port);
      const link = port.choosy ? this.#nextInput() : port.waitHead;
      if (link === undefined) return;
      if (port.choosy && !this.#fits(link.queue.head as Part)) {
        this.#closed = true;
        this.#update();
        return;
      }
      this.arrive(kernel.flow.take(link));
      kernel.cause = cause;
    }
  }

  /** Asked only while nothing waits, so the one to be chosen is this one. */
  accepts(part: Part): boolean {
    // What is taken together must wait, so that all of it can be seen.
    return this.assembly === undefined && this.#fits(part);
  }

  onShift(working: boolean): void {
    const kernel = this.kernel;
    if (kernel.trace !== undefined) kernel.log(this.port.index, working ? "shiftStart" : "shiftEnd");
    this.#off = !working;
    this.#closed = false;
    this.#update();
  }

  onDown(): void {
    this.#update();
  }

  hasWork(): boolean {
    return this.servers.some(({ phase }) => phase === PROCESSING || phase === AWAITING);
  }

  state(): number {
    return this.servers[0]?.state ?? STARVED;
  }

  content(): number {
    return this.port.content;
  }

  progress(): number {
    const [server] = this.servers as [Server];
    if (server.phase !== PROCESSING) return server.phase === DONE ? 1 : Number.NaN;
    const left = server.timer.pending ? server.timer.time - this.kernel.now : server.left;
    return server.duration > 0 ? 1 - left / server.duration : 1;
  }

  finished(): number {
    return this.contents.total;
  }

  resetStatistics(): void {
    this.clock.reset();
    this.contents.reset(this.#arrivals());
    this.stops?.resetStatistics();
    this.finishing?.resetStatistics();
    if (this.planned !== undefined) this.planned.total = 0;
  }

  report(tables: ResultTables, id: string): void {
    const states = this.clock.shares();
    tables.stations[id] = {
      states,
      utilisation: states.working,
      finished: this.contents.left,
      meanContent: this.contents.mean(this.#arrivals()),
      maxContent: this.contents.max,
      failures: this.stops?.count ?? 0,
      ...(this.stops === undefined ? {} : this.stops.reported()),
      ...this.finishing?.result(),
      ...(this.planned === undefined ? {} : { plannedTime: this.planned.total }),
    };
  }

  conditions(): readonly Condition[] {
    const stop = this.stops?.condition;
    return this.servers.map((server) => {
      const { state, stateSince, part, phase, away } = server;
      const claim = this.job?.claimOf(server);
      return {
        state,
        since: stateSince,
        part: phase === IDLE ? undefined : part,
        work: this.job?.workOf(server) ?? server.duration,
        stop: state === FAILED || state === MAINTENANCE ? stop : undefined,
        claim: phase === AWAITING ? claim : undefined,
        away: away ? claim : undefined,
        ...(state === WAITING && phase === PROCESSING && this.power !== undefined
          ? { rampsUpUntil: this.kernel.now + this.power.rampLeft(server.code) }
          : {}),
        closed: this.#closed && !this.#off,
      };
    });
  }

  missing(): readonly Need[] {
    return this.assembly?.missing() ?? [];
  }

  writeMovers(sink: MoverSink): void {
    const places = this.servers.length;
    this.servers.forEach(({ part, phase }, i) => {
      const finished = phase === DONE && this.finishing !== undefined;
      if (part !== undefined && phase !== IDLE && !finished) sink.inSlot(part, i, places);
    });
    if (this.finishing === undefined) return;
    for (const queue of this.port.queues)
      for (const part of partsIn(queue)) sink.inSlot(part, part.server, places);
  }

  save(): ElementState {
    return {
      processing: this.servers.flatMap(({ phase, part, duration, left, timer }, server) =>
        phase === PROCESSING
          ? [{ server, part: this.#context.savePart(part as Part), duration, left: timer.pending ? 0 : left }]
          : [],
      ),
      ...(this.job === undefined ? {} : this.#saveJob(this.job)),
      queues: saveQueues(this.#context),
      // Which server holds each part in the queues.
      done: this.port.queues.map((queue) => Array.from(partsIn(queue), ({ server }) => server)),
      idle: this.idle.map(({ timer }) => timer.code),
      off: this.#off,
      halted: this.#halted,
      closed: this.#closed,
      arrived: this.servers.map(({ arrived }) => arrived),
      content: this.contents.save(),
      clock: this.clock.save(),
      router: this.router.save(),
      ...(this.job === undefined ? { cycleTimes: this.cycleTimes.save() } : {}),
      ...(this.stops === undefined ? {} : { failures: this.stops.save() }),
      ...this.finishing?.save(),
      ...(this.planned === undefined ? {} : { plannedTime: this.planned.total }),
      ...(this.attributes === undefined ? {} : { attributes: this.attributes.save() }),
    };
  }

  restore(state: ElementState): void {
    const processing = state["processing"] as {
      server: number;
      part: PartState;
      duration: number;
      left: number;
    }[];
    const done = state["done"] as number[][];
    for (const server of this.servers) {
      server.phase = IDLE;
      server.part = undefined;
      server.away = false;
      server.pieces = 0;
    }
    for (const { server, part, duration, left } of processing) {
      this.#place(this.#context.restorePart(part), server, PROCESSING);
      Object.assign(this.servers[server] as Server, { duration, left });
    }
    restoreQueues(this.#context, state["queues"] as SavedQueues, (part, queue, place) =>
      this.#place(part, done[queue]?.[place] as number, DONE),
    );
    if (this.job !== undefined) this.#restoreJob(this.job, state);
    this.#working = this.servers.filter(
      ({ phase, activity, timer }) => phase === PROCESSING && activity === WORKING && timer.pending,
    ).length;
    const idle = (state["idle"] as number[]).map((server) => this.servers[server] as Server);
    this.idle.splice(0, Infinity, ...idle);
    this.#off = state["off"] as boolean;
    this.#halted = state["halted"] as boolean;
    this.#closed = state["closed"] as boolean;
    this.contents.restore(state["content"] as ContentState);
    (state["arrived"] as number[]).forEach((arrived, i) => ((this.servers[i] as Server).arrived = arrived));
    this.clock.restore(state["clock"] as StateClockState);
    this.router.restore(state["router"] as RouterState);
    if (state["cycleTimes"] !== undefined)
      this.cycleTimes.restore(state["cycleTimes"] as { [product: string]: SamplerState });
    if (state["failures"] !== undefined) this.stops?.restore(state["failures"] as StopsState);
    this.finishing?.restore(state);
    this.attributes?.restore((state["attributes"] ?? {}) as StationAttributesState);
    for (const server of this.servers) if (server.phase === IDLE) server.pieces = 1;
    if (this.planned !== undefined) this.planned.total = state["plannedTime"] as number;
    this.#open = this.#mayStart();
    this.port.room = this.#open ? this.#idleCount() : 0;
  }

  /** Maintenance by count, and what waits until no part is in work, begins before the next part. */
  #tellFinished(stops: Stops): void {
    const { cause } = this.kernel;
    stops.finished();
    this.kernel.cause = cause;
  }

  #saveJob(job: Job<Server>): ElementState {
    return {
      job: job.save(),
      // Of the servers that process: which set up.
      settingUp: this.servers.flatMap(({ phase, activity }, i) =>
        phase === PROCESSING && activity === SETUP ? [i] : [],
      ),
      ...(this.servers.some(({ away }) => away)
        ? { away: this.servers.flatMap(({ away }, i) => (away ? [i] : [])) }
        : {}),
      awaiting: this.servers.flatMap(({ phase, part }, server) =>
        phase === AWAITING ? [{ server, part: this.#context.savePart(part as Part) }] : [],
      ),
    };
  }

  #restoreJob(job: Job<Server>, state: ElementState): void {
    job.restore(state["job"] as JobState);
    for (const server of this.servers) server.activity = WORKING;
    for (const server of state["settingUp"] as number[]) {
      (this.servers[server] as Server).activity = SETUP;
    }
    for (const server of (state["away"] as number[] | undefined) ?? [])
      (this.servers[server] as Server).away = true;
    for (const { server, part } of state["awaiting"] as { server: number; part: PartState }[])
      this.#place(this.#context.restorePart(part), server, AWAITING);
  }

  #place(part: Part, server: number, phase: number): void {
    const holder = this.servers[server] as Server;
    holder.part = part;
    holder.phase = phase;
    holder.pieces += phase === DONE ? 1 : (this.finishing?.piecesOf(part) ?? 1);
    part.server = server;
  }

  /** Takes parts together as long as there is a server for them. */
  #assemble(assembly: Assembly): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    while (this.port.room > 0) {
      const picked = assembly.find(this.inputPolicy === "priority", (choice) => this.#isSetUpFor(choice));
      if (picked === undefined) return;
      if (!this.#fits(picked)) {
        this.#closed = true;
        this.#update();
        return;
      }
      const part = assembly.take(picked);
      this.arrive(part);
      const server = this.servers[part.server] as Server;
      server.pieces = this.finishing?.piecesOf(part) ?? 1;
      this.port.content += server.pieces - 1;
      this.contents.max = Math.max(this.contents.max, this.port.content);
      kernel.cause = cause;
    }
  }

  /** Exhaustive: what needs no change-over goes before the rest. */
  #isSetUpFor(choice: Pick<Part, "product">): boolean {
    const server = this.single ?? this.idle.at(-1);
    if (this.inputPolicy !== "exhaustive" || this.job === undefined || server === undefined) return true;
    return this.job.isSetUpFor(server, choice);
  }

  #finish(server: Server): void {
    const kernel = this.kernel;
    const part = server.part as Part;
    server.phase = DONE;
    this.#stopWorking(server);
    part.since = kernel.now;
    this.attributes?.finished(part);
    if (kernel.trace !== undefined) kernel.log(this.port.index, "finish", part);
    if (this.stops !== undefined) this.#tellFinished(this.stops);
    if (this.finishing !== undefined) {
      this.#sendOff(server, this.finishing.split(part), this.finishing);
      return;
    }
    if (this.planned !== undefined) this.planned.add(part.product);
    const queue = this.router.queueFor(part);
    const link = kernel.flow.opening(queue, part);
    if (link === undefined) {
      kernel.flow.wait(queue, part);
      this.clock.change(server, this.#stateOf(server));
      return;
    }
    kernel.flow.announce(part, link);
    this.#letGo(server, link);
    kernel.flow.hand(part, link);
    this.#takeNext();
    if (server.phase === IDLE) this.clock.change(server, this.#stateOf(server));
  }

  /** What waits comes in at once, so that a busy server passes from part to part without being idle in between. */
  #takeNext(): void {
    if (!this.#open) return;
    this.port.room++;
    this.settle();
    if (this.port.forks !== undefined && this.port.room > 0) this.kernel.flow.wakeForks(this.port);
  }

  /** The pieces of a finished part leave in order, or wait; the server is held until the last is gone. */
  #sendOff(server: Server, pieces: readonly Part[], finishing: Finishing): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    // The piece that left last is what makes room.
    let freeing = cause;
    this.#count(server, pieces.length);
    for (const piece of pieces) {
      kernel.cause = cause;
      piece.since = kernel.now;
      piece.server = server.code;
      const queue = finishing.queueFor(piece);
      const link = queue === undefined ? undefined : kernel.flow.opening(queue, piece);
      if (queue !== undefined && link === undefined) {
        kernel.flow.wait(queue, piece);
        continue;
      }
      server.pieces--;
      this.#leave(server);
      if (link === undefined) continue;
      kernel.flow.announce(piece, link);
      this.router.went(link);
      kernel.flow.hand(piece, link);
      freeing = kernel.cause;
    }
    kernel.cause = freeing;
    if (server.pieces === 0) {
      this.#becomeIdle(server);
      this.#takeNext();
    }
    if (server.phase === IDLE || server.phase === DONE) this.clock.change(server, this.#stateOf(server));
  }

  /** So many pieces have come of what the server holds; their time in the station begins now. */
  #count(server: Server, pieces: number): void {
    const { now } = this.kernel;
    if (pieces === server.pieces) return;
    this.contents.spent += server.pieces * (now - server.arrived);
    this.port.content += pieces - server.pieces;
    this.contents.max = Math.max(this.contents.max, this.port.content);
    server.arrived = now;
    server.pieces = pieces;
  }

  /** The server's part is gone. */
  #letGo(server: Server, link: Link): void {
    this.#becomeIdle(server);
    this.#leave(server);
    this.router.went(link);
  }

  #becomeIdle(server: Server): void {
    server.phase = IDLE;
    server.pieces = 1;
    if (this.single === undefined) this.idle.push(server);
  }

  #leave({ arrived }: Server): void {
    this.port.content--;
    this.contents.leave(arrived);
  }

  #idleCount(): number {
    return this.servers.filter(({ phase }) => phase === IDLE).length;
  }

  /** When each part inside came in, µs. */
  #arrivals(): Micros[] {
    return this.servers
      .filter(({ phase }) => phase !== IDLE)
      .flatMap(({ arrived, pieces }) => Array<Micros>(pieces).fill(arrived));
  }

  #mayStart(): boolean {
    return !this.#off && !this.#closed && !this.#down && this.stops?.draining !== true;
  }

  get #down(): boolean {
    return this.stops?.down === true;
  }

  get #suspendsOffShift(): boolean {
    return this.shift?.interruption === "resume";
  }

  #stateOf({ code, phase, activity, away }: Server): number {
    const overtime = (phase === PROCESSING || phase === AWAITING) && !this.#suspendsOffShift;
    if (this.#off && !overtime) return PAUSED;
    if (this.stops?.down === true) return this.stops.state;
    if (away) return PAUSED;
    if (phase === PROCESSING) return this.power === undefined || this.power.ready(code) ? activity : WAITING;
    if (phase === AWAITING) return WAITING;
    if (phase === DONE) return BLOCKED;
    if (this.stops?.draining === true) return MAINTENANCE;
    return this.#closed ? PAUSED : STARVED;
  }

  /** Puts everything in line with on or off shift, up or down. */
  #update(): void {
    const halt = this.#down || (this.#off && this.#suspendsOffShift);
    if (halt !== this.#halted) {
      this.#halted = halt;
      if (halt) this.#suspend();
      else this.#resume();
    }
    for (const server of this.servers) this.clock.change(server, this.#stateOf(server));
    this.#open = this.#mayStart();
    this.port.room = 0;
    if (this.#open) this.kernel.flow.release(this.port, this.#idleCount());
  }

  #suspend(): void {
    for (const server of this.servers) if (!server.away) this.#suspendServer(server);
  }

  #resume(): void {
    for (const server of this.servers) if (!server.away) this.#resumeServer(server);
  }

  #suspendServer(server: Server): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    // It may be ramping up still.
    if (server.phase !== PROCESSING || !server.timer.pending) return;
    server.left = server.timer.time - kernel.now;
    kernel.calendar.cancel(server.timer);
    this.#stopWorking(server);
    if (kernel.trace !== undefined) kernel.log(this.port.index, "suspend", server.part);
    kernel.cause = cause;
  }

  /** @param silently without a line in the event log */
  #resumeServer(server: Server, silently = false): void {
    const kernel = this.kernel;
    const { cause } = kernel;
    if (server.phase !== PROCESSING) return;
    if (this.power !== undefined && this.#rampsUp(server, this.power)) return;
    if (kernel.trace !== undefined && !silently) kernel.log(this.port.index, "resume", server.part);
    const end = kernel.now + server.left;
    server.timer.time = end;
    kernel.schedule(server.timer);
    if (server.activity === WORKING) {
      this.#working++;
      this.stops?.work(end);
    }
    kernel.cause = cause;
  }

  /** Of the parts that wait: the one ready longest, the one of the first connection, or one that needs no setup. */
  #nextInput(): Link | undefined {
    const first = this.port.waitHead;
    if (this.inputPolicy === "exhaustive") return this.#withoutSetup() ?? first;
    if (this.ranking !== undefined) return this.#firstRanked(this.ranking);
    if (this.inputPolicy !== "priority") return first;
    let best = first;
    for (let link = first; link !== undefined; link = link.waitNext) {
      if (best === undefined || link.rank < best.rank) best = link;
    }
    return best;
  }

  /** Of those that wait the one with the smallest key, of equals the one that is ready longest. */
  #firstRanked(ranking: Evaluation<number>): Link | undefined {
    let best = this.port.waitHead;
    if (best === undefined) return undefined;
    let least = ranking(best.queue.head as Part);
    for (let link = best.waitNext; link !== undefined; link = link.waitNext) {
      const key = ranking(link.queue.head as Part);
      if (key < least) [best, least] = [link, key];
    }
    return best;
  }

  #withoutSetup(): Link | undefined {
    const server = this.single ?? this.idle.at(-1);
    if (server === undefined || this.job === undefined) return undefined;
    for (let link = this.port.waitHead; link !== undefined; link = link.waitNext) {
      if (this.job.isSetUpFor(server, link.queue.head as Part)) return link;
    }
    return undefined;
  }

  #fits(part: Pick<Part, "product">): boolean {
    const shift = this.shift;
    if (shift === undefined || shift.interruption !== "startIfFits") return true;
    const server = this.single ?? this.idle.at(-1);
    const cycle = this.cycleTimes.of(part).peek();
    const time =
      this.job === undefined || server === undefined
        ? (this.factor?.scale(cycle, part as Part) ?? cycle)
        : this.job.peek(server, part);
    const ramp = server === undefined ? 0 : (this.power?.rampLeft(server.code) ?? 0);
    return this.kernel.now + ramp + time <= shift.workingUntil();
  }
}

export function buildStation(element: Station, context: BuildContext): ElementModel {
  return isPlainStation(element, context.port)
    ? new PlainStation(element, context)
    : new StationModel(element, context);
}
