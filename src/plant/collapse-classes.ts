import type { Class, Use } from "./classes.ts";
import type { Plant } from "./schema.ts";

/**
 * The plant as it is written: what uses of classes made is left out again, and connections name their ports. Reading
 * makes it anew, so that a change of the class changes all its uses.
 */
export function collapseClasses(plant: Plant): Plant {
  const { classes = [], uses = [] } = plant;
  if (uses.length === 0) return plant;
  const made = new Made(classes, uses);
  return {
    ...plant,
    elements: plant.elements.filter(({ id }) => !made.elements.has(id)),
    connections: plant.connections
      .filter(({ from, to }) => !made.connections.has(`${from} ${to}`))
      .map((connection) => ({
        ...connection,
        from: made.ports.get(connection.from) ?? connection.from,
        to: made.ports.get(connection.to) ?? connection.to,
      })),
  };
}

/** What the uses make, by name. */
class Made {
  readonly elements = new Set<string>();
  readonly connections = new Set<string>();
  /** Id of an element → `use.port` that stands for it. */
  readonly ports = new Map<string, string>();
  /** The other way round; several ports may stand for one element. */
  readonly #behind = new Map<string, string>();
  readonly #classes: ReadonlyMap<string, Class>;

  constructor(classes: readonly Class[], uses: readonly Use[]) {
    this.#classes = new Map(classes.map((item) => [item.id, item]));
    const inner: [from: string, to: string][] = [];
    for (const use of uses) this.#add(use, "", inner);
    for (const [from, to] of inner)
      this.connections.add(`${this.#behind.get(from) ?? from} ${this.#behind.get(to) ?? to}`);
  }

  #add(use: Use, prefix: string, inner: [from: string, to: string][]): void {
    const item = this.#classes.get(use.class);
    if (item === undefined) return;
    const own = `${prefix}${use.id}.`;
    for (const { id } of item.elements) this.elements.add(`${own}${id}`);
    for (const { from, to } of item.connections ?? []) inner.push([`${own}${from}`, `${own}${to}`]);
    for (const [port, id] of Object.entries(item.ports ?? {})) {
      this.ports.set(`${own}${id}`, `${own}${port}`);
      this.#behind.set(`${own}${port}`, `${own}${id}`);
    }
    for (const nested of item.uses ?? []) this.#add(nested, own, inner);
  }
}
