import type { Report, Rule } from "../rule.ts";
import { ACCOUNT_RULES, checkAccounts } from "./accounts.ts";
import { checkBalances, LINE_RULES } from "./balances.ts";
import { BREAK_RULES, checkBreaks } from "./breaks.ts";
import { CALENDAR_RULES, checkCalendars } from "./calendars.ts";
import { ASSEMBLY_RULES, checkAssemblies } from "./assemblies.ts";
import { CARRIER_RULES, checkCarriers } from "./carriers.ts";
import { checkInspections, INSPECTION_RULES } from "./inspections.ts";
import { checkControls, CONTROL_RULES } from "./controls.ts";
import { checkConveyors, CONVEYOR_RULES } from "./conveyors.ts";
import { checkDistributions, DISTRIBUTION_RULES } from "./distributions.ts";
import { checkExpressions, EXPRESSION_RULES } from "./expressions.ts";
import { checkFailures, FAILURE_RULES } from "./failures.ts";
import { checkFlow, FLOW_RULES } from "./flow.ts";
import { checkFleetTags, FLEET_TAG_RULES } from "./fleet-tags.ts";
import { checkFootpaths, FOOTPATH_RULES } from "./footpaths.ts";
import { checkHierarchy, HIERARCHY_RULES } from "./hierarchy.ts";
import { checkHandovers, HANDOVER_RULES } from "./handovers.ts";
import { checkIds, ID_RULES } from "./ids.ts";
import { INCOMPLETE, type PlantIndex } from "./plant-index.ts";
import { checkMilkRuns, MILK_RUN_RULES } from "./milk-runs.ts";
import { checkOrders, ORDER_RULES } from "./orders.ts";
import { checkNetworks, NETWORK_RULES } from "./networks.ts";
import { checkProducts, PRODUCT_RULES } from "./products.ts";
import { checkReferences, REFERENCE_RULES } from "./references.ts";
import { checkRoutings, ROUTING_RULES } from "./routings.ts";
import { checkSchedules, SCHEDULE_RULES } from "./schedules.ts";
import { checkTimes, TIME_RULES } from "./times.ts";
import { checkWorkers, WORKER_RULES } from "./workers.ts";
import { checkTracks, TRACK_RULES } from "./tracks.ts";
import { checkTransports, TRANSPORT_RULES } from "./transports.ts";
import { checkStandstill, STANDSTILL_RULES } from "./standstill.ts";
import { checkStorages, STORAGE_RULES } from "./storages.ts";
import { checkZeroTime, ZERO_TIME_RULES } from "./zero-time.ts";

/** Looks for violations of one family of rules. */
export type Check = (index: PlantIndex, report: Report) => void;

export interface Family {
  readonly check: Check;
  readonly rules: readonly Rule[];
  /** Whether its findings would be wrong for a plant from which items were left out. */
  readonly needsAll: boolean;
}

/** Every family of rules is registered here. */
export const CHECKS: readonly Family[] = [
  { check: checkIds, rules: ID_RULES, needsAll: false },
  { check: checkReferences, rules: REFERENCE_RULES, needsAll: false },
  { check: checkHierarchy, rules: HIERARCHY_RULES, needsAll: false },
  { check: checkFlow, rules: FLOW_RULES, needsAll: true },
  { check: checkRoutings, rules: ROUTING_RULES, needsAll: true },
  { check: checkProducts, rules: PRODUCT_RULES, needsAll: true },
  { check: checkAssemblies, rules: ASSEMBLY_RULES, needsAll: true },
  { check: checkInspections, rules: INSPECTION_RULES, needsAll: true },
  { check: checkCarriers, rules: CARRIER_RULES, needsAll: true },
  { check: checkDistributions, rules: DISTRIBUTION_RULES, needsAll: false },
  { check: checkTimes, rules: TIME_RULES, needsAll: false },
  { check: checkZeroTime, rules: ZERO_TIME_RULES, needsAll: true },
  { check: checkStandstill, rules: STANDSTILL_RULES, needsAll: true },
  { check: checkConveyors, rules: CONVEYOR_RULES, needsAll: false },
  { check: checkTracks, rules: TRACK_RULES, needsAll: true },
  { check: checkHandovers, rules: HANDOVER_RULES, needsAll: true },
  { check: checkWorkers, rules: WORKER_RULES, needsAll: false },
  { check: checkBreaks, rules: BREAK_RULES, needsAll: true },
  { check: checkFootpaths, rules: FOOTPATH_RULES, needsAll: true },
  { check: checkTransports, rules: TRANSPORT_RULES, needsAll: true },
  { check: checkFleetTags, rules: FLEET_TAG_RULES, needsAll: false },
  { check: checkMilkRuns, rules: MILK_RUN_RULES, needsAll: true },
  { check: checkStorages, rules: STORAGE_RULES, needsAll: true },
  { check: checkNetworks, rules: NETWORK_RULES, needsAll: true },
  { check: checkFailures, rules: FAILURE_RULES, needsAll: false },
  { check: checkOrders, rules: ORDER_RULES, needsAll: true },
  { check: checkControls, rules: CONTROL_RULES, needsAll: true },
  { check: checkExpressions, rules: EXPRESSION_RULES, needsAll: false },
  { check: checkCalendars, rules: CALENDAR_RULES, needsAll: false },
  { check: checkAccounts, rules: ACCOUNT_RULES, needsAll: false },
  { check: checkBalances, rules: LINE_RULES, needsAll: false },
  { check: checkSchedules, rules: [...SCHEDULE_RULES, INCOMPLETE], needsAll: false },
];
