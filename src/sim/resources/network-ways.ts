import { defined } from "../../base/assert.ts";
import type { Micros } from "../../base/units.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import type { NetworkGraph } from "../../plant/traffic/network-graph.ts";
import type { ElementState } from "../elements/element.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Routes } from "./routes.ts";
import type { Driver, TrafficFleet } from "./traffic.ts";
import type { Vehicle } from "./vehicle.ts";
import type { Pose, Ways } from "./ways.ts";

const NONE = -1;

/** What the ways of a fleet need of the network that they are on. */
export interface NetworkControl {
  readonly graph: NetworkGraph;
  join(fleet: Fleet, vehicle: Vehicle, owner: TrafficFleet): Driver;
  /** A vehicle that stands has a target: it waits for its way from now on. */
  enqueue(driver: Driver): void;
  /** The vehicle passes the next point of its run. @returns whether it stands at its target */
  pass(driver: Driver): boolean;
  /** Takes what a restored vehicle holds. */
  occupy(driver: Driver): void;
  /** Something has changed: looks again who can drive. */
  wake(): void;
}

/** A fleet as its network knows it: with its routes. */
export interface NetworkFleet extends TrafficFleet {
  readonly routes: Routes;
}

/** The ways of one fleet on a network. */
export class NetworkWays implements Ways {
  readonly redirects = true;
  readonly #network: NetworkControl;
  readonly #fleet: Fleet;
  readonly #routes: Routes;
  readonly #kernel: Kernel;
  readonly #drivers: Driver[] = [];

  constructor(network: NetworkControl, fleet: Fleet, routes: Routes, kernel: Kernel) {
    this.#network = network;
    this.#fleet = fleet;
    this.#routes = routes;
    this.#kernel = kernel;
  }

  /** Puts the vehicles of the fleet on their homes. */
  join(vehicles: readonly Vehicle[], owner: TrafficFleet): void {
    const fleet: NetworkFleet = {
      routes: this.#routes,
      onTraffic: (vehicle) => owner.onTraffic(vehicle),
      giveWay: (vehicle, to) => owner.giveWay(vehicle, to),
    };
    for (const vehicle of vehicles) this.#drivers.push(this.#network.join(this.#fleet, vehicle, fleet));
  }

  place(name: string): number {
    return defined(this.#network.graph.indexOf.get(name), `point ${name}`);
  }

  name(place: number): string {
    return this.#network.graph.id(place);
  }

  time(from: number, to: number): Micros {
    return this.#routes.time(from, to);
  }

  send(vehicle: Vehicle): void {
    this.#network.enqueue(this.#drivers[vehicle.index] as Driver);
  }

  passed(vehicle: Vehicle): boolean {
    return this.#network.pass(this.#drivers[vehicle.index] as Driver);
  }

  metres(vehicle: Vehicle): number {
    return this.#drivers[vehicle.index]?.run[0]?.length ?? 0;
  }

  wake(): void {
    this.#network.wake();
  }

  stop(vehicle: Vehicle): void {
    (this.#drivers[vehicle.index] as Driver).turn = NONE;
  }

  pose(vehicle: Vehicle): Pose {
    const { points } = this.#network.graph;
    const [arc] = (this.#drivers[vehicle.index] as Driver).run;
    const from = points[vehicle.at]?.position ?? [0, 0, 0];
    if (arc === undefined) return { x: from[0], y: from[1], z: from[2], yaw: vehicle.yaw };
    const driver = this.#drivers[vehicle.index] as Driver;
    const to = points[arc.to]?.position ?? from;
    const span = (driver.passes[0] as number) - driver.passed;
    const now = vehicle.down
      ? Math.max(driver.passed, (driver.passes[0] as number) - vehicle.left)
      : this.#kernel.now;
    const share = span > 0 ? Math.min(1, Math.max(0, (now - driver.passed) / span)) : 1;
    const [dx, dy, dz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
    if (dx !== 0 || dy !== 0) vehicle.yaw = Math.atan2(dy, dx);
    return { x: from[0] + dx * share, y: from[1] + dy * share, z: from[2] + dz * share, yaw: vehicle.yaw };
  }

  save(vehicle: Vehicle): ElementState {
    const { end, onward, run, passes, passed, turn, waitingSince, detour, corridor, direction } = this
      .#drivers[vehicle.index] as Driver;
    return {
      end: this.name(end),
      onward: onward < 0 ? "" : this.name(onward),
      run: run.map(({ segment, direction: sense }) => [segment, sense]),
      passes: [...passes],
      times: [passed, turn, waitingSince],
      detour: detour < 0 ? "" : this.name(detour),
      corridor: [corridor, direction],
    };
  }

  restore(vehicle: Vehicle, state: ElementState): void {
    const driver = this.#drivers[vehicle.index] as Driver;
    const { graph } = this.#network;
    driver.end = this.place(state["end"] as string);
    const onward = state["onward"] as string;
    driver.onward = onward === "" ? NONE : this.place(onward);
    driver.run = (state["run"] as [number, 1 | -1][]).map(([segment, sense]) =>
      defined(
        graph.out.flat().find((arc) => arc.segment === segment && arc.direction === sense),
        `segment ${segment}`,
      ),
    );
    driver.passes = [...(state["passes"] as number[])];
    [driver.passed, driver.turn, driver.waitingSince] = state["times"] as [number, number, number];
    const detour = state["detour"] as string;
    driver.detour = detour === "" ? NONE : this.place(detour);
    [driver.corridor, driver.direction] = state["corridor"] as [number, 1 | -1];
    this.#network.occupy(driver);
  }
}
