import { elementsIn } from "../expressions/elements-in.ts";
import { scopeOf } from "../expressions/scope.ts";
import { nearest } from "../nearest.ts";
import { type PathStep, type Report, rule, type Rule, steps } from "../rule.ts";
import type { Sequencing } from "../elements/sequencing.ts";
import type { Station } from "../elements/station.ts";
import type { Workers } from "../resources/workers.ts";
import type { Needs } from "../resources/needs.ts";
import type { Element, Resource } from "../schema.ts";
import { workTimes } from "../support.ts";
import { assignmentsOf, eachExpression } from "./each-expression.ts";
import { carrierReferences, materialReferences } from "./material-references.ts";
import type { PlantIndex } from "./plant-index.ts";

const DANGLING = rule("reference/dangling", "error");

const MISSPELT = rule("reference/misspelt", "error");

const PROVENANCE = rule("reference/provenance", "error");

export const REFERENCE_RULES: readonly Rule[] = [DANGLING, MISSPELT, PROVENANCE];

const WHAT = {
  element: { en: "element", de: "Das Element" },
  product: { en: "product", de: "Das Produkt" },
  calendar: { en: "calendar", de: "Den Kalender" },
  workers: { en: "pool of workers", de: "Die Werkergruppe" },
  loop: { en: "kanban loop or supermarket", de: "Den Kanban-Kreis oder Supermarkt" },
  attribute: { en: "attribute", de: "Das Merkmal" },
  footpaths: { en: "network of footpaths", de: "Die Fußwege" },
  skill: { en: "pool with the skill", de: "Eine Werkergruppe mit der Fähigkeit" },
  unit: { en: "unit of the hierarchy", de: "Die Einheit der Hierarchie" },
} as const;

const OMITTED = {
  element: "elements",
  product: "products",
  calendar: "calendars",
  workers: "resources",
  loop: "resources",
  attribute: "attributes",
  footpaths: "resources",
  skill: "resources",
  unit: "hierarchy",
} as const;

/** Words compared for suggestions in all; beyond it findings are made without one. */
const COMPARISON_BUDGET = 500_000;

/** Every id that names something names something that is there. */
export function checkReferences(index: PlantIndex, report: Report): void {
  new ReferenceChecker(index, report).check();
}

class ReferenceChecker {
  readonly #index: PlantIndex;
  readonly #report: Report;
  readonly #units: ReadonlySet<string>;
  readonly #workers: ReadonlySet<string>;
  readonly #attributes: ReadonlySet<string>;
  readonly #footpaths: ReadonlySet<string>;
  readonly #skills: ReadonlySet<string>;
  readonly #loops: ReadonlySet<string>;
  #comparisons = COMPARISON_BUDGET;

  constructor(index: PlantIndex, report: Report) {
    this.#index = index;
    this.#report = report;
    this.#units = new Set(index.plant.hierarchy.map((unit) => unit.id));
    const pools = (index.plant.resources ?? []).filter(({ kind }) => kind === "workers");
    this.#workers = new Set(pools.map(({ id }) => id));
    this.#footpaths = new Set(
      (index.plant.resources ?? []).flatMap(({ kind, id }) => (kind === "footpaths" ? [id] : [])),
    );
    const loops = (index.plant.resources ?? []).filter(
      ({ kind }) => kind === "kanban" || kind === "supermarket",
    );
    this.#loops = new Set(loops.map(({ id }) => id));
    this.#attributes = new Set((index.plant.attributes ?? []).map(({ id }) => id));
    this.#skills = new Set(pools.flatMap((pool) => (pool.kind === "workers" ? (pool.skills ?? []) : [])));
  }

  check(): void {
    const { plant } = this.#index;
    for (const [i, { from, to }] of plant.connections.entries()) {
      this.#name("element", from, ["connections", i, "from"]);
      this.#name("element", to, ["connections", i, "to"]);
    }
    for (const [i, { parent }] of plant.hierarchy.entries())
      this.#name("unit", parent, ["hierarchy", i, "parent"]);
    for (const [i, element] of plant.elements.entries()) this.#element(element, ["elements", i]);
    for (const [i, resource] of (plant.resources ?? []).entries()) {
      this.#name("unit", resource.parent, ["resources", i, "parent"]);
      if ("calendar" in resource) this.#name("calendar", resource.calendar, ["resources", i, "calendar"]);
      this.#provenance(resource, ["resources", i]);
      for (const [what, id, place] of carrierReferences(resource))
        this.#name(what, id, ["resources", i, ...place]);
      this.#control(resource, ["resources", i]);
      if (resource.kind === "workers") this.#pool(resource, ["resources", i]);
      if (resource.kind !== "fleet") continue;
      this.#needs(resource.drivers, ["resources", i, "drivers"]);
      for (const [f, { workers }] of (resource.failures ?? []).entries())
        this.#needs(workers, ["resources", i, "failures", f, "workers"]);
    }
    for (const [i, { serves = [] }] of (plant.layout?.routes ?? []).entries()) {
      for (const [k, id] of serves.entries()) this.#name("element", id, ["layout", "routes", i, "serves", k]);
    }
    if (plant.layout !== undefined) this.#provenance(plant.layout, ["layout"]);
    for (const [i, load] of (plant.energy?.loads ?? []).entries()) {
      this.#name("unit", load.parent, ["energy", "loads", i, "parent"]);
      this.#name("calendar", load.calendar, ["energy", "loads", i, "calendar"]);
    }
    for (const member of ["energy", "costs"] as const) this.#provenance(plant[member] ?? {}, [member]);
    for (const [i, line] of (plant.balance ?? []).entries()) this.#balance(line, ["balance", i]);
    this.#provenance(plant, []);
    for (const [i, product] of plant.products.entries()) {
      this.#provenance(product, ["products", i]);
      this.#keys("attribute", product.attributes ?? {}, ["products", i, "attributes"]);
    }
    eachExpression(plant, ({ text, type, standing }, path) => {
      for (const id of elementsIn(text, scopeOf(plant.attributes ?? [], standing), type))
        this.#name("element", id, path);
    });
    for (const [i, calendar] of plant.calendars.entries()) this.#provenance(calendar, ["calendars", i]);
  }

  #element(element: Element, path: readonly PathStep[]): void {
    this.#name("unit", element.parent, [...path, "parent"]);
    this.#provenance(element, path);
    if ("calendar" in element) this.#name("calendar", element.calendar, [...path, "calendar"]);
    for (const { member, given } of assignmentsOf(element)) this.#keys("attribute", given, [...path, member]);
    if ("routing" in element) this.#routing(element.routing, [...path, "routing"]);
    if (element.kind === "source") this.#source(element, path);
    if (element.kind === "storage") this.#storage(element, path);
    if (element.kind === "station") this.#station(element, path);
    this.#neighbours(element, path);
    for (const [what, id, place] of materialReferences(element)) this.#name(what, id, [...path, ...place]);
    if ("failures" in element) {
      for (const [f, { workers }] of (element.failures ?? []).entries())
        this.#needs(workers, [...path, "failures", f, "workers"]);
      for (const [m, { workers }] of (element.maintenance ?? []).entries())
        this.#needs(workers, [...path, "maintenance", m, "workers"]);
    }
    if (element.kind === "buffer" && typeof element.discipline === "object") {
      const { discipline } = element;
      if ("priority" in discipline)
        this.#keys("product", discipline.priority, [...path, "discipline", "priority"]);
      else if ("sequence" in discipline) {
        for (const [k, id] of discipline.sequence.entries())
          this.#name("product", id, [...path, "discipline", "sequence", k]);
      } else if ("rule" in discipline)
        this.#name("element", discipline.station, [...path, "discipline", "station"]);
    }
    if (
      element.kind === "station" &&
      typeof element.inputPolicy === "object" &&
      "rule" in element.inputPolicy
    )
      this.#name("element", element.inputPolicy.station, [...path, "inputPolicy", "station"]);
  }

  /** Where neighbours are. */
  #neighbours(element: Element, path: readonly PathStep[]): void {
    if (element.kind === "merge") this.#keys("element", element.inlets ?? {}, [...path, "inlets"]);
    if (element.kind === "divert") this.#name("element", element.initial, [...path, "initial"]);
    if (element.kind === "turntable") this.#keys("element", element.angles, [...path, "angles"]);
    if (element.kind === "transferCar") this.#keys("element", element.stops, [...path, "stops"]);
    if (element.kind !== "sorter") return;
    this.#keys("element", element.inductions, [...path, "inductions"]);
    this.#keys("element", element.chutes, [...path, "chutes"]);
    this.#name("element", element.overflow, [...path, "overflow"]);
  }

  #station(station: Station, path: readonly PathStep[]): void {
    for (const { path: place, time } of workTimes(station)) {
      if (typeof time === "object" && "byProduct" in time)
        this.#keys("product", time.byProduct, [...path, ...place, "byProduct"]);
    }
    this.#needs(station.workers, [...path, "workers"]);
    for (const member of ["before", "after"] as const) {
      for (const [i, { workers }] of (station[member] ?? []).entries())
        this.#needs(workers, [...path, member, i, "workers"]);
    }
    const { setup } = station;
    if (setup === undefined) return;
    this.#needs(setup.workers, [...path, "setup", "workers"]);
    const { families = {} } = setup;
    this.#keys("product", families, [...path, "setup", "families"]);
    const known = new Set(Object.values(families));
    const name = (id: string, place: readonly PathStep[]): void => {
      if (!known.has(id)) this.#name("product", id, [...path, "setup", ...place]);
    };
    if (setup.initial !== undefined) name(setup.initial, ["initial"]);
    for (const [from, times] of Object.entries(setup.times)) {
      name(from, ["times", from]);
      for (const to of Object.keys(times)) name(to, ["times", from, to]);
    }
  }

  #pool({ walking, breaks, replacement }: Workers, path: readonly PathStep[]): void {
    this.#name("footpaths", walking?.footpaths, [...path, "walking", "footpaths"]);
    this.#name("workers", breaks?.relief?.pool, [...path, "breaks", "relief", "pool"]);
    if (replacement === undefined) return;
    if ("pool" in replacement) this.#name("workers", replacement.pool, [...path, "replacement", "pool"]);
    else this.#name("skill", replacement.skill, [...path, "replacement", "skill"]);
  }

  #storage(storage: Extract<Element, { kind: "storage" }>, path: readonly PathStep[]): void {
    const { assignment, retrieval, crane } = storage;
    if (assignment?.by === "classes")
      for (const [z, { products }] of assignment.zones.entries())
        for (const [k, id] of products.entries())
          this.#name("product", id, [...path, "assignment", "zones", z, "products", k]);
    if (assignment?.by === "fixed")
      this.#keys("product", assignment.places, [...path, "assignment", "places"]);
    for (const [k, id] of (retrieval?.sequence ?? []).entries())
      this.#name("product", id, [...path, "retrieval", "sequence", k]);
    for (const [f, { workers }] of (crane.failures ?? []).entries())
      this.#needs(workers, [...path, "crane", "failures", f, "workers"]);
  }

  #needs(needs: Needs | undefined, path: readonly PathStep[]): void {
    for (const [i, need] of (needs ?? []).entries()) {
      if ("pool" in need) this.#name("workers", need.pool, [...path, i, "pool"]);
      else this.#name("skill", need.skill, [...path, i, "skill"]);
    }
  }

  #balance(line: NonNullable<PlantIndex["plant"]["balance"]>[number], path: readonly PathStep[]): void {
    for (const [i, id] of line.stations.entries()) this.#name("element", id, [...path, "stations", i]);
    this.#keys("product", line.mix ?? {}, [...path, "mix"]);
    this.#provenance(line, path);
    for (const [i, task] of line.tasks.entries()) {
      this.#keys("product", task.timeByProduct ?? {}, [...path, "tasks", i, "timeByProduct"]);
      this.#provenance(task, [...path, "tasks", i]);
    }
  }

  #source(source: Extract<Element, { kind: "source" }>, path: readonly PathStep[]): void {
    const { arrivals, products } = source;
    if (arrivals.mode === "schedule") {
      for (const [i, { product }] of arrivals.entries.entries()) {
        this.#name("product", product, [...path, "arrivals", "entries", i, "product"]);
      }
    }
    if (arrivals.mode === "orders") {
      for (const [i, { product, attributes }] of arrivals.orders.entries()) {
        const place = [...path, "arrivals", "orders", i];
        this.#name("product", product, [...place, "product"]);
        this.#keys("attribute", attributes ?? {}, [...place, "attributes"]);
      }
      this.#families(arrivals.sequence, [...path, "arrivals", "sequence"]);
    }
    if (products?.order === "pull") this.#name("loop", products.loop, [...path, "products", "loop"]);
    if (products?.order === "mix") {
      this.#keys("product", products.quantities, [...path, "products", "quantities"]);
      this.#families(products.sequence, [...path, "products", "sequence"]);
    }
    if (products?.order === "random")
      this.#keys("product", products.weights, [...path, "products", "weights"]);
    if (products?.order === "cyclic") {
      for (const [i, id] of products.sequence.entries())
        this.#name("product", id, [...path, "products", "sequence", i]);
    }
  }

  #control(resource: Resource, path: readonly PathStep[]): void {
    if (resource.kind === "gate")
      for (const [k, id] of resource.into.entries()) this.#name("element", id, [...path, "into", k]);
    if ("section" in resource)
      for (const [k, id] of resource.section.entries()) this.#name("element", id, [...path, "section", k]);
    if (resource.kind === "kanban") this.#keys("product", resource.cards, [...path, "cards"]);
    if (resource.kind === "supermarket") this.#keys("product", resource.stock, [...path, "stock"]);
  }

  #families(sequence: Sequencing | undefined, path: readonly PathStep[]): void {
    if (sequence?.by === "campaign") this.#keys("product", sequence.families ?? {}, [...path, "families"]);
  }

  #routing(routing: Extract<Element, { kind: "station" }>["routing"], path: readonly PathStep[]): void {
    if (routing?.policy === "probability") this.#keys("element", routing.weights, [...path, "weights"]);
    if (routing?.policy === "expression") {
      for (const [i, { to }] of routing.rules.entries())
        this.#name("element", to, [...path, "rules", i, "to"]);
      this.#name("element", routing.otherwise, [...path, "otherwise"]);
    }
    if (routing?.policy !== "byProduct") return;
    this.#keys("product", routing.map, [...path, "map"]);
    for (const [product, target] of Object.entries(routing.map))
      this.#name("element", target, [...path, "map", product]);
  }

  #keys(what: keyof typeof WHAT, record: Readonly<Record<string, unknown>>, path: readonly PathStep[]): void {
    for (const id of Object.keys(record)) this.#name(what, id, [...path, id]);
  }

  #name(what: keyof typeof WHAT, id: string | undefined, path: readonly PathStep[]): void {
    if (id === undefined) return;
    const known = this.#known(what);
    if (known.has(id) || this.#index.omitted?.[OMITTED[what]].has(id) === true) return;
    this.#comparisons -= known.size;
    const near = this.#comparisons < 0 ? undefined : nearest(id, known.keys());
    if (near === undefined) this.#report(DANGLING, path, { what: WHAT[what], id });
    else this.#report(MISSPELT, path, { what: WHAT[what], id, near });
  }

  #known(what: keyof typeof WHAT): ReadonlySet<string> | ReadonlyMap<string, number> {
    if (what === "element") return this.#index.elements;
    if (what === "product") return this.#index.products;
    if (what === "workers") return this.#workers;
    if (what === "footpaths") return this.#footpaths;
    if (what === "loop") return this.#loops;
    if (what === "attribute") return this.#attributes;
    if (what === "skill") return this.#skills;
    return what === "calendar" ? this.#index.calendars : this.#units;
  }

  #provenance(
    owner: { readonly provenance?: Record<string, unknown> | undefined },
    path: readonly PathStep[],
  ): void {
    for (const name of Object.keys(owner.provenance ?? {})) {
      if (!resolves(owner, name)) this.#report(PROVENANCE, [...path, "provenance", name], { pointer: name });
    }
  }
}

function resolves(owner: object, pointer: string): boolean {
  let value: unknown = owner;
  for (const step of steps(pointer)) {
    if (typeof value !== "object" || value === null) return false;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value !== undefined;
}
