import type { Micros } from "../../base/units.ts";

/** A lap under way. */
export interface Trip {
  /** When it should have begun, µs; −1 where nothing says. */
  readonly due: Micros;
  readonly began: Micros;
  /** Place on the route where the train is, or to which it drives; as many as there are stops when it comes back. */
  place: number;
  /** It has unloaded, and looks what there is to load once all that follows from that has happened. */
  looks: boolean;
  /** Most containers on the train so far in this lap. */
  most: number;
  /** By delivery, cards that it has collected. */
  readonly cards: number[];
}

export type SavedTrip = {
  vehicle: number;
  lap: [Micros, Micros, number, number];
  looks: boolean;
  cards: number[];
};

export function saveTrip(vehicle: number, { due, began, place, most, looks, cards }: Trip): SavedTrip {
  return { vehicle, lap: [due, began, place, most], looks, cards: [...cards] };
}

export function restoreTrip({ lap: [due, began, place, most], looks, cards }: SavedTrip): Trip {
  return { due, began, place, most, looks, cards: [...cards] };
}
