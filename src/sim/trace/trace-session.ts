import { inspectPlant } from "../../plant/inspect.ts";
import type { Plant } from "../../plant/schema.ts";
import type { LedgerAnswer, LifeAnswer, RepeatedRun, TraceContract } from "../../protocol/trace.ts";
import type { EventRecord } from "../kernel/trace.ts";
import { Simulation, ZeroTimeLoop } from "../simulation.ts";
import { findConstraint } from "./ideal-load.ts";
import { LossLedger } from "./loss-ledger.ts";
import { PartLifeWatch } from "./part-life-watch.ts";

/** Events between two looks at the messages that wait. */
const CHUNK = 20_000;

/** Repeats runs beside the one that the page shows; they come out alike, so nothing need be recorded in that one. */
export class TraceSession implements TraceContract {
  readonly #soon: (task: () => void) => void;

  /** @param soon calls back behind the messages that wait already */
  constructor(soon: (task: () => void) => void) {
    this.#soon = soon;
  }

  async ledger(run: RepeatedRun, wanted?: string): Promise<LedgerAnswer> {
    const plant = plantOf(run);
    if (plant === undefined) return { ok: false, reason: "refused" };
    const constraint = wanted ?? findConstraint(plant);
    if (
      !plant.elements.some(({ id, kind }) => id === constraint && kind === "station") ||
      constraint === undefined
    )
      return { ok: false, reason: "noStation" };
    try {
      const simulation = new Simulation(plant, run.settings);
      const ledger = new LossLedger(simulation.model, { constraint });
      simulation.observe(ledger);
      await this.#repeat(simulation, run);
      return { ok: true, value: ledger.result(), found: wanted === undefined };
    } catch (error) {
      if (error instanceof ZeroTimeLoop) return { ok: false, reason: "zeroTimeLoop" };
      throw error;
    }
  }

  async life(run: RepeatedRun, part: string): Promise<LifeAnswer> {
    const plant = plantOf(run);
    if (plant === undefined) return { ok: false, reason: "refused" };
    try {
      const early: EventRecord[] = [];
      let note = (line: EventRecord): void => void early.push(line);
      const simulation = new Simulation(plant, { ...run.settings, record: (line) => note(line) });
      const watch = new PartLifeWatch(simulation.model, part);
      note = (line) => watch.note(line);
      for (const line of early) watch.note(line);
      watch.look();
      simulation.observe(watch);
      await this.#repeat(simulation, run);
      const life = watch.life();
      return life === undefined ? { ok: false, reason: "noPart" } : { ok: true, value: life };
    } catch (error) {
      if (error instanceof ZeroTimeLoop) return { ok: false, reason: "zeroTimeLoop" };
      throw error;
    }
  }

  ping(): void {
    // That it is answered is the answer.
  }

  /** The run stood after so many events, perhaps in the midst of an instant. */
  async #repeat(simulation: Simulation, { until, events }: RepeatedRun): Promise<void> {
    for (;;) {
      const left = events - simulation.events;
      if (left <= 0 || simulation.advance(until, Math.min(CHUNK, left))) break;
      await new Promise<void>((resolve) => this.#soon(resolve));
    }
    if (simulation.nextEventTime > until) simulation.advance(until, Infinity);
  }
}

function plantOf({ text }: RepeatedRun): Plant | undefined {
  const inspected = inspectPlant(text);
  return inspected.ok ? inspected.value.plant : undefined;
}
