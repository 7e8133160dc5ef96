import { average } from "../experiment/replications.ts";
import { WORKER_STATES, workerRoles } from "../plant/worker-states.ts";
import { VEHICLE_STATES } from "../sim/resources/vehicle.ts";
import type { CarriersResult, FleetResult, RunResult, WorkersResult } from "../sim/results.ts";
import { number, table } from "./output.ts";

type Resources = NonNullable<RunResult["resources"]>;

/** What carriers, pools of workers and fleets did, as tables of text with an empty line before each; means over replications. */
export function resourceTables(results: readonly RunResult[]): string[] {
  const { mean } = average(results.map(({ resources = {} }): Resources => resources));
  const rows = Object.entries(mean);
  const people = rows.flatMap(([id, row]) => (row.kind === "workers" ? [{ id, row }] : []));
  const pools = people.map(({ id, row }) => poolRow(id, row));
  const fleets = rows.flatMap(([id, row]) => (row.kind === "fleet" ? [{ id, row }] : []));
  const states = VEHICLE_STATES.filter((state) => fleets.some(({ row }) => row.shares[state] > 0));
  const shares = fleets.map(({ id, row }) => [
    id,
    ...states.map((state) => (row.shares[state] * 100).toFixed(1)),
  ]);
  const carriers = rows.flatMap(([id, row]) => (row.kind === "carriers" ? [carrierRow(id, row)] : []));
  return [
    ...(carriers.length === 0
      ? []
      : ["", table([["carriers", "count", "loaded (mean)", "loaded (%)", "trips", "lost"], ...carriers])]),
    ...(pools.length === 0
      ? []
      : ["", table([["workers", "pool", "busy (%)", "claims", "mean wait (s)", "longest (s)"], ...pools])]),
    ...peopleTables(people),
    ...(fleets.length === 0
      ? []
      : [
          "",
          table([["fleet (share of time, %)", ...states.map(words)], ...shares]),
          "",
          table([
            ["fleet", "vehicles", "orders", "mean wait (s)", "longest (s)", "trips", "distance (m)"],
            ...fleets.map(({ id, row }) => fleetRow(id, row)),
          ]),
        ]),
  ];
}

/** What the workers of each pool do, and of each role that several pools can share. */
function peopleTables(pools: readonly { readonly id: string; readonly row: WorkersResult }[]): string[] {
  if (pools.length === 0) return [];
  const roles = [...workerRoles(pools.map(({ row }) => row))].map(([role, group]) => ({
    id: `role ${role}`,
    row: group,
  }));
  const groups = [...pools, ...roles];
  const states = WORKER_STATES.filter((state) => groups.some(({ row }) => row.states[state] > 0));
  const isBreaks = pools.some(({ row }) => row.breaks !== undefined);
  const header = [
    "workers (share of time, %)",
    ...states.map(words),
    "overtime (h)",
    ...(isBreaks ? ["breaks"] : []),
  ];
  const lines = groups.map(({ id, row }) => [
    id,
    ...states.map((state) => (row.states[state] * 100).toFixed(1)),
    number(row.overtimeHours),
    ...(isBreaks ? [row.breaks === undefined ? "" : number(row.breaks)] : []),
  ]);
  return ["", table([header, ...lines])];
}

function poolRow(id: string, row: WorkersResult): string[] {
  const { size, utilisation, claims, meanWait, maxWait } = row;
  return [
    id,
    number(size),
    (utilisation * 100).toFixed(1),
    number(claims),
    number(meanWait),
    number(maxWait),
  ];
}

function carrierRow(id: string, { count, meanLoaded, utilisation, trips, lost }: CarriersResult): string[] {
  return [id, number(count), number(meanLoaded), (utilisation * 100).toFixed(1), number(trips), number(lost)];
}

function fleetRow(id: string, row: FleetResult): string[] {
  const { vehicles, orders, meanWait, maxWait, trips, distance } = row;
  return [id, ...[vehicles, orders, meanWait, maxWait, trips, distance].map((value) => number(value))];
}

/** `drivingEmpty` → `driving empty`. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
