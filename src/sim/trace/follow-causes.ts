import { defined } from "../../base/assert.ts";
import { toSeconds } from "../../base/units.ts";
import type { Element } from "../../plant/schema.ts";
import {
  BLOCKED,
  FAILED,
  MAINTENANCE,
  PAUSED,
  SETUP,
  STARVED,
  type State,
  STATES,
  WAITING,
} from "../../plant/states.ts";
import type { RunParts } from "../build-run.ts";
import type { ElementModel } from "../elements/element.ts";
import type { Part } from "../kernel/parts.ts";
import type { Link, Port } from "../kernel/ports.ts";
import type { FleetModel } from "../resources/fleet.ts";
import { before, type Branch, end, preferred, rank, resource } from "./branch.ts";
import { type CauseChain, type CauseReason, type CauseStep, type Root, ROOT_CAUSES } from "./cause.ts";
import type { Condition, DeliveryStatus, Need } from "./condition.ts";
import {
  awayCause,
  fleetCause,
  type FleetCauses,
  offBy,
  trainCause,
  workersCause,
} from "./resource-causes.ts";

/** Root causes that hold up who has a card; what only takes its time does not: then there are too few cards. */
const HOLDS_CARDS = ROOT_CAUSES.indexOf("cards");

/**
 * Follows causes through a run as it stands: what an element waits for, what that waits for, and so on to the root
 * (SPEC Y1 to Y6). It reads the state that the run has anyway, so that nothing needs to be recorded. One file, because its
 * questions (own state, supply, room, control) ask one another.
 */
export class CauseFinder {
  readonly #run: RunParts;
  readonly #elements: ReadonlyMap<string, Element>;
  readonly #incoming = new Map<Port, Link[]>();
  /** Of the present question: what is being asked, and what was answered. */
  readonly #asked = new Set<Port>();
  readonly #answers = new Map<Port, Branch>();

  constructor(run: RunParts) {
    this.#run = run;
    this.#elements = new Map(run.plant.elements.map((element) => [element.id, element]));
    for (const port of run.ports) this.#incoming.set(port, []);
    for (const link of run.ports.flatMap(({ links }) => links)) this.#incoming.get(link.to)?.push(link);
  }

  /** Why an element is in the state that it is in; of several servers the first that does not work. */
  why(index: number): CauseChain {
    this.#run.kernel.joints?.sever();
    const port = defined(this.#run.ports[index], `element ${index}`);
    const conditions = this.#conditions(port);
    const idle = conditions.findIndex(({ state }) => STATES[state] !== "working");
    const { steps, root } = this.chain(index, Math.max(0, idle));
    return { element: port.id, time: toSeconds(this.#run.kernel.now), steps, root };
  }

  /** The chain from the state of one server of an element. */
  chain(index: number, server: number): Branch {
    const port = defined(this.#run.ports[index], `element ${index}`);
    this.#asked.clear();
    this.#answers.clear();
    this.#asked.add(port);
    if (this.#model(port).sourceCondition !== undefined) return this.#source(port);
    const conditions = this.#conditions(port);
    return this.#condition(port, conditions[server] ?? (conditions[0] as Condition));
  }

  /** Why the first part that is ready at an element stays there; undefined where none is. */
  heldAt(index: number): Branch | undefined {
    const port = defined(this.#run.ports[index], `element ${index}`);
    this.#asked.clear();
    this.#answers.clear();
    this.#asked.add(port);
    return this.#blockedBy(port);
  }

  /** Why the element does nothing for others: of several servers the one whose root cause is preferred. */
  #own(port: Port): Branch {
    const known = this.#answers.get(port);
    if (known !== undefined) return known;
    if (this.#asked.has(port)) return this.#circle(port);
    this.#asked.add(port);
    const branch =
      this.#model(port).sourceCondition === undefined
        ? (preferred(this.#conditions(port).map((condition) => this.#condition(port, condition))) as Branch)
        : this.#source(port);
    this.#asked.delete(port);
    // What ran into a circle may end elsewhere when it is asked from another side.
    if (branch.root.cause !== "circle") this.#answers.set(port, branch);
    return branch;
  }

  #condition(port: Port, condition: Condition): Branch {
    const { state, stop, claim, away } = condition;
    const step = (reason: CauseReason, more: Partial<CauseStep> = {}): CauseStep =>
      this.#step(port, reason, condition, more);
    const root = (cause: Root["cause"], detail?: string): Root => ({
      cause,
      id: port.id,
      ...(detail === undefined ? {} : { detail }),
    });
    switch (state) {
      case FAILED:
      case MAINTENANCE: {
        const detail = stop === undefined ? {} : { detail: stop.id };
        const own = step(state === FAILED ? "failed" : "maintained", detail);
        return stop?.crew === undefined
          ? end(own, root(state === FAILED ? "failure" : "maintenance", stop?.id))
          : before(own, workersCause(stop.crew));
      }
      case SETUP:
        return end(step("setup"), root("setup"));
      case PAUSED: {
        if (away !== undefined) return before(step("workersAway"), awayCause(away));
        const own = step(condition.closed === true ? "closed" : "offShift");
        const calendar = this.#calendarOf(port.id);
        return calendar === undefined ? end(own, root("break")) : before(own, offBy(calendar));
      }
      case WAITING: {
        if (claim !== undefined) return before(step("awaitsWorkers"), workersCause(claim));
        if (condition.rampsUpUntil !== undefined)
          return end(step("rampsUp", { until: toSeconds(condition.rampsUpUntil) }), root("rampUp"));
        return this.#fleet(port, step) ?? end(step("unknown"), root("unknown"));
      }
      case BLOCKED:
        return this.#blocked(port, step);
      case STARVED:
        return this.#element(port).kind === "milkRun"
          ? end(step("awaitsDeparture", this.#departure(port)), { cause: "timetable", id: port.id })
          : this.#starved(port, step("starved"));
      default:
        return this.#working(port, step);
    }
  }

  /** What is busy is a root cause by itself, unless parts only go through it. */
  #working(port: Port, step: (reason: CauseReason, more?: Partial<CauseStep>) => CauseStep): Branch {
    const { kind } = this.#element(port);
    if (kind === "station") return end(step("working"), { cause: "pace", id: port.id });
    if (kind === "storage") return end(step("craneBusy"), { cause: "travel", id: port.id });
    if (kind === "milkRun") return end(step("underWay"), { cause: "timetable", id: port.id });
    const elsewhere = this.#blockedBy(port);
    if (elsewhere !== undefined) return before(step("holds"), elsewhere);
    const waiting = this.#fleet(port, step);
    if (waiting !== undefined && port.waitHead !== undefined) return waiting;
    const travels = kind !== "buffer" && kind !== "batcher";
    // Where nothing more can come in now, what is on its way is what is waited for.
    if (travels && (port.room <= 0 || port.waitHead !== undefined))
      return end(step("underWay"), { cause: "travel", id: port.id });
    return this.#starved(port, step(kind === "batcher" ? "collects" : travels ? "underWay" : "missesPart"));
  }

  #blocked(port: Port, step: (reason: CauseReason, more?: Partial<CauseStep>) => CauseStep): Branch {
    const model = this.#model(port);
    // Only of a batcher: a station that is blocked may lack parts for the next as well.
    const needs = this.#element(port).kind === "batcher" ? (model.missing?.() ?? []) : [];
    if (needs.length > 0) return this.#missing(port, needs, step("missesPart", this.#detailOf(needs)));
    const reason = this.#element(port).kind === "buffer" ? "full" : "blocked";
    const [first] = port.queues.flatMap(({ head, count }) => (count > 0 && head !== undefined ? [head] : []));
    const own = step(reason, first === undefined ? {} : { detail: nameOf(first) });
    const branch = this.#blockedBy(port);
    if (branch !== undefined) return before(own, branch);
    if (port.links.length === 0)
      return before(own, end(resource("element", port.id, "noDestination"), { cause: "exit", id: port.id }));
    // A full store in which the product whose turn it is is missing.
    return this.#starved(port, own);
  }

  /** Why the first parts of its queues find no room; undefined when none waits. */
  #blockedBy(port: Port): Branch | undefined {
    const waiting = port.queues.filter(({ count, presented, copies }) => count > 0 && (presented || copies));
    const links = waiting.flatMap((queue) =>
      queue.copies ? queue.links.filter(({ to }) => to.room <= 0) : queue.links,
    );
    // A storage gives out nothing before there is room.
    if (links.length === 0 && this.#model(port).holdsStock?.() === true)
      links.push(...port.links.filter(({ to }) => to.room <= 0));
    return preferred(links.map((link) => this.#room(link)));
  }

  /** Why the destination does not take the first part that waits on the link. */
  #room(link: Link): Branch | undefined {
    const { to } = link;
    if (link.held) return this.#held(link);
    const model = this.#model(to);
    if (model.fleetId !== undefined && model.deliveryStatus === undefined) {
      if (this.#asked.has(to)) return this.#circle(to);
      this.#asked.add(to);
      const branch = this.#fleet(to, (reason, more) => this.#step(to, reason, undefined, more));
      this.#asked.delete(to);
      return branch;
    }
    return this.#cranes(to, "entry") ?? this.#own(to);
  }

  /** What the cranes of a storage do for those who wait for them on one side; undefined where nobody does, or it has none. */
  #cranes(port: Port, side: "entry" | "exit"): Branch | undefined {
    const conditions = this.#model(port).craneConditions?.(side) ?? [];
    return preferred(
      conditions.flatMap((condition) =>
        // A crane without work waits for room in the rack, not for time.
        condition.state === STARVED || condition.state === BLOCKED ? [] : [this.#condition(port, condition)],
      ),
    );
  }

  /** Why nothing comes in: what the element misses, or what those before it wait for. */
  #starved(port: Port, own: CauseStep): Branch {
    const held = this.#model(port).holdsStock?.() === true ? this.#blockedBy(port) : undefined;
    if (held !== undefined) return before({ ...own, reason: "holds" }, held);
    const needs = this.#model(port).missing?.() ?? [];
    if (needs.length > 0) return this.#missing(port, needs, { ...own, ...this.#detailOf(needs) });
    return this.#fromInputs(own, this.#incoming.get(port) ?? []);
  }

  #missing(port: Port, needs: readonly Need[], own: CauseStep): Branch {
    const links = (this.#incoming.get(port) ?? []).filter((link) =>
      needs.some(({ from, product }) => {
        const waits = link.queue.count > 0 && link.queue.presented && !link.held;
        // What waits there is not what is needed, or it would be taken.
        return (from === undefined || from === link.from.id) && !(waits && product === undefined);
      }),
    );
    return this.#fromInputs(own, links);
  }

  #fromInputs(own: CauseStep, links: readonly Link[]): Branch {
    if (links.length === 0)
      return before(own, end(resource("element", own.id, "noSource"), { cause: "supply", id: own.id }));
    const branch = preferred(links.map((link) => this.#supply(link)));
    return branch === undefined ? end(own, { cause: "unknown", id: own.id }) : before(own, branch);
  }

  /** Why nothing comes over the link; undefined when a part waits there that is not taken. */
  #supply(link: Link): Branch | undefined {
    const { from, queue } = link;
    if (queue.count > 0 && link.held) return this.#held(link);
    if (queue.count > 0 && queue.presented) return undefined;
    const delivery = this.#model(from).deliveryStatus?.(link.to.id);
    return delivery === undefined
      ? (this.#cranes(from, "exit") ?? this.#own(from))
      : this.#delivery(from, delivery);
  }

  /** Why a milk run has not brought what a point of use lacks (SPEC MR18). */
  #delivery(port: Port, status: DeliveryStatus): Branch | undefined {
    const own = (reason: CauseReason, more: Partial<CauseStep> = {}): CauseStep =>
      this.#step(port, reason, undefined, more);
    switch (status.reason) {
      case "onTrain":
      case "nextLap": {
        const { vehicle, stop, late = 0 } = status;
        const fleet = this.#fleetOf(port) as FleetModel;
        const train = trainCause(fleet, vehicle, port.id, this.#fleetCauses(fleet));
        const branch = late > 0 ? before(own("trainLate"), train) : train;
        return before(
          own(status.reason === "onTrain" ? "trainBrings" : "trainCollects", { detail: stop }),
          branch,
        );
      }
      case "notInStock":
        return before(own("notInStock", { detail: status.from }), this.#lacking(status.from));
      case "awaitsTrain":
        return this.#fleet(port, own);
      default:
        return this.#model(port).state() === PAUSED
          ? this.#own(port)
          : end(own("awaitsDeparture", untilOf(status.until)), { cause: "timetable", id: port.id });
    }
  }

  /** Why what is missing does not come to an element, whatever else is there. */
  #lacking(id: string): Branch {
    const port = defined(this.#run.portOf.get(id), `element ${id}`);
    if (this.#model(port).sourceCondition !== undefined) return this.#source(port);
    if (this.#asked.has(port)) return this.#circle(port);
    this.#asked.add(port);
    const branch = this.#fromInputs(this.#step(port, "missesPart"), this.#incoming.get(port) ?? []);
    this.#asked.delete(port);
    return branch;
  }

  #departure(port: Port): Partial<CauseStep> {
    const element = this.#element(port);
    const [first] = element.kind === "milkRun" ? element.deliveries : [];
    const status = first === undefined ? undefined : this.#model(port).deliveryStatus?.(first.to);
    return status?.reason === "awaitsDeparture" ? untilOf(status.until) : {};
  }

  /** The gate or loop that holds back the first part on a link. */
  #held(link: Link): Branch | undefined {
    const part = link.queue.head as Part;
    const shut = link.crossing?.gates.filter((gate) => !gate.admits(part)) ?? [];
    return preferred(shut.map(({ port }) => this.#control(port.id, part.product)));
  }

  #control(id: string, product: number | undefined): Branch {
    const control = this.#run.plant.resources?.find((one) => one.id === id);
    if (control?.kind === "gate")
      return end(resource("gate", id, "gateClosed", { detail: control.open }), { cause: "gate", id });
    const section = control !== undefined && "section" in control ? control.section : [];
    const detail = product === undefined ? {} : { detail: this.#run.kernel.products[product] as string };
    return this.#cards(resource("cards", id, "noneFree", detail), { cause: "cards", id }, section);
  }

  /** All cards are on parts: what holds these up, or too few cards where nothing does. */
  #cards(own: CauseStep, root: Root, section: readonly string[]): Branch {
    const holders = this.#run.ports.filter(
      (port) => port.content > 0 && section.includes(port.id) && !this.#asked.has(port),
    );
    const branch = preferred(holders.map((port) => this.#own(port)));
    return branch !== undefined && rank(branch) < HOLDS_CARDS ? before(own, branch) : end(own, root);
  }

  #source(port: Port): Branch {
    const { id } = port;
    const elsewhere = this.#blockedBy(port);
    if (elsewhere !== undefined) return before(resource("element", id, "blocked"), elsewhere);
    const condition = this.#model(port).sourceCondition?.() ?? { reason: "noArrival", next: Infinity };
    const own = (reason: CauseReason, more: Partial<CauseStep> = {}): CauseStep =>
      resource("element", id, reason, more);
    switch (condition.reason) {
      case "offShift": {
        const calendar = this.#calendarOf(id);
        return calendar === undefined
          ? end(own("offShift"), { cause: "break", id })
          : before(own("offShift"), offBy(calendar));
      }
      case "limit": {
        const inside = this.#run.plant.elements.filter(({ kind }) => kind !== "source" && kind !== "sink");
        const step = own("limit", { detail: String(condition.limit) });
        return this.#cards(
          step,
          { cause: "cards", id },
          inside.map((element) => element.id),
        );
      }
      case "noCard":
        return before(own("starved"), this.#control(condition.loop, undefined));
      default: {
        const until = condition.next === Infinity ? {} : { until: toSeconds(condition.next) };
        return end(own(condition.reason, until), {
          cause: condition.reason === "noOrder" ? "orders" : "supply",
          id,
        });
      }
    }
  }

  /** Why the vehicle that a transport waits for is not there; undefined where it waits for none. */
  #fleet(
    port: Port,
    step: (reason: CauseReason, more?: Partial<CauseStep>) => CauseStep,
  ): Branch | undefined {
    const fleet = this.#fleetOf(port);
    if (fleet === undefined) return undefined;
    return before(step("awaitsVehicle"), fleetCause(fleet, port.id, this.#fleetCauses(fleet)));
  }

  #fleetOf(port: Port): FleetModel | undefined {
    const { fleetId } = this.#model(port);
    return fleetId === undefined ? undefined : (this.#run.resources.get(fleetId) as FleetModel);
  }

  #fleetCauses(fleet: FleetModel): FleetCauses {
    const planned = this.#run.plant.resources?.find(({ id }) => id === fleet.port.id);
    const own = planned?.kind === "fleet" ? planned : undefined;
    return {
      chargers: own?.battery?.chargers.length ?? 0,
      network: own?.travel.by === "network" ? own.travel.network : undefined,
      held: (transport) => {
        const holder = this.#run.ports.find(({ id }) => id === transport);
        return holder === undefined ? undefined : this.#blockedBy(holder);
      },
    };
  }

  /** The chain comes back to where it has been: those in the circle wait for one another. */
  #circle(port: Port): Branch {
    const path = [...this.#asked];
    const others = path.slice(path.indexOf(port)).map(({ id }) => id);
    const root = { cause: "circle", id: others.toSorted().join(" ") } as const;
    return end(resource("element", port.id, "circle", { others }), root);
  }

  #step(port: Port, reason: CauseReason, condition?: Condition, more: Partial<CauseStep> = {}): CauseStep {
    const { part, state } = condition ?? {};
    return {
      subject: "element",
      id: port.id,
      reason,
      state: STATES[state ?? this.#model(port).state()] as State,
      ...(part === undefined ? {} : { detail: nameOf(part) }),
      ...(condition === undefined || condition.since < 0 ? {} : { since: toSeconds(condition.since) }),
      ...more,
    };
  }

  #conditions(port: Port): readonly Condition[] {
    const model = this.#model(port);
    return model.conditions?.() ?? [{ state: model.state(), since: -1 }];
  }

  #detailOf(needs: readonly Need[]): { detail?: string } {
    const names = needs.flatMap(({ product, from }) =>
      product === undefined
        ? from === undefined
          ? []
          : [from]
        : [this.#run.kernel.products[product] as string],
    );
    return names.length === 0 ? {} : { detail: names.join(", ") };
  }

  #calendarOf(id: string): string | undefined {
    const element = this.#elements.get(id);
    return element !== undefined && "calendar" in element ? element.calendar : undefined;
  }

  #element(port: Port): Element {
    return defined(this.#elements.get(port.id), `element ${port.id}`);
  }

  #model(port: Port): ElementModel {
    return defined(this.#run.models[port.index], `element ${port.id}`);
  }
}

function nameOf({ source, serial }: Part): string {
  return `${source.id}#${serial}`;
}

function untilOf(seconds: number | undefined): Partial<CauseStep> {
  return seconds === undefined ? {} : { until: seconds };
}
