import { toSeconds, type Micros } from "../../base/units.ts";
import { type Storage, storagePlaces } from "../../plant/elements/storage.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { CycleResult, StorageResult } from "../results.ts";
import { LevelMeter, type LevelMeterState } from "../statistics/level-meter.ts";
import { Tally, type TallyState } from "../statistics/tally.ts";
import type { Crane } from "./crane.ts";
import type { StateClock } from "../statistics/state-clock.ts";

const CYCLES = ["store", "retrieve", "dual"] as const;
type Cycle = (typeof CYCLES)[number];

/** What a storage counts beside its content (SPEC H15). */
export class StorageStatistics {
  readonly #kernel: Kernel;
  readonly #storage: Storage;
  readonly #products: LevelMeter;
  readonly #zones: LevelMeter;
  /** Durations of cycles by their kind, s. */
  readonly #cycles: Readonly<Record<Cycle, Tally>>;
  /** From the entry to the crane, and from the question to the exit, s. */
  readonly #storeWait = new Tally();
  readonly #fetchWait = new Tally();
  #relocations = 0;
  readonly #zonePlaces: readonly number[];

  constructor(storage: Storage, kernel: Kernel, zonePlaces: readonly number[]) {
    this.#storage = storage;
    this.#kernel = kernel;
    this.#products = new LevelMeter(kernel, kernel.products.length);
    this.#zones = new LevelMeter(kernel, zonePlaces.length);
    this.#zonePlaces = zonePlaces;
    this.#cycles = { store: new Tally(), retrieve: new Tally(), dual: new Tally() };
  }

  /** A part came into a place, or left it. */
  placed(product: number, zone: number, change: 1 | -1): void {
    this.#products.change(product, change);
    if (zone >= 0) this.#zones.change(zone, change);
  }

  relocated(): void {
    this.#relocations++;
  }

  pickedUp(waited: Micros): void {
    this.#storeWait.add(toSeconds(waited));
  }

  fetched(waited: Micros): void {
    this.#fetchWait.add(toSeconds(waited));
  }

  cycled(kind: Cycle, took: Micros): void {
    this.#cycles[kind].add(toSeconds(took));
  }

  reset(): void {
    this.#products.reset();
    this.#zones.reset();
    for (const kind of CYCLES) this.#cycles[kind].reset();
    this.#storeWait.reset();
    this.#fetchWait.reset();
    this.#relocations = 0;
  }

  report(cranes: readonly Crane[], clocks: readonly StateClock[]): StorageResult {
    const { products } = this.#kernel;
    const means = products.map((_, i) => this.#products.mean(i));
    const stored = means.reduce((sum, mean) => sum + mean, 0);
    const places = storagePlaces(this.#storage);
    const { assignment } = this.#storage;
    const zones = assignment?.by === "classes" ? assignment.zones : [];
    return {
      places,
      fillLevel: stored / places,
      byProduct: Object.fromEntries(
        products.flatMap((id, i) => (means[i] === 0 ? [] : [[id, means[i] as number]])),
      ),
      ...(zones.length === 0
        ? {}
        : {
            zones: zones.map(({ name }, i) => ({
              name: name ?? `${i + 1}`,
              places: this.#zonePlaces[i] as number,
              fillLevel: this.#zones.mean(i) / Math.max(1, this.#zonePlaces[i] as number),
            })),
          }),
      cranes: cranes.map((crane, i) => {
        const states = (clocks[i] as StateClock).shares();
        return { states, utilisation: states.working, ...crane.activity() };
      }),
      cycles: {
        store: cycleResult(this.#cycles.store),
        retrieve: cycleResult(this.#cycles.retrieve),
        dual: cycleResult(this.#cycles.dual),
      },
      relocations: this.#relocations,
      storeWaitMean: this.#storeWait.mean,
      storeWaitMax: this.#storeWait.count === 0 ? 0 : this.#storeWait.max,
      retrieveWaitMean: this.#fetchWait.mean,
      retrieveWaitMax: this.#fetchWait.count === 0 ? 0 : this.#fetchWait.max,
    };
  }

  save(): StorageStatisticsState {
    return {
      products: this.#products.save(),
      zones: this.#zones.save(),
      cycles: CYCLES.map((kind) => this.#cycles[kind].save()),
      waits: [this.#storeWait.save(), this.#fetchWait.save()],
      relocations: this.#relocations,
    };
  }

  restore(state: StorageStatisticsState): void {
    this.#products.restore(state.products);
    this.#zones.restore(state.zones);
    CYCLES.forEach((kind, i) => this.#cycles[kind].restore(state.cycles[i] as TallyState));
    this.#storeWait.restore(state.waits[0]);
    this.#fetchWait.restore(state.waits[1]);
    this.#relocations = state.relocations;
  }
}

function cycleResult({ count, mean, sd, min, max }: Tally): CycleResult {
  return { count, mean, sd, min: count === 0 ? Number.NaN : min, max: count === 0 ? Number.NaN : max };
}

export type StorageStatisticsState = {
  products: LevelMeterState;
  zones: LevelMeterState;
  cycles: TallyState[];
  waits: [TallyState, TallyState];
  relocations: number;
};
