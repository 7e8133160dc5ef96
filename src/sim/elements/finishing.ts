import type { Station } from "../../plant/elements/station.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { discard, unload } from "../kernel/loads.ts";
import type { Part } from "../kernel/parts.ts";
import type { OutputQueue, Port } from "../kernel/ports.ts";
import type { QualityResult } from "../results.ts";
import { Disassembly } from "./disassembly.ts";
import type { BuildContext } from "./element.ts";
import { Quality, type QualityState } from "./quality.ts";
import type { Router } from "./router.ts";

/** What becomes of a finished part where that is more than going on: it is taken apart, it is judged. */
export class Finishing {
  readonly #kernel: Kernel;
  readonly #port: Port;
  readonly #router: Router;
  /** The part is a batch of what was taken together, and leaves piece by piece. */
  readonly #isBatch: boolean;
  readonly #disassembly: Disassembly | undefined;
  readonly #quality: Quality | undefined;

  constructor(station: Station, context: BuildContext, router: Router) {
    this.#kernel = context.kernel;
    this.#port = context.port;
    this.#router = router;
    this.#isBatch = station.assembly?.output === "all";
    this.#disassembly =
      station.disassembly === undefined ? undefined : new Disassembly(station.disassembly, context);
    this.#quality = Quality.isNeeded(station) ? new Quality(station, context, router) : undefined;
  }

  static isNeeded(station: Station): boolean {
    return (
      station.assembly?.output === "all" || station.disassembly !== undefined || Quality.isNeeded(station)
    );
  }

  /** Parts that the work is done on together: 1, or as many as are in the batch. */
  piecesOf(part: Part): number {
    return this.#isBatch ? (part.extra?.count ?? 1) : 1;
  }

  /** What leaves when the part is finished, first to go first. */
  split(part: Part): Part[] {
    let pieces = [part];
    if (this.#isBatch) {
      pieces = unload(this.#kernel, this.#port, part);
      discard(this.#kernel, this.#port, part, "unpacked");
    }
    const disassembly = this.#disassembly;
    return disassembly === undefined ? pieces : pieces.flatMap((piece) => disassembly.split(piece));
  }

  /** Where a piece goes; undefined when it was scrapped and is no more. */
  queueFor(piece: Part): OutputQueue | undefined {
    return this.#quality === undefined ? this.#router.queueFor(piece) : this.#quality.queueFor(piece);
  }

  resetStatistics(): void {
    this.#quality?.resetStatistics();
  }

  result(): { quality?: QualityResult } {
    return this.#quality === undefined ? {} : { quality: this.#quality.result() };
  }

  save(): { quality?: QualityState } {
    return this.#quality === undefined ? {} : { quality: this.#quality.save() };
  }

  restore({ quality }: { quality?: QualityState }): void {
    if (quality !== undefined) this.#quality?.restore(quality);
  }
}
