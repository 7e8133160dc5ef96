import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseDuration } from "../base/units.ts";
import { average, replicate, resultHash } from "../experiment/replications.ts";
import type { Plant } from "../plant/schema.ts";
import { STATES } from "../plant/states.ts";
import { RESULTS_VERSION, type RunResult } from "../sim/results.ts";
import { nearest } from "../plant/nearest.ts";
import type { PlainSimulation } from "../sim/plain-simulation.ts";
import { Simulation, ZeroTimeLoop } from "../sim/simulation.ts";
import { findConstraint } from "../sim/trace/ideal-load.ts";
import { type LedgerOptions, LossLedger } from "../sim/trace/loss-ledger.ts";
import { ledgerDocument, ledgerTables } from "./ledger-table.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";
import { kpiDocument, kpiTables } from "./kpi-tables.ts";
import { accountTables } from "./account-tables.ts";
import { loadPlant } from "./plant-file.ts";
import { qualityTable } from "./quality-table.ts";
import { milkRunTable } from "./milk-run-table.ts";
import { storageTable } from "./storage-table.ts";
import { resourceTables } from "./resource-tables.ts";

export const SIMULATE_USAGE =
  "taktwerk simulate PLANT [--horizon 8h] [--warmup 1h] [--replications 20] [--seed 1] [--json] [--events FILE] [--iso22400] [--ledger] [--constraint STATION] [--ideal 55s]";

interface Settings {
  readonly horizon: number;
  readonly warmup: number;
  readonly replications: number;
  readonly seed: number;
}

/** Simulates a plant. @returns exit status */
export function simulateCommand(args: readonly string[], output: CommandOutput): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      horizon: { type: "string" },
      warmup: { type: "string" },
      replications: { type: "string" },
      seed: { type: "string" },
      json: { type: "boolean", default: false },
      events: { type: "string" },
      iso22400: { type: "boolean", default: false },
      ledger: { type: "boolean", default: false },
      constraint: { type: "string" },
      ideal: { type: "string" },
    },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) return usage(output, "name one plant file");
  const plant = loadPlant(path, output);
  if (plant === undefined) return EXIT.failed;
  const settings = readSettings(values, plant);
  if (typeof settings === "string") return usage(output, settings);
  try {
    if (values.events !== undefined && !writeEvents(plant, settings, values.events, output))
      return EXIT.failed;
    const ledger = values.ledger ? ledgerPlan(values, plant) : undefined;
    if (typeof ledger === "string") return usage(output, ledger);
    const ledgers: LossLedger[] = [];
    const results = run(plant, settings, output, (simulation) => {
      if (ledger !== undefined) ledgers.push(keepLedger(simulation, ledger.options));
    });
    const { iso22400: kpis } = values;
    const booked = ledgers.map((one) => one.result());
    output.stdout(
      values.json
        ? json({
            ...document(plant, settings, results),
            ...(kpis ? { iso22400: kpiDocument(plant, results) } : {}),
            ...(ledger === undefined ? {} : { ledger: ledgerDocument(booked, ledger.found) }),
          })
        : `${[
            ...report(plant, settings, results, kpis),
            ...(ledger === undefined ? [] : ledgerTables(booked, ledger.found)),
            "",
            `hash ${resultHash(results)}`,
          ].join("\n")}\n`,
    );
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ZeroTimeLoop)) throw error;
    output.stderr(
      `${path}: error: at ${number(error.time)} s: ${error.message}. Give one of them a time or a limit.\n`,
    );
    return EXIT.failed;
  }
}

function usage(output: CommandOutput, problem: string): number {
  output.stderr(`${problem}\nusage: ${SIMULATE_USAGE}\n`);
  return EXIT.usage;
}

/** The settings, or what is wrong with them. */
function readSettings(values: Partial<Record<keyof Settings, string>>, plant: Plant): Settings | string {
  const horizon = values.horizon === undefined ? plant.run.horizon : parseDuration(values.horizon);
  // A shorter run than the file's keeps the file's warm-up only if it fits.
  const fallback = plant.run.warmup < (horizon ?? 0) ? plant.run.warmup : 0;
  const warmup = values.warmup === undefined ? fallback : parseDuration(values.warmup);
  const replications = wholeNumber(values.replications, plant.run.replications);
  const seed = wholeNumber(values.seed, plant.run.seed);
  if (horizon === undefined || horizon <= 0 || horizon > 3.2e9)
    return "--horizon wants a duration above 0, such as 8h, 90s or 5d";
  if (warmup === undefined || warmup >= horizon)
    return "--warmup wants a duration below the horizon, such as 1h";
  if (replications === undefined || replications < 1 || replications > 1_000_000) {
    return "--replications wants a whole number from 1 to 1000000";
  }
  if (seed === undefined || seed > 0xffff_ffff) return "--seed wants a whole number from 0 to 4294967295";
  return { horizon, warmup, replications, seed };
}

function wholeNumber(text: string | undefined, absent: number): number | undefined {
  if (text === undefined) return absent;
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What the ledger accounts for, or what is wrong with what was asked. */
function ledgerPlan(
  values: { constraint?: string | undefined; ideal?: string | undefined },
  plant: Plant,
): { options: LedgerOptions; found: boolean } | string {
  const stations = plant.elements.flatMap(({ id, kind }) => (kind === "station" ? [id] : []));
  const constraint = values.constraint ?? findConstraint(plant);
  if (constraint === undefined) return "--ledger wants a plant with a station that works";
  if (!stations.includes(constraint)) {
    const near = nearest(constraint, stations);
    return `--constraint: there is no station ${constraint}${near === undefined ? "" : `; did you mean ${near}?`}`;
  }
  const ideal = values.ideal === undefined ? undefined : parseDuration(values.ideal);
  if (values.ideal !== undefined && (ideal === undefined || ideal <= 0))
    return "--ideal wants a duration above 0, such as 55s";
  return {
    options: { constraint, ...(ideal === undefined ? {} : { ideal }) },
    found: values.constraint === undefined,
  };
}

function keepLedger(simulation: PlainSimulation, options: LedgerOptions): LossLedger {
  const ledger = new LossLedger(simulation.model, options);
  simulation.observe(ledger);
  return ledger;
}

function run(
  plant: Plant,
  settings: Settings,
  output: CommandOutput,
  begun: (simulation: PlainSimulation) => void,
): RunResult[] {
  const results: RunResult[] = [];
  const terminal = process.stderr.isTTY;
  for (const result of replicate(plant, settings, begun)) {
    results.push(result);
    if (terminal && settings.replications > 1)
      output.stderr(`\rreplication ${results.length} of ${settings.replications}`);
  }
  if (terminal && settings.replications > 1) output.stderr("\n");
  return results;
}

/** The event log of replication 0, one JSON object a line. */
function writeEvents(plant: Plant, settings: Settings, file: string, output: CommandOutput): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, "w");
  } catch (error) {
    output.stderr(
      `${file}: cannot be written (${(error as NodeJS.ErrnoException).code}); name another file with --events\n`,
    );
    return false;
  }
  let lines: string[] = [];
  const flush = (): void => {
    writeSync(descriptor, lines.join(""));
    lines = [];
  };
  const simulation = new Simulation(plant, {
    seed: settings.seed,
    warmup: settings.warmup,
    record: (line) => {
      lines.push(`${JSON.stringify(line)}\n`);
      if (lines.length >= 10_000) flush();
    },
  });
  simulation.runUntil(settings.horizon);
  flush();
  closeSync(descriptor);
  return true;
}

/** The KPIs of the plant as a whole, per replication. */
function kpisOf(result: RunResult): { throughput: number; wip: number; cycleTime: number; finished: number } {
  return {
    throughput: result.throughput,
    wip: result.wip,
    cycleTime: result.cycleTimeMean,
    finished: result.finished,
  };
}

const KPI_UNITS = { throughput: "parts/h", wip: "parts", cycleTime: "s", finished: "parts" } as const;

/** The answer of `--json`; its fields are a contract. */
function document(plant: Plant, settings: Settings, results: readonly RunResult[]): object {
  const kpis = average(results.map(kpisOf));
  const tables = average(
    results.map(({ stations, buffers, sinks, sources, resources, energy, costs }) => ({
      stations,
      buffers,
      sinks,
      sources,
      ...(resources === undefined ? {} : { resources }),
      ...(energy === undefined ? {} : { energy }),
      ...(costs === undefined ? {} : { costs }),
    })),
  );
  return {
    version: RESULTS_VERSION,
    plant: plant.id,
    seed: settings.seed,
    horizon: settings.horizon,
    warmup: settings.warmup,
    replications: settings.replications,
    confidence: 0.95,
    hash: resultHash(results),
    events: results.reduce((total, { events }) => total + events, 0),
    kpis: Object.fromEntries(
      (Object.keys(KPI_UNITS) as (keyof typeof KPI_UNITS)[]).map((name) => [
        name,
        { mean: kpis.mean[name], halfWidth: kpis.halfWidth[name], unit: KPI_UNITS[name] },
      ]),
    ),
    ...tables.mean,
    halfWidths: tables.halfWidth,
  };
}

function report(plant: Plant, settings: Settings, results: readonly RunResult[], withIso: boolean): string[] {
  const kpis = average(results.map(kpisOf));
  const pages = average(results.map(({ stations, buffers, sinks }) => ({ stations, buffers, sinks })));
  const interval = (mean: number, halfWidth: number | undefined): string =>
    halfWidth === undefined ? number(mean) : `${number(mean)} ± ${number(halfWidth)}`;
  const share = (mean: number, halfWidth: number | undefined): string =>
    halfWidth === undefined
      ? (mean * 100).toFixed(1)
      : `${(mean * 100).toFixed(1)} ± ${(halfWidth * 100).toFixed(1)}`;
  const names = {
    throughput: "throughput",
    wip: "work in process",
    cycleTime: "cycle time",
    finished: "finished",
  };
  const head = (Object.keys(names) as (keyof typeof names)[]).map((key) => [
    names[key],
    interval(kpis.mean[key], kpis.halfWidth[key]),
    KPI_UNITS[key],
  ]);
  // States that occur nowhere would be columns of zeros.
  const states = STATES.filter((state) =>
    Object.values(pages.mean.stations).some((station) => station.states[state] > 0),
  );
  const stations = Object.entries(pages.mean.stations).map(([id, station]) => [
    id,
    ...states.map((state) => share(station.states[state], pages.halfWidth.stations[id]?.states[state])),
    number(station.finished),
    String(Math.round(station.failures * 10) / 10),
  ]);
  const buffers = Object.entries(pages.mean.buffers).map(([id, buffer]) => [
    id,
    interval(buffer.meanContent, pages.halfWidth.buffers[id]?.meanContent),
    number(buffer.maxContent),
    interval(buffer.meanWait, pages.halfWidth.buffers[id]?.meanWait),
  ]);
  const conveying = Object.entries(pages.mean.stations).flatMap(([id, station]) => {
    const { meanHeldUp, recirculations, overflowed } = station;
    if (meanHeldUp === undefined && recirculations === undefined) return [];
    const told = [meanHeldUp, recirculations, overflowed];
    return [[id, ...told.map((value) => (value === undefined ? "" : number(value)))]];
  });
  return [
    `${plant.name}: ${settings.replications} replication${settings.replications === 1 ? " (no interval)" : "s, 95 % intervals"}, ` +
      `horizon ${number(settings.horizon)} s, warm-up ${number(settings.warmup)} s, seed ${settings.seed}`,
    "",
    table(head),
    "",
    table([["station, conveyor (share of time, %)", ...states, "finished", "failures"], ...stations]),
    ...(conveying.length === 0
      ? []
      : ["", table([["conveying", "held up (s)", "rounds in vain", "to overflow"], ...conveying])]),
    ...(buffers.length === 0
      ? []
      : ["", table([["buffer", "mean content (parts)", "max", "mean wait (s)"], ...buffers])]),
    ...storageTable(results),
    ...milkRunTable(results),
    ...qualityTable(results),
    ...resourceTables(results),
    ...accountTables(results),
    ...(withIso ? kpiTables(plant, results) : []),
  ];
}
