/**
 * A conveyor simulated the slow way: every part's position, step by step. All times are whole steps and all
 * lengths whole distances per step, so it is exact, and it shares nothing with the recursions of the engine.
 */
export interface Belt {
  /** Steps from entry to exit, and from front to front. */
  readonly length: number;
  readonly pitch: number;
  readonly capacity: number;
  readonly accumulating: boolean;
  /** Whether the belt is held (off shift, or down) during the step that begins at an instant. */
  readonly held: (step: number) => boolean;
  /** Step of each part's arrival at the entry, ascending. */
  readonly arrivals: readonly number[];
  /** Steps that the station behind takes for each part, in order. */
  readonly cycle: number;
}

export interface BeltRun {
  readonly entered: number[];
  readonly left: number[];
  /** Steps in each state. */
  readonly held: number;
  readonly starved: number;
  readonly blocked: number;
  readonly working: number;
}

export function beltBySteps(belt: Belt, steps: number): BeltRun {
  const { length, pitch, accumulating } = belt;
  const entered: number[] = [];
  const left: number[] = [];
  const count = { held: 0, starved: 0, blocked: 0, working: 0 };
  let positions: number[] = [];
  let next = 0;
  let idleFrom = 0;
  for (let step = 0; step <= steps; step++) {
    const open = (step > 0 && !belt.held(step - 1)) || !belt.held(step);
    for (let changed = true; changed;) {
      changed = false;
      if (positions[0] === length && idleFrom <= step) {
        positions.shift();
        left.push(step);
        idleFrom = step + belt.cycle;
        changed = true;
      }
      const last = positions.at(-1);
      const arrived = next < belt.arrivals.length && (belt.arrivals[next] as number) <= step;
      if (open && arrived && positions.length < belt.capacity && (last === undefined || last >= pitch)) {
        positions.push(0);
        entered.push(step);
        next++;
        changed = true;
      }
    }
    if (step === steps) break;
    const waits = positions[0] === length;
    if (belt.held(step)) count.held++;
    else if (positions.length === 0) count.starved++;
    else if (waits) count.blocked++;
    else count.working++;
    if (belt.held(step) || (waits && !accumulating)) continue;
    let limit = length;
    positions = positions.map((position) => {
      const moved = Math.min(position + 1, limit);
      limit = moved - pitch;
      // Behind a full belt a part cannot be pushed back.
      return Math.max(position, moved);
    });
  }
  return { entered, left, ...count };
}
