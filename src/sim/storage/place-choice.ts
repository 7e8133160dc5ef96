import type { RandomStream, StreamState } from "../../base/random.ts";
import type { SlotBlock, Storage } from "../../plant/elements/storage.ts";
import type { BuildContext } from "../elements/element.ts";
import type { Channel, Rack } from "./rack.ts";

/** Chooses the place of a part that comes in (SPEC H5 to H8). */
export class PlaceChoice {
  readonly zoneCount: number;
  readonly #storage: Storage;
  readonly #stream: RandomStream | undefined;
  /** By aisle and channel, the zone; empty without zones. */
  readonly #zones: readonly (readonly number[])[];
  /** By product, its zone; the last one for products that no zone names. */
  readonly #zoneOf: readonly number[];
  /** By product and aisle, its channels, block by block; undefined unless places are fixed. */
  readonly #fixed: readonly (readonly (readonly Channel[])[] | undefined)[] | undefined;

  constructor(storage: Storage, racks: readonly Rack[], context: BuildContext) {
    const { assignment = { by: "nearest" } } = storage;
    this.#storage = storage;
    const draws =
      assignment.by === "random" || (assignment.by === "classes" && assignment.within !== "nearest");
    this.#stream = draws ? context.stream("place") : undefined;
    const zones = assignment.by === "classes" ? assignment.zones : [];
    this.zoneCount = zones.length;
    const { products } = context.kernel;
    this.#zoneOf = products.map((id) => {
      const named = zones.findIndex((zone) => zone.products.includes(id));
      return named < 0 ? zones.length - 1 : named;
    });
    this.#zones =
      zones.length === 0
        ? []
        : racks.map((rack) =>
            zonesOf(
              rack,
              zones.map(({ share }) => share),
            ),
          );
    this.#fixed =
      assignment.by === "fixed"
        ? products.map((id) => {
            const blocks = Object.hasOwn(assignment.places, id) ? assignment.places[id] : undefined;
            return blocks === undefined
              ? undefined
              : racks.map((rack, aisle) => blocks.flatMap((block) => inBlock(rack, aisle, block)));
          })
        : undefined;
  }

  /** Whether the product has places in the aisle at all. */
  serves(aisle: number, product: number): boolean {
    return this.#fixed === undefined || (this.#fixed[product]?.[aisle]?.length ?? 0) > 0;
  }

  /** The zone of a channel, for statistics; −1 without zones. */
  zone(aisle: number, channel: number): number {
    return this.#zones[aisle]?.[channel] ?? -1;
  }

  /** The channel of a part that comes in; undefined while there is none. */
  choose(rack: Rack, aisle: number, product: number): Channel | undefined {
    // What stands before a part in deep channels must find places elsewhere when it is fetched.
    if (rack.free < rack.depth) return undefined;
    const { assignment = { by: "nearest" } } = this.#storage;
    const open = (channel: Channel): boolean => rack.isOpen(channel) && this.suits(channel, product);
    switch (assignment.by) {
      case "nearest":
        return rack.byTime.find(open);
      case "random":
        return this.#draw(rack.channels.filter(open));
      case "fixed":
        return this.#fixed?.[product]?.[aisle]?.find(open);
      case "classes":
        for (const zone of this.#zoneOrder(product, assignment.strict === true)) {
          const list = rack.byTime.filter(
            (channel) => this.zone(aisle, channel.index) === zone && open(channel),
          );
          if (list.length > 0) return assignment.within === "nearest" ? list[0] : this.#draw(list);
        }
        return undefined;
    }
  }

  /** Whether the product may stand behind or before what the channel holds. */
  suits({ units }: Channel, product: number): boolean {
    return this.#storage.pureChannels !== true || units.every(({ part }) => part.product === product);
  }

  save(): StreamState | [] {
    return this.#stream?.state() ?? [];
  }

  restore(state: StreamState | []): void {
    if (state.length > 0) this.#stream?.restore(state as StreamState);
  }

  /** Its own zone, then the slower ones, then the quicker ones from the slowest on. */
  #zoneOrder(product: number, strict: boolean): number[] {
    const own = this.#zoneOf[product] as number;
    if (strict) return [own];
    const all = Array.from({ length: this.zoneCount }, (_, i) => i);
    return [...all.slice(own), ...all.slice(0, own).reverse()];
  }

  #draw(list: readonly Channel[]): Channel | undefined {
    if (list.length === 0) return undefined;
    return list[Math.floor((this.#stream as RandomStream).nextUniform() * list.length)];
  }
}

/** Zones of an aisle's channels: the quickest channels make up the first share, and so on; the last has the rest. */
function zonesOf(rack: Rack, shares: readonly number[]): number[] {
  const zones = rack.channels.map(() => shares.length - 1);
  let sum = 0;
  let from = 0;
  shares.slice(0, -1).forEach((share, zone) => {
    sum += share;
    const to = Math.round(sum * rack.channels.length);
    for (const { index } of rack.byTime.slice(from, to)) zones[index] = zone;
    from = to;
  });
  return zones;
}

function inBlock(rack: Rack, aisle: number, { aisles, bays, levels }: SlotBlock): Channel[] {
  const within = (range: SlotBlock["aisles"], value: number): boolean =>
    range === undefined || (value + 1 >= range.from && value + 1 <= range.to);
  if (!within(aisles, aisle)) return [];
  return rack.byTime.filter(({ bay, level }) => within(bays, bay) && within(levels, level));
}
