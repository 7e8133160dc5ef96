import type { BalanceFile } from "../plant/balance/balance-file.ts";
import { utf8 } from "../plant/import/decode-utf8.ts";
import { type ImportOptions, importFiles } from "../plant/import/import-file.ts";
import { type ImportAnswer, type ImportFile, ImportLog } from "../plant/import/import-report.ts";
import { ASSUMED } from "../plant/import/import-rules.ts";
import { PlantDraft } from "../plant/import/plant-draft.ts";
import { writePlantText } from "../plant/import/write-plant-text.ts";
import { inspectPlant } from "../plant/inspect.ts";
import { readBalanceFile } from "./read-balance-file.ts";
import { todaysStations } from "./constrained-line-of.ts";

/** Stations that a line gets beyond what its work needs without idle time, as a share. */
const SPARE = 0.25;

/** Imports any file that a plant can be made of: balance files here, all others where the plant's importers are. */
export function importAnyFile(files: readonly ImportFile[], options: ImportOptions = {}): ImportAnswer {
  const [first] = files;
  const isBalance = first !== undefined && /\.balance\.json$/i.test(first.name);
  return isBalance ? importBalanceFile(first) : importFiles(files, options);
}

/**
 * Makes a plant of a balance file: a source, the stations of its line one after the other, and a sink, with the tasks
 * and all that their balance must keep.
 */
export function importBalanceFile({ bytes }: ImportFile): ImportAnswer {
  const read = readBalanceFile(utf8(bytes) ?? "");
  if (!read.ok)
    return { ok: false, report: { format: "balance", read: {}, findings: read.error, notUnderstood: [] } };
  const { file } = read.value;
  const log = new ImportLog();
  const text = writePlantText(plantOf(file, log));
  const report = log.report("balance");
  const inspected = inspectPlant(text);
  if (!inspected.ok) return { ok: false, report: { ...report, findings: inspected.error } };
  return {
    ok: true,
    text,
    report: { ...report, findings: [...report.findings, ...inspected.value.warnings] },
  };
}

function plantOf(file: BalanceFile, log: ImportLog): Record<string, unknown> {
  const draft = new PlantDraft(log, file.name);
  const takt = file.cycle ?? longestTask(file);
  if (file.cycle === undefined) {
    log.tell(ASSUMED, { what: { en: "takt of the line", de: "Takt der Linie" }, count: 1 });
  }
  for (const { id, name } of file.models ?? []) draft.product(id, name);
  const count = stationCount(file, takt);
  const stations = Array.from({ length: count }, (_, k) => `station-${k + 1}`);
  draft.element({
    kind: "source",
    key: "in",
    id: "source",
    more: { arrivals: { mode: "saturated" }, products: mixOf(file) },
  });
  for (const [k, id] of stations.entries()) {
    draft.element({ kind: "station", key: id, id, name: `${k + 1}`, more: { cycleTime: takt } });
    draft.connect(stations[k - 1] ?? "in", id);
  }
  draft.element({ kind: "sink", key: "out", id: "sink" });
  draft.connect(stations.at(-1) ?? "in", "out");
  log.read("lines");
  return { ...draft.finish(), balance: [lineOf(file, takt, stations)] };
}

/** The line as a plant has it: stations by id, models as products. */
function lineOf(file: BalanceFile, takt: number, stations: readonly string[]): Record<string, unknown> {
  const {
    $schema: _schema,
    format: _format,
    version: _version,
    notes: _notes,
    cycle: _cycle,
    mostMoves: _mostMoves,
    tasks,
    models,
    name,
    ...demands
  } = file;
  return {
    ...demands,
    id: "line",
    name,
    takt,
    stations,
    tasks: tasks.map(({ timeByModel, stations: possible, station, ...task }) => ({
      ...task,
      ...(timeByModel === undefined ? {} : { timeByProduct: timeByModel }),
      ...(possible === undefined ? {} : { stations: possible.map((number) => stations[number - 1]) }),
      ...(station === undefined ? {} : { station: stations[station - 1] }),
    })),
    ...(models === undefined ? {} : { mix: Object.fromEntries(models.map(({ id, share }) => [id, share])) }),
  };
}

/** The models in the proportions of their shares; undefined where there is but one product. */
function mixOf({ models }: BalanceFile): object | undefined {
  if (models === undefined || models.length === 1) return undefined;
  return { order: "random", weights: Object.fromEntries(models.map(({ id, share }) => [id, share])) };
}

/** As many stations as are named, and enough for the work of the slowest model and some idle time. */
function stationCount(file: BalanceFile, takt: number): number {
  const { tasks, models = [] } = file;
  const sides = file.isTwoSided === true ? 2 : 1;
  const timeOf = (task: BalanceFile["tasks"][number], model: string): number =>
    task.timeByModel?.[model] ?? task.time;
  const works = [
    tasks.reduce((sum, { time }) => sum + time, 0),
    ...models.map(({ id }) => tasks.reduce((sum, task) => sum + timeOf(task, id), 0)),
  ];
  const needed = takt > 0 ? Math.ceil((Math.max(...works) / takt / sides) * (1 + SPARE)) : tasks.length;
  const named = tasks.flatMap(({ stations = [] }) => stations);
  return Math.max(1, todaysStations(tasks).length, Math.min(tasks.length, needed), ...named);
}

function longestTask({ tasks }: BalanceFile): number {
  const times = tasks.flatMap(({ time, timeByModel = {} }) => [time, ...Object.values(timeByModel)]);
  return Math.max(...times) || 1;
}
