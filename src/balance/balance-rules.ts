import { type Rule, rule } from "../plant/rule.ts";

/** Everything that can be wrong with a line to balance; the texts are with those of all rules, in `plant`. */
const error = (name: string): Rule => rule(`balance/${name}`, "error");

export const FILE_UNREADABLE: Rule = error("unreadable");

export const NO_BALANCE_FILE: Rule = error("format");
export const SAME_ID: Rule = error("sameId");
export const UNKNOWN_NAME: Rule = error("unknownName");
export const NEEDS: Rule = error("needs");

export const IN2_COUNT: Rule = error("in2Count");
export const IN2_TIME: Rule = error("in2Time");
export const IN2_RELATION: Rule = error("in2Relation");
export const IN2_END: Rule = error("in2End");

export const ALB_COUNT: Rule = error("albCount");
export const ALB_SECTION_TWICE: Rule = error("albSectionTwice");
export const ALB_OUTSIDE: Rule = error("albOutside");
export const ALB_END: Rule = error("albEnd");
export const ALB_NUMBER: Rule = error("albNumber");
export const ALB_SECTION: Rule = error("albSection");
export const ALB_TASK: Rule = error("albTask");
export const ALB_RELATION: Rule = error("albRelation");

export const TABLE_ROW: Rule = error("tableRow");
export const TABLE_EMPTY: Rule = error("tableEmpty");

export const BATCH_HEADING: Rule = error("batchHeading");
export const BATCH_ROW: Rule = error("batchRow");
export const NO_LINES: Rule = error("noLines");
export const WHICH_LINE: Rule = error("whichLine");
export const MOVES_NUMBER: Rule = error("movesNumber");
export const TAKT_TOO_SHORT: Rule = error("taktTooShort");
export const NO_CYCLE: Rule = error("noCycle");

export const NO_TASKS: Rule = error("noTasks");
export const UNNAMED_TASK: Rule = error("unnamedTask");
export const REPEATED_TASK: Rule = error("repeatedTask");
export const TIME_NO_NUMBER: Rule = error("timeNoNumber");
export const TIME_NEGATIVE: Rule = error("timeNegative");
export const RELATION_UNKNOWN: Rule = error("relationUnknown");
export const TOO_FINE: Rule = error("tooFine");
export const CIRCULAR: Rule = error("circular");

export const UNKNOWN_TASK: Rule = error("unknownTask");
export const AMOUNT: Rule = error("amount");
export const STATION_NUMBERS: Rule = error("stationNumbers");
export const CERTAINTY: Rule = error("certainty");
export const SHARES: Rule = error("shares");
export const NOT_TOGETHER: Rule = error("notTogether");
export const TOO_MANY_MODES: Rule = error("tooManyModes");
export const LIMIT: Rule = error("limit");
export const PARALLEL: Rule = error("parallel");
export const BUDGET: Rule = error("budget");
export const COUNT: Rule = error("count");
export const PACE: Rule = error("pace");
export const NO_WORKERS: Rule = error("noWorkers");
export const NO_STATION_TYPES: Rule = error("noStationTypes");
export const MOVES: Rule = error("moves");
export const TWICE_TODAY: Rule = error("twiceToday");
export const NO_COSTS: Rule = error("noCosts");

export const BALANCE_RULES: readonly Rule[] = [
  FILE_UNREADABLE,
  NO_BALANCE_FILE,
  SAME_ID,
  UNKNOWN_NAME,
  NEEDS,
  IN2_COUNT,
  IN2_TIME,
  IN2_RELATION,
  IN2_END,
  ALB_COUNT,
  ALB_SECTION_TWICE,
  ALB_OUTSIDE,
  ALB_END,
  ALB_NUMBER,
  ALB_SECTION,
  ALB_TASK,
  ALB_RELATION,
  TABLE_ROW,
  TABLE_EMPTY,
  BATCH_HEADING,
  BATCH_ROW,
  NO_LINES,
  WHICH_LINE,
  MOVES_NUMBER,
  TAKT_TOO_SHORT,
  NO_CYCLE,
  NO_TASKS,
  UNNAMED_TASK,
  REPEATED_TASK,
  TIME_NO_NUMBER,
  TIME_NEGATIVE,
  RELATION_UNKNOWN,
  TOO_FINE,
  CIRCULAR,
  UNKNOWN_TASK,
  AMOUNT,
  STATION_NUMBERS,
  CERTAINTY,
  SHARES,
  NOT_TOGETHER,
  TOO_MANY_MODES,
  LIMIT,
  PARALLEL,
  BUDGET,
  COUNT,
  PACE,
  NO_WORKERS,
  NO_STATION_TYPES,
  MOVES,
  TWICE_TODAY,
  NO_COSTS,
];
