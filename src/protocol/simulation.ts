import type { Result } from "../base/result.ts";
import type { BareFinding } from "../plant/finding.ts";
import type { ElementKind, Plant } from "../plant/schema.ts";
import type { RunResult } from "../sim/results.ts";
import type { Iso22400Report } from "../sim/statistics/iso-22400.ts";
import type { Breakpoint, BreakpointHit } from "../sim/trace/breakpoint.ts";
import type { CauseChain } from "../sim/trace/cause.ts";
import type { PartInstant, ResourceInstant } from "../sim/trace/instant.ts";

export type { MilkRunResult } from "../sim/milk-run/lap-statistics.ts";
export type { Iso22400, Iso22400Report } from "../sim/statistics/iso-22400.ts";

export type {
  CardsInstant,
  PartInstant,
  ResourceInstant,
  VehicleInstant,
  WorkerInstant,
} from "../sim/trace/instant.ts";

export type {
  BufferResult,
  RunResult,
  SinkResult,
  SourceResult,
  StateShares,
  StationResult,
  ThroughputSeries,
} from "../sim/results.ts";

/** Settings of a run; what is absent comes from the plant file. */
export interface RunSettings {
  readonly seed?: number;
  readonly replication?: number;
  /** s */
  readonly warmup?: number;
}

/** A plant as the worker took it: checked, migrated to the present version, compiled, standing at time 0. */
export interface LoadedPlant {
  readonly plant: Plant;
  /** In the order of the frames. */
  readonly elements: readonly { readonly id: string; readonly kind: ElementKind }[];
  readonly warnings: readonly BareFinding[];
  /** Counts the loads of this worker; the frames of this plant carry it (`HEADER.load`). */
  readonly load: number;
}

/** Expected failures are returned: comlink would lose an error's class and fields. */
export type LoadAnswer =
  | { readonly ok: true; readonly value: LoadedPlant }
  | { readonly ok: false; readonly error: readonly BareFinding[] };

/** Why a run stopped by itself. */
export interface RunStopped {
  /**
   * horizon: the time that the plant file asks for was reached. target: the time given to `runUntil`.
   * deadlock: parts are in the system, and no event is left that could move them; it came about with the last one.
   * zeroTimeLoop: parts go round without any time passing. breakpoint: one that was set is met.
   */
  readonly reason: "horizon" | "target" | "zeroTimeLoop" | "deadlock" | "breakpoint";
  /** Simulated time at which it stands, s. */
  readonly time: number;
  /** Time of the last event, s: at full speed long before `time` where nothing happened any more. */
  readonly lastEventTime: number;
  /** For specialists: what exactly was found. */
  readonly message: string;
  /** Ids of the elements that it is about. */
  readonly elements: readonly string[];
  /** Only of a breakpoint. */
  readonly hit?: BreakpointHit;
}

/** What looks into a run; made when it is asked for the first time. */
export interface RunInspection {
  /** Why an element is in its state; undefined where there is no such element. */
  why(id: string): CauseChain | undefined;
  /** Names of some parts in an element, `source#serial`. */
  parts(id: string): readonly string[];
  /** What a resource does now; undefined where it has no state of its own. */
  resource(id: string): ResourceInstant | undefined;
  /** A part that is in an element now, by its name or its key in frames. */
  part(asked: string | number): PartInstant | undefined;
  /** Indicators of ISO 22400-2 so far. */
  kpis(): Iso22400Report;
  /** The run stands still at these from now on; an empty list removes all. */
  stopAt(breakpoints: readonly Breakpoint[]): Result<undefined, BareFinding>;
  /** The breakpoint at which the run stands. */
  readonly hit: BreakpointHit | undefined;
  goOn(): void;
}

/** The part of a MessagePort that frames need; the core knows no DOM. */
export interface FramePort {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
}

/**
 * The simulation worker. A run at full speed is sliced, so that every call is answered within a frame.
 * Frames are pushed through the port given to `connect`: the worker transfers one `ArrayBuffer` (layout:
 * frame.ts), the page transfers the same buffer back when it has drawn it. Three buffers circulate; while
 * none is back no frame is made and the run goes on.
 */
export interface SimulationContract {
  /** Takes the port for frames. A message to the page is an ArrayBuffer, or a `RunStopped`. */
  connect(port: FramePort): void;
  /** Checks and compiles the text of a plant file. On an error the former plant stays loaded. */
  /**
   * Loads what the plant needs beyond the first picture; call before `load`.
   * @param own the text of a plant of the page's own; for any other plant absent
   */
  prepare(own?: string): Promise<void>;
  /** @param own a plant file of the page's own, which the tests have checked */
  load(text: string, settings?: RunSettings, own?: boolean): LoadAnswer;
  /**
   * Goes on where the run stands with a plant that runs alike (plant/runs-alike.ts): other names, looks and places.
   * Call `prepare` before.
   */
  replace(text: string): LoadAnswer;
  /** Runs to the plant file's horizon and pauses there; from there on without an end. */
  play(): void;
  pause(): void;
  /** Executes the next event and stands still. @returns simulated time, s */
  step(): number;
  /** Simulated seconds a second; Infinity is as fast as it goes. */
  setSpeed(speed: number): void;
  /** Back to time 0, with a new seed if one is given. */
  reset(settings?: RunSettings): void;
  /** Runs as fast as it goes to the given time (s) and pauses there. */
  runUntil(time: number): void;
  /** Results so far; the hash of the state only while the run stands still. */
  results(): RunResult;
  why(id: string): Promise<CauseChain | undefined>;
  parts(id: string): Promise<readonly string[]>;
  resource(id: string): Promise<ResourceInstant | undefined>;
  part(asked: string | number): Promise<PartInstant | undefined>;
  kpis(): Promise<Iso22400Report>;
  /** Sets the breakpoints, which outlast a reset. @returns what is wrong with the first that is wrong; then all stays as it was */
  stopAt(breakpoints: readonly Breakpoint[]): Promise<BareFinding | undefined>;
  /** Answers at once; a worker that does not is dead. */
  ping(): void;
}
