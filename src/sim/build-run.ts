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
import { watchDestinations } from "./kernel/fork-gate.ts";
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
import { RowJoints } from "./plain/row-joints.ts";
import { SavedParts } from "./saved-parts.ts";
import { ThroughputCounter } from "./statistics/throughput-series.ts";

/** Everything of one run; snapshots read and write it. */
export interface RunParts {
  readonly plant: Plant;
  readonly kernel: Kernel;
  readonly ports: readonly Port[];
  readonly portOf: ReadonlyMap<string, Port>;
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
  "milkRun",
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

type SharedContext = Omit<BuildContext, "port" | "power">;

class RunBuilder {
  readonly #plant: Plant;
  readonly #key: RunKey;
  readonly #further: FurtherModels | undefined;
  readonly #kernel: Kernel;
  readonly #ports: readonly Port[];
  readonly #portOf: ReadonlyMap<string, Port>;
  readonly #resourcePorts = new Map<string, Port>();
  readonly #products: ReadonlyMap<string, number>;
  readonly #calendars: ReadonlyMap<string, ShiftCalendar>;
  readonly #resources = new Map<string, ResourceModel>();
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
    this.#products = new Map(kernel.products.map((id, i) => [id, i]));
    this.#calendars = new Map(
      calendars.map((calendar) => [calendar.id, new ShiftCalendar(calendar, kernel)]),
    );
    this.#rules = new Rules(
      plant,
      kernel,
      (id) => defined(this.#portOf.get(id), `element ${id}`).node as ElementModel,
      parse,
    );
    this.#claims = new Claims(kernel);
    this.#series = new ThroughputCounter(kernel);
    this.#accounts = further?.accounts(plant, {
      kernel,
      calendar: (id) => defined(this.#calendars.get(id), `calendar ${id}`),
      timer: (id) => (owner, purpose, code) => this.#timer(id, owner, purpose, code),
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
    const warmupTimer = new Timer(this.#kernel.calendar, { onTimer: endWarmup }, "run", "warmup", 0);
    this.#timers.push(...Array.from(this.#calendars.values(), ({ timer }) => timer), warmupTimer);
    // Fleets need the pools and networks that they name.
    const ranked = resources.map((resource, i) => ({
      resource,
      port: new Port(elements.length + calendars.length + i, resource.id),
    }));
    const later = ({ resource }: (typeof ranked)[number]): number => (resource.kind === "fleet" ? 1 : 0);
    for (const { resource, port } of ranked.toSorted((a, b) => later(a) - later(b))) {
      this.#resourcePorts.set(resource.id, port);
      const build = defined(resourceTypeOf(resource, this.#further?.resources), resource.kind);
      const model = build(resource, {
        timer: (owner, purpose, code) => this.#timer(resource.id, owner, purpose, code),
        stream: (purpose) => this.#stream(resource.id, purpose),
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
    this.#further?.watchPointsOfUse(elements, this.#ports);
    this.#kernel.plain.reserve(elements.length);
    const models = elements.map((element, i) => this.#element(element, this.#ports[i] as Port));
    this.#kernel.plain.close();
    watchDestinations(this.#kernel, this.#ports);
    const inputs = Map.groupBy(
      this.#ports.flatMap(({ links }) => links),
      ({ to }) => to,
    );
    this.#ports.forEach((port, i) => models[i]?.meet?.(inputs.get(port) ?? []));
    this.#kernel.joints = new RowJoints(this.#kernel, this.#ports);
    return {
      plant: this.#plant,
      kernel: this.#kernel,
      ports: this.#ports,
      portOf: this.#portOf,
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
    const build = defined(typeOf(element, this.#further?.elements), element.kind);
    // What is the same for all is inherited: copied, it would be the largest part of most elements.
    const context: BuildContext = Object.assign(Object.create(this.#shared), {
      port,
      power: this.#accounts?.powerOf(port.id),
    });
    const model = build(element, context);
    port.node = model;
    return model;
  }

  #share(): SharedContext {
    const { elements } = this.#plant;
    const parts = new SavedParts(
      this.#kernel,
      this.#rules.attributes,
      (id) => defined(this.#portOf.get(id) ?? this.#resourcePorts.get(id), `source ${id}`),
      (id) => this.#product(id),
    );
    const timer = this.#timer.bind(this);
    const stream = this.#stream.bind(this);
    const claimOf = this.#claim.bind(this);
    return {
      plant: this.#plant,
      timer(this: BuildContext, owner, purpose, code) {
        return timer(this.port.id, owner, purpose, code);
      },
      stream(this: BuildContext, purpose) {
        return stream(this.port.id, purpose);
      },
      claim(this: BuildContext, claimant, purpose, code, needs, priority) {
        const { id, index } = this.port;
        const place = elements[index]?.placement ?? NOWHERE;
        return claimOf(id, this.port, place)(claimant, purpose, code, needs, priority);
      },
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
      into: (id) => this.#ports.flatMap(({ links }) => links.filter(({ to }) => to.id === id)),
      savePart: (part) => parts.save(part),
      restorePart: (state) => parts.restore(state),
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

  #timer(id: string, owner: TimerOwner, purpose: string, code: number): Timer {
    const timer = new Timer(this.#kernel.calendar, owner, id, purpose, code);
    this.#timers.push(timer);
    return timer;
  }

  #stream(id: string, purpose: string): RandomStream {
    return RandomStream.keyed(this.#key.seed, this.#key.replication, id, purpose);
  }

  #product(id: string): number {
    return defined(this.#products.get(id), `product ${id}`);
  }
}
