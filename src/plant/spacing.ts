import type { Conveyor } from "./elements/conveyor.ts";

/** Whether parts on a conveyor are spaced by their own lengths, or start one after another. */
export function isSpaced({ pitch, restartDelay = 0 }: Conveyor): boolean {
  return typeof pitch !== "number" || restartDelay > 0;
}
