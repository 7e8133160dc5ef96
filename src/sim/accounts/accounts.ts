import { toMicros, toSeconds } from "../../base/units.ts";
import type { Plant } from "../../plant/schema.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { VehicleState } from "../resources/vehicle.ts";
import type { RunResult } from "../results.ts";
import { BaseLoad } from "./base-load.ts";
import { costResult, type CostResult } from "./cost-result.ts";
import { type EnergyResult, energyResult, type Meter } from "./energy-result.ts";
import { LabourAccount, type LabourState } from "./labour-account.ts";
import { LoadCurve, type LoadCurveState } from "./load-curve.ts";
import { PeriodicRate } from "./periodic-rate.ts";
import type { PowerDraw } from "./power-draw.ts";
import { type MeterContext, PowerMeter } from "./power-meter.ts";
import { drawsPower, hasAccounts, hasCosts } from "../../plant/keeps-accounts.ts";
import { VehicleMeter } from "./vehicle-meter.ts";

/** Metering interval where the plant file names none, s. */
const QUARTER_HOUR = 900;

/** What the accounts of a run are built with. */
export interface AccountsContext {
  readonly kernel: Kernel;
  readonly calendar: (id: string) => ShiftCalendar;
  /** Makes timers of an element. */
  readonly timer: (id: string) => MeterContext["timer"];
}

/** Energy and costs of a run (SPEC N). Its state is what `save` returns, and nothing else. */
export class Accounts {
  readonly #plant: Plant;
  readonly #kernel: Kernel;
  readonly #curve: LoadCurve;
  readonly #elements = new Map<string, PowerMeter>();
  readonly #fleets = new Map<string, VehicleMeter>();
  readonly #loads = new Map<string, BaseLoad>();
  readonly #labour = new Map<string, LabourAccount>();

  constructor(plant: Plant, { kernel, calendar, timer }: AccountsContext) {
    const { elements, resources = [], energy = {} } = plant;
    this.#plant = plant;
    this.#kernel = kernel;
    this.#curve = new LoadCurve(toMicros(energy.demandInterval ?? QUARTER_HOUR), priceOf(plant));
    for (const [owner, { id, power }] of elements.entries()) {
      if (power !== undefined)
        this.#elements.set(id, new PowerMeter(power, this.#curve, { kernel, owner, timer: timer(id) }));
    }
    for (const resource of resources) {
      const { id } = resource;
      if (resource.kind === "fleet" && resource.power !== undefined)
        this.#fleets.set(id, new VehicleMeter(resource, resource.power, this.#curve, kernel));
      if (resource.kind === "workers" && resource.cost !== undefined) {
        const shift = resource.calendar === undefined ? undefined : calendar(resource.calendar);
        this.#labour.set(id, new LabourAccount(resource.cost, shift));
      }
    }
    for (const load of energy.loads ?? []) {
      const shift = load.calendar === undefined ? undefined : calendar(load.calendar);
      this.#loads.set(load.id, new BaseLoad(load, shift, this.#curve, kernel));
    }
  }

  /** Power of an element, where it draws some. */
  powerOf(element: string): PowerDraw | undefined {
    return this.#elements.get(element);
  }

  /** Told of every change of a vehicle's state, where the fleet draws power. */
  vehiclesOf(fleet: string): ((from: VehicleState, to: VehicleState) => void) | undefined {
    const meter = this.#fleets.get(fleet);
    return meter === undefined ? undefined : (from, to) => meter.changed(from, to);
  }

  labourOf(pool: string): LabourAccount | undefined {
    return this.#labour.get(pool);
  }

  /** Called once at time 0, before the elements start. */
  start(): void {
    for (const meter of this.#elements.values()) meter.start();
  }

  /** Forgets what was counted so far; called at the end of the warm-up. */
  resetStatistics(): void {
    for (const meter of this.#meters()) meter.reset();
    for (const account of this.#labour.values()) account.reset();
    this.#curve.reset(this.#kernel.now);
  }

  /** What the results gain; `result` is the rest of them. */
  report(result: RunResult): { energy?: EnergyResult; costs?: CostResult } {
    const { now, observedSince } = this.#kernel;
    const hours = toSeconds(now - observedSince) / 3600;
    const good = goodParts(this.#plant, result);
    const energy = drawsPower(this.#plant)
      ? energyResult(this.#plant, this.#curve.until(now), hours, good, {
          elements: this.#elements,
          fleets: this.#fleets,
          loads: this.#loads,
        })
      : undefined;
    const labour = new Map(Array.from(this.#labour, ([id, account]) => [id, account.result()]));
    return {
      ...(energy === undefined ? {} : { energy }),
      ...(hasCosts(this.#plant)
        ? { costs: costResult(this.#plant, result, hours, good, energy, labour) }
        : {}),
    };
  }

  save(): AccountsState {
    const byId = <T>(all: ReadonlyMap<string, { save(): T }>): { [id: string]: T } =>
      Object.fromEntries(Array.from(all, ([id, one]) => [id, one.save()]));
    return {
      curve: this.#curve.save(),
      meters: { ...byId<unknown>(this.#elements), ...byId<unknown>(this.#fleets) },
      loads: byId(this.#loads),
      labour: byId(this.#labour),
    };
  }

  restore(state: AccountsState): void {
    for (const [id, meter] of [...this.#elements, ...this.#fleets]) meter.restore(state.meters[id] as never);
    for (const [id, load] of this.#loads) load.restore(state.loads[id] as ReturnType<BaseLoad["save"]>);
    for (const [id, account] of this.#labour) account.restore(state.labour[id] as LabourState);
    this.#curve.restore(state.curve);
  }

  #meters(): Meter[] {
    return [...this.#elements.values(), ...this.#fleets.values(), ...this.#loads.values()];
  }
}

/** Undefined where the plant has neither energy nor costs. */
export function buildAccounts(plant: Plant, context: AccountsContext): Accounts | undefined {
  return hasAccounts(plant) ? new Accounts(plant, context) : undefined;
}

function priceOf({ energy }: Plant): PeriodicRate | undefined {
  if (energy?.price === undefined && energy?.tariff === undefined) return undefined;
  const { price = 0, tariff } = energy;
  const intervals = (tariff?.intervals ?? []).map(({ start, end, price: rate }) => ({ start, end, rate }));
  return new PeriodicRate(price, intervals, tariff?.period);
}

/** Parts that came without a defect to sinks that no inspection sends its scrap to. */
function goodParts({ elements }: Plant, { sinks }: RunResult): number {
  const scrap = new Set(
    elements.map((element) => (element.kind === "station" ? element.inspection?.scrap : undefined)),
  );
  return Object.entries(sinks).reduce(
    (sum, [id, { count, defective = 0 }]) => (scrap.has(id) ? sum : sum + count - defective),
    0,
  );
}

/** Everything as plain data, by id. */
export type AccountsState = {
  curve: LoadCurveState;
  meters: { [id: string]: unknown };
  loads: { [id: string]: ReturnType<BaseLoad["save"]> };
  labour: { [id: string]: LabourState };
};
