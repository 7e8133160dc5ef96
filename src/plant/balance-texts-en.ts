import type { RuleTexts } from "./finding-text.ts";

/** What the rules about lines to balance say, in English. */
export const BALANCE_TEXTS_EN: RuleTexts = {
  "balance/unreadable": ["The file cannot be read ({problem})", "Name a file that exists"],

  "balance/in2Count": [
    "The number of tasks is missing: found “{found}”",
    "Begin the file with the number of tasks",
  ],
  "balance/in2Time": [
    "The time of task {task} of {count} is missing or not a number: “{found}”",
    "Give one time a line for each task",
  ],
  "balance/in2Relation": ["“{found}” is no relation", "Write relations as “3,7”, and “-1,-1” at the end"],
  "balance/in2End": ["The end mark is missing", "Close the relations with “-1,-1”"],

  "balance/albCount": [
    "{count} tasks are announced, but {found} times are given",
    "Correct <number of tasks> or complete <task times>",
  ],
  "balance/albSectionTwice": ["Section <{title}> is given twice", "Remove one of the two"],
  "balance/albOutside": [
    "“{found}” stands before the first section",
    "Begin with a heading such as <number of tasks>",
  ],
  "balance/albEnd": ["The end mark is missing", "Close the file with <end>"],
  "balance/albNumber": ["<{title}> is missing or not a number", "Add the section <{title}> with one number"],
  "balance/albSection": ["<{title}> is missing", "Add the section; <precedence relations> may be empty"],
  "balance/albTask": ["“{found}” is no task with its time", "Write the task and its time, such as “4 214”"],
  "balance/albRelation": ["“{found}” is no relation", "Write relations as “3,7”"],

  "balance/tableRow": ["“{found}” is no task with its time", "Give the columns task, time and predecessors"],
  "balance/tableEmpty": ["The table has no tasks", "Paste at least one row: task, time, predecessors"],

  "balance/batchHeading": ["The list has no column named file", "Begin it with a heading such as file,cycle"],
  "balance/batchRow": ["“{file}” needs one positive number: a cycle or stations", "Correct the line"],
  "balance/noCycle": ["“{file}” has no cycle time", "Give a cycle or stations in the list"],

  "balance/noTasks": ["There are no tasks", "Add at least one task"],
  "balance/unnamedTask": ["A task has no name", "Give every task a name"],
  "balance/repeatedTask": ["Task “{task}” is given twice", "Remove or rename one of the two"],
  "balance/timeNoNumber": ["The time of task “{task}” is not a number", "Give a time, such as 12.5"],
  "balance/timeNegative": ["The time of task “{task}” is negative ({time})", "Give zero or more"],
  "balance/relationUnknown": [
    "A relation names the unknown task “{task}”",
    "Add the task, or correct the name",
  ],
  "balance/tooFine": [
    "The times are too large or too finely divided to add up exactly",
    "Use a coarser unit or fewer decimals, such as seconds with two decimals",
  ],
  "balance/circular": ["The precedence is circular: {circle}", "Remove one of these relations"],

  "balance/unknownTask": ["{where} names the unknown task “{task}”", "Add the task, or correct the name"],
  "balance/amount": ["{where} has {found} for task “{task}”", "Give a number of zero or more"],
  "balance/stationNumbers": [
    "The stations of task “{task}” are not all whole numbers from 1",
    "List the stations as 1, 2, …",
  ],
  "balance/certainty": ["The certainty {found} is not between 0.5 and 1", "Give a chance such as 0.95"],
  "balance/shares": [
    "The shares of the models or the overload are not sound",
    "Give shares of zero or more, not all zero, and an overload of zero or more",
  ],
};
