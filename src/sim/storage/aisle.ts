import type { PartState } from "../kernel/parts.ts";
import type { Condition } from "../trace/condition.ts";
import type { Crane, SavedCrane, Step } from "./crane.ts";
import { type Channel, ENTRY, EXIT, type Rack, type Unit } from "./rack.ts";

/** An aisle that runs: its racks, its crane, and what waits at its entry. */
export class Aisle {
  readonly index: number;
  readonly rack: Rack;
  /** Parts that wait for the crane, first come first. */
  readonly entry: Unit[] = [];
  /** Parts that are asked for and stand in the rack, first asked for first. */
  readonly asked: Unit[] = [];
  declare crane: Crane;
  /** What the crane carries, and what it is to fetch while it stands in the rack. */
  carried: Unit | undefined = undefined;
  fetching: Unit | undefined = undefined;
  /** Parts asked for that have not left the exit. */
  outgoing = 0;
  /** What began last, for cranes that alternate. */
  storedLast = false;

  constructor(index: number, rack: Rack) {
    this.index = index;
    this.rack = rack;
  }

  /** Steps to bring a part from the entry into a channel. */
  storeSteps(channel: Channel): Step[] {
    channel.coming = true;
    return [...this.#to(ENTRY), { act: "pick", at: ENTRY }, ...onward(channel.index)];
  }

  /**
   * Steps to fetch a part that is asked for: the first whose channel can be cleared. What stands before it in its channel is fetched
   * before it where it is asked for as well, and else brought to the nearest other channel.
   * @param suits whether what must make way may go to a channel @returns undefined where there is nothing to fetch
   */
  fetchSteps(suits: (channel: Channel, unit: Unit) => boolean): Step[] | undefined {
    const list = this.fetching === undefined ? this.asked : [this.fetching];
    for (const wanted of list) {
      const channel = this.rack.channels[wanted.channel] as Channel;
      const front = channel.units.at(-1) as Unit;
      if (front.asked >= 0) {
        this.fetching = front;
        return [...this.#to(channel.index), { act: "pick", at: channel.index }, ...onward(EXIT)];
      }
      const other = this.#makesRoom(channel, front, suits);
      if (other === undefined) continue;
      this.fetching = wanted;
      other.coming = true;
      return [...this.#to(channel.index), { act: "pick", at: channel.index }, ...onward(other.index)];
    }
    return undefined;
  }

  save(saveUnit: (unit: Unit) => SavedUnit): SavedAisle {
    return {
      entry: this.entry.map(saveUnit),
      channels: this.rack.channels.flatMap(({ index, units }): [number, SavedUnit[]][] =>
        units.length === 0 ? [] : [[index, units.map(saveUnit)]],
      ),
      coming: this.rack.channels.flatMap(({ index, coming }) => (coming ? [index] : [])),
      asked: this.asked.map(({ order }) => order),
      carried: this.carried === undefined ? [] : [saveUnit(this.carried)],
      fetching: this.fetching?.order ?? -1,
      outgoing: this.outgoing,
      storedLast: this.storedLast,
      crane: this.crane.save(),
    };
  }

  restore(saved: SavedAisle, restoreUnit: (unit: SavedUnit) => Unit): void {
    this.entry.splice(0, Infinity, ...saved.entry.map(restoreUnit));
    for (const channel of this.rack.channels) {
      channel.units.length = 0;
      channel.coming = saved.coming.includes(channel.index);
    }
    const byOrder = new Map<number, Unit>();
    for (const [index, units] of saved.channels)
      for (const one of units) {
        const unit = restoreUnit(one);
        byOrder.set(unit.order, unit);
        this.rack.channels[index]?.units.push(unit);
      }
    this.asked.splice(0, Infinity, ...saved.asked.map((order) => byOrder.get(order) as Unit));
    const [carried] = saved.carried;
    this.carried = carried === undefined ? undefined : restoreUnit(carried);
    // What is stored has no order yet.
    const isCarried = saved.fetching >= 0 && this.carried?.order === saved.fetching;
    this.fetching = isCarried ? this.carried : byOrder.get(saved.fetching);
    this.outgoing = saved.outgoing;
    this.storedLast = saved.storedLast;
    this.crane.restore(saved.crane);
  }

  /** The nearest open channel for what must make way; one that it suits where there is one. */
  #makesRoom(
    from: Channel,
    unit: Unit,
    suits: (channel: Channel, unit: Unit) => boolean,
  ): Channel | undefined {
    const open = this.rack.channels.filter((channel) => channel !== from && this.rack.isOpen(channel));
    const suited = open.filter((channel) => suits(channel, unit));
    const time = ({ index }: Channel): number => this.rack.time(from.index, index);
    return (suited.length > 0 ? suited : open).reduce<Channel | undefined>(
      (best, channel) => (best === undefined || time(channel) < time(best) ? channel : best),
      undefined,
    );
  }

  #to(place: number): Step[] {
    return this.crane.at === place ? [] : [{ act: "drive", at: place }];
  }
}

/** What the crane of an aisle does, and with which part. */
export function craneCondition({ crane, carried, entry, fetching, asked }: Aisle): Condition {
  const { server, stops } = crane;
  return {
    state: server.state,
    since: server.stateSince,
    part: (carried ?? fetching ?? asked[0] ?? entry[0])?.part,
    stop: crane.down ? stops?.condition : undefined,
  };
}

function onward(place: number): Step[] {
  return [
    { act: "drive", at: place },
    { act: "deposit", at: place },
  ];
}

/** A part in a storage as plain data. */
export type SavedUnit = {
  part: PartState;
  arrived: number;
  order: number;
  asked: number;
  queue: number;
  aisle: number;
  channel: number;
};

export type SavedAisle = {
  entry: SavedUnit[];
  channels: [channel: number, units: SavedUnit[]][];
  coming: number[];
  asked: number[];
  carried: SavedUnit[];
  fetching: number;
  outgoing: number;
  storedLast: boolean;
  crane: SavedCrane;
};
