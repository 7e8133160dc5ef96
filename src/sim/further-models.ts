import { buildAccounts } from "./accounts/accounts.ts";
import { buildBatcher } from "./elements/batcher.ts";
import type { FurtherElements } from "./elements/registry.ts";
import { buildMilkRun } from "./elements/milk-run.ts";
import { buildDivert, buildTransferCar, buildTurntable } from "./elements/handover.ts";
import { buildSorter } from "./elements/sorter.ts";
import { buildTrackConveyor } from "./elements/track-conveyor.ts";
import { buildStorage } from "./elements/storage.ts";
import { buildTransport } from "./elements/transport.ts";
import { buildUnbatcher } from "./elements/unbatcher.ts";
import { watchPointsOfUse } from "./milk-run/watch-points-of-use.ts";
import { buildCardLoop } from "./resources/card-loop.ts";
import { buildCarrierPool } from "./resources/carrier-pool.ts";
import { buildFleet } from "./resources/fleet.ts";
import { buildFootpaths } from "./resources/footpaths.ts";
import { buildGate } from "./resources/gate.ts";
import { buildNetwork } from "./resources/network.ts";
import type { ResourceTypes } from "./resources/registry.ts";
import { buildWorkerPool } from "./resources/worker-pool.ts";

/** Models that the page's first picture does without: it is loaded on demand, and nothing of the first picture imports it. */
export interface FurtherModels {
  readonly elements: FurtherElements;
  readonly resources: ResourceTypes;
  readonly accounts: typeof buildAccounts;
  readonly watchPointsOfUse: typeof watchPointsOfUse;
}

/** Every kind of element that is not in `elements/registry.ts`, and every kind of resource, is registered here. */
export const FURTHER_MODELS: FurtherModels = {
  elements: {
    spacedConveyor: buildTrackConveyor,
    merge: buildTrackConveyor,
    divert: buildDivert,
    turntable: buildTurntable,
    transferCar: buildTransferCar,
    sorter: buildSorter,
    transport: buildTransport,
    milkRun: buildMilkRun,
    storage: buildStorage,
    batcher: buildBatcher,
    unbatcher: buildUnbatcher,
  },
  resources: {
    workers: buildWorkerPool,
    footpaths: buildFootpaths,
    network: buildNetwork,
    fleet: buildFleet,
    carriers: buildCarrierPool,
    kanban: buildCardLoop,
    conwip: buildCardLoop,
    supermarket: buildCardLoop,
    gate: buildGate,
  },
  accounts: buildAccounts,
  watchPointsOfUse,
};
