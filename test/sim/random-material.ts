import { readPlant } from "../../src/plant/read.ts";
import type { Element, Plant, Resource } from "../../src/plant/schema.ts";
import { batcher, buffer, carriers, sink, station, unbatcher } from "./plants.ts";
import { Dice, duration, middle, pool, randomCalendars, source } from "./random-plant.ts";

const PRODUCTS = ["a", "b"] as const;

/** Grows a chain stage by stage; each stage puts parts together, takes them apart, judges or carries them. */
class Chain {
  readonly elements: Element[] = [];
  readonly connections: { from: string; to: string }[] = [];
  readonly resources: Resource[] = [];
  readonly products: string[] = [...PRODUCTS];
  readonly #dice: Dice;
  readonly #calendars: ReturnType<typeof randomCalendars>;
  readonly #pools: readonly string[];
  /** Elements that the next stage takes parts from. */
  #ends: string[] = [];
  #count = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#calendars = randomCalendars(dice);
    this.#pools = ["p", "q"].slice(0, dice.whole(0, 2));
    this.resources.push(...this.#pools.map((id) => pool(dice, id, this.#calendars)));
    for (let i = dice.whole(1, 2); i > 0; i--) {
      this.#ends.push(this.#add(source(dice, `in${i}`, PRODUCTS, this.#calendars)));
    }
  }

  get calendars(): ReturnType<typeof randomCalendars> {
    return this.#calendars;
  }

  grow(): void {
    const stages = [
      () => this.#plain(),
      () => this.#batch(),
      () => this.#oven(),
      () => this.#inspect(),
      () => this.#fork(),
      () => this.#cut(),
      () => this.#join(),
      () => this.#pallets(),
    ];
    this.#dice.one(stages)();
  }

  end(): void {
    this.#append(sink("out"));
  }

  #id(name: string): string {
    return `${name}${this.#count++}`;
  }

  #add(element: Element): string {
    this.elements.push(element);
    return element.id;
  }

  /** The element takes parts from all ends and becomes the only one. */
  #append(element: Element): string {
    this.#add(element);
    for (const from of this.#ends) this.connections.push({ from, to: element.id });
    this.#ends = [element.id];
    return element.id;
  }

  #middle(name: string): Element {
    return middle(this.#dice, this.#id(name), PRODUCTS, this.#calendars, this.#pools);
  }

  #store(capacity = 8): string {
    return this.#append(buffer(this.#id("store"), this.#dice.chance(0.7) ? { capacity } : {}));
  }

  /** A station like any other, with more. */
  #station(name: string, more: Partial<Extract<Element, { kind: "station" }>>): Element {
    for (;;) {
      const made = this.#middle(name);
      if (made.kind === "station") return { ...made, ...more };
    }
  }

  #plain(): void {
    this.#append(this.#middle("m"));
  }

  #batch(): void {
    const dice = this.#dice;
    this.#append(
      batcher(this.#id("pack"), dice.whole(1, 4), {
        ...(dice.chance(0.6) ? { timeout: dice.whole(1, 40) } : {}),
        ...(dice.chance(0.5) ? { group: "product" as const } : {}),
      }),
    );
    this.#append(this.#middle("m"));
    if (dice.chance(0.7)) this.#append(unbatcher(this.#id("unpack")));
  }

  #oven(): void {
    this.#store();
    const inputs = [{ quantity: this.#dice.whole(1, 3) }];
    this.#append(this.#station("oven", { assembly: { bills: [{ inputs }], output: "all" } }));
  }

  #inspect(): void {
    const dice = this.#dice;
    const queue = this.#store(20);
    this.#append(this.#station("work", { defects: dice.one([0.1, 0.5, { byProduct: { a: 0.9 } }]) }));
    const rework = dice.chance(0.7) ? { rework: { to: queue, limit: dice.whole(1, 3) } } : {};
    const scrap = dice.chance(0.3) ? { scrap: this.#add(sink(this.#id("bin"))) } : {};
    const check = this.#append(
      this.#station("check", {
        inspection: { falseReject: dice.one([0, 0.1]), missed: dice.one([0, 0.2]), ...rework, ...scrap },
      }),
    );
    if (rework.rework !== undefined) this.connections.push({ from: check, to: queue });
    if (scrap.scrap !== undefined) this.connections.push({ from: check, to: scrap.scrap });
  }

  #fork(): void {
    this.#append(buffer(this.#id("fork"), { routing: { policy: "copyAll" } }));
    const from = this.#ends;
    const ends: string[] = [];
    for (let i = this.#dice.whole(2, 3); i > 0; i--) {
      this.#ends = from;
      ends.push(this.#append(this.#middle("branch")));
    }
    this.#ends = ends;
  }

  #cut(): void {
    const bill = [{ product: "a", quantity: this.#dice.whole(1, 2) }];
    const disassembly = this.#dice.one([{}, { bill }, { bill, remainder: "b" }]);
    this.#append(this.#station("cut", { disassembly }));
  }

  #join(): void {
    this.#store();
    const quantity = this.#dice.whole(1, 3);
    const one = { inputs: [{ quantity }] };
    const two = { inputs: [{ product: "a" }, { product: "b", quantity }], product: "b" };
    this.#append(this.#station("join", { assembly: { bills: this.#dice.one([[one], [two, one]]) } }));
  }

  #pallets(): void {
    const dice = this.#dice;
    const product = this.#id("pallet");
    this.products.push(product);
    const home = this.#id("home");
    const quantity = dice.whole(1, 2);
    this.#store();
    const from = this.#ends;
    const mount = this.#append(
      dice.chance(0.5)
        ? this.#station("mount", {
            assembly: { bills: [{ inputs: [{ product }, ...from.map((id) => ({ from: id, quantity }))] }] },
          })
        : batcher(this.#id("mount"), quantity, { container: product, timeout: 30 }),
    );
    this.#append(this.#middle("m"));
    const off = this.#id("off");
    const onward = this.#middle("m");
    const routing = { policy: "byProduct" as const, map: { a: onward.id, b: onward.id, [product]: home } };
    this.#append(
      dice.chance(0.5)
        ? station(off, duration(dice, 4), { disassembly: {}, routing })
        : unbatcher(off, { routing }),
    );
    this.#append(onward);
    this.#add(buffer(home));
    this.connections.push({ from: off, to: home }, { from: home, to: mount });
    this.resources.push(carriers(product, dice.whole(1, 4), home, { capacity: 4 }));
  }
}

/** A random plant of assembly, batches, carriers and quality that passes all checks; undefined when the dice made one that does not. */
export function randomMaterialPlant(seed: number): Plant | undefined {
  const chain = new Chain(new Dice(seed));
  for (let stages = 2 + (seed % 4); stages > 0; stages--) chain.grow();
  chain.end();
  const { elements, connections, resources, products, calendars } = chain;
  const read = readPlant(
    JSON.stringify({
      format: "taktwerk-plant",
      version: 1,
      id: `material-${seed}`,
      name: `Random plant ${seed}`,
      attributes: [
        { id: "weight", type: "number", default: 5 },
        { id: "mark", type: "text" },
      ],
      products: products.map((id) => ({ id })),
      calendars,
      elements,
      ...(resources.length === 0 ? {} : { resources }),
      connections,
      run: { horizon: 1e6 },
    }),
  );
  return read.ok ? read.value.plant : undefined;
}
