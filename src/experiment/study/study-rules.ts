import { rule, type Rule } from "../../plant/rule.ts";

/** Rules that a study file can break beyond its schema; their texts are in `study-texts.ts`. */
export const STUDY_FORMAT: Rule = rule("study/format", "error");
export const STUDY_NEWER: Rule = rule("study/newer", "error");
export const PLANT_UNREADABLE: Rule = rule("study/plantUnreadable", "error");
export const PLANT_ERRORS: Rule = rule("study/plantErrors", "error");
export const SCENARIO_TWICE: Rule = rule("study/scenarioTwice", "error");
export const SCENARIO_BOTH: Rule = rule("study/scenarioBoth", "error");
export const SCENARIO_PLANT: Rule = rule("study/scenarioPlant", "error");
export const SCENARIO_DIFF: Rule = rule("study/scenarioDiff", "error");
export const SCENARIO_CONFLICT: Rule = rule("study/conflict", "error");
export const SCENARIO_REBASED: Rule = rule("study/rebased", "warning");
export const SCENARIO_UNKNOWN: Rule = rule("study/unknownScenario", "error");
export const CHANGE_TARGET: Rule = rule("study/changeTarget", "error");
export const CHANGE_VALUE: Rule = rule("study/changeValue", "error");
export const CHANGE_TIMES: Rule = rule("study/changeTimes", "error");
export const CHANGE_SHIFTS: Rule = rule("study/changeShifts", "error");
export const RESPONSE_TWICE: Rule = rule("study/responseTwice", "error");
export const RESPONSE_UNKNOWN: Rule = rule("study/unknownResponse", "error");
export const RESPONSE_MEASURE: Rule = rule("study/measure", "error");
export const RESPONSE_DIRECTION: Rule = rule("study/direction", "error");
export const RESPONSE_STATISTIC: Rule = rule("study/statistic", "error");
export const RUN_WARMUP: Rule = rule("study/warmup", "error");
export const RUN_PRECISION: Rule = rule("study/precision", "error");
export const RUN_BATCHES: Rule = rule("study/batches", "error");
export const RUN_TOO_FEW: Rule = rule("study/tooFew", "error");
export const LINK_NONE: Rule = rule("study/linkNone", "error");
export const LINK_NEWER: Rule = rule("study/linkNewer", "error");
export const LINK_BROKEN: Rule = rule("study/linkBroken", "error");
export const LINK_LONG: Rule = rule("study/linkLong", "error");
export const LINK_PLANT: Rule = rule("study/linkPlant", "error");
export const DEADLINE_TWICE: Rule = rule("study/deadlineTwice", "error");
export const DEADLINE_TIME: Rule = rule("study/deadlineTime", "error");
export const DEADLINE_SINK: Rule = rule("study/deadlineSink", "error");
export const INPUT_TWICE: Rule = rule("study/inputTwice", "error");
export const INPUT_ERROR: Rule = rule("study/inputError", "error");
export const INPUT_RANGE: Rule = rule("study/inputRange", "error");
export const INPUT_PLANT: Rule = rule("study/inputPlant", "error");

export const STUDY_RULES: readonly Rule[] = [
  STUDY_FORMAT,
  STUDY_NEWER,
  PLANT_UNREADABLE,
  PLANT_ERRORS,
  SCENARIO_TWICE,
  SCENARIO_BOTH,
  SCENARIO_PLANT,
  SCENARIO_DIFF,
  SCENARIO_CONFLICT,
  SCENARIO_REBASED,
  SCENARIO_UNKNOWN,
  CHANGE_TARGET,
  CHANGE_VALUE,
  CHANGE_TIMES,
  CHANGE_SHIFTS,
  RESPONSE_TWICE,
  RESPONSE_UNKNOWN,
  RESPONSE_MEASURE,
  RESPONSE_DIRECTION,
  RESPONSE_STATISTIC,
  RUN_WARMUP,
  RUN_PRECISION,
  RUN_BATCHES,
  RUN_TOO_FEW,
  LINK_NONE,
  LINK_NEWER,
  LINK_BROKEN,
  LINK_LONG,
  LINK_PLANT,
  DEADLINE_TWICE,
  DEADLINE_TIME,
  DEADLINE_SINK,
  INPUT_TWICE,
  INPUT_ERROR,
  INPUT_RANGE,
  INPUT_PLANT,
];
