import { average } from "../experiment/replications.ts";
import type { CycleResult, RunResult, StorageResult } from "../sim/results.ts";
import { number, table } from "./output.ts";

/** What storages and their cranes did, as tables of text with an empty line before each; means over replications. */
export function storageTable(results: readonly RunResult[]): string[] {
  const { mean } = average(
    results.map(({ buffers }) =>
      Object.fromEntries(
        Object.entries(buffers).flatMap(([id, { storage }]) =>
          storage === undefined ? [] : [[id, storage] as const],
        ),
      ),
    ),
  );
  const storages = Object.entries(mean);
  if (storages.length === 0) return [];
  const heads = [
    "places",
    "fill (%)",
    "store wait (s)",
    "longest",
    "fetch wait (s)",
    "longest",
    "relocations",
  ];
  const cycles = ["store", "mean (s)", "retrieve", "mean (s)", "dual", "mean (s)"];
  return [
    "",
    table([["storage", ...heads], ...storages.flatMap(([id, storage]) => storageRows(id, storage))]),
    "",
    table([
      ["crane", "working (%)", "driving (%)", "handling (%)", "failed (%)"],
      ...storages.flatMap(([id, { cranes }]) =>
        cranes.map((crane, i) => [
          `${id}/${i + 1}`,
          ...[crane.utilisation, crane.driving, crane.handling, crane.states.failed].map(percent),
        ]),
      ),
    ]),
    "",
    table([["cycles", ...cycles], ...storages.map(([id, storage]) => cycleRow(id, storage))]),
  ];
}

function storageRows(id: string, storage: StorageResult): string[][] {
  const { places, fillLevel, storeWaitMean, storeWaitMax, retrieveWaitMean, retrieveWaitMax } = storage;
  const waits = [storeWaitMean, storeWaitMax, retrieveWaitMean, retrieveWaitMax, storage.relocations];
  const zones = storage.zones ?? [];
  return [
    [id, number(places), percent(fillLevel), ...waits.map((value) => number(value))],
    ...zones.map((zone) => [
      `  ${zone.name}`,
      number(zone.places),
      percent(zone.fillLevel),
      ...waits.map(() => ""),
    ]),
  ];
}

function cycleRow(id: string, { cycles: { store, retrieve, dual } }: StorageResult): string[] {
  const cells = ({ count, mean }: CycleResult): string[] => [number(count), number(mean)];
  return [id, ...cells(store), ...cells(retrieve), ...cells(dual)];
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
