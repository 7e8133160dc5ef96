import type { Micros } from "../../base/units.ts";

/** The traveller that accompanies a part: what it carries beside its product, where anything of it was set. */
export class Traveller {
  /** Id of the order that it was made for; empty without one. */
  order = "";
  /** When it is due, µs; Infinity when it is not. */
  due: Micros = Infinity;
  /** The smaller comes first, where something asks for it. */
  priority = 0;
  /** How much its lateness counts. */
  weight = 1;
  /** Values by index of the attribute; undefined while they are those of the product. */
  values: (number | string)[] | undefined = undefined;
}

/** A traveller as plain data; what was not set is absent. */
export type TravellerState = {
  order?: string;
  due?: Micros;
  priority?: number;
  weight?: number;
  values?: { [attribute: string]: number | string };
};

/** Another one that says the same. */
export function copyTraveller(traveller: Traveller): Traveller {
  const copy = new Traveller();
  copy.order = traveller.order;
  copy.due = traveller.due;
  copy.priority = traveller.priority;
  copy.weight = traveller.weight;
  copy.values = traveller.values?.slice();
  return copy;
}

export function saveTraveller(traveller: Traveller, attributes: readonly string[]): TravellerState {
  const { order, due, priority, weight, values } = traveller;
  return {
    ...(order === "" ? {} : { order }),
    ...(due === Infinity ? {} : { due }),
    ...(priority === 0 ? {} : { priority }),
    ...(weight === 1 ? {} : { weight }),
    ...(values === undefined
      ? {}
      : { values: Object.fromEntries(attributes.map((id, i) => [id, values[i] as number | string])) }),
  };
}

export function restoreTraveller(state: TravellerState, attributes: readonly string[]): Traveller {
  const traveller = new Traveller();
  const { order = "", due = Infinity, priority = 0, weight = 1, values } = state;
  traveller.order = order;
  traveller.due = due;
  traveller.priority = priority;
  traveller.weight = weight;
  if (values !== undefined) traveller.values = attributes.map((id) => values[id] as number | string);
  return traveller;
}
