import { toSeconds } from "../../base/units.ts";
import type { Plant } from "../../plant/schema.ts";
import type { LoadCurve } from "./load-curve.ts";
import { toKilowattHours, toKilowatts } from "./units.ts";

/** One consumer of electricity. */
export interface Meter {
  /** kW */
  powerNow(): number;
  /** Energy by what it was for, since the statistics began, kWh. */
  energies(): { [category: string]: number };
  reset(): void;
}

/** Electricity of one consumer. */
export interface ConsumerResult {
  /** kWh */
  readonly energy: number;
  /** Now, kW. */
  readonly power: number;
  /** Energy by category of power, vehicle state, or on and off shift, kWh; only what there was. */
  readonly byState: Readonly<Record<string, number>>;
}

/** Electricity of the plant in the observed time. */
export interface EnergyResult {
  /** kWh */
  readonly total: number;
  /** Now, over the time, and highest of all instants, kW. */
  readonly power: number;
  readonly meanPower: number;
  readonly peakPower: number;
  /** Highest mean power over a metering interval, kW; NaN before the first whole one has ended. */
  readonly peakDemand: number;
  /** s */
  readonly demandInterval: number;
  /** kWh; NaN without a good part. */
  readonly perGoodPart: number;
  /** kg CO₂; only with an emission factor. */
  readonly co2?: number;
  readonly co2PerGoodPart?: number;
  /** In the plant's currency; only with a price. */
  readonly cost?: number;
  readonly elements: Readonly<Record<string, ConsumerResult>>;
  /** Only where fleets, base loads or a hierarchy have some. */
  readonly fleets?: Readonly<Record<string, ConsumerResult>>;
  readonly loads?: Readonly<Record<string, ConsumerResult>>;
  /** Energy of all that belongs to a unit of the hierarchy or to one below it, kWh. */
  readonly units?: Readonly<Record<string, number>>;
  /** Mean power of equal intervals from the start of the run, kW. */
  readonly series: { readonly interval: number; readonly power: readonly number[] };
}

type Meters = ReadonlyMap<string, Meter>;

/** What the meters of a run say. @param curve added up until now @param hours observed */
export function energyResult(
  plant: Plant,
  curve: LoadCurve,
  hours: number,
  good: number,
  meters: { readonly elements: Meters; readonly fleets: Meters; readonly loads: Meters },
): EnergyResult {
  const { energy: { co2: factor, demandPrice, demandInterval = 900, ...energy } = {} } = plant;
  const total = toKilowattHours(curve.energy);
  const per = (amount: number): number => (good > 0 ? amount / good : Number.NaN);
  const peakDemand = curve.peakDemand < 0 ? Number.NaN : toKilowatts(curve.peakDemand);
  const [elements, fleets, loads] = [meters.elements, meters.fleets, meters.loads].map(consumers);
  const units = unitEnergies(plant, { ...elements, ...fleets, ...loads });
  const priced = energy.price !== undefined || energy.tariff !== undefined;
  const cost =
    (priced ? toKilowattHours(curve.cost) : 0) +
    // Before the first interval has ended there is no peak to pay for.
    (Number.isNaN(peakDemand) ? 0 : ((demandPrice ?? 0) * peakDemand * hours) / HOURS_A_YEAR);
  const { slot, means } = curve.series();
  return {
    total,
    power: toKilowatts(curve.power),
    meanPower: hours > 0 ? total / hours : toKilowatts(curve.power),
    peakPower: toKilowatts(Math.max(curve.peak, hours > 0 ? 0 : curve.power)),
    peakDemand,
    demandInterval,
    perGoodPart: per(total),
    ...(factor === undefined ? {} : { co2: total * factor, co2PerGoodPart: per(total * factor) }),
    ...(priced || demandPrice !== undefined ? { cost } : {}),
    elements: elements ?? {},
    ...(meters.fleets.size === 0 ? {} : { fleets: fleets ?? {} }),
    ...(meters.loads.size === 0 ? {} : { loads: loads ?? {} }),
    ...(units === undefined ? {} : { units }),
    series: { interval: toSeconds(slot), power: means.map(toKilowatts) },
  };
}

/** 365 days. */
export const HOURS_A_YEAR: number = 8760;

function consumers(meters: Meters): Record<string, ConsumerResult> {
  return Object.fromEntries(
    Array.from(meters, ([id, meter]) => {
      const byState = meter.energies();
      const energy = Object.values(byState).reduce((sum, one) => sum + one, 0);
      return [id, { energy, power: meter.powerNow(), byState }];
    }),
  );
}

function unitEnergies(
  { hierarchy, elements, resources = [], energy }: Plant,
  consumed: Readonly<Record<string, ConsumerResult>>,
): Record<string, number> | undefined {
  if (hierarchy.length === 0) return undefined;
  const parents = new Map(hierarchy.map(({ id, parent }) => [id, parent]));
  const units = Object.fromEntries(hierarchy.map(({ id }) => [id, 0]));
  for (const { id, parent } of [...elements, ...resources, ...(energy?.loads ?? [])]) {
    const amount = consumed[id]?.energy ?? 0;
    for (let unit = parent; unit !== undefined; unit = parents.get(unit))
      units[unit] = (units[unit] ?? 0) + amount;
  }
  return units;
}
