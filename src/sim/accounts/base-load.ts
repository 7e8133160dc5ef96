import type { Energy } from "../../plant/energy.ts";
import type { ShiftCalendar } from "../elements/shift-calendar.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { CategoryClock, type CategoryClockState } from "./category-clock.ts";
import type { LoadCurve } from "./load-curve.ts";
import { toKilowatts, toMilliwatts } from "./units.ts";

type Load = NonNullable<Energy["loads"]>[number];

const ON_SHIFT = 0;
const OFF_SHIFT = 1;

/** A load of the building, always on or by a calendar (SPEC N10). */
export class BaseLoad {
  readonly #kernel: Kernel;
  readonly #calendar: ShiftCalendar | undefined;
  readonly #clock: CategoryClock;

  constructor(load: Load, calendar: ShiftCalendar | undefined, curve: LoadCurve, kernel: Kernel) {
    this.#kernel = kernel;
    this.#calendar = calendar;
    const powers = [load.power, load.offShift ?? 0].map(toMilliwatts);
    this.#clock = new CategoryClock(powers, calendar?.working === false ? [0, 1] : [1, 0], curve);
    calendar?.join(this);
  }

  onShift(working: boolean): void {
    const { now } = this.#kernel;
    if (working) this.#clock.move(OFF_SHIFT, ON_SHIFT, now);
    else this.#clock.move(ON_SHIFT, OFF_SHIFT, now);
  }

  start(): void {}

  powerNow(): number {
    return toKilowatts(this.#clock.power());
  }

  energies(): { [category: string]: number } {
    const [on = 0, off = 0] = this.#clock.energies(this.#kernel.now);
    return { onShift: on, ...(this.#calendar === undefined ? {} : { offShift: off }) };
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
