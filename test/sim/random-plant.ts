import { RandomStream } from "../../src/base/random.ts";
import type { Duration } from "../../src/plant/distribution.ts";
import type { Routing } from "../../src/plant/elements/common.ts";
import type { FailureMode } from "../../src/plant/elements/failure.ts";
import type { Maintenance } from "../../src/plant/elements/maintenance.ts";
import type { Phase, Station } from "../../src/plant/elements/station.ts";
import { readPlant } from "../../src/plant/read.ts";
import type { Needs } from "../../src/plant/resources/needs.ts";
import type { Calendar, Element, Plant, Resource } from "../../src/plant/schema.ts";
import {
  arrivals,
  buffer,
  calendar,
  conveyor,
  failure,
  saturated,
  schedule,
  sink,
  station,
  workers,
} from "./plants.ts";

/** Draws for one random plant; the same seed makes the same plant. */
export class Dice {
  readonly #stream: RandomStream;

  constructor(seed: number) {
    this.#stream = RandomStream.keyed(seed, 0, "random-plant", "shape");
  }

  chance(share: number): boolean {
    return this.#stream.nextUniform() < share;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#stream.nextUniform() * (to - from + 1));
  }

  one<T>(values: readonly T[]): T {
    return values[this.whole(0, values.length - 1)] as T;
  }
}

/** Whole seconds as often as not, so that much happens at the same instant. */
export function duration(dice: Dice, mean: number, zero = true): Duration {
  switch (dice.whole(0, zero ? 6 : 5)) {
    case 0:
    case 1:
      return dice.whole(1, 2 * mean);
    case 2:
      return { dist: "exponential", mean };
    case 3:
      return { dist: "uniform", min: mean / 2, max: 2 * mean };
    case 4:
      return { dist: "empirical", values: [mean, 2 * mean, 1], weights: [2, 1, 1] };
    case 5:
      return { dist: "triangular", min: 1, mode: mean, max: 2 * mean + 1 };
    default:
      return dice.one<Duration>([0, { dist: "empirical", values: [0, mean] }]);
  }
}

function failures(dice: Dice, pools: readonly string[]): { failures?: FailureMode[] } {
  if (dice.chance(0.5)) return {};
  return {
    failures: Array.from({ length: dice.whole(1, 2) }, (_, i) => ({
      ...failure(
        `f${i}`,
        dice.one(["busy", "calendar"] as const),
        duration(dice, dice.one([15, 60, 300]), false),
        dice.chance(0.1) ? 0 : duration(dice, 8, false),
      ),
      ...(pools.length > 0 && dice.chance(0.5) ? { workers: [{ pool: dice.one(pools) }] } : {}),
    })),
  };
}

function steps(dice: Dice, products: readonly string[], pools: readonly string[]): Partial<Station> {
  const needs = (): { workers?: Needs } =>
    pools.length > 0 && dice.chance(0.6) ? { workers: [{ pool: dice.one(pools) }] } : {};
  const phases = (): Phase[] =>
    Array.from({ length: dice.whole(1, 2) }, () => ({ time: duration(dice, 3), ...needs() }));
  return {
    ...(dice.chance(0.5) ? needs() : {}),
    ...(dice.chance(0.2) ? { before: phases() } : {}),
    ...(dice.chance(0.2) ? { after: phases() } : {}),
    ...(dice.chance(0.2) ? { workerPriority: dice.whole(0, 2) } : {}),
    ...(dice.chance(0.25)
      ? {
          setup: {
            times: { [dice.one(products)]: { [dice.one(products)]: duration(dice, 4) } },
            ...(dice.chance(0.5) ? { default: duration(dice, 3) } : {}),
            ...(dice.chance(0.5) ? { initial: dice.one(products) } : {}),
            ...needs(),
          },
        }
      : {}),
  };
}

function shift(dice: Dice, calendars: readonly Calendar[]): { calendar?: string } {
  return calendars.length > 0 && dice.chance(0.4) ? { calendar: dice.one(calendars).id } : {};
}

export function pool(dice: Dice, id: string, calendars: readonly Calendar[]): Resource {
  const on = shift(dice, calendars);
  return workers(id, dice.whole(1, 3), {
    ...on,
    ...(on.calendar !== undefined && dice.chance(0.3) ? { absence: 0.2 } : {}),
    ...(dice.chance(0.3) ? { walking: { speed: dice.one([0.5, 1]) } } : {}),
    ...(dice.chance(0.5) ? { skills: ["skill"] } : {}),
  });
}

function maintenance(dice: Dice, pools: readonly string[]): { maintenance?: Maintenance[] } {
  if (dice.chance(0.75)) return {};
  const common = {
    id: "m",
    duration: duration(dice, 6),
    ...(dice.chance(0.4) ? { between: true } : {}),
    ...(dice.chance(0.3) ? { renewsFailures: true } : {}),
    ...(pools.length > 0 && dice.chance(0.3) ? { workers: [{ pool: dice.one(pools) }] } : {}),
  };
  const interval = dice.whole(20, 200);
  return {
    maintenance: [
      dice.one<Maintenance>([
        { clock: "calendar", ...common, interval, first: dice.whole(0, 90) },
        { clock: "busy", ...common, interval },
        { clock: "count", ...common, parts: dice.whole(1, 12) },
      ]),
    ],
  };
}

function routing(dice: Dice, targets: readonly string[], products: readonly string[]): { routing?: Routing } {
  if (targets.length < 2 || dice.chance(0.2)) return {};
  const policy = dice.one([
    "firstAvailable",
    "roundRobin",
    "roundRobinSkip",
    "shortestQueue",
    "probability",
    "byProduct",
    "expression",
  ] as const);
  if (policy === "expression") {
    const when = dice.one([
      "part.serial % 3 == 1",
      "part.attributes.weight > 4 || part.product == 'b'",
      "time - part.due > 20",
      "part.attributes.mark.startsWith('x')",
      `content("${dice.one(targets)}") > 1`,
    ]);
    return { routing: { policy, rules: [{ when, to: dice.one(targets) }], otherwise: dice.one(targets) } };
  }
  if (policy === "probability")
    return { routing: { policy, weights: Object.fromEntries(targets.map((id) => [id, dice.whole(1, 4)])) } };
  if (policy === "byProduct")
    return { routing: { policy, map: Object.fromEntries(products.map((id) => [id, dice.one(targets)])) } };
  return { routing: { policy } };
}

export function source(
  dice: Dice,
  id: string,
  products: readonly string[],
  calendars: readonly Calendar[],
): Element {
  const more = {
    ...shift(dice, calendars),
    ...(dice.chance(0.3) ? { flowAllowance: dice.whole(5, 60) } : {}),
    ...(dice.chance(0.3)
      ? {
          attributes: {
            weight: dice.one([
              { dist: "uniform", min: 0, max: 9 },
              { expression: "part.serial % 7" },
            ] as const),
            mark: { expression: "part.attributes.weight > 3 ? 'x' : 'y'" },
          },
        }
      : {}),
    ...(dice.chance(0.5)
      ? {
          products: {
            order: "cyclic" as const,
            sequence: Array.from({ length: 4 }, () => dice.one(products)),
          },
        }
      : {}),
    ...(dice.chance(0.3)
      ? {
          products: {
            order: "random" as const,
            weights: Object.fromEntries(products.map((p) => [p, dice.whole(1, 3)])),
          },
        }
      : {}),
  };
  switch (dice.whole(0, 6)) {
    case 5:
    case 6: {
      const element = saturated(id, more) as Extract<Element, { kind: "source" }>;
      const orders = Array.from({ length: dice.whole(1, 30) }, (_, i) => ({
        id: `o${i}`,
        product: dice.one(products),
        quantity: dice.whole(1, 5),
        release: 40 * dice.whole(0, 9),
        due: 400 + dice.whole(0, 600),
        priority: dice.whole(-1, 1),
        attributes: { mark: dice.one(["x", "y"]) },
      }));
      const sequence = dice.one([
        { by: "edd" },
        { by: "priority" },
        { by: "level" },
        { by: "campaign", most: 3 },
        { by: "carSequencing", rules: [{ when: "part.attributes.mark == 'x'", most: 1, of: 2 }] },
      ] as const);
      const release = dice.one(["push", "pull"] as const);
      const limit = release === "pull" && dice.chance(0.5) ? { conwip: dice.whole(1, 8) } : {};
      return {
        ...element,
        arrivals: {
          mode: "orders",
          orders,
          release,
          ...limit,
          sequence: sequence.by === "carSequencing" ? { ...sequence, rules: [...sequence.rules] } : sequence,
        },
      };
    }
    case 0:
      return saturated(id, more);
    case 1:
      return saturated(id, { ...more, conwip: dice.whole(1, 8) });
    case 2:
      return schedule(
        id,
        Array.from(
          { length: dice.whole(1, 5) },
          (_, i) => [i * dice.whole(1, 9), dice.one(products), dice.whole(1, 4)] as const,
        ).sort((a, b) => a[0] - b[0]),
        { ...more, period: dice.whole(50, 120) },
      );
    default:
      return arrivals(id, duration(dice, 12, false), {
        ...more,
        ...(dice.chance(0.4) ? { batchSize: dice.whole(2, 4) } : {}),
        ...(dice.chance(0.5) ? { overflow: "lost" as const } : {}),
      });
  }
}

export function middle(
  dice: Dice,
  id: string,
  products: readonly string[],
  calendars: readonly Calendar[],
  pools: readonly string[],
): Element {
  const kind = dice.whole(0, 9);
  if (kind < 5) {
    return station(
      id,
      dice.chance(0.3)
        ? { byProduct: { [dice.one(products)]: duration(dice, 9) }, default: duration(dice, 6) }
        : duration(dice, 8),
      {
        servers: dice.one([1, 1, 2, 3]),
        inputPolicy: dice.one([
          { rule: "spt" },
          { rule: "slack" },
          "fifo",
          "priority",
          "exhaustive",
        ] as const),
        ...failures(dice, pools),
        ...maintenance(dice, pools),
        ...steps(dice, products, pools),
        ...shift(dice, calendars),
      },
    );
  }
  if (kind < 8) {
    const discipline = dice.one([
      "fifo",
      "lifo",
      { priority: Object.fromEntries(products.map((product) => [product, dice.whole(1, 2)])) },
      { rule: "edd" },
      { by: "part.attributes.weight - time / 100", first: "largest" },
    ] as const);
    return buffer(id, { discipline, ...(dice.chance(0.8) ? { capacity: dice.whole(1, 5) } : {}) });
  }
  const pitches = dice.whole(1, 6);
  const pitch = dice.one([0.5, 1, 1.7]);
  return conveyor(id, pitch * (pitches + dice.one([0, 0, 0.4])), dice.one([0.25, 1]), pitch, {
    accumulating: dice.chance(0.6),
    ...(dice.chance(0.3) ? { capacity: dice.whole(1, pitches) } : {}),
    ...failures(dice, pools),
    ...shift(dice, calendars),
  });
}

export function randomCalendars(dice: Dice): Calendar[] {
  return Array.from({ length: dice.whole(0, 2) }, (_, i) => {
    const first = dice.whole(0, 20);
    const second = first + dice.whole(10, 60);
    const third = second + dice.whole(0, 20);
    const end = third + dice.whole(10, 60);
    const period = end + dice.whole(0, 30);
    const working = dice.chance(0.5)
      ? ([[first, second]] as const)
      : ([
          [first, second],
          [third, end],
        ] as const);
    return calendar(
      `c${i}`,
      dice.one(["resume", "finish", "startIfFits"] as const),
      working,
      dice.chance(0.85) ? period : undefined,
    );
  });
}

function resourcesOf(
  dice: Dice,
  pools: readonly Resource[],
  between: readonly Element[],
  products: readonly string[],
): Pick<Plant, "resources"> {
  const some = (): string[] => {
    const from = dice.whole(0, between.length - 1);
    return between.slice(from, from + dice.whole(1, 4)).map(({ id }) => id);
  };
  const resources = [...pools];
  if (dice.chance(0.3)) {
    const cards = Object.fromEntries(products.map((product) => [product, dice.whole(2, 6)]));
    resources.push({ kind: "kanban", id: "kanban", section: some(), cards, signal: dice.whole(1, 2) });
  }
  if (dice.chance(0.3))
    resources.push({ kind: "conwip", id: "conwip", section: some(), limit: dice.whole(2, 9) });
  if (dice.chance(0.3)) {
    const [asked, other] = [dice.one(between).id, dice.one(between).id];
    const open = dice.one([
      `content("${asked}") < 2`,
      `finished("${asked}") - finished("${other}") < 3`,
      `part.serial % 2 == 0 || content("${asked}") == 0`,
    ]);
    resources.push({ kind: "gate", id: "gate", into: some(), open });
  }
  return resources.length === 0 ? {} : { resources };
}

/** A random plant that passes all checks; undefined when the dice made one that does not. */
export function randomPlant(seed: number): Plant | undefined {
  const dice = new Dice(seed);
  const products = ["a", "b", "c"].slice(0, dice.whole(1, 3));
  const calendars = randomCalendars(dice);
  const pools = ["p", "q"].slice(0, dice.whole(0, 2));
  const sources = Array.from({ length: dice.whole(1, 3) }, (_, i) =>
    source(dice, `in${i}`, products, calendars),
  );
  const between = Array.from({ length: dice.whole(2, 9) }, (_, i) =>
    middle(dice, `e${i}`, products, calendars, pools),
  );
  const sinks = Array.from({ length: dice.whole(1, 2) }, (_, i) => sink(`out${i}`));
  const later = [...between, ...sinks];
  const connections = new Map<string, string[]>();
  const connect = (from: Element, to: Element | undefined): void => {
    const targets = connections.get(from.id) ?? [];
    connections.set(from.id, targets);
    if (to !== undefined && to.id !== from.id && !targets.includes(to.id)) targets.push(to.id);
  };
  for (const element of sources)
    for (let n = dice.whole(1, 2); n > 0; n--) connect(element, dice.one(between.slice(0, 3)));
  between.forEach((element, i) => {
    for (let n = dice.whole(1, 3); n > 0; n--)
      connect(element, later[i + dice.whole(1, Math.min(4, later.length - 1 - i))]);
    // What nobody leads to gets its parts from the one before.
    const fed = [...connections.values()].some((targets) => targets.includes(element.id));
    if (!fed) connect(between[i - 1] ?? (sources[0] as Element), element);
    // Rework: back to somewhere before.
    if (element.kind === "station" && dice.chance(0.1)) connect(element, dice.one(between.slice(0, i + 1)));
  });
  const elements = [...sources, ...between, ...sinks].map((element) =>
    element.kind === "sink"
      ? element
      : { ...element, ...routing(dice, connections.get(element.id) ?? [], products) },
  );
  const read = readPlant(
    JSON.stringify({
      format: "taktwerk-plant",
      version: 1,
      id: `random-${seed}`,
      name: `Random plant ${seed}`,
      attributes: [
        { id: "weight", type: "number", default: 5 },
        { id: "mark", type: "text" },
      ],
      products: products.map((id) => ({ id })),
      calendars,
      elements,
      ...resourcesOf(
        dice,
        pools.map((id) => pool(dice, id, calendars)),
        between,
        products,
      ),
      connections: [...connections].flatMap(([from, targets]) => targets.map((to) => ({ from, to }))),
      run: { horizon: 1e6 },
    }),
  );
  return read.ok ? read.value.plant : undefined;
}
