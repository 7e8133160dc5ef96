import { defined } from "../base/assert.ts";
import { RandomStream } from "../base/random.ts";
import type { Fleet } from "../plant/resources/fleet.ts";
import type { WorkArea } from "../plant/footpaths/foot-graph.ts";
import type { Needs } from "../plant/resources/needs.ts";
import type { ExpressionParser } from "../plant/expressions/parse-expression.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import type { Accounts } from "./accounts/accounts.ts";
import type { BuildContext, ElementModel } from "./elements/element.ts";
import { typeOf } from "./elements/registry.ts";
import type { FurtherModels } from "./further-models.ts";
import { queueSharing } from "./elements/router.ts";
import { reservedDestinations } from "../plant/reserved-destinations.ts";
import { ShiftCalendar } from "./elements/shift-calendar.ts";
import { Timer, type TimerOwner } from "./kernel/event-calendar.ts";
import { Kernel } from "./kernel/kernel.ts";
import { restoreTraveller, saveTraveller } from "./kernel/traveller.ts";
import { BATCH, CARRIER, type Part, type PartExtra, type PartState, WORKPIECE } from "./kernel/parts.ts";
import { watchDestinations } from "./kernel/fork-gate.ts";
import { addToLoad, extraOf, loadOf } from "./kernel/loads.ts";
import { connectPorts, Port } from "./kernel/ports.ts";
import type { EventRecord } from "./kernel/trace.ts";
import { Claim, type Need } from "./resources/claim.ts";
import { Claims } from "./resources/claims.ts";
import type { CardLoop } from "./resources/card-loop.ts";
import type { FleetModel } from "./resources/fleet.ts";
import type { NetworkModel } from "./resources/network.ts";
import { resourceTypeOf } from "./resources/registry.ts";
import type { ResourceModel } from "./resources/resource.ts";
import { Rules } from "./rules/rules.ts";
import { freeWays, type Ways } from "./resources/ways.ts";
import { ThroughputCounter } from "./statistics/throughput-series.ts";

/** Everything of one run; snapshots read and write it. */
export interface RunParts {
  readonly plant: Plant;
  readonly kernel: Kernel;
  readonly ports: readonly Port[];
  readonly models: readonly ElementModel[];
  readonly calendars: ReadonlyMap<string, ShiftCalendar>;
  readonly resources: ReadonlyMap<string, ResourceModel>;
  readonly claims: Claims;
  /** Every claim that an element can make. */
  readonly claimSlots: readonly Claim[];
  readonly timers: readonly Timer[];
  readonly warmupTimer: Timer;
  readonly series: ThroughputCounter;
  /** Only where the plant has energy or costs. */
  readonly accounts: Accounts | undefined;
}

/** What a run may be given beside its plant. */
export interface RunGiven {
  readonly record?: (line: EventRecord) => void;
  readonly parse?: ExpressionParser;
  /** Only plants with models that are not in the registry need them. */
  readonly further?: FurtherModels;
}

export interface RunKey {
  readonly seed: number;
  readonly replication: number;
}

/** Kinds whose parts have a destination before they get there. */
const DECIDES_BEFORE: ReadonlySet<ElementKind> = new Set([
  "transport",
  "divert",
  "turntable",
  "transferCar",
  "sorter",
]);

/** Compiles a plant that has passed the checks into a run that stands at time 0. */
export function buildRun(plant: Plant, key: RunKey, endWarmup: () => void, given: RunGiven = {}): RunParts {
  return new RunBuilder(plant, key, given).build(endWarmup);
}

/** Of a resource without a place. */
const NOWHERE: WorkArea = { position: [0, 0, 0], size: [0, 0, 0] };

type SharedContext = Omit<BuildContext, "port" | "timer" | "stream" | "claim" | "power">;

class RunBuilder {
  readonly #plant: Plant;
  readonly #key: RunKey;
  readonly #further: FurtherModels | undefined;
  readonly #kernel: Kernel;
  readonly #ports: readonly Port[];
  readonly #portOf: ReadonlyMap<string, Port>;
  /** Where parts can come from: elements and resources. */
  readonly #makers: Map<string, Port>;
  readonly #products: ReadonlyMap<string, number>;
  readonly #calendars: ReadonlyMap<string, ShiftCalendar>;
  readonly #resources = new Map<string, ResourceModel>();
  readonly #models = new Map<string, ElementModel>();
  readonly #rules: Rules;
  readonly #claims: Claims;
  readonly #claimSlots: Claim[] = [];
  readonly #timers: Timer[] = [];
  readonly #series: ThroughputCounter;
  readonly #accounts: Accounts | undefined;
  /** Of every element's context what is the same for all: made once, since closures for each cost 1 kB an element. */
  readonly #shared: SharedContext;

  constructor(plant: Plant, key: RunKey, { record, parse, further }: RunGiven) {
    const { elements, calendars, products, resources = [] } = plant;
    const names = [
      ...elements.map(({ id }) => id),
      // No element can be called so.
      ...calendars.map(({ id }) => `/calendar/${id}`),
      ...resources.map(({ id }) => id),
      "/run",
    ];
    this.#plant = plant;
    this.#key = key;
    this.#further = further;
    const kernel = new Kernel(
      names,
      products.map(({ id }) => id),
      record,
    );
    this.#kernel = kernel;
    this.#ports = elements.map(({ id }, i) => new Port(i, id));
    this.#portOf = new Map(this.#ports.map((port) => [port.id, port]));
    this.#makers = new Map(this.#portOf);
    this.#products = new Map(kernel.products.map((id, i) => [id, i]));
    this.#calendars = new Map(
      calendars.map((calendar) => [calendar.id, new ShiftCalendar(calendar, kernel)]),
    );
    this.#rules = new Rules(plant, kernel, (id) => defined(this.#models.get(id), `element ${id}`), parse);
    this.#claims = new Claims(kernel);
    this.#series = new ThroughputCounter(kernel);
    this.#accounts = further?.accounts(plant, {
      kernel,
      calendar: (id) => defined(this.#calendars.get(id), `calendar ${id}`),
      timer: (id) => (owner, purpose, code) => this.#own(id).timer(owner, purpose, code),
    });
    this.#shared = this.#share();
  }

  build(endWarmup: () => void): RunParts {
    const { elements, connections, resources = [], calendars } = this.#plant;
    const portOf = (id: string): Port => defined(this.#portOf.get(id), `element ${id}`);
    connectPorts(
      this.#ports,
      connections.map(({ from, to }) => [portOf(from), portOf(to)] as const),
      // The destination of a load is fixed before it leaves.
      elements.map((element) =>
        DECIDES_BEFORE.has(element.kind)
          ? "perLink"
          : queueSharing("routing" in element ? element.routing : undefined),
      ),
      elements.map(reservedDestinations),
    );
    const warmupTimer = new Timer({ onTimer: endWarmup }, "run/warmup", 0);
    this.#timers.push(...Array.from(this.#calendars.values(), ({ timer }) => timer), warmupTimer);
    // Fleets need the pools and networks that they name.
    const ranked = resources.map((resource, i) => ({
      resource,
      port: new Port(elements.length + calendars.length + i, resource.id),
    }));
    const later = ({ resource }: (typeof ranked)[number]): number => (resource.kind === "fleet" ? 1 : 0);
    for (const { resource, port } of ranked.toSorted((a, b) => later(a) - later(b))) {
      this.#makers.set(resource.id, port);
      const build = defined(resourceTypeOf(resource, this.#further?.resources), resource.kind);
      const model = build(resource, {
        ...this.#own(resource.id),
        kernel: this.#kernel,
        claims: this.#claims,
        calendar: this.#shared.calendar,
        port,
        plant: this.#plant,
        claim: this.#claim(resource.id, port, resource.placement ?? NOWHERE),
        rules: this.#rules,
        ways: (fleet) => this.#ways(fleet),
        element: portOf,
        product: this.#shared.product,
        accounts: this.#accounts,
      });
      this.#resources.set(resource.id, model);
    }
    for (const resource of this.#resources.values()) resource.connect?.(this.#ports);
    const models = elements.map((element, i) => this.#element(element, this.#ports[i] as Port));
    watchDestinations(this.#kernel, this.#ports);
    const inputs = Map.groupBy(
      this.#ports.flatMap(({ links }) => links),
      ({ to }) => to,
    );
    this.#ports.forEach((port, i) => models[i]?.meet?.(inputs.get(port) ?? []));
    return {
      plant: this.#plant,
      kernel: this.#kernel,
      ports: this.#ports,
      models,
      calendars: this.#calendars,
      resources: this.#resources,
      claims: this.#claims,
      claimSlots: this.#claimSlots,
      timers: this.#timers,
      warmupTimer,
      series: this.#series,
      accounts: this.#accounts,
    };
  }

  #element(element: Plant["elements"][number], port: Port): ElementModel {
    const { id } = element;
    const build = defined(typeOf(element, this.#further?.elements), element.kind);
    const model = build(element, {
      ...this.#shared,
      ...this.#own(id),
      port,
      claim: this.#claim(id, port, element.placement),
      power: this.#accounts?.powerOf(id),
    });
    port.node = model;
    this.#models.set(id, model);
    return model;
  }

  #share(): SharedContext {
    return {
      plant: this.#plant,
      kernel: this.#kernel,
      claims: this.#claims,
      calendar: (calendar) => defined(this.#calendars.get(calendar), `calendar ${calendar}`),
      loop: (loop) => defined(this.#resources.get(loop), `loop ${loop}`) as CardLoop,
      fleet: (fleet) => defined(this.#resources.get(fleet), `fleet ${fleet}`) as FleetModel,
      product: (product) => this.#product(product),
      isCarrier: (product) =>
        (this.#plant.resources ?? []).some(
          (resource) => resource.kind === "carriers" && resource.product === product,
        ),
      rules: this.#rules,
      savePart: (part) => this.#savePart(part),
      restorePart: (state) => this.#restorePart(state),
      series: this.#series,
      hasDefects: this.#plant.elements.some((element) => "defects" in element),
    };
  }

  #claim(id: string, port: Port, site: WorkArea): BuildContext["claim"] {
    return (claimant, purpose, code, needs, priority = 0) => {
      const place = { name: `${id}/${purpose}`, code, owner: port.index, site, priority };
      const claim = new Claim(claimant, place, this.#needs(needs, id), this.#claims);
      this.#claimSlots.push(claim);
      if (claim.walk !== undefined) this.#timers.push(claim.walk);
      return claim;
    };
  }

  #ways(fleet: Fleet): Ways {
    const { travel } = fleet;
    if (travel.by === "network")
      return (defined(this.#resources.get(travel.network), `network ${travel.network}`) as NetworkModel).ways(
        fleet,
      );
    return freeWays(fleet, this.#kernel);
  }

  /** @param owner whose claim it is: a pool asks others, never itself */
  #needs(needs: Needs, owner: string): Need[] {
    return needs.map((need) => {
      const pools = "pool" in need ? [need.pool] : this.#skilled(need.skill).filter((pool) => pool !== owner);
      const options = pools.map((pool) => defined(this.#resources.get(pool)?.claimed, `workers ${pool}`));
      return { options, count: need.count ?? 1 };
    });
  }

  #skilled(skill: string): string[] {
    const pools = this.#plant.resources ?? [];
    return pools.flatMap((pool) =>
      pool.kind === "workers" && pool.skills?.includes(skill) === true ? [pool.id] : [],
    );
  }

  /** What is an element's or resource's own. */
  #own(id: string): Pick<BuildContext, "timer" | "stream"> {
    const { seed, replication } = this.#key;
    return {
      timer: (owner: TimerOwner, purpose, code) => {
        const timer = new Timer(owner, `${id}/${purpose}`, code);
        this.#timers.push(timer);
        return timer;
      },
      stream: (purpose) => RandomStream.keyed(seed, replication, id, purpose),
    };
  }

  #product(id: string): number {
    return defined(this.#products.get(id), `product ${id}`);
  }

  #savePart(part: Part): PartState {
    return {
      source: part.source.id,
      serial: part.serial,
      product: this.#kernel.products[part.product] as string,
      entered: part.entered,
      since: part.since,
      inside: part.inside,
      ...(part.traveller === undefined
        ? {}
        : { traveller: saveTraveller(part.traveller, this.#rules.attributes) }),
      ...(part.extra === undefined ? {} : this.#saveExtra(part, part.extra)),
    };
  }

  #saveExtra(part: Part, { count, role, own, defective, reworked }: PartExtra): Partial<PartState> {
    return {
      ...(count === 0 ? {} : { load: Array.from(loadOf(part), (held) => this.#savePart(held)) }),
      ...(role === WORKPIECE
        ? {}
        : { role: role === BATCH ? "batch" : "carrier", own: this.#kernel.products[own] as string }),
      ...(defective ? { defective } : {}),
      ...(reworked === 0 ? {} : { reworked }),
    };
  }

  #restorePart(state: PartState): Part {
    const source = defined(this.#makers.get(state.source), `source ${state.source}`);
    const part = this.#kernel.parts.create(source, state.serial, this.#product(state.product));
    part.entered = state.entered;
    part.since = state.since;
    part.inside = state.inside;
    if (state.traveller !== undefined)
      part.traveller = restoreTraveller(state.traveller, this.#rules.attributes);
    const { load, role, own, defective, reworked } = state;
    if (role !== undefined) {
      const extra = extraOf(part);
      extra.role = role === "batch" ? BATCH : CARRIER;
      extra.own = this.#product(own ?? state.product);
    }
    if (defective === true) extraOf(part).defective = true;
    if (reworked !== undefined) extraOf(part).reworked = reworked;
    for (const held of load ?? []) addToLoad(part, this.#restorePart(held));
    return part;
  }
}
