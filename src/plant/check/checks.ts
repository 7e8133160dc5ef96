import type { Report, Rule } from "../rule.ts";
import { CALENDAR_RULES, checkCalendars } from "./calendars.ts";
import { checkConveyors, CONVEYOR_RULES } from "./conveyors.ts";
import { checkDistributions, DISTRIBUTION_RULES } from "./distributions.ts";
import { checkFailures, FAILURE_RULES } from "./failures.ts";
import { checkFlow, FLOW_RULES } from "./flow.ts";
import { checkHierarchy, HIERARCHY_RULES } from "./hierarchy.ts";
import { checkIds, ID_RULES } from "./ids.ts";
import { INCOMPLETE, type PlantIndex } from "./plant-index.ts";
import { checkProducts, PRODUCT_RULES } from "./products.ts";
import { checkReferences, REFERENCE_RULES } from "./references.ts";
import { checkRoutings, ROUTING_RULES } from "./routings.ts";
import { checkSchedules, SCHEDULE_RULES } from "./schedules.ts";
import { checkTimes, TIME_RULES } from "./times.ts";
import { checkZeroTime, ZERO_TIME_RULES } from "./zero-time.ts";

/** Looks for violations of one family of rules. */
export type Check = (index: PlantIndex, report: Report) => void;

/** Every family of rules is registered here. */
export const CHECKS: readonly { readonly check: Check; readonly rules: readonly Rule[] }[] = [
  { check: checkIds, rules: ID_RULES },
  { check: checkReferences, rules: REFERENCE_RULES },
  { check: checkHierarchy, rules: HIERARCHY_RULES },
  { check: checkFlow, rules: FLOW_RULES },
  { check: checkRoutings, rules: ROUTING_RULES },
  { check: checkProducts, rules: PRODUCT_RULES },
  { check: checkDistributions, rules: DISTRIBUTION_RULES },
  { check: checkTimes, rules: TIME_RULES },
  { check: checkZeroTime, rules: ZERO_TIME_RULES },
  { check: checkConveyors, rules: CONVEYOR_RULES },
  { check: checkFailures, rules: FAILURE_RULES },
  { check: checkCalendars, rules: CALENDAR_RULES },
  { check: checkSchedules, rules: [...SCHEDULE_RULES, INCOMPLETE] },
];
