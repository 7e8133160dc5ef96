import { toSeconds } from "../../base/units.ts";
import type { FleetModel } from "../resources/fleet.ts";
import type { Claim, ClaimedResource } from "../resources/claim.ts";
import type { Vehicle } from "../resources/vehicle.ts";
import { before, type Branch, end, preferred, resource } from "./branch.ts";

/** Ids of the elements and vehicles where the workers of a pool are, each once. */
function placesOf(held: readonly Claim[]): string[] {
  return [...new Set(held.map(({ name }) => name.slice(0, name.indexOf("/"))))];
}

/** A calendar that nobody works by now: a root cause. */
export function offBy(calendar: string): Branch {
  return end(resource("calendar", calendar, "break"), { cause: "break", id: calendar });
}

/** Why the workers that a claim waits for are not there. */
export function workersCause(claim: Claim, seen: ReadonlySet<Claim> = new Set()): Branch {
  const pool = shortPool(claim);
  const { id } = pool.port;
  const root = { cause: "workers", id } as const;
  if (claim.comes) return end(resource("workers", id, "walking"), root);
  if (pool.offBy !== undefined) return before(resource("workers", id, "offShift"), offBy(pool.offBy));
  const others = placesOf(pool.held);
  const [first] = pool.waiting;
  const served = pool.free >= (claim.needs[0]?.count ?? 1);
  if (served && first !== undefined && first !== claim && !seen.has(first)) {
    // Nobody overtakes: the one before waits for workers of another pool (SPEC W2).
    const step = resource("workers", id, "inLine", { others: placesOf([first]) });
    return before(step, workersCause(first, new Set([...seen, claim])));
  }
  const missed = (claim.needs[0]?.count ?? 1) - Math.max(0, pool.free);
  if (missed > 0 && missed <= pool.onBreak) return ownBreak(pool);
  return end(resource("workers", id, "allBusy", { others }), root);
}

/** Workers on a break of their own, which is by no calendar: a root cause. */
function ownBreak({ port: { id } }: ClaimedResource): Branch {
  return end(resource("workers", id, "onBreak"), { cause: "break", id });
}

/** The pool of a claim's first need that has too few, or where others come first. */
function shortPool(claim: Claim): ClaimedResource {
  const chosen = claim.chosen[0];
  if (claim.comes && chosen !== undefined) return chosen;
  const short = claim.needs.find(({ options, count }) =>
    options.every(({ waiting, free }) => waiting[0] !== claim || free < count),
  );
  return (short ?? claim.needs[0])?.options[0] as ClaimedResource;
}

/** Those of a claim who are on a break. */
export function awayCause(claim: Claim): Branch {
  const pool = claim.chosen.find((chosen) => chosen.rests(claim)) ?? claim.chosen[0];
  if (pool === undefined) throw new Error(`nobody is at ${claim.name}`);
  if (pool.offBy === undefined) return ownBreak(pool);
  return before(resource("workers", pool.port.id, "offShift"), offBy(pool.offBy));
}

/** What a chain through a fleet asks of the plant. */
export interface FleetCauses {
  /** Chargers of the fleet. */
  readonly chargers: number;
  /** The network that the fleet drives on, if it does. */
  readonly network: string | undefined;
  /** Why the parts that a vehicle holds for a transport find no room there. */
  held(transport: string): Branch | undefined;
}

/** Why no vehicle of the fleet stands where a transport waits for it. */
export function fleetCause(fleet: FleetModel, transport: string, causes: FleetCauses): Branch {
  const { id } = fleet.port;
  const coming = fleet.vehicles.filter(
    ({ client, phase }) => client?.id === transport && (phase === "called" || phase === "toStop"),
  );
  const empty = coming.filter(({ loaded }) => !loaded);
  const asked = empty.length > 0 ? empty : fleet.vehicles;
  const branch = preferred(asked.map((vehicle) => vehicleCause(fleet, vehicle, causes)));
  if (branch !== undefined && (empty.length > 0 || branch.root.cause !== "fleet")) return branch;
  const busy = [
    ...new Set(fleet.vehicles.flatMap(({ client }) => (client === undefined ? [] : [client.id]))),
  ];
  const step = resource("fleet", id, "vehiclesBusy", { detail: String(fleet.vehicles.length), others: busy });
  return end(step, { cause: "fleet", id });
}

/** What a train of a milk run is held up by; where it only takes its time, that is the timetable's. */
export function trainCause(
  fleet: FleetModel,
  vehicle: Vehicle,
  milkRun: string,
  causes: FleetCauses,
): Branch {
  const branch = vehicleCause(fleet, vehicle, causes);
  return branch.root.cause === "fleet" ? { ...branch, root: { cause: "timetable", id: milkRun } } : branch;
}

function vehicleCause(fleet: FleetModel, vehicle: Vehicle, causes: FleetCauses): Branch {
  const { id } = fleet.port;
  const { name } = vehicle;
  const step = (reason: Parameters<typeof resource>[2], detail?: string): ReturnType<typeof resource> =>
    resource("vehicle", name, reason, detail === undefined ? {} : { detail });
  const charger = end(resource("charger", id, "taken", { detail: String(causes.chargers) }), {
    cause: "charging",
    id,
  });
  switch (vehicle.state) {
    case "failed": {
      const stop = fleet.stopOf(vehicle);
      const root = {
        cause: "vehicleFailure",
        id,
        ...(stop === undefined ? {} : { detail: stop.id }),
      } as const;
      const failed = step("failed", stop?.id);
      return stop?.crew === undefined ? end(failed, root) : before(failed, workersCause(stop.crew));
    }
    case "charging":
      return before(
        resource(
          "vehicle",
          name,
          "charging",
          vehicle.timer.pending ? { until: toSeconds(vehicle.timer.time) } : {},
        ),
        charger,
      );
    case "idle":
      // With an order at hand only a battery keeps an idle vehicle from it.
      return before(step("awaitsCharger"), charger);
    case "blocked": {
      const held = vehicle.client === undefined ? undefined : causes.held(vehicle.client.id);
      const own = step("blocked", vehicle.client?.id);
      return held === undefined ? end(own, { cause: "fleet", id }) : before(own, held);
    }
    case "waitingForDriver":
      return vehicle.driver === undefined
        ? end(step("awaitsDriver"), { cause: "fleet", id })
        : before(step("awaitsDriver"), workersCause(vehicle.driver));
    case "waitingForTraffic":
      return end(step("awaitsWay", fleet.ways.name(vehicle.target)), {
        cause: "traffic",
        id: causes.network ?? id,
      });
    case "loading":
    case "unloading":
      return end(step("handling", vehicle.client?.id), { cause: "fleet", id });
    default:
      return vehicle.phase === "toCharger"
        ? before(step("driving", fleet.ways.name(vehicle.target)), charger)
        : end(step("driving", fleet.ways.name(vehicle.target)), { cause: "fleet", id });
  }
}
