import { toSeconds } from "../../base/units.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import type { RunParts } from "../build-run.ts";
import type { ElementModel } from "../elements/element.ts";
import { partKey } from "../frame-writer.ts";
import { loadOf } from "../kernel/loads.ts";
import type { Part } from "../kernel/parts.ts";
import { saveTraveller } from "../kernel/traveller.ts";
import { CardLoop } from "../resources/card-loop.ts";
import { CarrierPool } from "../resources/carrier-pool.ts";
import type { Claim } from "../resources/claim.ts";
import { CrewPool } from "../resources/crew-pool.ts";
import { FleetModel } from "../resources/fleet.ts";
import { GateModel } from "../resources/gate.ts";
import type { Vehicle } from "../resources/vehicle.ts";
import { WorkerPool } from "../resources/worker-pool.ts";
import type { PartInstant, ResourceInstant, VehicleInstant, WorkerInstant } from "./instant.ts";

const HOUR = 3600;

/** A part where it was found. */
interface Found {
  readonly part: Part;
  readonly element: string;
  readonly model: ElementModel;
  /** The carrier or batch that it is in. */
  readonly holder: Part | undefined;
}

/** Tells what resources and parts of a run do at this instant. It changes nothing. */
export class InstantReader {
  readonly #run: RunParts;

  constructor(run: RunParts) {
    this.#run = run;
  }

  /** @returns undefined where there is no such resource, or it has no state of its own, as paths */
  resource(id: string): ResourceInstant | undefined {
    const model = this.#run.resources.get(id);
    if (model instanceof FleetModel) return this.#fleet(id, model);
    if (model instanceof CrewPool) {
      const workers = model.crew.map(({ state, claim }): WorkerInstant => {
        return { state, ...(claim === undefined ? {} : { task: ownerOf(claim) }) };
      });
      return { kind: "workers", ...poolOf(model), workers };
    }
    if (model instanceof WorkerPool) return { kind: "workers", ...poolOf(model) };
    if (model instanceof CardLoop) {
      const { kind, inside, heldBack } = model;
      return { kind, inside, heldBack, cards: model.cards() };
    }
    if (model instanceof CarrierPool)
      return { kind: "carriers", loaded: model.loaded, empty: model.count - model.lost - model.loaded };
    return model instanceof GateModel ? { kind: "gate", heldBack: model.heldBack } : undefined;
  }

  /** @param asked name or key in frames @returns undefined where no such part is in an element */
  part(asked: string | number): PartInstant | undefined {
    const found = this.#find((part) =>
      typeof asked === "string" ? nameOf(part) === asked : partKey(part) === asked,
    );
    if (found === undefined) return undefined;
    const { part, element, model, holder } = found;
    const by = holder === undefined ? model.vehicleOf?.(nameOf(part)) : nameOf(holder);
    const { traveller, extra } = part;
    const { due, order, values } =
      traveller === undefined
        ? {}
        : saveTraveller(traveller, this.#run.plant.attributes?.map(({ id }) => id) ?? []);
    return {
      part: nameOf(part),
      product: this.#run.plant.products[part.product]?.id ?? "",
      element,
      key: partKey(part),
      ...(by === undefined ? {} : { by }),
      ...(part.inside ? { entered: toSeconds(part.entered) } : {}),
      since: toSeconds(part.since),
      ...(due === undefined ? {} : { due: toSeconds(due) }),
      ...(order === undefined ? {} : { order }),
      ...(values === undefined ? {} : { attributes: values }),
      holds: [...loadOf(part)].map(nameOf),
      defective: extra?.defective ?? false,
      reworked: extra?.reworked ?? 0,
    };
  }

  #fleet(id: string, model: FleetModel): ResourceInstant {
    const fleet = this.#run.plant.resources?.find((resource) => resource.id === id) as Fleet;
    const carried = this.#carried(id);
    const vehicles = model.vehicles.map((vehicle): VehicleInstant => {
      const { state, at, target, client } = vehicle;
      const pose = model.pose(vehicle);
      const charge = this.#charge(fleet, vehicle);
      return {
        state,
        at: model.ways.name(at),
        ...(target === at ? {} : { to: model.ways.name(target) }),
        ...(client === undefined ? {} : { client: client.id }),
        parts: carried.get(vehicle.name) ?? [],
        ...(charge === undefined ? {} : { charge }),
        ...(pose === undefined ? {} : { position: [pose.x, pose.y, pose.z] as const }),
      };
    });
    return { kind: "fleet", vehicles, waitingOrders: model.waitingOrders };
  }

  /** Names of parts by the name of the vehicle that carries them. */
  #carried(fleet: string): Map<string, string[]> {
    const carried = new Map<string, string[]>();
    for (const model of this.#run.models) {
      if (model.fleetId !== fleet) continue;
      const note = (part: Part): void => {
        const vehicle = model.vehicleOf?.(nameOf(part));
        if (vehicle === undefined) return;
        const parts = carried.get(vehicle) ?? [];
        if (parts.length === 0) carried.set(vehicle, parts);
        parts.push(nameOf(part));
      };
      model.writeMovers({ inSlot: note, along: note, onGuide: note, within: note, onVehicle: note });
    }
    return carried;
  }

  /** What is booked is that of the vehicle's last event (SPEC G8): since then it stood, or was charged. */
  #charge({ battery }: Fleet, { energy, energyAt, state }: Vehicle): number | undefined {
    if (battery === undefined) return undefined;
    const { capacity, power, perSecond = 0, chargeTo = 1 } = battery;
    const seconds = toSeconds(this.#run.kernel.now - energyAt);
    const left =
      state === "charging"
        ? Math.max(energy, Math.min(chargeTo * capacity, energy + (power * seconds) / HOUR))
        : energy - perSecond * seconds;
    return Math.max(0, left) / capacity;
  }

  #find(isWanted: (part: Part) => boolean): Found | undefined {
    let found: Found | undefined;
    this.#run.models.forEach((model, i) => {
      if (found !== undefined) return;
      const element = this.#run.ports[i]?.id ?? "";
      const look = (part: Part, holder?: Part): void => {
        if (found !== undefined) return;
        if (isWanted(part)) found = { part, element, model, holder };
        else for (const held of loadOf(part)) look(held, part);
      };
      const note = (part: Part): void => look(part);
      model.writeMovers({ inSlot: note, along: note, onGuide: note, within: note, onVehicle: note });
    });
    return found;
  }
}

function nameOf({ source, serial }: Part): string {
  return `${source.id}#${serial}`;
}

/** A claim is called after its owner and its purpose. */
function ownerOf({ name }: Claim): string {
  return name.slice(0, name.indexOf("/"));
}

function poolOf(pool: WorkerPool | CrewPool): {
  present: number;
  busy: number;
  waiting: number;
  tasks: string[];
} {
  const { present, busy, waiting, held } = pool;
  return { present, busy, waiting: waiting.length, tasks: [...new Set(held.map(ownerOf))] };
}
