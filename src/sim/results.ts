import type { State } from "../plant/states.ts";
import type { WorkerShares } from "../plant/worker-states.ts";
import type { CostResult } from "./accounts/cost-result.ts";
import type { EnergyResult } from "./accounts/energy-result.ts";
import type { MilkRunResult } from "./milk-run/lap-statistics.ts";
import type { FleetFigures } from "./resources/vehicle-clock.ts";

/** Version of the answers of `simulate`; more fields may be added without a new one. */
export const RESULTS_VERSION = 1;

/** Shares of time by state; they add to one. */
export type StateShares = Record<State, number>;

/** Results of one station or conveyor in one replication, observed in (warm-up, horizon]. */
export interface StationResult {
  readonly states: StateShares;
  /** Share of working time, 0 to 1. */
  readonly utilisation: number;
  /** Parts that left, in the observed time. */
  readonly finished: number;
  /** Time average of parts inside, blocked ones included. */
  readonly meanContent: number;
  readonly maxContent: number;
  /** Breakdowns that began in the observed time. */
  readonly failures: number;
  /** Mean time that a part that left was held up on its way, s, NaN when none left; only of conveyors that space parts by length, and of merges. */
  readonly meanHeldUp?: number;
  /** Rounds beyond the first of parts that left a sorter, and parts that went to its overflow. */
  readonly recirculations?: number;
  readonly overflowed?: number;
  /** Maintenances that began in the observed time; only where there are plans. */
  readonly maintenances?: number;
  /** Only where its work makes defects, or it inspects. */
  readonly quality?: QualityResult;
  /** Only of a milk run. */
  readonly milkRun?: MilkRunResult;
  /** Planned run time of the finished parts, s; only where it differs by product. */
  readonly plannedTime?: number;
}

/** What happened to the quality of parts at a station, in the observed time. */
export interface QualityCounts {
  /** Parts that its work made defective. */
  readonly madeDefective: number;
  /** Judgements, and those of parts that never went to rework. */
  readonly inspected: number;
  readonly firstInspected: number;
  readonly passed: number;
  /** Passed without rework. */
  readonly firstPassed: number;
  /** Sent to rework. */
  readonly reworked: number;
  readonly scrapped: number;
  /** Good parts that were rejected (type I errors). */
  readonly falseRejects: number;
  /** Defective parts that passed (type II errors). */
  readonly missed: number;
}

export interface QualityResult extends QualityCounts {
  /** Share of parts that passed at their first inspection, 0 to 1; NaN when none was inspected. */
  readonly firstPassYield: number;
  readonly byProduct: Readonly<Record<string, QualityCounts>>;
}

/** Results of one buffer. */
export interface BufferResult {
  readonly meanContent: number;
  readonly maxContent: number;
  /** Mean time that a part spent inside, s, over the parts that left. */
  readonly meanWait: number;
  /** Share of time at each content; the last entry collects all above. */
  readonly histogram: readonly number[];
  readonly entered: number;
  readonly left: number;
  /** Only of a high-bay storage. */
  readonly storage?: StorageResult;
}

/** Durations of the cycles of cranes, s; NaN where there were none. */
export interface CycleResult {
  readonly count: number;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** What is told of a storage beside its content, in the observed time. */
export interface StorageResult {
  readonly places: number;
  /** Share of the places that is taken, time average, 0 to 1. */
  readonly fillLevel: number;
  /** Parts in places by product, time average; only products that were there. */
  readonly byProduct: Readonly<Record<string, number>>;
  /** Only where places are assigned by classes. */
  readonly zones?: readonly {
    readonly name: string;
    readonly places: number;
    readonly fillLevel: number;
  }[];
  /** By aisle; working is driving and handling. */
  readonly cranes: readonly {
    readonly states: StateShares;
    readonly utilisation: number;
    readonly driving: number;
    readonly handling: number;
  }[];
  /** Cycles that stored only, fetched only, or did both one after the other. */
  readonly cycles: {
    readonly store: CycleResult;
    readonly retrieve: CycleResult;
    readonly dual: CycleResult;
  };
  /** Parts that made way for others in deep channels. */
  readonly relocations: number;
  /** From the arrival at the entry until the crane has it, s; the mean is NaN without any. */
  readonly storeWaitMean: number;
  readonly storeWaitMax: number;
  /** From when a part is asked for until it is at the exit, s; the mean is NaN without any. */
  readonly retrieveWaitMean: number;
  readonly retrieveWaitMax: number;
  /** Breakdowns of cranes that began; only where they can fail. */
  readonly failures?: number;
}

/** How parts kept their due dates; lateness is completion less due date, tardiness the same where positive, else 0. */
export interface DueDateResult {
  /** Parts with a due date. */
  readonly count: number;
  /** Of these, parts that came after it. */
  readonly late: number;
  /** Share that came in time. */
  readonly serviceLevel: number;
  /** s; NaN when no part with a due date came, as the others. */
  readonly latenessMean: number;
  readonly latenessMax: number;
  readonly tardinessMean: number;
  readonly tardinessMax: number;
  /** Sum of weight × tardiness, s. */
  readonly weightedTardiness: number;
}

/** Results of one sink. */
export interface SinkResult {
  readonly count: number;
  readonly byProduct: Readonly<Record<string, number>>;
  /** Parts an hour. */
  readonly throughput: number;
  /** Mean time from entering the system to the sink, s; NaN when no part came. */
  readonly cycleTimeMean: number;
  readonly cycleTimeSd: number;
  readonly cycleTimeMin: number;
  readonly cycleTimeMax: number;
  /** Mean and standard deviation of the cycle time by product, s; only products that came. */
  readonly cycleTimeByProduct: Readonly<Record<string, { readonly mean: number; readonly sd: number }>>;
  /** Only where parts with due dates came. */
  readonly dueDates?: DueDateResult & { readonly byProduct: Readonly<Record<string, DueDateResult>> };
  /** Parts that came with a defect that no inspection found; only where stations make defects. */
  readonly defective?: number;
}

/** Results of one source. */
export interface SourceResult {
  /** Parts that came, lost ones included. */
  readonly arrived: number;
  readonly entered: number;
  readonly lost: number;
  /** Stretches of its sequence in which an n-of-m rule is broken; only where it has such rules. */
  readonly sequenceViolations?: number;
}

/** Results of one pool of workers. */
export interface WorkersResult {
  readonly kind: "workers";
  readonly size: number;
  /** Workers at work, time average. */
  readonly meanBusy: number;
  /** Share of the pool that is at work, 0 to 1. */
  readonly utilisation: number;
  /** Claims that were granted. */
  readonly claims: number;
  /** Mean and longest time from a claim to its grant, s; the mean is NaN when none was granted. */
  readonly meanWait: number;
  readonly maxWait: number;
  /** Workers on shift and not absent, time average; only for pools with a calendar. */
  readonly meanPresent?: number;
  /** Share of the pool's time that is walked, 0 to 1; only for pools that walk. */
  readonly walkingShare?: number;
  /** Shares of the pool's time by what its workers do; they add to one. */
  readonly states: WorkerShares;
  /** Worked after the end of shifts, h, all workers together. */
  readonly overtimeHours: number;
  /** What its workers are counted as together with those of other pools; only where the file says. */
  readonly role?: string;
  /** Breaks that began; only where the pool has breaks of its own. */
  readonly breaks?: number;
  /** Share of the pool's time in which others filled in for absent workers; only where there can be any. */
  readonly replacedShare?: number;
}

/** Results of one fleet. */
export interface FleetResult extends FleetFigures {
  readonly kind: "fleet";
  readonly vehicles: number;
  /** Orders without a vehicle now. */
  readonly waitingOrders: number;
  /** Breakdowns of vehicles that began in the observed time; only where they can fail. */
  readonly failures?: number;
  /** Only with batteries: how often one was charged, and kWh that were used although one was empty. */
  readonly charges?: number;
  readonly energyDeficit?: number;
}

/** Results of one kind of carriers. */
export interface CarriersResult {
  readonly kind: "carriers";
  readonly count: number;
  /** Carriers with something on them, time average. */
  readonly meanLoaded: number;
  /** Share of the carriers that is loaded, 0 to 1. */
  readonly utilisation: number;
  /** How often one was loaded. */
  readonly trips: number;
  /** Carriers that left through a sink since the start of the run, and are gone. */
  readonly lost: number;
}

/** Results of a loop of cards. */
export interface CardLoopResult {
  readonly kind: "kanban" | "conwip" | "supermarket";
  /** Cards in all. */
  readonly cards: number;
  /** Parts with a card inside the section, time average and most. */
  readonly meanInside: number;
  readonly maxInside: number;
  /** Parts that took a card. */
  readonly entered: number;
}

/** Results of a gate. */
export interface GateResult {
  readonly kind: "gate";
  /** Parts that passed. */
  readonly passed: number;
}

/** Results of one resource, by its kind. */
export type ResourceResult = WorkersResult | FleetResult | CarriersResult | CardLoopResult | GateResult;

/** Parts finished over time, in equal intervals from the start of the run. */
export interface ThroughputSeries {
  /** s */
  readonly interval: number;
  readonly counts: readonly number[];
}

/** Results of one replication. All times in seconds. */
export interface RunResult {
  readonly version: number;
  readonly seed: number;
  readonly replication: number;
  /** Time that the run has reached, s. */
  readonly time: number;
  readonly warmup: number;
  /** Events processed. */
  readonly events: number;
  /** Hash of the whole state at `time`; empty where it was not asked for, since it takes time a part. */
  readonly hash: string;
  /** Parts in the system, time average. */
  readonly wip: number;
  /** Parts in the system now. */
  readonly wipNow: number;
  /** Parts an hour into all sinks. */
  readonly throughput: number;
  readonly cycleTimeMean: number;
  readonly finished: number;
  /** Parts that came into being inside the system, and that ended there, in the observed time; only where there were any. */
  readonly begun?: number;
  readonly ended?: number;
  readonly stations: Readonly<Record<string, StationResult>>;
  readonly buffers: Readonly<Record<string, BufferResult>>;
  readonly sinks: Readonly<Record<string, SinkResult>>;
  readonly sources: Readonly<Record<string, SourceResult>>;
  /** Only where the plant has resources. */
  readonly resources?: Readonly<Record<string, ResourceResult>>;
  /** Only where the plant file says what is drawn, and what something costs. */
  readonly energy?: EnergyResult;
  readonly costs?: CostResult;
  readonly series: ThroughputSeries;
}
