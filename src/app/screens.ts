import { batch, type ReadonlySignal, Signal } from "@preact/signals-core";
import type { PlantDocument } from "../editor/document.ts";
import type { History } from "../editor/history.ts";
import type { Selection } from "../editor/selection.ts";
import type { Plant } from "../plant/schema.ts";
import type { BalanceControl } from "./balance/balance-control.ts";
import type { ClearanceControl, ClearanceMark } from "./clearance-control.ts";
import type { ExperimentControl } from "./experiment/experiment-control.ts";
import type { SidePair, SideRunSettings, SideStage } from "./experiment/side-pair.ts";
import type { HeatControl } from "./experiment/heat-control.ts";
import type { Wording } from "./i18n/wording.ts";
import type { LiveLink } from "./live-link.ts";
import type { MessageLog } from "./messages.ts";
import type { RunControl } from "./run-control.ts";
import type { ShiftControl } from "./shifts/shift-control.ts";
import type { TraceControl } from "./trace/trace-control.ts";

export interface ScreensOptions {
  readonly document: PlantDocument;
  readonly history: History;
  readonly messages: MessageLog;
  readonly run: RunControl;
  readonly live: LiveLink;
  readonly wording: ReadonlySignal<Wording>;
  spawnClearance(): Worker;
  spawnBalance(): Worker;
  spawnReplications(): Worker;
  spawnExperiment(): Worker;
  spawnQuestions(): Worker;
  spawnTrace(): Worker;
  spawnSimulation(): Worker;
  readonly selection: Selection;
  /** Makes a view beside the one of the page. */
  sideStage(host: HTMLElement): Promise<SideStage>;
}

/** What is opened beside the plant when it is asked for: clearance, trace, balancing, experiments, shifts. Its code is fetched then. */
export class Screens {
  /** The plant is shown beside the screen for experiments, not covered by it. */
  readonly beside = new Signal(false);
  readonly #options: ScreensOptions;
  readonly #clearance = new Signal<ClearanceControl | undefined>(undefined);
  readonly #balance = new Signal<BalanceControl | undefined>(undefined);
  readonly #balanceShown = new Signal(false);
  #trace: TraceControl | undefined;
  readonly #traceShown = new Signal(false);
  readonly #experiment = new Signal<ExperimentControl | undefined>(undefined);
  readonly #experimentShown = new Signal(false);
  readonly #shifts = new Signal<ShiftControl | undefined>(undefined);
  readonly #shiftsShown = new Signal(false);
  readonly #heat = new Signal<HeatControl | undefined>(undefined);

  constructor(options: ScreensOptions) {
    this.#options = options;
  }

  /** The clearance check, while it is on. */
  get clearance(): ReadonlySignal<ClearanceControl | undefined> {
    return this.#clearance;
  }

  /** What the clearance check found, while it is on. */
  get clearanceMarks(): readonly ClearanceMark[] | undefined {
    return this.#clearance.value?.marks.value;
  }

  /** Clearance check on or off; its code and its worker are fetched when it is switched on. */
  async toggleClearance(): Promise<void> {
    if (this.#clearance.peek() !== undefined) {
      this.#clearance.peek()?.stop();
      this.#clearance.value = undefined;
      return;
    }
    const { ClearanceControl } = await import("./clearance-control.ts");
    if (this.#clearance.peek() !== undefined) return;
    const { document, messages, wording } = this.#options;
    const spawn = (): Worker => this.#options.spawnClearance();
    const ended = (): void => void (this.#clearance.value = undefined);
    this.#clearance.value = new ClearanceControl({ document, messages, wording, spawn }, ended);
  }

  /** The panel with breakpoints, ledger and lives of parts is shown. */
  get traceShown(): Signal<boolean> {
    return this.#traceShown;
  }

  /** What looks into the run; its code is fetched when it is wanted. */
  async trace(): Promise<TraceControl> {
    const { TraceControl } = await import("./trace/trace-control.ts");
    const { document, run } = this.#options;
    this.#trace ??= new TraceControl({ document, run, spawn: () => this.#options.spawnTrace() });
    return this.#trace;
  }

  /** What the screen for balancing works with; absent before it is opened for the first time. */
  get balance(): ReadonlySignal<BalanceControl | undefined> {
    return this.#balance;
  }

  get balanceShown(): ReadonlySignal<boolean> {
    return this.#balanceShown;
  }

  /** Shows or leaves the screen for balancing lines; its code is fetched when it is wanted. */
  async showBalance(isShown: boolean): Promise<void> {
    if (isShown && this.#balance.peek() === undefined) {
      const { BalanceControl } = await import("./balance/balance-control.ts");
      const { document, history, live, messages } = this.#options;
      this.#balance.value ??= new BalanceControl({
        document,
        history,
        live,
        spawn: () => this.#options.spawnBalance(),
        spawnReplications: () => this.#options.spawnReplications(),
        died: () => messages.add("error", { key: "message.balanceDied" }),
      });
    }
    batch(() => {
      if (isShown) this.#leaveAll();
      this.#balanceShown.value = isShown;
    });
  }

  /** What the screen for experiments works with; absent before it is opened for the first time. */
  get experiment(): ReadonlySignal<ExperimentControl | undefined> {
    return this.#experiment;
  }

  get experimentShown(): ReadonlySignal<boolean> {
    return this.#experimentShown;
  }

  /** Shows or leaves the screen for experiments; its code is fetched when it is wanted. */
  async showExperiment(isShown: boolean): Promise<void> {
    if (isShown && this.#experiment.peek() === undefined) {
      const { ExperimentControl } = await import("./experiment/experiment-control.ts");
      this.#experiment.value ??= new ExperimentControl(
        () => this.#options.spawnExperiment(),
        () => this.#options.spawnQuestions(),
      );
    }
    batch(() => {
      if (isShown) this.#leaveAll();
      this.#experimentShown.value = isShown;
    });
  }

  /** What the screen for shifts works with; absent before it is opened for the first time. */
  get shifts(): ReadonlySignal<ShiftControl | undefined> {
    return this.#shifts;
  }

  get shiftsShown(): ReadonlySignal<boolean> {
    return this.#shiftsShown;
  }

  /** Shows or leaves the screen for shifts; its code is fetched when it is wanted. */
  async showShifts(isShown: boolean): Promise<void> {
    if (isShown && this.#shifts.peek() === undefined) {
      const { ShiftControl } = await import("./shifts/shift-control.ts");
      this.#shifts.value ??= new ShiftControl(this.#options.history);
    }
    batch(() => {
      if (isShown) this.#leaveAll();
      this.#shiftsShown.value = isShown;
    });
  }

  /** Whether a screen lies over stage and docks. */
  get covers(): boolean {
    return this.#balanceShown.value || this.#experimentShown.value || this.#shiftsShown.value;
  }

  #leaveAll(): void {
    this.#balanceShown.value = false;
    this.#experimentShown.value = false;
    this.#shiftsShown.value = false;
  }

  /** The heat map over the plant, while it is shown. */
  get heat(): ReadonlySignal<HeatControl | undefined> {
    return this.#heat;
  }

  /** Shows or ends the heat map over the plant; its code is fetched when it is wanted. */
  async showHeat(isShown: boolean): Promise<HeatControl | undefined> {
    if (!isShown) {
      this.#heat.value = undefined;
      return undefined;
    }
    const { HeatControl } = await import("./experiment/heat-control.ts");
    const { run } = this.#options;
    return (this.#heat.value ??= new HeatControl(run.results, this.#experiment));
  }

  /** Two plants side by side, both run to a time; whoever opens them closes them. */
  async openPair(plants: readonly [Plant, Plant], settings: SideRunSettings): Promise<SidePair> {
    const { SidePair } = await import("./experiment/side-pair.ts");
    const { selection } = this.#options;
    return new SidePair(plants, settings, {
      selection,
      spawn: () => this.#options.spawnSimulation(),
      stage: (host) => this.#options.sideStage(host),
    });
  }

  /** The run stands. */
  stood(): void {
    this.#trace?.stood();
  }

  /** Another plant is open. */
  forget(): void {
    this.#balance.peek()?.forget();
    this.#experiment.peek()?.forget();
    this.#shifts.peek()?.forget();
    this.#heat.value = undefined;
  }
}
