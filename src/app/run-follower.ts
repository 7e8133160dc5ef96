import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { type PlantDocument, writePlant } from "../editor/document.ts";
import { diff } from "../plant/diff.ts";
import type { BareFinding } from "../plant/finding.ts";
import { runsAlike } from "../plant/runs-alike.ts";
import type { Plant } from "../plant/schema.ts";
import type { MessageLog } from "./messages.ts";
import type { RunControl } from "./run-control.ts";
import { type WorkerDeath, WorkerDied } from "./worker-connection.ts";

/** A plant whose runs kill the worker this often within `DEATH_WINDOW` is not run again by itself. */
const MOST_DEATHS = 3;
/** ms */
const DEATH_WINDOW = 60_000;

/** What the checks said of a plant when they saw it last. */
export interface Checked {
  readonly plant: Plant;
  readonly findings: readonly BareFinding[];
}

export interface RunFollowerOptions {
  readonly document: PlantDocument;
  readonly messages: MessageLog;
  readonly run: RunControl;
}

/** Keeps the run with the plant that is open: after edits, and after a worker's death. */
export class RunFollower {
  readonly #options: RunFollowerOptions;
  readonly #checked = new Signal<Checked | undefined>(undefined);
  /** The plant as the simulation worker has it. */
  #simulated: Plant | undefined;
  #isRerunning = false;
  /** The message that tells why the run does not follow the edits. */
  #unfit: number | undefined;
  readonly #deaths: number[] = [];

  constructor(options: RunFollowerOptions) {
    this.#options = options;
  }

  /** What the checks found; that of an edit comes a moment after it. */
  get checked(): ReadonlySignal<Checked | undefined> {
    return this.#checked;
  }

  /** Another plant is open. @param simulated where the worker has it already */
  begin(simulated: Plant | undefined): void {
    this.#tellUnfit(undefined);
    this.#simulated = simulated;
  }

  /** What the checks said of the plant that was opened. */
  note(checked: Checked): void {
    this.#checked.value = checked;
  }

  /** An edit that matters to the run starts it anew; edits that come meanwhile are taken together. */
  async follow(): Promise<void> {
    if (this.#isRerunning) return;
    const { document, run } = this.#options;
    this.#isRerunning = true;
    try {
      for (;;) {
        const current = document.current.peek();
        if (current === undefined || !this.#isOutdated(current.plant)) return;
        // A run that stood at its end goes on with the edit as one that ran.
        const wasRunning = run.status.peek() === "running" || run.stopped.peek() !== undefined;
        const alike = this.#simulated !== undefined && runsAlike(this.#simulated, current.plant);
        const goesOn = alike && run.status.peek() !== "empty";
        this.#simulated = current.plant;
        const answer = goesOn
          ? await run.replace(current.text)
          : await run.load(current.text, run.settings, () => undefined);
        const findings = answer.ok ? answer.value.warnings : answer.error;
        this.#checked.value = { plant: current.plant, findings };
        this.#tellUnfit(answer.ok ? undefined : findings);
        if (answer.ok && wasRunning && !goesOn) await run.playWarm(answer.value.plant.run.warmup);
      }
    } catch (error) {
      // The worker's death is told elsewhere, and its successor gets the plant as it stands.
      if (!(error instanceof WorkerDied)) throw error;
    } finally {
      this.#isRerunning = false;
    }
  }

  /** Whether the plant differs from the one that runs in more than the plans for its lines. */
  #isOutdated(plant: Plant): boolean {
    if (this.#simulated === plant) return false;
    if (this.#simulated === undefined) return true;
    const { balance: _, ...changes } = diff(this.#simulated, plant);
    return Object.keys(changes).length > 0;
  }

  /** A new worker gets the plant that was open; after several deaths it does not run by itself. */
  async recover(death: WorkerDeath, wasRunning: boolean): Promise<void> {
    const { document, messages, run } = this.#options;
    const now = performance.now();
    this.#deaths.push(now);
    const often = this.#deaths.filter((time) => now - time < DEATH_WINDOW).length >= MOST_DEATHS;
    const key = often ? "message.workerDiedOften" : "message.workerDied";
    messages.add("error", { key, values: { detail: `${death.cause}: ${death.detail}` } });
    const current = document.current.peek();
    if (current === undefined) return;
    try {
      const { plant, text } = current;
      this.#simulated = plant;
      const answer = await run.load(text || writePlant(plant), run.settings, () => undefined);
      if (answer.ok && wasRunning && !often) await run.playWarm(answer.value.plant.run.warmup);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    }
  }

  /** Says that the run shows the plant as it was before an edit that cannot run, until it can. */
  #tellUnfit(findings: readonly BareFinding[] | undefined): void {
    const { messages } = this.#options;
    if (this.#unfit !== undefined) messages.dismiss(this.#unfit);
    const errors = findings?.filter(({ severity }) => severity === "error") ?? [];
    const text = { key: "message.unfit", values: { errors: errors.length } } as const;
    this.#unfit = errors.length === 0 ? undefined : messages.add("warning", text, errors);
  }
}
