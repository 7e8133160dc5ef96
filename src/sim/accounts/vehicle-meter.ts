import type { VehiclePower } from "../../plant/elements/power.ts";
import type { Fleet } from "../../plant/resources/fleet.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { VEHICLE_STATES, type VehicleState } from "../resources/vehicle.ts";
import { CategoryClock, type CategoryClockState } from "./category-clock.ts";
import type { LoadCurve } from "./load-curve.ts";
import { toKilowatts, toMilliwatts } from "./units.ts";

const IDLE = VEHICLE_STATES.indexOf("idle");

/** Power that the vehicles of a fleet draw from the grid by what they do (SPEC N9). */
export class VehicleMeter {
  readonly #kernel: Kernel;
  readonly #clock: CategoryClock;

  constructor(fleet: Fleet, power: VehiclePower, curve: LoadCurve, kernel: Kernel) {
    this.#kernel = kernel;
    const powers = VEHICLE_STATES.map((state) => toMilliwatts(wattsOf(state, power, fleet)));
    const counts = VEHICLE_STATES.map((_, i) => (i === IDLE ? fleet.vehicles : 0));
    this.#clock = new CategoryClock(powers, counts, curve);
  }

  changed(from: VehicleState, to: VehicleState): void {
    this.#clock.move(VEHICLE_STATES.indexOf(from), VEHICLE_STATES.indexOf(to), this.#kernel.now);
  }

  start(): void {}

  powerNow(): number {
    return toKilowatts(this.#clock.power());
  }

  energies(): { [state: string]: number } {
    const energies = this.#clock.energies(this.#kernel.now);
    return Object.fromEntries(
      VEHICLE_STATES.flatMap((state, i) => (energies[i] === 0 ? [] : [[state, energies[i] as number]])),
    );
  }

  reset(): void {
    this.#clock.reset(this.#kernel.now);
  }

  save(): { clock: CategoryClockState } {
    return { clock: this.#clock.save() };
  }

  restore({ clock }: { clock: CategoryClockState }): void {
    this.#clock.restore(clock);
  }
}

function wattsOf(state: VehicleState, power: VehiclePower, { battery }: Fleet): number {
  const { driving = 0, drivingLoaded = driving, idle = 0, handling = idle, charging } = power;
  switch (state) {
    case "drivingEmpty":
      return driving;
    case "drivingLoaded":
      return drivingLoaded;
    case "loading":
    case "unloading":
      return handling;
    case "charging":
      return charging ?? (battery === undefined ? idle : battery.power * 1000);
    default:
      return idle;
  }
}
