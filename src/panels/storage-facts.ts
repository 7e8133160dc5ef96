import { type Storage, storagePlaces } from "../plant/elements/storage.ts";
import type { RunResult } from "../protocol/simulation.ts";
import type { Fact } from "./facts.tsx";
import type { Wording } from "./session-context.ts";

/** What the plant file says of a storage. */
export function storageFacts(storage: Storage, { t, formats }: Wording): Fact[] {
  const { aisles = 1, sides = 2, bays, levels, depth = 1, crane, assignment, retrieval } = storage;
  const { count, number, withUnit } = formats;
  const rack = [sides, bays, levels, depth].map((n) => count(n)).join(" × ");
  return [
    { name: t("storage.places"), value: count(storagePlaces(storage)) },
    { name: t("storage.aisles"), value: count(aisles) },
    { name: t("storage.rack"), value: rack },
    {
      name: t("storage.speeds"),
      value: `${number(crane.travel.speed)} / ${withUnit(number(crane.hoist.speed), "m/s")}`,
    },
    { name: t("storage.assignment"), value: t(`storage.assignment.${assignment?.by ?? "nearest"}`) },
    { name: t("storage.retrieval"), value: t(`storage.retrieval.${retrieval?.rule ?? "fifo"}`) },
    { name: t("storage.commands"), value: t(`storage.commands.${crane.commands ?? "dual"}`) },
  ];
}

/** What the run says of a storage so far. */
export function storageResultFacts(id: string, results: RunResult, { t, formats }: Wording): Fact[] {
  const storage = results.buffers[id]?.storage;
  if (storage === undefined) return [];
  const { count, percent, duration } = formats;
  const facts: Fact[] = [{ name: t("storage.fill"), value: percent(storage.fillLevel) }];
  for (const { name, fillLevel } of storage.zones ?? [])
    facts.push({ name: t("storage.zone", { name }), value: percent(fillLevel) });
  storage.cranes.forEach(({ utilisation, driving, handling }, i) =>
    facts.push({
      name: t("storage.crane", { n: count(i + 1) }),
      value: t("storage.craneShares", {
        working: percent(utilisation),
        driving: percent(driving),
        handling: percent(handling),
      }),
    }),
  );
  for (const kind of ["store", "retrieve", "dual"] as const) {
    const { count: cycles, mean } = storage.cycles[kind];
    if (cycles > 0)
      facts.push({
        name: t(`storage.cycle.${kind}`),
        value: t("storage.cycles", { count: count(cycles), mean: duration(mean) }),
      });
  }
  facts.push({ name: t("storage.storeWait"), value: duration(storage.storeWaitMean) });
  facts.push({ name: t("storage.retrieveWait"), value: duration(storage.retrieveWaitMean) });
  if (storage.relocations > 0)
    facts.push({ name: t("storage.relocations"), value: count(storage.relocations) });
  if (storage.failures !== undefined)
    facts.push({ name: t("details.failures"), value: count(storage.failures) });
  return facts;
}
