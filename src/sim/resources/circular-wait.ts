import type { NetworkFleet } from "./network-ways.ts";
import type { RoadSpace } from "./road-space.ts";
import type { Driver } from "./traffic.ts";

const NONE = -1;

/**
 * Whether a vehicle at a point would close a circle of full points whose vehicles wait for one another (SPEC G20).
 * Looks only along the chain of those that it would wait for: from full point to full point until one gives a slot
 * back by itself, so its cost is the length of that chain and not the size of the network.
 */
export class CircularWait {
  readonly #space: RoadSpace;

  constructor(space: RoadSpace) {
    this.#space = space;
  }

  /** @param point where the vehicle would stand next */
  closes(driver: Driver, point: number): boolean {
    const first = onwardFrom(driver, point, driver.vehicle.target);
    if (first === NONE || this.#frees(driver, first) || this.#frees(driver, point, 1)) return false;
    const asked = new Set([point, first]);
    for (const at of asked) {
      for (const other of this.#space.endingAt(at)) {
        if (other === driver) continue;
        const next = other.detour === NONE ? this.#leavesTo(other) : NONE;
        if (next === NONE) return false;
        if (asked.has(next)) continue;
        if (this.#frees(driver, next)) return false;
        asked.add(next);
      }
    }
    return true;
  }

  /** A slot of the point is free, or becomes free without anybody else: those that drive away have reserved their way. */
  #frees(driver: Driver, point: number, standing = 0): boolean {
    for (const other of this.#space.endingAt(point)) if (other !== driver) standing++;
    return standing < (this.#space.graph.capacity[point] as number);
  }

  /** Where a vehicle goes on; one at its target by the only way out, −1 where there are several. */
  #leavesTo({ end, vehicle, fleet }: Driver): number {
    if (end !== vehicle.target) return (fleet as NetworkFleet).routes.next(end, vehicle.target)?.to ?? NONE;
    const [way, ...others] = this.#space.graph.out[end] ?? [];
    return way === undefined || others.some(({ to }) => to !== way.to) ? NONE : way.to;
  }
}

function onwardFrom({ fleet }: Driver, point: number, target: number): number {
  return point === target ? NONE : ((fleet as NetworkFleet).routes.next(point, target)?.to ?? NONE);
}
